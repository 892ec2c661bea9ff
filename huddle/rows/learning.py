"""What somebody read and practised, as they themselves see it, and what a ward sees of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from huddle.rows.guidance import CardGroup


class LearnedKind(StrEnum):
    """What is noted for one account alone."""

    READ = "read"
    PRACTISED = "practised"
    TOURED = "toured"
    NEWS = "news"
    REMINDED = "reminded"


@dataclass(frozen=True, slots=True)
class LearnedRow:
    """One thing that somebody read, practised or was shown.

    Attributes:
        kind: Which of them.
        what: The name of the card or the scenario; empty for the tour.
        on: The day when it was last.
        is_due: Whether it is so long ago that it is worth another minute.
    """

    kind: LearnedKind
    what: str
    on: dt.date
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class LearnedCounts:
    """How many people of a ward did something; nothing where they are too few to be counted.

    Attributes:
        fewest: So many there must be.
        read: Of each group, how many read a card of it.
        practised: How many led a practice huddle.
        toured: How many were shown around.
    """

    fewest: int
    read: tuple[tuple[CardGroup, int | None], ...]
    practised: int | None
    toured: int | None
