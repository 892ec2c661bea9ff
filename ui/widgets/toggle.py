"""A row of buttons of which one, or any, can be on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme.look import space
from ui.widgets.buttons import Button


class ToggleGroup(QWidget):
    """Buttons that stay on, side by side; the arrow keys go along them.

    Signals:
        chosen: The key of the one a person chose, when only one can be on.
        toggled: The key of the one a person pressed, and whether it is on now.
    """

    chosen = Signal(str)
    toggled = Signal(str, bool)

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        object_name: str,
        *,
        one_only: bool = True,
        run: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make the group.

        Args:
            name: What is chosen here, for screen readers.
            options: Key and translated label of each button.
            object_name: Its name for tests; each button is `<object_name>_<key>`.
            one_only: Whether exactly one is on, or any number.
            run: Whether it has the height of the Run page.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._one_only = one_only
        self._buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        for key, label in options:
            button = Button(label, f"{object_name}_{key}", role="toggle", run=run)
            button.setCheckable(True)
            button.clicked.connect(lambda on, key=key: self._pressed(key, on))
            self._buttons[key] = button
            row.addWidget(button)

    @property
    def on(self) -> tuple[str, ...]:
        """The keys of those that are on."""
        return tuple(key for key, button in self._buttons.items() if button.isChecked())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all of them."""
        return tuple(self._buttons)

    def button(self, key: str) -> Button:
        """The button of a key."""
        return self._buttons[key]

    def select(self, *keys: str) -> None:
        """Set which are on, without saying that a person did."""
        for key, button in self._buttons.items():
            button.setChecked(key in keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the neighbour."""
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        at = next((i for i, button in enumerate(buttons) if button.hasFocus()), -1)
        if by is None or at < 0 or not 0 <= at + by < len(buttons):
            super().keyPressEvent(event)
            return
        buttons[at + by].setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self, key: str, on: bool) -> None:
        if self._one_only:
            self.select(key)
            self.chosen.emit(key)
            on = True
        self.toggled.emit(key, on)
