"""The map as it is drawn: numbers on shaded ground with bars, and heads that stay in view."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from huddle.i18n import _
from huddle.rows.journey import JourneyCell
from huddle.rules.heat import step_of
from ui.pages.journey.item_model import JourneyModel
from ui.theme.look import look, space
from ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_GROUNDS = ("card", "heat_one", "heat_two", "heat_three")
_CENTRED = Qt.AlignmentFlag.AlignCenter
_MOST_LETTERS_OF_A_PLACE, _MOST_LETTERS_OF_A_TEAM = 24, 14
"""What there is room for; the rest of a longer name is in its tip."""
_LEAST_LETTERS = 6
_LINES_OF_A_TEAM = 2


class JourneyGrid(Table):
    """Numbers to go through by arrow keys or to click.

    Signals:
        cell_chosen: Another number is the current one.
        open_asked: Enter on a number, or a double click.
    """

    cell_chosen = Signal()
    open_asked = Signal()

    def __init__(self, model: JourneyModel, parent: QWidget | None = None) -> None:
        super().__init__("journey_map", _("Journey map"), parent)
        self._numbers = model
        self.setModel(model)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        teams = _Heads(Qt.Orientation.Horizontal, model, self)
        teams.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(teams)
        self.setVerticalHeader(_Heads(Qt.Orientation.Vertical, model, self))
        model.modelReset.connect(self.fit)
        self.doubleClicked.connect(lambda _index: self.open_asked.emit())

    @property
    def cell(self) -> JourneyCell | None:
        """What the current number means."""
        index = self.currentIndex()
        return self._numbers.cell(index) if index.isValid() else None

    def choose(self, cell: JourneyCell | None) -> None:
        """Make a number the current one: this one, else the first there is; nobody is told."""
        index = self._numbers.index_of(cell) if cell else QModelIndex()
        was_blocked = self.blockSignals(True)
        self.setCurrentIndex(index if index.isValid() else self._numbers.first_filled())
        self.blockSignals(was_blocked)
        self.scrollTo(self.currentIndex())
        self.viewport().update()

    def fit(self) -> None:
        """Give rows and columns their sizes: a join is narrower than a stage."""
        places, teams = self.verticalHeader(), self.horizontalHeader()
        rows, columns = range(self._numbers.rowCount()), range(self._numbers.columnCount())
        places.setFixedWidth(max((_place_width(self._numbers, row) for row in rows), default=0))
        teams.setFixedHeight(_team_metrics().height() * _LINES_OF_A_TEAM + space("two"))
        for row in rows:
            is_join = _is_join(self._numbers, row)
            self.setRowHeight(row, look().size("target" if is_join else "row"))
        least = [_team_width(self._numbers, column) for column in columns]
        more = max(0, self.viewport().width() - sum(least)) // max(1, len(least))
        for column, wide in enumerate(least):
            self.setColumnWidth(column, wide + more)
        self._cells.bar_length = min(least, default=0) + more

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another number is meant."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.cell_chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to what stands behind the number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, wider columns."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, other heights."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.fit()


class _Cells(QStyledItemDelegate):
    """Paints a number, and below it a bar as long as its part of the largest.

    Attributes:
        bar_length: How wide the narrowest column is, so that all bars can be compared.
    """

    bar_length = 0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; nothing stays empty."""
        model = index.model()
        if not isinstance(model, JourneyModel):
            return
        painter.save()
        area, number = option.rect.adjusted(1, 1, -1, -1), model.count(index).all
        if number and model.is_sum(index):
            self._paint_number(painter, area, f"{number:,}", look().font("control", "bold"))
        elif number:
            painter.fillRect(area, look().colour(_GROUNDS[step_of(number, model.most)]))
            self._paint_bar(painter, area, number / model.most)
            is_join = _is_join(model, index.row())
            font = look().font("secondary" if is_join else "control", "strong")
            self._paint_number(painter, area.adjusted(0, 0, 0, -space("half")), f"{number:,}", font)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(look().colour("ink"), space("focus_inner")))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()

    def _paint_number(self, painter: QPainter, area: QRect, number: str, font: QFont) -> None:
        painter.setFont(font)
        painter.setPen(look().colour("ink"))
        painter.drawText(area, _CENTRED, number)

    def _paint_bar(self, painter: QPainter, area: QRect, part: float) -> None:
        high, beside = space("focus_outer"), space("half")
        wide = max(high, round((self.bar_length - 2 * beside - 2) * part))
        bar = QRect(area.left() + beside, area.bottom() - beside, wide, high)
        painter.fillRect(bar, look().colour("ink"))


class _Heads(QHeaderView):
    """Paints places and departments; each word that has no room ends in an ellipsis."""

    def __init__(
        self, orientation: Qt.Orientation, model: JourneyModel, parent: JourneyGrid
    ) -> None:
        super().__init__(orientation, parent)
        self._numbers = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(look().size("target"))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one head."""
        if self.orientation() is Qt.Orientation.Horizontal:
            self._paint_team(painter, rect, section)
        else:
            self._paint_place(painter, rect, section)

    def _paint_team(self, painter: QPainter, rect: QRect, section: int) -> None:
        metrics, area = _team_metrics(), rect.adjusted(2, 0, -2, -space("half"))
        name = str(self._numbers.headerData(section, self.orientation()))
        shortened = (
            metrics.elidedText(word, Qt.TextElideMode.ElideRight, area.width())
            for word in name.split()
        )
        painter.setFont(look().font("secondary", "strong"))
        painter.setPen(look().colour("secondary_ink"))
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area, align | Qt.TextFlag.TextWordWrap, " ".join(shortened))

    def _paint_place(self, painter: QPainter, rect: QRect, section: int) -> None:
        is_join = _is_join(self._numbers, section)
        font, before = _place_font(is_join=is_join), _place_indent(is_join=is_join)
        area = rect.adjusted(before, 0, -space("half"), 0)
        name = str(self._numbers.headerData(section, self.orientation()))
        painter.setFont(font)
        painter.setPen(look().colour("secondary_ink" if is_join else "ink"))
        ends = Qt.TextElideMode.ElideRight
        shortened = QFontMetrics(font).elidedText(name, ends, area.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, align, shortened)


def _is_join(model: JourneyModel, row: int) -> bool:
    place = model.place(row)
    return place is not None and place.is_join


def _place_font(*, is_join: bool) -> QFont:
    return look().font("secondary") if is_join else look().font("control", "medium")


def _place_indent(*, is_join: bool) -> int:
    return space("three") if is_join else space("one")


def _place_width(model: JourneyModel, row: int) -> int:
    is_join = _is_join(model, row)
    metrics = QFontMetrics(_place_font(is_join=is_join))
    name = str(model.headerData(row, Qt.Orientation.Vertical))
    wide = min(
        metrics.horizontalAdvance(name), metrics.averageCharWidth() * _MOST_LETTERS_OF_A_PLACE
    )
    return wide + _place_indent(is_join=is_join) + space("one")


def _team_metrics() -> QFontMetrics:
    return QFontMetrics(look().font("secondary", "strong"))


def _team_width(model: JourneyModel, column: int) -> int:
    """Room for the longest word of a department, and for a number of some digits."""
    metrics, letter = _team_metrics(), _team_metrics().averageCharWidth()
    name = str(model.headerData(column, Qt.Orientation.Horizontal))
    longest = max(map(metrics.horizontalAdvance, name.split()), default=0)
    wide = min(max(longest, letter * _LEAST_LETTERS), letter * _MOST_LETTERS_OF_A_TEAM)
    return wide + space("one")
