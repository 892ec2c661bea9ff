"""The table of actions: rows as high as their words, columns that make room for the detail."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from huddle.i18n import _
from huddle.rows.items import ItemRow
from ui.pages.followups.delegate import FollowUpsDelegate, chips_width
from ui.pages.followups.item_model import (
    Column,
    FollowUpsModel,
    Index,
    column_names,
    due_lines,
)
from ui.pages.followups.sort_header import SortHeader
from ui.pages.followups.sorting import SORTED_BY
from ui.theme.focus_ring import RINGED_INSTEAD
from ui.theme.look import look, space
from ui.widgets.table import Table

_CHARACTERS = {
    Column.DUE: 14,
    Column.OWNER: 17,
    Column.DEPARTMENT: 15,
    Column.CARRIED: 9,
    Column.RAISED: 12,
    Column.CODE: 9,
}
"""About how many characters each column but the action's has room for."""

_GIVES_WAY = (
    Column.CODE,
    Column.RAISED,
    Column.CARRIED,
    Column.DEPARTMENT,
    Column.OWNER,
)
"""Columns left out, in this order, until the action has room; its owner then stands below it."""

_LEAST_ACTION_CHARACTERS = 28


class ItemsTable(Table):
    """Actions to choose from: one, or several together by Shift, Ctrl and Ctrl+A.

    Signals:
        open_asked: Enter, F2 or a double click on an action.
        chosen: Another action, or none, is the current one, or others are picked.
        sort_asked: The column to sort by.
    """

    open_asked = Signal()
    chosen = Signal()
    sort_asked = Signal(Column)

    def __init__(self, model: FollowUpsModel, parent: QWidget | None = None) -> None:
        self._delegate: FollowUpsDelegate | None = None
        super().__init__("followups_table", _("Actions"), parent)
        self._items = model
        self.setModel(model)
        self._delegate = FollowUpsDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = SortHeader(SORTED_BY, self)
        header.sort_asked.connect(lambda at: self.sort_asked.emit(Column(at)))
        self.setHorizontalHeader(header)
        # Inside the frame there is no room for a ring around the heads.
        self.setProperty(RINGED_INSTEAD, True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(space("four"))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.fit)
        for signal in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            signal.connect(self._fit_soon)
        model.dataChanged.connect(self._fit_soon)
        self.doubleClicked.connect(lambda _index: self.open_asked.emit())

    @property
    def current(self) -> ItemRow | None:
        """The action that keys act on."""
        return self._items.item(self.currentIndex().row())

    @property
    def picked(self) -> tuple[ItemRow, ...]:
        """The actions that are selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self._items.item(row) for row in rows)
        return tuple(item for item in found if item is not None)

    def choose(self, item_id: str) -> bool:
        """Make an action the current one; whether it is among those shown."""
        row = self._items.row_of(item_id)
        if row >= 0:
            self.choose_row(row)
        return row >= 0

    def choose_row(self, row: int) -> None:
        """Make a row the current one; unlike `selectRow`, also before the table is laid out."""
        index = self._items.index(row, Column.ACTION)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def fit(self) -> None:
        """Give the columns their widths and each row the height its words need."""
        self._fit_columns()
        if self._delegate is None:
            return
        action = self.columnWidth(Column.ACTION)
        status = self.columnWidth(Column.STATUS)
        for row in range(self._items.rowCount()):
            item = self._items.item(row)
            if item is not None:
                high = self._delegate.row_height(item, action, status)
                if self.rowHeight(row) != high:
                    self.setRowHeight(row, high)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that the keys act on another action now."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that the keys act on more or fewer actions now."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the current action; Esc lets go of all others."""
        if event.key() == Qt.Key.Key_Escape and len(self.picked) > 1:
            self.choose_row(self.currentIndex().row())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if self.current is not None:
                self.open_asked.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other columns."""
        super().resizeEvent(event)
        self._later.start()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, other heights."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._delegate is not None:
            self._later.start()

    def _fit_soon(self) -> None:
        self._later.start()

    def _fit_columns(self) -> None:
        wide = QFontMetrics(look().font("control")).averageCharWidth()
        names = QFontMetrics(look().font("secondary", "strong"))
        called = column_names()
        widths = {
            column: max(wide * count, names.horizontalAdvance(called[column]) + space("four"))
            for column, count in _CHARACTERS.items()
        }
        widths[Column.DUE] = max(widths[Column.DUE], self._due_width())
        widths[Column.STATUS] = chips_width()
        least = wide * _LEAST_ACTION_CHARACTERS
        room = self.viewport().width()
        hidden = []
        for column in _GIVES_WAY:
            if room - sum(widths.values()) >= least:
                break
            hidden.append(column)
            widths.pop(column)
        for column in _GIVES_WAY:
            self.setColumnHidden(column, column in hidden)
        if self._delegate is not None:
            self._delegate.has_owner_below = Column.OWNER in hidden
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(Column.ACTION, max(least, room - sum(widths.values())))

    def _due_width(self) -> int:
        """Room for the longest day; it never wraps."""
        metrics = QFontMetrics(look().font("control", "strong"))
        items = (self._items.item(row) for row in range(self._items.rowCount()))
        lines = {line for item in items if item for line in due_lines(item, self._items.today)}
        longest = max((metrics.horizontalAdvance(line) for line in lines), default=0)
        return longest + 2 * space("one")
