"""Days typed or pasted one a line."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.errors import Refused
from huddle.rules.day_lines import DayLine, read, read_times

TODAY = dt.date(2026, 8, 6)
CHRISTMAS = dt.date(2026, 12, 25)


@pytest.mark.parametrize(
    "line",
    [
        "25 Dec 2026 Christmas Day",
        "25 december 2026, Christmas Day",
        "Friday 25 December 2026\tChristmas Day",
        "Fri, 25 Dec Christmas Day ",
        "25 Dec 2026 – Christmas Day",
    ],
)
def test_a_day_and_its_name(line: str) -> None:
    assert read(line, TODAY) == DayLine(CHRISTMAS, None, "Christmas Day")


def test_a_time_behind_the_day() -> None:
    assert read("sat 10:00 open day", TODAY) == DayLine(
        dt.date(2026, 8, 8), dt.time(10), "open day"
    )
    assert read("25 Dec 2026 at 9:30", TODAY) == DayLine(CHRISTMAS, dt.time(9, 30), "")


@pytest.mark.parametrize("line", ["", "Christmas Day", "25/12/2026 Christmas", "31 Feb 2026 None"])
def test_no_day(line: str) -> None:
    assert read(line, TODAY) is None


def test_times_of_a_day() -> None:
    assert read_times(" 20:00, 9:05 ") == (dt.time(20), dt.time(9, 5))
    assert read_times("") == ()
    for typed in ("25:00", "noon", "13", "13:60"):
        with pytest.raises(Refused) as refused:
            read_times(f"13:00 {typed}")
        assert typed in refused.value.message
