"""How well huddles work, as numbers: the formulas alone, on plain values.

Definitions: huddles held is held ÷ possible (VA tiered huddles); *on time* is begun and ended on
time, with a tolerance of two minutes; *embedded* is fifteen weekday huddles in a row within
twenty-one days (HUSH, Yorkshire); *closed on time* leaves what is open and overdue in the
denominator; the time to answer is from being told to the answer. That nothing or nearly everything
goes up is a sign of how safe it feels to ask, and no score.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from huddle.rows.month import Share
from huddle.rules import due
from huddle.rules.recurrence import Occurrence

TOLERANCE = dt.timedelta(minutes=2)
SHORT = dt.timedelta(minutes=15)
A_DAY = dt.timedelta(hours=24)
EMBEDDED_RUN, EMBEDDED_DAYS = 15, 21
HELD_MILESTONES = (50, 100, 250, 500, 1000, 2000)
"""So many huddles held make a milestone."""
TOLD_BACK_MILESTONES = (1, 10, 100)
"""So many answers told back do."""
ENOUGH_CONCERNS = 20
"""Of fewer, none or all may go up by chance."""
NEARLY_ALL = 0.75
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Times:
    """When a huddle was to be, and when it was.

    Attributes:
        set_for: The instant it was due.
        planned: How long its agenda is; nothing when it has no time boxes.
        began, ended: Instants.
    """

    set_for: dt.datetime
    planned: dt.timedelta
    began: dt.datetime
    ended: dt.datetime

    @property
    def length(self) -> dt.timedelta:
        """From the beginning to the end."""
        return self.ended - self.began

    @property
    def is_on_time(self) -> bool:
        """Whether it began and ended by its times, or at most two minutes later."""
        ends_in_time = self.ended <= self.set_for + self.planned + TOLERANCE
        return self.began <= self.set_for + TOLERANCE and (not self.planned or ends_in_time)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Actions with the same due time and the same end.

    Attributes:
        due_on, due_time: By when, in the unit's time zone.
        done_at: When its owner said *done*, by the unit's wall clock; none while it is not.
        count: How many there are.
    """

    due_on: dt.date
    due_time: dt.time | None
    done_at: dt.datetime | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """A weekday on which a huddle was held, and how many before it make a run with it.

    Attributes:
        on: The day.
        length: How many in a row it ends.
        within: How many of them are of the last twenty-one days.
    """

    on: dt.date
    length: int
    within: int

    @property
    def is_embedded(self) -> bool:
        """Whether so many stand in so few days that huddles are a habit."""
        return self.within >= EMBEDDED_RUN


class GoesUp(StrEnum):
    """What stands out in how many concerns go up a tier."""

    NOTHING = "nothing"
    NEARLY_EVERYTHING = "nearly_everything"


def weekdays(
    possible: Iterable[Occurrence], missed: Collection[Occurrence]
) -> list[tuple[dt.date, bool]]:
    """The weekdays on which a huddle was possible, in order, and whether any was held on each."""
    left_out = set(missed)
    found: dict[dt.date, bool] = {}
    for one in possible:
        if one.on.weekday() < _SATURDAY:
            found[one.on] = found.get(one.on, False) or one not in left_out
    return sorted(found.items())


def runs(days: Iterable[tuple[dt.date, bool]]) -> Iterator[Run]:
    """The runs of weekdays in a row on which a huddle was held, one for each such day.

    Args:
        days: Weekdays on which one was possible, in order, and whether one was held.
    """
    row: list[dt.date] = []
    for day, was_held in days:
        if not was_held:
            row.clear()
            continue
        row.append(day)
        lately = row[-EMBEDDED_DAYS:]
        yield Run(day, len(row), sum((day - one).days < EMBEDDED_DAYS for one in lately))


def median_minutes(lengths: Sequence[dt.timedelta]) -> int | None:
    """The median length in whole minutes; none of nothing."""
    return round(_median_seconds(lengths) / 60) if lengths else None


def median_hours(spans: Sequence[dt.timedelta]) -> float | None:
    """The median span in hours; none of nothing."""
    return _median_seconds(spans) / 3600 if spans else None


def _median_seconds(spans: Sequence[dt.timedelta]) -> float:
    return median(span.total_seconds() for span in spans)


def within(spans: Collection[dt.timedelta], limit: dt.timedelta) -> Share:
    """How many last no longer than a limit."""
    return Share(sum(span <= limit for span in spans), len(spans))


def on_time(times: Collection[Times]) -> Share:
    """How many huddles began and ended on time."""
    return Share(sum(one.is_on_time for one in times), len(times))


def closed_on_time(deadlines: Iterable[Deadline], local_now: dt.datetime) -> Share:
    """How many actions were done by their due time or day, of those that fell due.

    What is open and overdue counts as due; what is open and not yet due does not count.

    Args:
        deadlines: Actions that were not given up.
        local_now: The unit's wall clock.
    """
    in_time = fell_due = 0
    for one in deadlines:
        if one.done_at is None and not due.is_past(one.due_on, one.due_time, local_now):
            continue
        fell_due += one.count
        in_time += one.count * bool(due.is_closed_on_time(one.done_at, one.due_on, one.due_time))
    return Share(in_time, fell_due)


def goes_up(went_up: Share) -> GoesUp | None:
    """Whether none, or nearly all, of many concerns went up a tier.

    Args:
        went_up: Those that did, of those raised.
    """
    if went_up.whole < ENOUGH_CONCERNS:
        return None
    if not went_up.part:
        return GoesUp.NOTHING
    nearly_all = went_up.part >= NEARLY_ALL * went_up.whole
    return GoesUp.NEARLY_EVERYTHING if nearly_all else None
