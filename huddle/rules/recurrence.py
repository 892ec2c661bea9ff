"""When a series meets: the days it is due, the next one, and the ones that were missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

_WEEK = 7


def is_due(weekdays: Collection[int], day: dt.date, starts_on: dt.date) -> bool:
    """Whether a series is due on a day.

    Args:
        weekdays: 0 for Monday; none for a series that is held when needed.
        day: The day in question.
        starts_on: The first day it can be due.
    """
    return day >= starts_on and day.weekday() in weekdays


def next_day(weekdays: Collection[int], after: dt.date, starts_on: dt.date) -> dt.date | None:
    """The first day later than `after` that a series is due; none when it is held when needed."""
    first = max(after + dt.timedelta(days=1), starts_on)
    days = (first + dt.timedelta(days=ahead) for ahead in range(_WEEK))
    return next((day for day in days if day.weekday() in weekdays), None)


def missed_days(
    weekdays: Collection[int],
    explained: Collection[dt.date],
    today: dt.date,
    starts_on: dt.date,
    look_back_days: int = 14,
) -> Sequence[dt.date]:
    """Earlier days on which a series was due and nothing is known of it, newest first."""
    days = (today - dt.timedelta(days=back) for back in range(1, look_back_days + 1))
    return [day for day in days if is_due(weekdays, day, starts_on) and day not in explained]
