"""A line that asks for something or warns of it: its icon, and the words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme.icons import pixmap
from ui.theme.look import look, space
from ui.widgets.labels import secondary


class AskLine(QWidget):
    """A question or a warning in words, behind its icon."""

    def __init__(self, words: str, object_name: str = "ask") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._icon = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(secondary(words, f"{object_name}_words", tone="caution"), 1)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_icon"):
            self._draw()

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap("warning", "caution", look().size("icon")))
