"""Days since and the record, against a slow count day by day."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from huddle.rows.safety_cross import DayState
from huddle.rules.safety_cross import (
    RECENT_DAYS,
    Looked,
    Tally,
    free_runs,
    not_checked,
    record_of,
    state_of,
)

FIRST = dt.date(2027, 12, 1)
DAY = dt.timedelta(days=1)
DAYS = [FIRST + number * DAY for number in range(150)]
TALLIES = st.builds(
    Tally,
    st.sampled_from(DAYS[:60]),
    st.sampled_from(DAYS[60:]),
    st.dictionaries(
        st.sampled_from(DAYS),
        st.builds(Looked, st.sampled_from((0, 0, 0, 1, 3)), st.integers(0, 2)),
    ),
)


def days_of(tally: Tally) -> list[dt.date]:
    return [day for day in DAYS if tally.since_on <= day <= tally.today]


@given(TALLIES)
def test_days_since_is_counted_back_from_today(tally: Tally) -> None:
    count, day = 0, tally.today
    while day > tally.since_on and state_of(tally, day) is not DayState.EVENT:
        count, day = count + 1, day - DAY
    running = free_runs(tally)[-1]
    assert (running.days, running.since) == (count, day)


@given(TALLIES)
def test_the_record_is_the_most_that_days_since_ever_said(tally: Tally) -> None:
    most = count = 0
    for day in days_of(tally)[1:]:
        # On the day of an event the run that it ends has come to its full length.
        count += 1
        most = max(most, count)
        if state_of(tally, day) is DayState.EVENT:
            count = 0
    assert record_of(free_runs(tally)).days == most


@given(TALLIES)
def test_runs_hold_each_day_that_nobody_checked_just_once(tally: Tally) -> None:
    missed = [
        day
        for day in days_of(tally)
        if day < tally.today and state_of(tally, day) is DayState.UNCHECKED
    ]
    runs = free_runs(tally)
    assert sum(run.unchecked for run in runs) == len(missed)
    for run in runs:
        assert run.unchecked == sum(run.since <= day < run.until for day in missed)
    recent = [day for day in missed if (tally.today - day).days <= RECENT_DAYS]
    assert not_checked(tally).part == len(recent)


@given(TALLIES)
def test_runs_follow_one_another_without_a_gap(tally: Tally) -> None:
    runs = free_runs(tally)
    assert (runs[0].since, runs[-1].until) == (tally.since_on, tally.today)
    assert [run.until for run in runs[:-1]] == [run.since for run in runs[1:]]
    assert [run.is_first for run in runs] == [True] + [False] * (len(runs) - 1)
