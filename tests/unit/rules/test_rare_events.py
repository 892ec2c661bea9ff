"""Rare events by the days between them, by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from huddle.measure_words import Assurance, ChartKind, Direction, Rule, Side, Variation
from huddle.rules import rare_events
from huddle.rules.spc import Chart, Limits

GAPS = [12, 30, 7, 45, 21, 60, 9, 33]
DAY = dt.date(2026, 11, 2)


def days_on(*ahead: int) -> list[dt.date]:
    return [DAY + dt.timedelta(days=one) for one in ahead]


def of(limits: Limits | None) -> Limits:
    assert limits
    return limits


def test_days_since_the_last_event() -> None:
    assert rare_events.days_since(days_on(5, 20, 3), DAY + dt.timedelta(days=26)) == 6
    assert rare_events.days_since(days_on(20), DAY + dt.timedelta(days=20)) == 0
    assert rare_events.days_since([], DAY) is None


def test_days_between_events_and_half_a_day_on_one_day() -> None:
    assert rare_events.days_between(days_on(30, 0, 12, 12, 13)) == [12, 0.5, 1, 17]
    assert rare_events.days_between(days_on(4)) == []
    assert rare_events.days_between([]) == []


def test_a_t_chart_is_an_xmr_chart_brought_back_into_days() -> None:
    chart = rare_events.t_chart(GAPS)
    [group] = chart.groups
    assert chart.kind is ChartKind.T
    assert len(chart.points) == len(GAPS)
    assert group.mr_mean == pytest.approx(0.8587, abs=5e-5)
    assert group.centre ** (1 / 3.6) == pytest.approx(2.3866, abs=5e-5)
    limits = of(group.limits)
    lines = [round(line, 2) for line in (group.centre, limits.upper, limits.lower)]
    assert lines == [22.91, 256.91, 0.00]
    assert limits.inner_lower < group.centre < limits.inner_upper
    assert not any(point.rule for point in chart.points)


def test_what_would_be_below_zero_days_is_drawn_at_zero() -> None:
    limits = of(rare_events.t_chart([1, 90, 2, 80, 1, 100]).groups[0].limits)
    assert (limits.lower, limits.inner_lower) == (0, 0)


def test_the_rules_of_a_t_chart_hold_for_the_transformed_days() -> None:
    long = rare_events.t_chart([*[3, 5] * 10, 60])
    assert (long.points[-1].rule, long.points[-1].kind) == (Rule.OUTSIDE, Variation.IMPROVEMENT)
    bad = rare_events.t_chart([*[3, 5] * 10, 60], Direction.DOWN)
    assert bad.points[-1].kind is Variation.CONCERN


def test_the_target_of_a_t_chart_is_in_days() -> None:
    assurances = [rare_events.t_chart(GAPS, target=days).assurance for days in (256, 258, 0)]
    assert assurances == [Assurance.HIT_AND_MISS, Assurance.FAILS, Assurance.PASSES]
    assert rare_events.t_chart(GAPS).assurance is Assurance.NONE


def test_a_g_chart_has_its_median_in_the_middle_and_ends_at_zero() -> None:
    chart = rare_events.g_chart(GAPS)
    [group] = chart.groups
    limits = of(group.limits)
    assert (chart.kind, chart.assurance) == (ChartKind.G, Assurance.NONE)
    assert (group.centre, group.mr_mean, limits.lower) == (25.5, None, 0)
    assert round(limits.upper, 2) == 109.99
    assert round(limits.inner_upper, 2) == round(27.125 + 2 * (27.125 * 28.125) ** 0.5, 2)


def test_above_the_limit_of_a_g_chart_is_long_and_good() -> None:
    chart = rare_events.g_chart([3] * 20 + [40])
    assert [bool(point.rule) for point in chart.points] == [False] * 20 + [True]
    last = chart.points[-1]
    assert (last.rule, last.side, last.kind) == (Rule.OUTSIDE, Side.HIGH, Variation.IMPROVEMENT)
    assert rare_events.g_chart([3] * 20 + [40], Direction.DOWN).points[-1].kind is Variation.CONCERN


@pytest.mark.parametrize("draw", [rare_events.t_chart, rare_events.g_chart])
def test_limits_from_fewer_than_twenty_events_are_on_trial(draw: Callable[..., Chart]) -> None:
    assert draw([5.0] * 18).groups[0].is_trial
    assert not draw([5.0] * 19).groups[0].is_trial


@pytest.mark.parametrize("draw", [rare_events.t_chart, rare_events.g_chart])
def test_a_known_change_begins_a_group(draw: Callable[..., Chart]) -> None:
    chart = draw([4.0, 6, 4, 6, 40, 60, 40, 60], rebases=[4])
    assert [(group.start, group.end) for group in chart.groups] == [(0, 4), (4, 8)]
    before, after = chart.groups
    assert before.centre < 6
    assert after.centre > 40


@pytest.mark.parametrize("draw", [rare_events.t_chart, rare_events.g_chart])
def test_without_days_between_there_is_nothing_to_draw(draw: Callable[..., Chart]) -> None:
    assert (draw([]).groups, draw([]).points) == ((), ())
    assert rare_events.t_chart([9.0]).groups[0].limits is None
