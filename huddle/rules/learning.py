"""Whom a count hides well enough, and when something learned is worth another minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from huddle.rows.guidance import NewsRow
from huddle.rules.pulse import LEAST_MINIMUM, first_day

FEWEST = LEAST_MINIMUM
"""So many people must have done something before a ward is told how many: as for the pulse, as few
as can hide each other."""
FRESH_DAYS = 180
"""What was read or practised longer ago is offered again."""


def told(count: int) -> int | None:
    """A count as it is told; none where it could point at somebody."""
    return count if count >= FEWEST else None


def is_due(on: dt.date, today: dt.date) -> bool:
    """Whether something was so long ago that it is offered again."""
    return today - on > dt.timedelta(days=FRESH_DAYS)


def refresher_since(days: Iterable[dt.date], today: dt.date) -> dt.date | None:
    """Since when somebody is offered again what they learned; none where nothing is due.

    It is said anew each quarter, so that a card a week does not become a reminder a week.

    Args:
        days: When each thing was read or practised last.
        today: The day it is.
    """
    due_since = [day + dt.timedelta(days=FRESH_DAYS + 1) for day in days if is_due(day, today)]
    return max(min(due_since), first_day(today)) if due_since else None


def unseen(
    news: Iterable[NewsRow], seen: frozenset[str], here_since: dt.date
) -> tuple[NewsRow, ...]:
    """What is new for somebody: brought since they came, and not seen yet.

    Args:
        news: What each version brought.
        seen: The versions whose news they saw.
        here_since: The day their account was made; to them all before it is the program itself.
    """
    return tuple(one for one in news if one.released_on > here_since and one.version not in seen)
