"""What stands behind a number of the map: each item in a line or two, to be opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.items import ItemRow
from ui.pages.journey import words
from ui.theme.look import look, space
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import heading, quiet
from ui.widgets.press_row import PressRow
from ui.widgets.row_list import RowList
from ui.widgets.scroll import page_scroll

_LEAST_ROWS = 6


class ItemsPanel(QWidget):
    """The items of a number.

    Signals:
        opened: The id of the item that somebody wants to see.
        all_asked: The open actions of the place and department shall be shown in Follow-ups.
        left: Esc: back to the map.
    """

    opened = Signal(str)
    all_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("journey_items")
        self.setMinimumHeight(_LEAST_ROWS * look().size("control"))
        self._is_listed = self._waits_for_rows = False
        self._place = heading("", "journey_place")
        self._counts = quiet("", "journey_counts")
        self._more = quiet("", "journey_more")
        self._all = quiet_button(_("All its open actions in Follow-ups"), "journey_all")
        self._all.clicked.connect(self.all_asked)
        self._rows: RowList[PressRow] = RowList("journey_rows", self._row, gap="half")
        scroll = page_scroll("journey_items_scroll", margin="half")
        scroll.column.addWidget(self._rows)
        scroll.column.addWidget(self._more)
        scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addWidget(self._place)
        column.addWidget(self._counts)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(scroll, 1)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    def begin(self) -> None:
        """Put the keyboard on the first item, if there is one: now, or once they are listed."""
        self._waits_for_rows = not self._is_listed
        if self._is_listed and self._rows.keys:
            self._row_of(self._rows.keys[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def show_cell(self, place: str, counts: str) -> None:
        """Say whose number it is, and how much of what; nothing of another one stays listed.

        Args:
            place: The place and the department.
            counts: How much of what.
        """
        if place != self._place.text():
            self._is_listed = self._waits_for_rows = False
            self._rows.show_rows([])
            self._more.hide()
        self._place.setText(place)
        self._counts.setText(counts)
        self._all.setAccessibleName(f"{self._all.text()}: {place}")

    def lead_on(self, *, is_offered: bool) -> None:
        """Offer to show all of them in Follow-ups, or not."""
        self._all.setVisible(is_offered)

    def show_items(self, items: Sequence[ItemRow], count: int, today: dt.date) -> None:
        """List these items of so many."""
        had_keyboard = self._has_keyboard()
        rows = self._rows.show_rows([item.id for item in items])
        for row, item in zip(rows, items, strict=True):
            row.set_words(item.text, words.item_words(item, today))
        self._more.setVisible(len(items) < count)
        self._more.setText(
            _("{shown} of {count} are listed; choose a shorter time to see fewer.").format(
                shown=len(items), count=f"{count:,}"
            )
        )
        self._is_listed = True
        if self._waits_for_rows or (had_keyboard and not self._has_keyboard()):
            self.begin()
        if had_keyboard and not items:
            self.left.emit()

    def _has_keyboard(self) -> bool:
        return any(self._row_of(key).hasFocus() for key in self._rows.keys)

    def _row(self, item_id: str) -> PressRow:
        row = PressRow(f"journey_item_{item_id}")
        beside = space("one")
        row.row.setContentsMargins(beside, space("half"), beside, space("half"))
        row.clicked.connect(lambda: self.opened.emit(item_id))
        return row

    def _row_of(self, key: str) -> PressRow:
        row = self._rows.row(key)
        if row is None:
            raise LookupError(key)
        return row
