"""Saying what one thinks of the program, from any page, without losing one's place on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from huddle.errors import Refused
from huddle.i18n import _
from huddle.organisation import Feature
from huddle.rules.features import off_in_words
from ui.actions import bind_window

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.desk import Desk
    from ui.window import Window


def offer(window: Window, desk: Callable[[], Desk], is_shut: Callable[[], bool]) -> None:
    """Have it asked by a key, and by its entry on the rail.

    Args:
        window: Where one is.
        desk: Gives what whoever is signed in now works with.
        is_shut: Whether nothing may be asked just now, because the screen is locked.
    """

    def ask() -> None:
        if is_shut() or QApplication.activeModalWidget() is not None:
            return
        if desk().may("feedback.say"):
            _ask(window, desk())
        else:
            window.messages.warn(off_in_words(Feature.FEEDBACK))

    window.feedback_asked.connect(ask)
    bind_window(window, "feedback", ask)


def _ask(window: Window, desk: Desk) -> None:
    """Ask what somebody thinks of the program, and keep it with the page they are on."""
    from ui.care import Watch  # noqa: PLC0415 - not before it is wanted
    from ui.dialogs.feedback import FeedbackDialog  # noqa: PLC0415 - as above

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
