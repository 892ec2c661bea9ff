"""The buttons of the rail: one for each page, and one for the unit at its head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from huddle.i18n import _
from ui.actions import bind_window, shown
from ui.theme.icons import pixmap
from ui.theme.look import look, space
from ui.widgets.labels import Label
from ui.widgets.restyle import set_styled

if TYPE_CHECKING:
    from huddle.rows.units import StoreUnitRow


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A place to go to.

    Attributes:
        key: What `chosen` emits.
        label: What its button says, already translated.
        shortcut: Its keys, shown beside the label; empty for none.
        is_page: Whether it stays marked once chosen.
        name: Its accessible name where the label alone would not do; also its tip.
        within: The key of the entry under which it folds away; empty for none.
        hears_keys: Whether the rail hears its keys; the window does where it has no rail, too.
    """

    key: str
    label: str
    shortcut: str = ""
    is_page: bool = True
    name: str = ""
    within: str = ""
    hears_keys: bool = True


class RailButton(QPushButton):
    """One entry of the rail, with its shortcut at the right."""

    def __init__(self, entry: NavigationEntry, move: Callable[[QWidget, int], None]) -> None:
        super().__init__(entry.label.replace("&", "&&"))
        self.entry = entry
        self._move = move
        self.setObjectName(f"go_{entry.key}")
        self.setAccessibleName(entry.name or entry.label)
        self.setToolTip(entry.name)
        self.setAccessibleDescription(entry.shortcut)
        self.setCheckable(entry.is_page)
        self._key = Label(entry.shortcut, "secondary", wraps=False)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, space("one") + space("half"), 0)
        row.addStretch()
        row.addWidget(self._key)
        self.toggled.connect(lambda on: set_styled(self._key, "chosen", on))

    def show_count(self, count: int) -> None:
        """Say in place of a shortcut how much waits there; nothing for none."""
        self._key.setText(f"{count:,}" if count else "")
        name = _("{page}, {count} new").format(page=self.entry.label, count=count)
        self.setAccessibleName(name if count else self.entry.name or self.entry.label)
        set_styled(self._key, "counts", bool(count))

    def show_fold(self, *, is_open: bool) -> None:
        """Say whether what folds away under it is shown."""
        self._key.setText("▾" if is_open else "▸")
        self.setAccessibleDescription(_("unfolded") if is_open else _("folded"))

    def sizeHint(self) -> QSize:
        """The size of the label, with room for what stands beside it."""
        hint = super().sizeHint()
        lines = self.text().count("\n") + 1
        beside = self._key.sizeHint().width() + space("one") if self._key.text() else 0
        return QSize(
            hint.width() + beside,
            hint.height() + (lines - 1) * space("one"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go along the rail; Enter chooses."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None:
            self._move(self, by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class UnitButton(RailButton):
    """The unit one works in, where there are several; it opens a list of them.

    Signals:
        picked: The id of another unit.
    """

    picked = Signal(str)
    _units: tuple[StoreUnitRow, ...] = ()

    def __init__(self, move: Callable[[QWidget, int], None]) -> None:
        super().__init__(NavigationEntry("unit", "", is_page=False), move)
        self.setObjectName("unit_button")
        self.setAccessibleDescription(shown("choose_unit"))
        self.clicked.connect(self.open_list)
        bind_window(self, "choose_unit", self.open_list)
        self.hide()

    def show_units(self, units: Sequence[StoreUnitRow]) -> None:
        """Offer these; a single one is not worth a button."""
        self._units = tuple(units)
        self.setAccessibleName(_("{unit}: change unit").format(unit=self._name))
        self.setToolTip(f"{self._name}  {shown('choose_unit')}")
        self._draw()
        self.setVisible(len(units) > 1)

    def open_list(self) -> None:
        """List the units below the button, with the present one in hand."""
        menu = QMenu(self)
        menu.setObjectName("unit_list")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, unit in enumerate(self._units, 1):
            act = menu.addAction(self._listed(unit))
            act.setObjectName(f"use_unit_{place}")
            act.triggered.connect(lambda _on=False, key=unit.id: self.picked.emit(key))
            if unit.is_in_use:
                menu.setActiveAction(act)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        """As high as a page's button; a long name makes the rail no wider."""
        return QSize(self._beside(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much of the name as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow again when the colours or the size of text change."""
        super().changeEvent(event)
        if self._units and event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw()

    @property
    def _name(self) -> str:
        return next((unit.name for unit in self._units if unit.is_in_use), "")

    def _listed(self, unit: StoreUnitRow) -> str:
        width = self.window().width() // 2
        name = self.fontMetrics().elidedText(unit.name, Qt.TextElideMode.ElideRight, width)
        return (_("{unit}, in use") if unit.is_in_use else "{unit}").format(
            unit=name.replace("&", "&&")
        )

    def _draw(self) -> None:
        # A name needs the room that the key would take; the key stands in the tip.
        self._key.setPixmap(pixmap("down", "on_navigation", look().size("icon")))
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._beside()
        words = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&"))

    def _beside(self) -> int:
        """How wide what stands around the name is."""
        return space("two") + self._row.sizeHint().width() + space("one")
