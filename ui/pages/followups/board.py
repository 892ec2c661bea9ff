"""The board: columns of cards by when they are due, and what waits for a check or to be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import BoardColumnRow, ItemRow
from huddle.vocabulary import BoardColumn
from ui.pages.followups.cards import CardDelegate, CardsModel, Index
from ui.theme.look import look, space
from ui.widgets.labels import Label, heading

_ROW = (BoardColumn.OVERDUE, BoardColumn.TODAY, BoardColumn.THIS_WEEK, BoardColumn.LATER)
_LAST = (BoardColumn.TO_CHECK, BoardColumn.TO_TELL)
"""These share the last place, one below the other."""
_LEAST_SHARE = 0.6
"""The narrowest a column may get, of the narrowest a column of a page may."""


class Cards(QListView):
    """The cards of a column.

    Signals:
        chosen: Another card is the current one.
        open_asked: Enter, F2 or a double click on a card.
        beside_asked: The column to the left (-1) or to the right (1).
        more_asked: The last cards come into view.
    """

    chosen = Signal()
    open_asked = Signal()
    beside_asked = Signal(int)
    more_asked = Signal()

    def __init__(self, column: BoardColumn) -> None:
        super().__init__()
        self.setObjectName(f"cards_{column.value}")
        self.setAccessibleName(label(column))
        self.setProperty("role", "cards")
        self.cards = CardsModel()
        self.cards.setParent(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.doubleClicked.connect(lambda _index: self.open_asked.emit())

    @property
    def current(self) -> ItemRow | None:
        """The card that keys act on."""
        return self.cards.item(self.currentIndex().row())

    def choose_row(self, row: int) -> None:
        """Make a card the current one."""
        self.setCurrentIndex(self.cards.index(row))

    def drop_choice(self) -> None:
        """Have no current card: another column has it."""
        self.setCurrentIndex(self.cards.index(-1))
        self.clearSelection()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which card keys act on now."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; left and right go to the next column."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.open_asked.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.beside_asked.emit(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by Tab, the first card is the current one."""
        super().focusInEvent(event)
        if self.current is None and self.cards.rowCount():
            self.choose_row(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if bar.maximum() and value >= bar.maximum() - self.viewport().height():
            self.more_asked.emit()


class Board(QScrollArea):
    """All columns side by side.

    Signals:
        chosen: Another card, or none, is the current one.
        open_asked: The current card in full.
        more_asked: More cards of a column.
    """

    chosen = Signal()
    open_asked = Signal()
    more_asked = Signal(BoardColumn)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("followups_board")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._columns: dict[BoardColumn, _Column] = {}
        self._row = QWidget()
        self._row.setObjectName("page_scroll_inside")
        row = QHBoxLayout(self._row)
        # Room for the focus ring, which a scroll area would cut off.
        ring = space("focus_outer") + space("focus_inner")
        row.setContentsMargins(ring, 0, ring, ring)
        row.setSpacing(space("one"))
        for column in _ROW:
            row.addWidget(self._make(column), 1)
        last = QVBoxLayout()
        last.setSpacing(space("one"))
        for column in _LAST:
            last.addWidget(self._make(column), 1)
        row.addLayout(last, 1)
        self.setWidget(self._row)

    @property
    def current(self) -> ItemRow | None:
        """The card that keys act on."""
        at = self._at()
        return self._columns[at].cards.current if at else None

    def show_columns(self, columns: Sequence[BoardColumnRow], today: dt.date) -> None:
        """Show these cards; the current one stays current."""
        before = self.current
        for row in columns:
            self._columns[row.column].show_row(row, today)
        self._columns[BoardColumn.TO_TELL].setVisible(bool(columns[-1].items))
        if before is None or not self.choose(before.id):
            self._choose_near(before)
        if any(held.cards.hasFocus() for held in self._columns.values()):
            self.begin()

    def choose(self, item_id: str) -> bool:
        """Make the card of an action the current one; whether it is among those shown."""
        for column in self._columns.values():
            row = column.cards.cards.row_of(item_id)
            if row >= 0:
                column.cards.choose_row(row)
                return True
        return False

    def begin(self) -> None:
        """Put the keyboard on the current card."""
        filled = (key for key, held in self._columns.items() if held.count)
        at = self._at() or next(filled, BoardColumn.OVERDUE)
        self._columns[at].cards.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns get narrower down to a width in which words still read."""
        super().resizeEvent(event)
        self._row.setMinimumWidth(
            round(look().size("column_least") * _LEAST_SHARE) * (len(_ROW) + 1)
        )

    def _make(self, column: BoardColumn) -> _Column:
        made = self._columns[column] = _Column(column)
        made.cards.chosen.connect(lambda: self._chosen(column))
        made.cards.open_asked.connect(self.open_asked)
        made.cards.more_asked.connect(lambda: self._more(column))
        made.cards.beside_asked.connect(lambda by: self._go_beside(column, by))
        return made

    def _at(self) -> BoardColumn | None:
        return next((key for key, held in self._columns.items() if held.cards.current), None)

    def _chosen(self, column: BoardColumn) -> None:
        for key, held in self._columns.items():
            if key is not column:
                held.cards.drop_choice()
        self.chosen.emit()

    def _more(self, column: BoardColumn) -> None:
        if self._columns[column].has_more:
            self.more_asked.emit(column)

    def _go_beside(self, column: BoardColumn, by: int) -> None:
        """To the next column that has cards, at about the same height."""
        order = list(self._columns)
        row = self._columns[column].cards.currentIndex().row()
        at = order.index(column) + by
        while 0 <= at < len(order) and not self._columns[order[at]].count:
            at += by
        if 0 <= at < len(order):
            beside = self._columns[order[at]]
            beside.cards.choose_row(min(row, beside.count - 1))
            beside.cards.setFocus()
            self.ensureWidgetVisible(beside)

    def _choose_near(self, before: ItemRow | None) -> None:
        first = next((held for held in self._columns.values() if held.count), None)
        if first is not None:
            first.cards.choose_row(0)
        elif before is not None:
            self.chosen.emit()


class _Column(QWidget):
    """The name of a column, how many stand in it, and its cards."""

    def __init__(self, column: BoardColumn) -> None:
        super().__init__()
        self.setObjectName(f"board_{column.value}")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(space("half"))
        head = QHBoxLayout()
        head.setSpacing(space("one"))
        is_late = column is BoardColumn.OVERDUE
        name = heading(
            label(column), f"board_name_{column.value}", tone="danger" if is_late else ""
        )
        name.setWordWrap(False)
        self._count = Label(
            "", "label", object_name=f"board_count_{column.value}", tone="secondary", wraps=False
        )
        head.addWidget(name)
        head.addWidget(self._count)
        head.addStretch(1)
        box.addLayout(head)
        box.addSpacing(space("half"))
        self.cards = Cards(column)
        box.addWidget(self.cards, 1)
        self.has_more = False

    @property
    def count(self) -> int:
        """How many cards are shown."""
        return self.cards.cards.rowCount()

    def show_row(self, row: BoardColumnRow, today: dt.date) -> None:
        """Show these cards, where they were scrolled to."""
        bar = self.cards.verticalScrollBar()
        place = bar.value()
        self.has_more = len(row.items) < row.count
        self.cards.cards.show_items(row.items, today)
        self._count.setText(_("{count}+").format(count=999) if row.count > 999 else str(row.count))
        bar.setValue(place)
