"""Whom a count hides well enough, and when something learned is worth another minute."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from huddle.rows.guidance import NewsRow

FEWEST = 5
"""So many people must have done something before a ward is told how many: as few as can hide
each other, the least that the pulse may be opened for."""
FRESH_DAYS = 180
"""What was read or practised longer ago is offered again."""


def told(count: int) -> int | None:
    """A count as it is told; none where it could point at somebody."""
    return count if count >= FEWEST else None


def is_due(on: dt.date, today: dt.date) -> bool:
    """Whether something was so long ago that it is offered again."""
    return today - on > dt.timedelta(days=FRESH_DAYS)


def refresher_quarter(days: Iterable[dt.date], today: dt.date) -> str:
    """The quarter in which somebody is reminded of what they learned; empty for nothing due.

    Once a quarter is enough, however many cards there are.

    Args:
        days: When each thing was read or practised last.
        today: The day it is.
    """
    if not any(is_due(day, today) for day in days):
        return ""
    return f"{today.year}-Q{(today.month + 2) // 3}"


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
