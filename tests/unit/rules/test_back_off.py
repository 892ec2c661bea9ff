"""The wait after wrong passwords: nothing at first, then doubling, never for ever."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.rules.back_off import FREE, left_to_wait, wait_after

NOW = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)


def test_fingers_may_slip() -> None:
    assert [wait_after(count) for count in range(FREE + 1)] == [dt.timedelta(0)] * (FREE + 1)


def test_each_further_one_doubles_the_wait_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(FREE + count).total_seconds() for count in range(1, 8)]
    assert waits == [30, 60, 120, 240, 480, 900, 900]
    assert wait_after(1_000_000) == dt.timedelta(minutes=15)


@pytest.mark.parametrize(("passed", "left"), [(0, 60), (20, 40), (60, 0), (3600, 0)])
def test_time_that_passed_counts(passed: int, left: int) -> None:
    now = NOW + dt.timedelta(seconds=passed)
    assert left_to_wait(FREE + 2, NOW, now).total_seconds() == left


def test_a_clock_set_back_costs_the_same_wait_and_no_more() -> None:
    yesterday = NOW - dt.timedelta(days=1)
    assert left_to_wait(FREE + 2, NOW, yesterday) == wait_after(FREE + 2)
