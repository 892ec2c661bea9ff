"""The program's own suggestions, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.tool_words import SuggestionKind


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A kind of suggestion in a ward: how often people took and declined it, by nobody."""

    kind: SuggestionKind
    is_on: bool = True
    taken: int = 0
    declined: int = 0
