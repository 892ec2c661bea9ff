"""What comes back to the next huddle, how old it is, and how often it came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from huddle.rules.due import is_overdue
from huddle.vocabulary import OPEN_ACTION_STATUSES, Status


@dataclass(frozen=True, slots=True)
class ClosedHuddle:
    """As much of a closed huddle as carrying over asks for."""

    id: str
    series_id: str
    held_on: dt.date
    closed_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """As much of an action as carrying over asks for."""

    series_id: str
    huddle_id: str | None
    status: Status
    raised_on: dt.date
    due_on: dt.date | None
    due_time: dt.time | None
    done_at: dt.datetime | None
    is_asked_for: bool = False
    raised_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What an action was before it became what it is; empty when it was always so.

    Attributes:
        moves: When its due day moved, and from which day, in order.
        stands: When it became open, or was so no more, in order.
    """

    moves: tuple[tuple[dt.datetime, dt.date | None], ...] = ()
    stands: tuple[tuple[dt.datetime, bool], ...] = ()

    def due_on(self, at: dt.datetime, now: dt.date | None) -> dt.date | None:
        """The due day that held at some time, for the one that holds now."""
        return next((day for moved_at, day in self.moves if moved_at > at), now)

    def was_open(self, at: dt.datetime) -> bool:
        """Whether it was open at some time."""
        return next((is_open for since, is_open in reversed(self.stands) if since <= at), True)


def needs_review(promise: Promise, local_now: dt.datetime, next_huddle_on: dt.date | None) -> bool:
    """Whether a huddle goes through an action: overdue, due before the next, blocked or asked for.

    Args:
        promise: The action.
        local_now: The unit's wall clock.
        next_huddle_on: The day of the huddle after this one; none when it is not known, and then
            whatever is due by today counts.
    """
    if promise.status not in OPEN_ACTION_STATUSES:
        return False
    if promise.status is Status.BLOCKED or promise.is_asked_for:
        return True
    if is_overdue(promise.status, promise.due_on, promise.due_time, local_now):
        return True
    if promise.due_on is None:
        return False
    today = local_now.date()
    return promise.due_on <= today or (
        next_huddle_on is not None and promise.due_on < next_huddle_on
    )


def times_carried(promise: Promise, closed: Iterable[ClosedHuddle]) -> int:
    """How many closed huddles of its series, held on or after its due day, left it open."""
    return len(carried_in(promise, closed))


_ALWAYS_SO = Past()


def carried_in(
    promise: Promise, closed: Iterable[ClosedHuddle], past: Past = _ALWAYS_SO
) -> list[ClosedHuddle]:
    """The closed huddles of its series, held on or after its due day, that left it open.

    The huddle that raised it does not count: it had not come back to that one.
    """
    return [
        huddle
        for huddle in closed
        if huddle.series_id == promise.series_id
        and huddle.id != promise.huddle_id
        and (due_on := past.due_on(huddle.closed_at, promise.due_on)) is not None
        and huddle.held_on >= due_on
        and (promise.raised_at is None or promise.raised_at <= huddle.closed_at)
        and (promise.done_at is None or huddle.closed_at < promise.done_at)
        and past.was_open(huddle.closed_at)
    ]


def age_days(raised_on: dt.date, today: dt.date) -> int:
    """Whole days since it was raised."""
    return max(0, (today - raised_on).days)
