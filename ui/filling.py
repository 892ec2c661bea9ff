"""Filling in a form: what it says is kept, and what is refused stands beside its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from huddle.errors import Environment, Refused

if TYPE_CHECKING:
    from ui.care import Watch
    from ui.desk import Desk
    from ui.dialogs.form import FormDialog

T = TypeVar("T")


def fill_in(
    page: QWidget,
    desk: Desk,
    watch: Watch,
    dialog: FormDialog,
    *,
    keep: Callable[[dict[str, Any]], T],
    kept: Callable[[T], object],
) -> None:
    """Open a form, and close it once what it says is kept.

    Args:
        page: The page it is asked from, which gets the keyboard back.
        desk: What it works with.
        watch: Looks at the words for what tells who a patient is.
        dialog: The form.
        keep: Keeps its values, on the worker.
        kept: Is called with what came of it.
    """

    def wanted(values: dict[str, Any]) -> None:
        desk.tasks.run(page, lambda: keep(values), done, refused, key=dialog.objectName())

    def done(found: T) -> None:
        dialog.kept()
        kept(found)

    def refused(error: Exception) -> None:
        if isinstance(error, Refused):
            dialog.show_refusal(error.message, error.field)
        else:
            desk.tasks.unhandled.emit(error)

    watch.over(dialog)
    dialog.wanted.connect(wanted)
    dialog.finished.connect(lambda _result: page.setFocus())
    dialog.open()


def say_refusal(desk: Desk, error: Exception) -> None:
    """Say a refusal in the message bar; anything else goes the way of all failures."""
    if isinstance(error, Refused):
        desk.messages.warn(error.message)
    else:
        desk.tasks.unhandled.emit(error)


def say_file_trouble(desk: Desk, error: Exception) -> None:
    """Say in the message bar also what the disk or a file stands in the way of, and the remedy."""
    if isinstance(error, Environment):
        desk.messages.warn(error.message, error.remedy)
    else:
        say_refusal(desk, error)
