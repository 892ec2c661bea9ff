"""Which days and times of a paper form can be true."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from huddle.errors import Refused
from huddle.rules.paper_form import MOST_DAYS_BACK, check_day, instants, read_time

LONDON = ZoneInfo("Europe/London")
TODAY = dt.date(2026, 11, 26)
NOW = dt.datetime(2026, 11, 26, 14, 5, tzinfo=dt.UTC)
LONG_AGO = dt.date(2020, 1, 1)


def at(hour: int, minute: int = 0) -> dt.time:
    return dt.time(hour, minute)


def spans(day: dt.date, began: dt.time, ended: dt.time) -> tuple[str, str]:
    """The instants of a form that was typed in long after, in UTC, to the minute."""
    found = instants(day, began, ended, NOW + dt.timedelta(days=400), LONDON)
    assert all(one.utcoffset() == dt.timedelta(0) for one in found)
    return f"{found[0]:%d %H:%M}", f"{found[1]:%d %H:%M}"


@pytest.mark.parametrize(
    ("day", "began", "ended", "instants_in_utc"),
    [
        (dt.date(2026, 11, 26), at(8, 15), at(8, 26), ("26 08:15", "26 08:26")),
        (dt.date(2026, 7, 1), at(8, 15), at(8, 26), ("01 07:15", "01 07:26")),
        (dt.date(2026, 11, 26), at(23, 55), at(0, 5), ("26 23:55", "27 00:05")),
        (dt.date(2026, 11, 26), at(23, 55), at(0), ("26 23:55", "27 00:00")),
        # The clocks go back at 02:00: from 01:55 to 01:05 is ten minutes, not 23 hours.
        (dt.date(2026, 10, 25), at(1, 55), at(1, 5), ("25 00:55", "25 01:05")),
        (dt.date(2026, 10, 25), at(1, 5), at(1, 55), ("25 00:05", "25 00:55")),
        (dt.date(2026, 10, 25), at(0, 50), at(2, 10), ("24 23:50", "25 02:10")),
        # They go forward at 01:00: from 00:55 to 02:05 is ten minutes.
        (dt.date(2026, 3, 29), at(0, 55), at(2, 5), ("29 00:55", "29 01:05")),
        (dt.date(2026, 3, 29), at(1, 30), at(2, 10), ("29 01:00", "29 01:10")),
        (dt.date(2026, 3, 28), at(23, 50), at(0, 10), ("28 23:50", "29 00:10")),
    ],
)
def test_wall_times_become_instants(
    day: dt.date, began: dt.time, ended: dt.time, instants_in_utc: tuple[str, str]
) -> None:
    assert spans(day, began, ended) == instants_in_utc


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("08:15", at(8, 15)),
        (" 8.15 ", at(8, 15)),
        ("0815", at(8, 15)),
        ("815", at(8, 15)),
        ("115", at(1, 15)),
        ("23:59", at(23, 59)),
        ("24:00", None),
        ("8", None),
        ("8:5", None),
        ("half past eight", None),
        ("", None),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, time: dt.time | None) -> None:
    assert read_time(typed) == time


@pytest.mark.parametrize(
    ("began", "ended", "field", "words"),
    [
        (at(8, 26), at(8, 15), "ended", "after it began"),
        (at(8, 15), at(8, 15), "ended", "after it began"),
        (at(8, 15), at(12, 16), "ended", "longer than 4 hours"),
        (at(14), at(14, 6), "ended", "still to come"),
        (at(14, 6), at(14, 16), "began", "still to come"),
    ],
)
def test_times_that_cannot_be_are_refused_beside_their_field(
    began: dt.time, ended: dt.time, field: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        instants(TODAY, began, ended, NOW, LONDON)
    assert refused.value.field == field


def test_the_longest_and_the_newest_that_can_be() -> None:
    assert instants(TODAY, at(8), at(12), NOW, LONDON)
    assert instants(TODAY, at(14), at(14, 5), NOW, LONDON)[1] == NOW


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY + dt.timedelta(days=1), "still to come"),
        (TODAY - dt.timedelta(days=MOST_DAYS_BACK + 1), "for 31 days"),
    ],
)
def test_days_that_cannot_be_are_refused(day: dt.date, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        check_day(day, TODAY, LONG_AGO)
    assert refused.value.field == "held_on"


def test_no_day_before_the_series_began() -> None:
    check_day(TODAY, TODAY, TODAY)
    check_day(TODAY - dt.timedelta(days=MOST_DAYS_BACK), TODAY, LONG_AGO)
    with pytest.raises(Refused, match="began on Thursday 26 November 2026"):
        check_day(TODAY - dt.timedelta(days=1), TODAY, TODAY)
