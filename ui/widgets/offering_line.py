"""A line in which Tab completes a name while one is offered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from ui.theme.focus_ring import RINGED_INSTEAD


class OfferingLine(QLineEdit):
    """One line of typed words; whoever owns it says when a name is offered.

    Signals:
        complete_asked: The first offered name shall be completed.
    """

    complete_asked = Signal()

    has_offer = False
    """Events come while the line is still being made, so this stands before anything is set."""

    def __init__(self, object_name: str, name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("role", "typed")
        self.setAccessibleName(name)

    def event(self, event: QEvent) -> bool:
        """Tab completes while there is something to complete, and goes on otherwise."""
        if self.has_offer and isinstance(event, QKeyEvent):
            is_press = event.type() == QEvent.Type.KeyPress
            if is_press and event.key() == Qt.Key.Key_Tab:
                self.complete_asked.emit()
                return True
        return super().event(event)


class CaptureFrame(QFrame):
    """The frame round such a line and its chips; the focus ring goes round it."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty(RINGED_INSTEAD, True)
