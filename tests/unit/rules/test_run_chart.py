"""Run charts, by hand."""

from __future__ import annotations

import pytest

from huddle.measure_words import Direction, Rule, Side, Variation
from huddle.rules.run_chart import least_crossings, longest_allowed, run_chart

UP, DOWN, NEITHER = Direction


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (0, 3, 0), (1, 3, 0), (2, 4, 0)],
)
def test_what_chance_explains(useful: int, longest: int, crossings: int) -> None:
    assert (longest_allowed(useful), least_crossings(useful)) == (longest, crossings)


def test_a_restless_line_shows_nothing() -> None:
    chart = run_chart([1, 3, 1, 3, 2, 1, 3, 1, 3, 2, 3, 1], UP)
    assert (chart.median, chart.useful) == (2, 10)
    assert (chart.longest_run, chart.longest_allowed) == (2, 6)
    assert (chart.crossings, chart.least_crossings) == (8, 2)
    assert not chart.is_run_too_long
    assert not chart.are_crossings_too_few
    assert {point.kind for point in chart.points} == {Variation.COMMON}


def test_half_low_then_half_high_crosses_too_seldom() -> None:
    chart = run_chart([1.0] * 5 + [3.0] * 5, UP)
    assert (chart.crossings, chart.least_crossings) == (1, 2)
    assert chart.are_crossings_too_few
    assert not chart.is_run_too_long


@pytest.mark.parametrize(
    ("direction", "low", "high"),
    [
        (UP, Variation.CONCERN, Variation.IMPROVEMENT),
        (DOWN, Variation.IMPROVEMENT, Variation.CONCERN),
        (NEITHER, Variation.NEUTRAL_LOW, Variation.NEUTRAL_HIGH),
    ],
)
def test_a_run_that_is_too_long_is_marked(
    direction: Direction, low: Variation, high: Variation
) -> None:
    chart = run_chart([1.0] * 8 + [3.0] * 8, direction)
    assert chart.is_run_too_long
    assert [point.kind for point in chart.points] == [low] * 8 + [high] * 8
    assert {point.rule for point in chart.points} == {Rule.SHIFT}
    assert [point.side for point in chart.points] == [Side.LOW] * 8 + [Side.HIGH] * 8


def test_the_longest_run_that_is_allowed_is_not_marked() -> None:
    chart = run_chart([*[3.0] * 7, 1, 3, *[1.0] * 7], UP)
    assert (chart.useful, chart.longest_run, chart.longest_allowed) == (16, 7, 7)
    assert not chart.is_run_too_long
    assert not any(point.rule for point in chart.points)


def test_points_on_the_median_neither_break_a_run_nor_count() -> None:
    highs = [3.0, 3, 2, 3, 3, 3, 2, 3, 3, 3]
    chart = run_chart([*highs, *[1.0] * 8], UP)
    assert (chart.median, chart.useful, chart.longest_run) == (2, 16, 8)
    assert [bool(point.rule) for point in chart.points[:10]] == [one != 2 for one in highs]


def test_nothing_one_and_all_equal_show_nothing() -> None:
    for values, centre in (([], None), ([7.0], 7), ([0.1] * 20, 0.1)):
        chart = run_chart(values, UP)
        assert (chart.median, chart.useful, chart.crossings) == (centre, 0, 0)
        assert not chart.is_run_too_long
        assert not chart.are_crossings_too_few
        assert not any(point.rule for point in chart.points)
