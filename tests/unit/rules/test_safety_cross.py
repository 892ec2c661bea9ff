"""The safety cross: the state of each day, days since, runs, the record, and its shape."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.dates import month_days
from huddle.rows.month import Share
from huddle.rows.safety_cross import DayState, FreeRun
from huddle.rules.safety_cross import (
    Looked,
    Reached,
    Tally,
    free_runs,
    near_misses_in,
    not_checked,
    places,
    reached,
    record_of,
    state_of,
)

DAY = dt.timedelta(days=1)
FIRST = dt.date(2026, 1, 1)


def day(number: int) -> dt.date:
    """So many days after the counting began."""
    return FIRST + number * DAY


def tally(today: int, events: tuple[int, ...] = (), missed: tuple[int, ...] = ()) -> Tally:
    """Every day up to the day before today checked, but for some."""
    looked = {day(number): Looked() for number in range(today) if number not in missed}
    looked |= {day(number): Looked(events=1) for number in events}
    return Tally(FIRST, day(today), looked)


@pytest.mark.parametrize(
    ("number", "state"),
    [
        (-1, DayState.BEFORE),
        (0, DayState.CLEAR),
        (3, DayState.EVENT),
        (4, DayState.UNCHECKED),
        (9, DayState.CLEAR),
        (10, DayState.UNCHECKED),
        (11, DayState.COMING),
    ],
)
def test_each_state(number: int, state: DayState) -> None:
    assert state_of(tally(10, events=(3,), missed=(4,)), day(number)) is state


def test_a_near_miss_alone_is_no_event() -> None:
    found = Tally(FIRST, FIRST, {FIRST: Looked(near_misses=2)})
    assert state_of(found, FIRST) is DayState.CLEAR


def test_the_cross_has_a_square_for_each_day_of_the_longest_month() -> None:
    squares = places()
    assert len(squares) == len(set(squares)) == 31
    assert squares == sorted(squares, key=lambda place: (place[1], place[0]))
    rows = [sum(row == at for _column, row in squares) for at in range(7)]
    assert rows == [3, 3, 7, 7, 7, 3, 1]
    assert squares[-1] == (3, 6)


@pytest.mark.parametrize(
    ("year", "month", "length"),
    [(2026, 1, 31), (2026, 4, 30), (2026, 2, 28), (2028, 2, 29), (2000, 2, 29), (2100, 2, 28)],
)
def test_months_of_every_length_fit(year: int, month: int, length: int) -> None:
    first, last = month_days(dt.date(year, month, 1))
    assert (last - first).days + 1 == length <= len(places())


def test_days_since_is_nothing_on_the_day_itself() -> None:
    *ended, running = free_runs(tally(5, events=(5,)))
    assert running == FreeRun(day(5), day(5), unchecked=0)
    assert running.days == 0
    assert ended == [FreeRun(FIRST, day(5), unchecked=0, is_first=True)]


def test_without_an_event_there_is_one_run_from_the_beginning() -> None:
    assert free_runs(tally(41)) == (FreeRun(FIRST, day(41), is_first=True),)


def test_an_event_ends_a_run_and_the_record_stays() -> None:
    runs = free_runs(tally(150, events=(10, 73, 114)))
    assert [run.days for run in runs] == [10, 63, 41, 36]
    assert record_of(runs) == FreeRun(day(10), day(73))


def test_the_running_one_becomes_the_record_when_it_is_longer() -> None:
    as_long, longer = (free_runs(tally(today, events=(20, 50))) for today in (80, 81))
    assert record_of(as_long) == as_long[1]
    assert record_of(longer) == longer[-1]


def test_two_events_on_days_in_a_row_are_one_day_apart() -> None:
    runs = free_runs(tally(4, events=(2, 3)))
    assert [(run.days, run.unchecked) for run in runs] == [(2, 0), (1, 0), (1, 0)]


def test_a_run_says_which_of_its_days_nobody_checked() -> None:
    runs = free_runs(tally(30, events=(10, 20), missed=(0, 9, 11, 19, 25, 29)))
    assert [run.unchecked for run in runs] == [2, 2, 2]


def test_today_is_not_missing_before_it_is_over() -> None:
    assert not_checked(tally(40)) == Share(0, 30)
    assert free_runs(tally(40))[-1].unchecked == 0


def test_of_the_last_thirty_days() -> None:
    assert not_checked(tally(60, missed=(29, 30, 59))) == Share(2, 30)
    assert not_checked(tally(5, missed=(4,))) == Share(1, 5)
    assert not_checked(tally(0)) == Share(0, 0)


def test_days_out_of_the_count_change_nothing() -> None:
    found = tally(9, events=(3,))
    besides = {day(-5): Looked(events=1), day(12): Looked(events=1)}
    more = Tally(FIRST, day(9), {**found.looked, **besides})
    assert free_runs(more) == free_runs(found)


def test_near_misses_of_some_days() -> None:
    looked = {day(number): Looked(near_misses=number) for number in range(5)}
    assert near_misses_in(Tally(FIRST, day(4), looked), day(1), day(3)) == 1 + 2 + 3


def test_milestones_of_each_run() -> None:
    looked = dict(tally(140, events=(65,)).looked)
    looked[day(12)] = Looked(near_misses=3)
    found = Tally(FIRST, day(140), looked)
    assert list(reached(found)) == [
        Reached(30, day(30), 3),
        Reached(60, day(60), 3),
        Reached(30, day(95), 0),
        Reached(60, day(125), 0),
    ]


def test_what_nobody_checked_makes_no_milestone() -> None:
    assert [one.number for one in reached(tally(120, missed=(40,)))] == [30]
    assert not list(reached(tally(120, missed=(29,))))
