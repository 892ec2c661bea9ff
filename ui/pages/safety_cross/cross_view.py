"""The cross of a month: 31 squares in the shape of a plus, gone through by the arrow keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from huddle.rows.safety_cross import CrossDay
from huddle.rules.cross_words import day_words
from huddle.rules.safety_cross import ACROSS, DOWN, places
from ui.pages.safety_cross.day_paint import paint_day, paint_ring
from ui.theme.look import look

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_WORDS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class CrossModel(QAbstractTableModel):
    """The days of a month at their places in the cross; a cell outside it holds nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[CrossDay, ...] = ()
        self._numbers = {place: number for number, place in enumerate(places())}

    def show_days(self, days: Sequence[CrossDay]) -> None:
        """Hold these, in place of what was there."""
        is_same_month = len(days) == len(self._days)
        self._days = tuple(days)
        if is_same_month:
            self.dataChanged.emit(self.index(0, 0), self.index(DOWN - 1, ACROSS - 1))
        else:
            self.beginResetModel()
            self.endResetModel()

    @property
    def days(self) -> tuple[CrossDay, ...]:
        """The days of the month."""
        return self._days

    def day(self, index: Index) -> CrossDay | None:
        """The day in a cell, if there is one."""
        number = self._numbers.get((index.column(), index.row()), len(self._days))
        return self._days[number] if number < len(self._days) else None

    def at(self, day: dt.date) -> QModelIndex:
        """The cell of a day of the month."""
        column, row = places()[day.day - 1]
        return self.index(row, column)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """From edge to edge."""
        return 0 if parent.isValid() else DOWN

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """From edge to edge."""
        return 0 if parent.isValid() else ACROSS

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only a day can be chosen."""
        if self.day(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The number of a day, and in words all that is known of it."""
        day = self.day(index)
        if day is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day.day)
        return day_words(day) if role in _WORDS else None


class _DayDelegate(QStyledItemDelegate):
    """Draws the squares."""

    today: dt.date | None = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one day, and a ring around the one that the keys act on."""
        view, model = self.parent(), index.model()
        day = model.day(index) if isinstance(model, CrossModel) else None
        if day is None or not isinstance(view, CrossView):
            return
        rect = option.rect
        is_today = day.day == self.today
        paint_day(painter, rect, day, number=str(day.day.day), is_today=is_today)
        if view.hasFocus() and view.currentIndex() == index:
            paint_ring(painter, rect)


class CrossView(QTableView):
    """The squares of one kind of harm.

    Signals:
        opened: A `CrossDay` that somebody pressed, or entered.
    """

    opened = Signal(object)

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._size_name = "day"
        self.model_of_days = CrossModel()
        self.model_of_days.setParent(self)
        self.setModel(self.model_of_days)
        self._delegate = _DayDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "cross")
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._open)
        self._fit()

    def show_days(self, days: Sequence[CrossDay], today: dt.date) -> None:
        """Show a month; the keys act on the day they acted on, else on today, else on the last."""
        before = self.day.day.day if self.day else 0
        self._delegate.today = today
        self.model_of_days.show_days(days)
        numbers = {day.day.day: day.day for day in days}
        is_now = days[0].day.month == today.month and days[0].day.year == today.year
        other = today.day if is_now else len(days)
        self.choose(numbers.get(before) or numbers[other])
        self.viewport().update()

    def be_large(self, *, large: bool) -> None:
        """Have larger squares, where there is room."""
        self._size_name = "day_large" if large else "day"
        self._fit()

    @property
    def day(self) -> CrossDay | None:
        """The day that the keys act on."""
        return self.model_of_days.day(self.currentIndex())

    @property
    def square(self) -> QRect:
        """Where it is."""
        return self.visualRect(self.currentIndex())

    def choose(self, day: dt.date) -> None:
        """Let the keys act on a day of the month."""
        self.setCurrentIndex(self.model_of_days.at(day))

    def sizeHint(self) -> QSize:
        """The squares, and nothing around them."""
        side = look().size(self._size_name)
        return QSize(side * ACROSS, side * DOWN)

    def minimumSizeHint(self) -> QSize:
        """They never shrink."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go through the days, Home and End to the first and last, Enter opens."""
        if event.key() in _OPENS:
            self._open(self.currentIndex())
        elif (day := self._after(Qt.Key(event.key()))) is not None:
            self.choose(day)
        elif event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Squares grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def _after(self, key: Qt.Key) -> dt.date | None:
        """The day that a key leads to; none where it leads nowhere."""
        days, day = self.model_of_days.days, self.day
        if day is None:
            return None
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        on = -1 if is_mirrored else 1
        number = day.day.day - 1
        leads = {
            Qt.Key.Key_Right: number + on,
            Qt.Key.Key_Left: number - on,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(days) - 1,
            Qt.Key.Key_Up: self._beyond(number, -1),
            Qt.Key.Key_Down: self._beyond(number, 1),
        }
        if key not in leads:
            return None
        return days[max(0, min(len(days) - 1, leads[key]))].day

    def _beyond(self, number: int, by: int) -> int:
        """The day in the next row up or down: in the same column, else the nearest to it."""
        column, row = places()[number]
        there = [
            (abs(other - column), at)
            for at, (other, other_row) in enumerate(places()[: len(self.model_of_days.days)])
            if other_row == row + by
        ]
        return min(there)[1] if there else number

    def _open(self, index: Index) -> None:
        day = self.model_of_days.day(index)
        if day is not None:
            self.opened.emit(day)

    def _fit(self) -> None:
        side = look().size(self._size_name)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setDefaultSectionSize(side)
        self.setFixedSize(self.sizeHint())


class Swatch(QWidget):
    """A square as it stands in the cross, to say what its sign means."""

    def __init__(self, day: CrossDay) -> None:
        super().__init__()
        self._day = day
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As small as a square gets."""
        side = look().size("day")
        return QSize(side, side)

    def paintEvent(self, _event: QEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_day(painter, self.rect(), self._day, number="")
