"""The safety cross as rules: the state of a day, days since, runs without an event, the record.

Days since is today less the day of the last event, 0 on the day itself; days between is the gap of
two events that follow one another. A day that nobody checked is neither good nor bad: it is counted
and said beside whatever run holds it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from huddle.rows.month import Share
from huddle.rows.safety_cross import DayState, FreeRun

ACROSS, DOWN = 7, 7
"""The squares of the cross from edge to edge."""
MOST_A_DAY = 99
"""More events, or near misses, than one day of one unit ever holds."""
RECENT_DAYS = 30
"""Over so many days it is said how many were not checked."""
FREE_MILESTONES = (30, 60, 100, 200, 365, 500, 1000)
"""So many days without an event make a milestone."""
_ARM = range(2, 5)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Looked:
    """What somebody found who looked on a day."""

    events: int = 0
    near_misses: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of one kind of harm.

    Attributes:
        since_on: From when on days count.
        today: The day it is; later ones are yet to come.
        looked: What was found, by the days on which somebody looked.
    """

    since_on: dt.date
    today: dt.date
    looked: Mapping[dt.date, Looked]

    @property
    def checked(self) -> list[dt.date]:
        """The days that count and that somebody checked, in order."""
        return sorted(day for day in self.looked if self.since_on <= day <= self.today)


@dataclass(frozen=True, slots=True)
class Reached:
    """So many days without an event, on each of which somebody looked.

    Attributes:
        number: How many.
        on: The day on which it came true.
        near_misses: How many were reported in them.
    """

    number: int
    on: dt.date
    near_misses: int


def places() -> list[tuple[int, int]]:
    """Columns and rows in the shape of a cross, in reading order; the 31st in its middle."""
    rows = (_ARM, _ARM, range(ACROSS), range(ACROSS), range(ACROSS), _ARM, _ARM[1:2])
    return [(column, row) for row, columns in enumerate(rows) for column in columns]


def state_of(tally: Tally, day: dt.date) -> DayState:
    """How a day stands."""
    if day > tally.today:
        return DayState.COMING
    if day < tally.since_on:
        return DayState.BEFORE
    found = tally.looked.get(day)
    if found is None:
        return DayState.UNCHECKED
    return DayState.EVENT if found.events else DayState.CLEAR


def free_runs(tally: Tally) -> tuple[FreeRun, ...]:
    """The runs of days without an event, in order: each event ends one and begins the next."""
    checked = tally.checked
    events = [day for day in checked if tally.looked[day].events]
    begins, ends = (tally.since_on, *events), (*events, tally.today)
    return tuple(
        FreeRun(
            since=since,
            until=until,
            unchecked=_unchecked(checked, since if at == 0 else since + _DAY, until),
            is_first=at == 0,
        )
        for at, (since, until) in enumerate(zip(begins, ends, strict=True))
    )


def record_of(runs: Sequence[FreeRun]) -> FreeRun:
    """The longest run; of several, the one that was there first."""
    return max(runs, key=lambda run: run.days)


def not_checked(tally: Tally) -> Share:
    """How many of the last thirty days nobody checked; today is not over, so it is left out."""
    first = max(tally.since_on, tally.today - RECENT_DAYS * _DAY)
    days = max(0, (tally.today - first).days)
    return Share(_unchecked(tally.checked, first, tally.today), days)


def near_misses_in(tally: Tally, first: dt.date, last: dt.date) -> int:
    """How many near misses were reported from one day to another."""
    return sum(one.near_misses for day, one in tally.looked.items() if first <= day <= last)


def reached(tally: Tally) -> Iterator[Reached]:
    """Each time that so many days had gone by without an event, run by run.

    A run with a day that nobody checked makes no milestone from there on: nobody knows.
    """
    checked = tally.checked
    for run in free_runs(tally):
        first = run.since if run.is_first else run.since + _DAY
        for number in FREE_MILESTONES:
            on = run.since + number * _DAY
            if on > run.until or _unchecked(checked, first, on):
                break
            yield Reached(number, on, near_misses_in(tally, first, on))


def _unchecked(checked: Sequence[dt.date], first: dt.date, end: dt.date) -> int:
    """How many days from the first up to the end, which is not one of them, nobody checked."""
    if first >= end:
        return 0
    return (end - first).days - (bisect_left(checked, end) - bisect_left(checked, first))
