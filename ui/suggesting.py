"""What pages share that suggest something: what a person decides is counted, by kind alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.i18n import _
from huddle.tool_words import SuggestionKind
from ui.filling import say_refusal

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget

    from ui.desk import Desk


def note_decision(desk: Desk, page: QWidget, kind: SuggestionKind, *, is_taken: bool) -> None:
    """Have it counted that somebody took a suggestion, or declined it."""
    suggestions = desk.ward.suggestions
    count = suggestions.taken if is_taken else suggestions.declined
    desk.tasks.run(page, lambda: count(kind), None, partial(say_refusal, desk))


class NextHuddle(QObject):
    """The next huddle as the day of an action that has none yet.

    Args:
        page: The page with the line in which the action is typed.
        desk: What it works with.
    """

    def __init__(self, page: QWidget, desk: Desk) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._is_declined = False

    def words(self, day: str, suggests: Collection[SuggestionKind]) -> str:
        """What is proposed; empty where the ward, or whoever types, does not want it.

        Args:
            day: The day of the next huddle; empty where there is none.
            suggests: What the ward lets the program suggest.
        """
        if not day or self._is_declined or SuggestionKind.NEXT_HUDDLE not in suggests:
            return ""
        return _("no day yet: by the next huddle, {day}?").format(day=day)

    def taken(self, text: str) -> str:
        """The line with that day in it."""
        note_decision(self._desk, self._page, SuggestionKind.NEXT_HUDDLE, is_taken=True)
        return f"{text.rstrip()} due next"

    def decline(self) -> None:
        """Propose it no more for this line."""
        self._is_declined = True
        note_decision(self._desk, self._page, SuggestionKind.NEXT_HUDDLE, is_taken=False)

    def begin_again(self) -> None:
        """Propose it for the next line."""
        self._is_declined = False
