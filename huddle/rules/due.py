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
    return status in OPEN_ACTION_STATUSES and is_past(due_on, due_time, local_now)


def is_past(due_on: dt.date | None, due_time: dt.time | None, local_now: dt.datetime) -> bool:
    """Whether a day is over, or the time on it; no day never is."""
    if due_on is None:
        return False
    if due_on != local_now.date():
        return due_on < local_now.date()
    return due_time is not None and local_now.time() > due_time


def is_closed_on_time(
    said_done_at: dt.datetime | None, due_on: dt.date | None, due_time: dt.time | None
) -> bool | None:
    """Whether the owner said *done* by the due time or day, however long the check then took.

    Args:
        said_done_at: When the owner said so, by the unit's wall clock.
        due_on: The due day as it stands.
        due_time: The due time on that day, if it has one.

    Returns:
        None while it is not done, or has no day.
    """
    if said_done_at is None or due_on is None:
        return None
    if said_done_at.date() != due_on:
        return said_done_at.date() < due_on
    return due_time is None or said_done_at.time().replace(tzinfo=None) <= due_time


def days_late(due_on: dt.date | None, today: dt.date) -> int:
    """Whole days since the due day; 0 on the day itself and before."""
    return max(0, (today - due_on).days) if due_on else 0
