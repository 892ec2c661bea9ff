"""What stands on the screen while it is hidden by a key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from ui.actions import bind_window, shown
from ui.widgets.labels import quiet


class BlankPage(QWidget):
    """A plain surface that says how to leave it.

    Signals:
        left: Somebody wants to see the screen again.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("blank_page")
        words = _("Screen hidden. Press {key} to show it.").format(key=shown("blank"))
        self.setAccessibleName(words)
        line = quiet(words, "blank_words")
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(line)
        bind_window(self, "leave", self.left.emit)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click or a touch shows the screen."""
        self.left.emit()
