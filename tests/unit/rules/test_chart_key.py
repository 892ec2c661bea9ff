"""What marks, lines and points of a chart say."""

from __future__ import annotations

import pytest

from huddle.measure_words import ChartKind, MeasureKind, Rule, Side, Variation
from huddle.rows.measures import MeasureRow
from huddle.rules.chart_key import (
    Fill,
    Shape,
    Stroke,
    changes_of,
    key_of,
    mark_of,
    point_lines,
    target_words,
)
from huddle.rules.chart_numbers import number, unit_of, with_unit
from tests.helpers.chart_rows import changed_chart, make_chart, make_measure, typical_chart


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5.0, "5"),
        (5.0417, "5.04"),
        (0.1, "0.1"),
        (-0.001, "0"),
        (-3.06, "−3.06"),
        (123.456, "123.5"),
        (12345.0, "12,345"),
    ],
)
def test_numbers_have_few_digits(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("measure", "unit", "value"),
    [
        (make_measure(), "falls", "12 falls"),
        (make_measure(unit=""), "", "12"),
        (make_measure(kind=MeasureKind.RATE), "falls per 1,000", "12 falls per 1,000"),
        (make_measure(kind=MeasureKind.PERCENTAGE, unit="%"), "%", "12 %"),
        (make_measure(kind=MeasureKind.PERCENTAGE, unit="huddles"), "huddles, %", "12 %"),
        (make_measure(kind=MeasureKind.DAYS_BETWEEN), "Days between falls", "12 days"),
        (make_measure(kind=MeasureKind.DAYS_BETWEEN, unit=""), "Days between events", "12 days"),
    ],
)
def test_a_value_stands_with_what_it_counts(measure: MeasureRow, unit: str, value: str) -> None:
    assert unit_of(measure) == unit
    assert with_unit(12.0, measure) == value


def test_one_day_is_one_day() -> None:
    assert with_unit(1.0, make_measure(kind=MeasureKind.DAYS_BETWEEN)) == "1 day"


def test_meaning_is_told_by_fill_and_side_by_shape() -> None:
    kinds = (Variation.IMPROVEMENT, Variation.CONCERN, Variation.NEUTRAL_HIGH)
    fills = {mark_of(kind, Side.HIGH).fill for kind in kinds}
    assert fills == set(Fill)
    assert mark_of(Variation.CONCERN, Side.HIGH).shape is Shape.UP
    assert mark_of(Variation.CONCERN, Side.LOW).shape is Shape.DOWN
    assert mark_of(Variation.COMMON, None).shape is Shape.DOT


def test_the_key_names_what_is_there_and_nothing_else() -> None:
    assert [one.words for one in key_of(make_chart())] == [
        "Common variation",
        "Mean 5.04",
        "Limits 0 to 10.54",
    ]
    assert [one.words for one in key_of(changed_chart())] == [
        "Common variation",
        "Mean 3, now",
        "Trial limits 0 to 7.4, now",
        "Earlier limits",
        "The process changed",
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [(ChartKind.RUN, "Median 5.04"), (ChartKind.G, "Median 5.04"), (ChartKind.T, "Centre 5.04")],
)
def test_the_centre_line_is_called_what_it_is(kind: ChartKind, words: str) -> None:
    found = [one.words for one in key_of(make_chart(kind=kind)) if one.sign is Stroke.CENTRE]
    assert found == [words]


def test_a_point_says_its_day_value_mark_note_and_what_changed() -> None:
    assert point_lines(typical_chart(), 10) == (
        "Thu 15-Oct-2026: 14 falls",
        "Concern: Outside the limits, high",
        "Two falls in one night, floor wet after a leak",
    )
    assert point_lines(changed_chart(), 12) == (
        "Thu 29-Oct-2026: 6 falls",
        "Common variation",
        "Changed here: Bedside checklist",
    )


def test_a_trend_says_which_way_it_goes() -> None:
    sign = (Rule.TREND, Side.LOW, Variation.IMPROVEMENT)
    row = make_chart((5, 4), {1: sign})
    assert point_lines(row, 1)[1] == "Improvement: Trend, low"


def test_changes_stand_with_their_days_on_one_line_each() -> None:
    assert changes_of(changed_chart(("New\nlights", ""))) == [
        "From Thu 29-Oct-2026: New lights",
        "From Thu 24-Dec-2026: the process changed",
    ]
    assert changes_of(typical_chart()) == []


def test_the_target_is_named_where_there_is_one() -> None:
    assert target_words(typical_chart()) == "Target 4"
    assert target_words(make_chart()) == ""
