"""Asking whether a goal is reached all the same, from wherever that is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from huddle.errors import Refused
from huddle.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk


def ask_all_the_same(
    desk: Desk,
    page: QWidget,
    error: Exception,
    reached: Callable[[], None],
    refused: Callable[[Exception], None],
) -> None:
    """Ask about a goal that nothing watched; any other refusal is said as ever.

    Args:
        desk: Asks.
        page: Where it is asked.
        error: Why the goal is not closed yet.
        reached: Says again that it is reached.
        refused: Says any other refusal.
    """
    if not isinstance(error, Refused) or error.field != "anyway":
        refused(error)
        return
    desk.ask.confirm(
        page,
        title=_("Is it reached all the same?"),
        text=error.message,
        yes=_("It is reached"),
        then=reached,
    )
