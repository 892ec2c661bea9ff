"""Which backups a rotation keeps, and when the one of the night is due."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from huddle.rules.backups import is_nightly_due, is_too_old, kept

LONDON = "Europe/London"
NOON = dt.datetime(2026, 8, 6, 12, tzinfo=dt.UTC)
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


def back(*days: int) -> list[dt.datetime]:
    """Noon, so many days ago."""
    return [NOON - ago * DAY for ago in days]


def days_kept(made_at: list[dt.datetime], zone: str = LONDON) -> list[int]:
    """How many days ago those were that stay."""
    return sorted((NOON - instant).days for instant in kept(made_at, zone))


@pytest.mark.parametrize(
    ("days", "stay"),
    [
        ([], []),
        ([0], [0]),
        ([400], [400]),
        # Seven days that have one, however far apart, and what ISO weeks and months add.
        ([0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6]),
        # Thursday 6 August: Thu 30 July is the newest of no week, Sun 2 August is.
        ([0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5, 6]),
        # Sundays 26, 19 and 12 July end their weeks; the fifth and oldest week goes.
        ([0, 1, 2, 3, 4, 5, 6, 11, 18, 25, 32], [0, 1, 2, 3, 4, 5, 6, 11, 18, 25]),
    ],
)
def test_of_each_day_week_and_month_the_newest_stays(days: list[int], stay: list[int]) -> None:
    assert days_kept(back(*days)) == stay


def test_of_one_day_only_the_newest_stays() -> None:
    morning, evening = NOON - 3 * HOUR, NOON + 5 * HOUR
    assert kept([morning, NOON, evening], LONDON) == {evening}


def test_the_days_are_those_of_the_ward() -> None:
    """Half past midnight in London is still yesterday in UTC."""
    before, after = NOON.replace(hour=22, minute=30), NOON.replace(hour=23, minute=30)
    assert kept([before, after], LONDON) == {before, after}
    assert kept([before, after], "UTC") == {after}


def test_a_year_of_months_stays() -> None:
    made = [dt.datetime(2025, month, 15, 12, tzinfo=dt.UTC) for month in range(1, 13)]
    assert kept([*made, NOON], LONDON) == {*made[1:], NOON}


@pytest.mark.parametrize(
    ("last", "now", "is_due"),
    [
        (None, "2026-08-06 09:00", True),
        ("2026-08-05 17:00", "2026-08-06 01:59", False),
        ("2026-08-05 17:00", "2026-08-06 02:00", True),
        ("2026-08-06 02:00", "2026-08-06 17:00", False),
        ("2026-08-06 01:30", "2026-08-06 08:00", True),
        # Three days asleep.
        ("2026-08-03 02:10", "2026-08-06 00:30", True),
        # A clock that was set back.
        ("2026-08-09 12:00", "2026-08-06 12:00", False),
        # Summer time ends at two: the hour comes twice, the backup once.
        ("2026-10-25 02:30", "2026-10-25 09:00", False),
        ("2026-10-24 23:00", "2026-10-25 02:00", True),
        # It begins at one: two o'clock is an hour sooner.
        ("2026-03-29 00:30", "2026-03-29 02:00", True),
    ],
)
def test_a_night_has_passed(last: str | None, now: str, *, is_due: bool) -> None:
    def at(text: str) -> dt.datetime:
        return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(LONDON))

    assert is_nightly_due(at(last) if last else None, at(now)) is is_due


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    """At 01:30 for the second time, an hour after the first, the night is not over yet."""
    zone = ZoneInfo("Europe/Berlin")
    first = dt.datetime(2026, 10, 25, 2, 30, tzinfo=zone)
    assert not is_nightly_due(first, first.replace(fold=1))


def test_it_is_too_old_after_the_days_set() -> None:
    assert not is_too_old(NOON - 7 * DAY, NOON, 7)
    assert is_too_old(NOON - 7 * DAY - HOUR, NOON, 7)
    assert not is_too_old(NOON + DAY, NOON, 1)
