"""Chips: a word or two in a tint that says what sort of word it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.widgets.restyle import set_styled


class Chip(QLabel):
    """A chip to read."""

    def __init__(
        self,
        text: str,
        tone: str = "neutral",
        *,
        object_name: str = "chip",
        parent: QWidget | None = None,
    ) -> None:
        """Make a chip.

        Args:
            text: Its words, already translated.
            tone: `neutral`, `accent`, `good`, `caution`, `danger`, `escalated`, or `proposed`
                for what only is offered.
            object_name: Its name for tests.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(object_name)
        self.setProperty("tone", tone)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: str) -> None:
        """Take another tone."""
        set_styled(self, "tone", tone)


class ChipButton(QPushButton):
    """A chip to press, or to take away with Backspace or Delete.

    Signals:
        removed: A person wants it gone.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        tone: str = "neutral",
        *,
        object_name: str = "chip",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a chip that can be pressed; the arguments are those of `Chip`.

        Args:
            text: Its words, already translated.
            tone: As of `Chip`.
            object_name: Its name for tests.
            name: Its accessible name where its words alone would not do.
            parent: The widget it stands in.
        """
        super().__init__(text.replace("&", "&&"), parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name or text)
        self.setProperty("tone", tone)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Say something else; it is read out, too."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace and Delete take it away; Enter presses it."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
