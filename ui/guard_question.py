"""What is asked before something leaves that may tell who a patient is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from ui.filling import say_file_trouble

if TYPE_CHECKING:
    from huddle.sheets.guarding import GuardAsks
    from ui.care import Watch
    from ui.desk import Desk


def ask_why(
    page: QWidget,
    desk: Desk,
    watch: Watch,
    asks: GuardAsks,
    *,
    title: str,
    anyway: str,
    again: Callable[[str], object],
    other: tuple[str, Callable[[], object]] | None = None,
) -> None:
    """Let a person say why it must leave, or leave it.

    Args:
        page: The page it leaves from.
        desk: What it works with.
        watch: Looks at the reason, too.
        asks: What was found.
        title: The question.
        anyway: The label of the button that lets it leave.
        again: Lets it leave with the reason.
        other: What the other button says and does; `Cancel` for none.
    """
    desk.ask.one_line(
        page,
        title=title,
        text=asks.message,
        label=_("Why it must stay; the audit keeps this"),
        yes=anyway,
        then=again,
        other=other,
        watch=watch,
    )


def answer_for_file(
    page: QWidget,
    desk: Desk,
    watch: Watch,
    error: Exception,
    *,
    anyway: str,
    again: Callable[[str], object],
) -> None:
    """Answer why a file was not written: ask for the reason if it is the guard's, else say it.

    Args:
        page: The page it leaves from.
        desk: What it works with.
        watch: Looks at the reason, too.
        error: Why it was not written.
        anyway: The label of the button that lets it leave all the same.
        again: Lets it leave with the reason.
    """
    from huddle.sheets.guarding import GuardAsks  # noqa: PLC0415 - not at start

    if isinstance(error, GuardAsks):
        title = _("Is a patient named in this file?")
        ask_why(page, desk, watch, error, title=title, anyway=anyway, again=again)
    else:
        say_file_trouble(desk, error)
