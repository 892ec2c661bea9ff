"""The dark rail at the side: the pages of the window, given as data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.rail_buttons import NavigationEntry, RailButton, UnitButton
from ui.theme.look import look, space
from ui.widgets.labels import Label
from ui.widgets.scroll import PageScroll

if TYPE_CHECKING:
    from huddle.rows.units import StoreUnitRow


class _Pages(PageScroll):
    """The pages; where there is no room for all of them, a scroll bar stands in the margin."""

    def __init__(self) -> None:
        super().__init__("navigation_pages", gap="half")
        self._fit(0, 0)
        self.verticalScrollBar().rangeChanged.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """As wide as the pages, with the margin or the bar."""
        hint = super().minimumSizeHint()
        spare = min(_margin(), self.verticalScrollBar().sizeHint().width())
        is_in_margin = self.column.contentsMargins().right() > 0
        return QSize(hint.width() - (spare if is_in_margin else 0), hint.height())

    def _fit(self, _least: int, most: int) -> None:
        side = _margin()
        self.column.setContentsMargins(side, space("one"), 0 if most else side, space("one"))


def _margin() -> int:
    return space("one") + space("half")


class NavigationRail(QFrame):
    """The rail of pages.

    Signals:
        chosen: The key of the entry that a person chose.
        unit_chosen: The id of the unit that a person wants to work in.
    """

    chosen = Signal(str)
    unit_chosen = Signal(str)

    def __init__(
        self,
        name: str,
        entries: Sequence[NavigationEntry],
        foot: Sequence[NavigationEntry] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the rail.

        Args:
            name: What stands at its head.
            entries: The pages, in order.
            foot: What stands at its bottom.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self._current = ""
        self._unit = UnitButton(self._move)
        self._unit.picked.connect(self.unit_chosen)
        self._buttons: list[RailButton] = [self._unit]
        margin = _margin()
        self._head = Label(name, "heading", object_name="navigation_name", wraps=False)
        self._head.setContentsMargins(2 * margin, 0, margin, 0)
        unit_row = QVBoxLayout()
        unit_row.setContentsMargins(margin, 0, margin, 0)
        unit_row.addWidget(self._unit)
        self._pages = _Pages()
        self._add(entries, self._pages.column)
        self._unfold("")
        self._pages.column.addStretch()
        foot_column = QVBoxLayout()
        foot_column.setContentsMargins(margin, 0, margin, 0)
        foot_column.setSpacing(space("half"))
        self._add(foot, foot_column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("two"), 0, space("two"))
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(unit_row)
        column.addWidget(self._pages, 1)
        column.addLayout(foot_column)

    @property
    def current(self) -> str:
        """The key of the entry that is marked."""
        return self._current

    def select(self, key: str) -> None:
        """Mark an entry without saying that a person chose it; empty marks none."""
        self._current = key
        for button in self._buttons:
            button.setChecked(button.entry.key == key)
            if button.entry.key == key and button.entry.within:
                self._unfold(button.entry.within)
                # It has its place only once the column is laid out anew.
                QTimer.singleShot(0, button, partial(self._pages.ensureWidgetVisible, button))

    def show_count(self, key: str, count: int) -> None:
        """Say at an entry how much waits there."""
        for button in self._buttons:
            if button.entry.key == key:
                button.show_count(count)

    def show_units(self, units: Sequence[StoreUnitRow]) -> None:
        """Name the unit in use at the head where one can work in several."""
        self._unit.show_units(units)
        self._head.setVisible(self._unit.isHidden())

    def sizeHint(self) -> QSize:
        """As wide as the tokens say, or as the longest entry needs."""
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._least()), hint.height())

    def minimumSizeHint(self) -> QSize:
        """As wide as it should be; it does not shrink."""
        return QSize(self.sizeHint().width(), super().minimumSizeHint().height())

    def _least(self) -> int:
        """As the tokens say, or as the longest entry needs, be it folded away just now."""
        look_now = look()
        entries = (
            button.sizeHint().width() for button in self._buttons if button is not self._unit
        )
        bar = self._pages.verticalScrollBar().sizeHint().width()
        needed = max(entries, default=0) + _margin() + max(_margin(), bar)
        return max(round(look_now.size("rail") / look_now.scale), needed)

    def _add(self, entries: Sequence[NavigationEntry], column: QVBoxLayout) -> None:
        for entry in entries:
            button = RailButton(entry, self._move)
            button.clicked.connect(lambda _on=False, key=entry.key: self._choose(key))
            self._buttons.append(button)
            column.addWidget(button)
            if entry.shortcut and entry.hears_keys:
                shortcut = QShortcut(QKeySequence(entry.shortcut), self)
                shortcut.activated.connect(lambda key=entry.key: self._choose(key))

    def _unfold(self, head: str) -> None:
        """Show what folds away under an entry, and fold away what is under others."""
        within = {button.entry.within for button in self._buttons} - {""}
        for button in self._buttons:
            if button.entry.within:
                button.setVisible(button.entry.within == head)
            elif button.entry.key in within:
                button.show_fold(is_open=button.entry.key == head)

    def _choose(self, key: str) -> None:
        under = [button for button in self._buttons if button.entry.within == key]
        if under:
            self._unfold("" if under[0].isVisibleTo(self) else key)
            return
        self.select(key if self._is_page(key) else self._current)
        self.chosen.emit(key)

    def _is_page(self, key: str) -> bool:
        return any(button.entry.is_page for button in self._buttons if button.entry.key == key)

    def _move(self, button: QWidget, by: int) -> None:
        shown = [one for one in self._buttons if one.isVisible()]
        at = next(i for i, known in enumerate(shown) if known is button) + by
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._pages.ensureWidgetVisible(shown[at])
