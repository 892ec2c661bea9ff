"""Filling in a form: what it says is kept, and what is refused stands beside its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huddle.errors import Environment, Refused

if TYPE_CHECKING:
    from ui.care import Watch
    from ui.desk import Desk
    from ui.dialogs.form import FormDialog
    from ui.dialogs.swap import SwapDialog

T = TypeVar("T")


class Asking(QObject):
    """What everything shares that asks a person by a form, whatever page it is asked from.

    Args:
        page: The page it is asked from, which gets the keyboard back.
        desk: What it works with.
        watch: Looks at the words for what tells who a patient is.
    """

    def __init__(self, page: QWidget, desk: Desk, watch: Watch) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._watch = watch

    def _run(self, call: Callable[[], T], done: Callable[[T], None], key: str) -> None:
        """Do something on the worker; a refusal is said in the message bar."""
        self._desk.tasks.run(
            self._page, call, done, lambda error: say_refusal(self._desk, error), key=key
        )

    def _fill_in(
        self,
        dialog: FormDialog | SwapDialog,
        *,
        keep: Callable[[dict[str, Any]], T],
        kept: Callable[[T], object],
    ) -> None:
        """Open a form, and close it once what it says is kept.

        Args:
            dialog: The form.
            keep: Keeps its values, on the worker.
            kept: Is called with what came of it.
        """
        tasks = self._desk.tasks

        def wanted(values: dict[str, Any]) -> None:
            tasks.run(self._page, lambda: keep(values), done, refused, key=dialog.objectName())

        def done(found: T) -> None:
            dialog.kept()
            kept(found)

        def refused(error: Exception) -> None:
            if isinstance(error, Refused):
                dialog.show_refusal(error.message, error.field)
            else:
                tasks.unhandled.emit(error)

        self._watch.over(dialog)
        dialog.wanted.connect(wanted)
        dialog.finished.connect(lambda _result: self._page.setFocus())
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
