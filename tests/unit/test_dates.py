"""Days and times read as wards write them, in any language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from huddle import dates
from huddle.i18n import PSEUDO_LANGUAGE, use_language

THURSDAY = dt.date(2026, 8, 6)


@pytest.fixture
def pseudo_language() -> Iterator[None]:
    use_language(PSEUDO_LANGUAGE)
    yield
    use_language("en")


def test_in_table_shows_a_day() -> None:
    assert dates.in_table(THURSDAY) == "Thu 06-Aug-2026"


def test_in_table_shows_a_day_with_its_time() -> None:
    assert dates.in_table(THURSDAY, dt.time(9, 5)) == "Thu 06-Aug-2026 09:05"


def test_in_table_shows_a_local_instant() -> None:
    assert dates.in_table(dt.datetime(2026, 8, 6, 14, 5, 59)) == "Thu 06-Aug-2026 14:05"  # noqa: DTZ001 - wall clock


def test_in_prose_has_no_leading_zero() -> None:
    assert dates.in_prose(THURSDAY) == "Thursday 6 August 2026"


def test_short_day_leaves_the_year_out() -> None:
    assert dates.short_day(dt.date(2026, 11, 25)) == "Wed 25-Nov"


def test_every_month_and_weekday_has_its_name() -> None:
    months = [dates.in_prose(dt.date(2026, month, 1)).split()[2] for month in range(1, 13)]
    assert months == [dt.date(2026, month, 1).strftime("%B") for month in range(1, 13)]
    short = [dates.short_day(dt.date(2026, month, 1))[-3:] for month in range(1, 13)]
    assert short == [month[:3] for month in months]
    assert [dates.weekday(number)[:3] for number in range(7)] == [
        dates.short_weekday(number) for number in range(7)
    ]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (59.9, "0:59"), (90, "1:30"), (600, "10:00"), (4500, "75:00"), (-10, "−0:10")],
)
def test_span(seconds: float, shown: str) -> None:
    assert dates.span(seconds) == shown


@pytest.mark.parametrize(
    ("days", "shown"), [(0, "late today"), (1, "1 day late"), (12, "12 days late")]
)
def test_days_late(days: int, shown: str) -> None:
    assert dates.days_late(days) == shown


@pytest.mark.usefixtures("pseudo_language")
def test_names_of_days_and_months_are_translated() -> None:
    assert "Aug" not in dates.in_table(THURSDAY)
    assert "August" not in dates.in_prose(THURSDAY)
    assert "Thursday" not in dates.in_prose(THURSDAY)
    assert "Thu" not in dates.short_day(THURSDAY)
    assert "6" in dates.in_prose(THURSDAY)


@pytest.mark.parametrize(
    ("count", "first"),
    [
        (0, dt.date(2026, 3, 1)),
        (2, dt.date(2026, 1, 1)),
        (3, dt.date(2025, 12, 1)),
        (11, dt.date(2025, 4, 1)),
        (15, dt.date(2024, 12, 1)),
    ],
)
def test_months_before_that_of_a_day(count: int, first: dt.date) -> None:
    assert dates.months_back(dt.date(2026, 3, 31), count) == first
