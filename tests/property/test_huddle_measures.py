"""The numbers of a month against slow ways to find them."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules import huddle_measures as measures
from huddle.rules import recurrence
from huddle.rules.huddle_measures import Deadline, Run
from huddle.rules.recurrence import Occurrence

MONDAY = dt.date(2026, 11, 2)
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
WEEKDAYS = [day for ahead in range(280) if (day := MONDAY + dt.timedelta(ahead)).weekday() < 5]

TIMES = st.sampled_from([dt.time(8), dt.time(8, 15), dt.time(14)])
DAYS = st.integers(0, 13).map(lambda ahead: MONDAY + dt.timedelta(days=ahead))
OCCURRENCES = st.builds(Occurrence, DAYS, TIMES)


HELD = st.lists(st.integers(0, 25), max_size=4).map(
    lambda runs: [was_held for length in runs for was_held in (*[True] * length, False)]
)
"""Runs of some length, each ended by a weekday without a huddle."""


@given(HELD, st.data())
def test_runs_are_found_by_looking_back_from_each_day(
    held: list[bool], data: st.DataObject
) -> None:
    skipped = data.draw(st.sets(st.sampled_from(WEEKDAYS), max_size=len(WEEKDAYS) - len(held)))
    days = [day for day in WEEKDAYS if day not in skipped][: len(held)]
    found = list(measures.runs(zip(days, held, strict=True)))
    assert found == [
        _looked_back(days, held, place) for place, was_held in enumerate(held) if was_held
    ]


def _looked_back(days: list[dt.date], held: list[bool], place: int) -> Run:
    length = 0
    while length <= place and held[place - length]:
        length += 1
    window = [
        days[at]
        for at in range(place - length + 1, place + 1)
        if days[at] > days[place] - dt.timedelta(days=21)
    ]
    return Run(days[place], length, len(window))


DEADLINES = st.builds(
    Deadline,
    st.integers(-20, 20).map(lambda ahead: NOW.date() + dt.timedelta(days=ahead)),
    st.none() | st.sampled_from([dt.time(8), dt.time(12), dt.time(16)]),
    st.none() | st.integers(-600, 0).map(lambda hours: NOW + dt.timedelta(hours=hours)),
    st.integers(1, 4),
)


@given(st.lists(DEADLINES))
def test_closed_on_time_is_the_sum_of_single_actions(deadlines: list[Deadline]) -> None:
    part, whole = measures.closed_on_time(deadlines, NOW)
    in_time = late = 0
    for one in deadlines:
        limit = dt.datetime.combine(one.due_on, one.due_time or dt.time.max, dt.UTC)
        for _number in range(one.count):
            in_time += one.done_at is not None and one.done_at <= limit
            late += limit < (one.done_at or NOW)
    assert (part, whole) == (in_time, in_time + late)


@given(st.sets(OCCURRENCES), st.lists(OCCURRENCES, unique=True))
def test_days_are_compared_each_by_itself(due: set[Occurrence], known: list[Occurrence]) -> None:
    slowly = [
        one
        for day in sorted({one.on for one in due})
        for one in recurrence.unmet(
            sorted(one for one in due if one.on == day), [one for one in known if one.on == day]
        )
    ]
    assert recurrence.unmet_of_days(sorted(due), known) == slowly
