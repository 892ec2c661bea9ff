"""When a series meets."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from huddle.rules.recurrence import (
    Occurrence,
    OneOff,
    Plan,
    following,
    instant,
    missed,
    nearest,
    next_after,
    next_day,
    on_day,
    unmet,
)

WORKDAYS = (0, 1, 2, 3, 4)
LONG_AGO = dt.date(2020, 1, 1)
THURSDAY, FRIDAY = dt.date(2026, 8, 6), dt.date(2026, 8, 7)
SATURDAY, MONDAY = dt.date(2026, 8, 8), dt.date(2026, 8, 10)
MORNING, NOON, EVENING = dt.time(8, 15), dt.time(12), dt.time(20)
LONDON = ZoneInfo("Europe/London")
DAILY = Plan(WORKDAYS, (MORNING,), LONG_AGO)
THRICE = Plan(range(7), (EVENING, MORNING, NOON), LONG_AGO)


def at(day: dt.date, hour: int, minute: int = 0, *, fold: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute, fold=fold), LONDON)


def days(*found: Occurrence) -> list[dt.date]:
    return [one.on for one in found]


def test_it_is_due_on_its_weekdays_from_its_first_day() -> None:
    assert on_day(DAILY, THURSDAY) == (Occurrence(THURSDAY, MORNING),)
    assert on_day(DAILY, SATURDAY) == ()
    assert on_day(Plan(WORKDAYS, (MORNING,), THURSDAY), THURSDAY)
    assert not on_day(Plan(WORKDAYS, (MORNING,), FRIDAY), THURSDAY)
    assert not on_day(Plan((), (MORNING,), LONG_AGO), THURSDAY)


def test_several_a_day_come_in_order_and_each_once() -> None:
    twice_said = Plan(WORKDAYS, (NOON, MORNING, NOON), LONG_AGO)
    assert [one.at for one in on_day(twice_said, FRIDAY)] == [MORNING, NOON]
    assert following(twice_said, Occurrence(FRIDAY, MORNING)) == Occurrence(FRIDAY, NOON)
    assert following(twice_said, Occurrence(FRIDAY, NOON)) == Occurrence(MONDAY, MORNING)
    assert following(twice_said, Occurrence(FRIDAY, dt.time(9))) == Occurrence(FRIDAY, NOON)


def test_the_next_day_comes_after_weekends_and_years() -> None:
    assert next_day(DAILY, THURSDAY) == FRIDAY
    assert next_day(DAILY, FRIDAY) == MONDAY
    assert next_day(Plan((3,), (MORNING,), LONG_AGO), THURSDAY) == dt.date(2026, 8, 13)
    assert next_day(DAILY, dt.date(2026, 12, 31)) == dt.date(2027, 1, 1)
    assert next_day(Plan((), (MORNING,), LONG_AGO), THURSDAY) is None
    assert next_day(Plan(WORKDAYS, (MORNING,), SATURDAY), dt.date(2026, 8, 1)) == MONDAY


def test_one_offs_beat_weekdays_and_closed_days() -> None:
    plan = Plan(
        WORKDAYS,
        (MORNING, NOON),
        LONG_AGO,
        {
            THURSDAY: OneOff(is_held=False),
            FRIDAY: OneOff(is_held=True, at=EVENING),
            SATURDAY: OneOff(is_held=True),
        },
        closed=(FRIDAY, SATURDAY, MONDAY),
    )
    assert on_day(plan, THURSDAY) == ()
    assert on_day(plan, FRIDAY) == (Occurrence(FRIDAY, EVENING),)
    assert [one.at for one in on_day(plan, SATURDAY)] == [MORNING, NOON]
    assert on_day(plan, MONDAY) == ()
    assert next_day(plan, SATURDAY) == dt.date(2026, 8, 11)


def test_a_series_held_when_needed_can_have_single_days() -> None:
    plan = Plan((), (MORNING,), LONG_AGO, {MONDAY: OneOff(is_held=True)})
    assert next_after(plan, at(THURSDAY, 9)) == Occurrence(MONDAY, MORNING)
    assert next_after(plan, at(MONDAY, 9)) is None


def test_a_plan_that_always_rests_has_no_next() -> None:
    closed = [THURSDAY + dt.timedelta(days=ahead) for ahead in range(800)]
    assert next_day(Plan(WORKDAYS, (MORNING,), LONG_AGO, closed=closed), THURSDAY) is None


def test_a_huddle_stands_for_its_own_time_else_for_the_first_left() -> None:
    morning, noon = Occurrence(FRIDAY, MORNING), Occurrence(FRIDAY, NOON)
    assert unmet([morning, noon], [noon]) == [morning]
    assert unmet([morning, noon], [Occurrence(FRIDAY, dt.time(9))]) == [noon]
    assert unmet([morning, noon], [noon, Occurrence(FRIDAY, dt.time(9))]) == []
    assert unmet([], [noon]) == []


def test_missed_are_those_nobody_explained_newest_first() -> None:
    known = [Occurrence(dt.date(2026, 8, 5), MORNING)]
    plan = Plan(WORKDAYS, (MORNING,), dt.date(2026, 8, 4))
    assert days(*missed(plan, known, at(MONDAY, 23))) == [FRIDAY, THURSDAY, dt.date(2026, 8, 4)]
    assert missed(Plan(WORKDAYS, (MORNING,), MONDAY), (), at(MONDAY, 23)) == []
    assert len(missed(DAILY, (), at(MONDAY, 9), look_back_days=7)) == 5


def test_the_latest_of_today_can_be_held_until_the_next_is_due() -> None:
    plan = Plan(range(7), (MORNING, NOON), FRIDAY)
    assert missed(plan, (), at(FRIDAY, 11, 59)) == []
    assert missed(plan, (), at(FRIDAY, 12)) == [Occurrence(FRIDAY, MORNING)]
    assert missed(plan, [Occurrence(FRIDAY, NOON)], at(FRIDAY, 11)) == [Occurrence(FRIDAY, MORNING)]
    assert missed(plan, (), at(SATURDAY, 7)) == [
        Occurrence(FRIDAY, NOON),
        Occurrence(FRIDAY, MORNING),
    ]


def test_the_nearest_is_the_one_meant() -> None:
    today = on_day(THRICE, FRIDAY)
    assert nearest(today, at(FRIDAY, 11, 45)) == Occurrence(FRIDAY, NOON)
    assert nearest(today, at(FRIDAY, 9)) == Occurrence(FRIDAY, MORNING)
    assert nearest((), at(FRIDAY, 9)) is None


SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        (SPRING, dt.time(0, 59), (0, 59)),
        (SPRING, dt.time(1), (1, 0)),
        (SPRING, dt.time(1, 30), (1, 0)),
        (SPRING, dt.time(2), (1, 0)),
        (SPRING, dt.time(2, 1), (1, 1)),
        (AUTUMN, dt.time(0, 59), (23, 59)),
        (AUTUMN, dt.time(1, 30), (0, 30)),
        (AUTUMN, dt.time(2), (2, 0)),
    ],
)
def test_moments_when_the_clocks_change(day: dt.date, time: dt.time, utc: tuple[int, int]) -> None:
    moment = instant(Occurrence(day, time), LONDON)
    assert (moment.hour, moment.minute) == utc
    assert moment.tzinfo is dt.UTC


def test_a_doubled_hour_brings_its_huddle_once() -> None:
    plan = Plan(range(7), (dt.time(1, 30),), LONG_AGO)
    first = Occurrence(AUTUMN, dt.time(1, 30))
    assert next_after(plan, at(AUTUMN, 1, 15)) == first
    assert next_after(plan, at(AUTUMN, 1, 15, fold=1)) == Occurrence(
        AUTUMN + dt.timedelta(days=1), dt.time(1, 30)
    )
