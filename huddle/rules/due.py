"""Overdue is computed here and never stored."""

from __future__ import annotations

import datetime as dt

from huddle.vocabulary import OPEN_ACTION_STATUSES, Status


def is_overdue(
    status: Status, due_on: dt.date | None, due_time: dt.time | None, local_now: dt.datetime
) -> bool:
    """Whether an action is past its time, or past the end of its day, while not done.

    Args:
        status: Where it stands.
        due_on: Its due day in the unit's time zone.
        due_time: Its due time on that day, if it has one.
        local_now: The unit's wall clock.
    """
    if status not in OPEN_ACTION_STATUSES or due_on is None:
        return False
    if due_on != local_now.date():
        return due_on < local_now.date()
    return due_time is not None and local_now.time() > due_time


def days_late(due_on: dt.date | None, today: dt.date) -> int:
    """Whole days since the due day; 0 on the day itself and before."""
    return max(0, (today - due_on).days) if due_on else 0
