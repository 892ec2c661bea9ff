"""Whether an item is sensitive: the tick, who sees it then, and whom to speak to instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from ui.theme.look import space
from ui.widgets.choices import Tick
from ui.widgets.labels import secondary

if TYPE_CHECKING:
    from ui.care import Care


class SensitiveField(QWidget):
    """The tick and what to know of it.

    Signals:
        ticked: A person ticked it, or took the tick away.
    """

    ticked = Signal(bool)

    def __init__(self, object_name: str) -> None:
        """Make it unticked.

        Args:
            object_name: The tick's name; the lines below begin with it.
        """
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        self._tick = Tick(_("Sensitive"), object_name)
        self._tick.clicked.connect(self.ticked)
        self._who = secondary("", f"{object_name}_who")
        self._speak_up = secondary("", f"{object_name}_speak_up", tone="ink")
        for widget in (self._tick, self._who, self._speak_up):
            column.addWidget(widget)
        self._who.hide()
        self._speak_up.hide()

    @property
    def is_ticked(self) -> bool:
        """Whether it is ticked."""
        return self._tick.isChecked()

    def show_ticked(self, *, ticked: bool) -> None:
        """Show whether the item is sensitive, without saying that a person did it."""
        self._tick.setChecked(ticked)

    def show_care(self, care: Care) -> None:
        """Show what the ward decided."""
        for line, words in ((self._who, care.who_sees), (self._speak_up, care.speak_up)):
            line.setText(words)
            line.setVisible(bool(words))
        self._tick.setAccessibleDescription(" ".join((care.who_sees, care.speak_up)).strip())
