"""What a finished write touched."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.vocabulary import Thing


@dataclass(frozen=True, slots=True)
class Changes:
    """What a finished write touched, for those who show it."""

    things: frozenset[Thing]
    ids: frozenset[str] = frozenset()
