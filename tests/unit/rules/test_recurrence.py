"""When a series meets."""

from __future__ import annotations

import datetime as dt

from huddle.rules.recurrence import is_due, missed_days, next_day

WORKDAYS = (0, 1, 2, 3, 4)
LONG_AGO = dt.date(2020, 1, 1)
THURSDAY, FRIDAY = dt.date(2026, 8, 6), dt.date(2026, 8, 7)
SATURDAY, MONDAY = dt.date(2026, 8, 8), dt.date(2026, 8, 10)


def test_it_is_due_on_its_weekdays_from_its_first_day() -> None:
    assert is_due(WORKDAYS, THURSDAY, LONG_AGO)
    assert not is_due(WORKDAYS, SATURDAY, LONG_AGO)
    assert is_due(WORKDAYS, THURSDAY, THURSDAY)
    assert not is_due(WORKDAYS, THURSDAY, FRIDAY)
    assert not is_due((), THURSDAY, LONG_AGO)


def test_the_next_day_comes_after_weekends_and_years() -> None:
    assert next_day(WORKDAYS, THURSDAY, LONG_AGO) == FRIDAY
    assert next_day(WORKDAYS, FRIDAY, LONG_AGO) == MONDAY
    assert next_day((3,), THURSDAY, LONG_AGO) == dt.date(2026, 8, 13)
    assert next_day(WORKDAYS, dt.date(2026, 12, 31), LONG_AGO) == dt.date(2027, 1, 1)
    assert next_day((), THURSDAY, LONG_AGO) is None


def test_a_series_that_has_not_begun_starts_on_its_first_weekday() -> None:
    assert next_day(WORKDAYS, THURSDAY, SATURDAY) == MONDAY
    assert next_day(WORKDAYS, THURSDAY, MONDAY) == MONDAY


def test_missed_days_are_those_nobody_explained() -> None:
    missed = missed_days(WORKDAYS, {dt.date(2026, 8, 5)}, MONDAY, dt.date(2026, 8, 4))
    assert missed == [FRIDAY, THURSDAY, dt.date(2026, 8, 4)]
    assert MONDAY not in missed
    assert missed_days(WORKDAYS, (), MONDAY, MONDAY) == []
    assert len(missed_days(WORKDAYS, (), MONDAY, LONG_AGO, look_back_days=7)) == 5
