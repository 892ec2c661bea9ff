"""Readings as they are typed or pasted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huddle.errors import Refused
from huddle.measure_words import MeasureKind
from huddle.rules.reading_line import ReadingLine, understand

TODAY = dt.date(2026, 8, 20)  # a Thursday
COUNT, SHARE = MeasureKind.COUNT, MeasureKind.PERCENTAGE


def read(line: str, kind: MeasureKind = COUNT, per: int = 1000) -> ReadingLine:
    return understand(line, kind, per, TODAY)


@pytest.mark.parametrize(
    ("line", "day", "value", "note"),
    [
        ("12", TODAY, 12, ""),
        ("3 falls", TODAY, 3, "falls"),
        ("1,234.5", TODAY, 1234.5, ""),
        ("today 2", TODAY, 2, ""),
        ("yesterday: 3", dt.date(2026, 8, 19), 3, ""),
        ("mon 3", dt.date(2026, 8, 17), 3, ""),
        ("thu 2", TODAY, 2, ""),
        ("6 August 4, two at night", dt.date(2026, 8, 6), 4, "two at night"),
        ("Thu 06-Aug-2026\t4\tthe lift", dt.date(2026, 8, 6), 4, "the lift"),
        ("2026-08-01 5", dt.date(2026, 8, 1), 5, ""),
        ("24 Dec 3", dt.date(2025, 12, 24), 3, ""),
        ("29 Feb 3", dt.date(2024, 2, 29), 3, ""),
    ],
)
def test_a_line_says_its_day_its_value_and_perhaps_more(
    line: str, day: dt.date, value: float, note: str
) -> None:
    assert read(line) == ReadingLine(day, value, None, None, note)


def test_a_share_is_kept_with_what_it_is_out_of() -> None:
    assert read("12/80", SHARE) == ReadingLine(TODAY, 15.0, 12.0, 80.0, "")
    assert read("3 of 9", SHARE).value == pytest.approx(100 / 3)
    assert read("6 Aug 5/800 half closed", MeasureKind.RATE) == ReadingLine(
        dt.date(2026, 8, 6), 6.25, 5.0, 800.0, "half closed"
    )
    assert read("45%", SHARE) == ReadingLine(TODAY, 45.0, None, None, "")


def test_a_day_alone_is_one_event() -> None:
    assert read("6 Aug", MeasureKind.DAYS_BETWEEN).value == 1
    assert read("6 Aug 2 both at night", MeasureKind.DAYS_BETWEEN).value == 2


@pytest.mark.parametrize(
    ("line", "kind", "why"),
    [
        ("fast", COUNT, "is no reading"),
        ("6/8/2026 4", COUNT, "is no reading"),
        ("1.5.2", COUNT, "is no reading"),
        ("6 Aug", COUNT, "is no reading"),
        ("12/80", COUNT, "one number"),
        ("31 Feb 3", COUNT, "not a day of the calendar"),
        ("2026-13-01 4", COUNT, "not a day of the calendar"),
        ("1 Sep 2026 3", COUNT, "still to come"),
        ("-3", COUNT, "below zero"),
        ("3/0", MeasureKind.RATE, "more than zero"),
        ("9/3", SHARE, "more than what it is out of"),
        ("101", SHARE, "above 100"),
    ],
)
def test_what_cannot_be_is_refused_in_words(line: str, kind: MeasureKind, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        read(line, kind)
    assert refused.value.field == "line"


@given(st.text(max_size=80), st.sampled_from(MeasureKind))
def test_whatever_is_pasted_is_a_reading_that_can_be_or_a_refusal(
    line: str, kind: MeasureKind
) -> None:
    try:
        found = read(line, kind)
    except Refused:
        return
    assert found.on <= TODAY
    assert 0 <= found.value < 1e30
