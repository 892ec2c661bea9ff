"""Saying what one thinks of the program, from any page, without losing one's place on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from huddle.errors import Refused
from huddle.i18n import _
from ui.care import Watch
from ui.dialogs.feedback import FeedbackDialog

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.window import Window


def ask(window: Window, desk: Desk) -> None:
    """Ask what somebody thinks of the program, and keep it with the page they are on."""
    if QApplication.activeModalWidget():
        return
    dialog, page = FeedbackDialog(window), window.current
    Watch(dialog, desk)

    def keep(values: dict[str, Any]) -> None:
        desk.tasks.run(
            dialog,
            lambda: desk.ward.feedback.say(page, values["text"]),
            kept,
            refused,
            key=dialog.objectName(),
        )

    def kept(_nothing: None) -> None:
        dialog.kept()
        desk.messages.say(_("Kept here, without your name. Thank you."))

    def refused(error: Exception) -> None:
        if isinstance(error, Refused):
            dialog.show_refusal(error.message, "text")
        else:
            desk.tasks.unhandled.emit(error)

    dialog.wanted.connect(keep)
    dialog.open()
