"""XmR and run charts against slow ones, written from the words of the rules in exact numbers."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate, chain
from math import comb
from typing import NamedTuple

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from huddle.measure_words import Assurance, Direction, Rule, Side, Variation
from huddle.rules import rare_events, spc
from huddle.rules.run_chart import least_crossings, longest_allowed, run_chart
from huddle.rules.spc import Chart

UP, DOWN, NEITHER = Direction
THOROUGHLY = settings(max_examples=1000, deadline=None)
BRIEFLY = settings(max_examples=200, deadline=None)

# Noise alone would hardly ever break a rule: series are put together from what breaks them.
STEPS = st.integers(1, 3)
LEVELS = st.integers(-12, 12)


@st.composite
def ramps(draw: st.DrawFn) -> list[int]:
    step = draw(STEPS) * draw(st.sampled_from([-1, 1]))
    return list(accumulate([step] * draw(st.integers(5, 9)), initial=draw(LEVELS)))


@st.composite
def zigzags(draw: st.DrawFn) -> list[int]:
    return [draw(LEVELS), draw(LEVELS)] * draw(st.integers(1, 8))


PIECES = st.one_of(
    ramps(),
    zigzags(),
    st.lists(LEVELS, max_size=10),
    st.lists(st.integers(1, 3), min_size=6, max_size=9),
    st.lists(st.integers(-60, 60), max_size=2),
    st.builds(lambda level, count: [level] * count, LEVELS, st.integers(1, 8)),
)
UNITS = st.sampled_from([1, 10, 100])
UNBALANCED = st.builds(
    lambda pieces, unit: [float(one) / unit for one in chain(*pieces)],
    st.lists(PIECES, max_size=6),
    UNITS,
)
BALANCED = UNBALANCED.map(lambda values: [*values, *(-value for value in values)])
"""Their mean is zero, and so are some of them."""
SERIES = UNBALANCED | BALANCED
REBASES = st.lists(st.integers(0, 40), max_size=3)
TARGETS = st.none() | st.builds(lambda number, unit: number / unit, st.integers(-60, 60), UNITS)


class Told(NamedTuple):
    """What a rule says of a point."""

    rule: Rule | None
    side: Side | None


class Lines(NamedTuple):
    """Exact lines."""

    mean: Fraction
    mr_mean: Fraction

    def at(self, ranges: str) -> Fraction:
        return self.mean + Fraction(ranges) * self.mr_mean

    @property
    def inner(self) -> tuple[Fraction, Fraction]:
        third = Fraction("2.66") / 3 * self.mr_mean
        return self.mean - 2 * third, self.mean + 2 * third


def exactly(values: list[float]) -> list[Fraction]:
    """The decimals as they are written."""
    return [Fraction(str(value)) for value in values]


def groups_of(values: list[Fraction], rebases: list[int]) -> list[list[Fraction]]:
    groups: list[list[Fraction]] = []
    for at, value in enumerate(values):
        if at == 0 or at in rebases:
            groups.append([])
        groups[-1].append(value)
    return groups


def lines_of(base: list[Fraction], *, is_screened: bool) -> Lines | None:
    ranges = [abs(base[at] - base[at - 1]) for at in range(1, len(base))]
    if not ranges:
        return None
    mr_mean = sum(ranges, Fraction(0)) / len(ranges)
    if is_screened and mr_mean:
        ranges = [one for one in ranges if not one >= Fraction("3.267") * mr_mean]
        mr_mean = sum(ranges, Fraction(0)) / len(ranges)
    return Lines(sum(base, Fraction(0)) / len(base), mr_mean)


def told(own: list[Fraction], at: int, lines: Lines) -> Told:
    """The first of the four rules that marks a point, looked up in every window around it."""
    value = own[at]
    if value > lines.at("2.66"):
        return Told(Rule.OUTSIDE, Side.HIGH)
    if value < lines.at("-2.66"):
        return Told(Rule.OUTSIDE, Side.LOW)
    if way := trend_of(own, at):
        return Told(Rule.TREND, way)
    side = Side.HIGH if value > lines.mean else Side.LOW
    if is_near(value, lines) and any(
        is_on_one_side(window, lines) and sum(is_near(one, lines) for one in window) >= 2
        for window in windows(own, at, 3)
    ):
        return Told(Rule.NEAR, side)
    if any(is_on_one_side(window, lines) for window in windows(own, at, 7)):
        return Told(Rule.SHIFT, side)
    return Told(None, None)


def trend_of(own: list[Fraction], at: int) -> Side | None:
    """The way of a trend; where one meets the next, the later window tells."""
    for window in reversed(windows(own, at, 7)):
        if all(window[i] < window[i + 1] for i in range(6)):
            return Side.HIGH
        if all(window[i] > window[i + 1] for i in range(6)):
            return Side.LOW
    return None


def windows(own: list[Fraction], at: int, length: int) -> list[list[Fraction]]:
    """Everything of a length that holds a point, from the first to the last."""
    starts = range(max(at - length + 1, 0), min(at, len(own) - length) + 1)
    return [own[start : start + length] for start in starts]


def is_on_one_side(window: list[Fraction], lines: Lines) -> bool:
    return min(window) > lines.mean or max(window) < lines.mean


def is_near(value: Fraction, lines: Lines) -> bool:
    low, high = lines.inner
    return lines.at("-2.66") <= value < low or high < value <= lines.at("2.66")


def assured(lines: Lines | None, target: float | None, direction: Direction) -> Assurance:
    if lines is None or target is None or direction is NEITHER:
        return Assurance.NONE
    exact = Fraction(str(target))
    is_above, is_below = exact > lines.at("2.66"), exact < lines.at("-2.66")
    fails, passes = (is_above, is_below) if direction is UP else (is_below, is_above)
    return Assurance.FAILS if fails else Assurance.PASSES if passes else Assurance.HIT_AND_MISS


KINDS = {
    (UP, Side.HIGH): Variation.IMPROVEMENT,
    (UP, Side.LOW): Variation.CONCERN,
    (DOWN, Side.HIGH): Variation.CONCERN,
    (DOWN, Side.LOW): Variation.IMPROVEMENT,
    (NEITHER, Side.HIGH): Variation.NEUTRAL_HIGH,
    (NEITHER, Side.LOW): Variation.NEUTRAL_LOW,
}


def marks(chart: Chart) -> list[Told]:
    return [Told(point.rule, point.side) for point in chart.points]


@THOROUGHLY
@given(
    values=SERIES,
    direction=st.sampled_from(Direction),
    target=TARGETS,
    rebases=REBASES,
    is_screened=st.booleans(),
    fixed_after=st.none() | st.integers(2, 20),
)
def test_an_xmr_chart_is_what_the_words_say(
    values: list[float],
    direction: Direction,
    target: float | None,
    rebases: list[int],
    *,
    is_screened: bool,
    fixed_after: int | None,
) -> None:
    chart = spc.xmr(
        values,
        direction,
        target=target,
        rebases=rebases,
        is_screened=is_screened,
        fixed_after=fixed_after,
    )
    groups = groups_of(exactly(values), rebases)
    lines = [lines_of(own[:fixed_after], is_screened=is_screened) for own in groups]
    expected = [
        told(own, at, found) if found else Told(None, None)
        for own, found in zip(groups, lines, strict=True)
        for at in range(len(own))
    ]
    assert marks(chart) == expected
    assert [point.kind for point in chart.points] == [
        KINDS[direction, side] if side else Variation.COMMON for _rule, side in expected
    ]
    assert chart.assurance is assured(lines[-1] if lines else None, target, direction)
    for group, own, found in zip(chart.groups, groups, lines, strict=True):
        assert group.end - group.start == len(own)
        assert group.is_trial is (len(own[:fixed_after]) < 12)
        assert (group.limits is None) == (found is None)
        if group.limits and found:
            exact = (found.mean, found.mr_mean, found.at("-2.66"), *found.inner, found.at("2.66"))
            limits = group.limits
            inner = (limits.inner_lower, limits.inner_upper)
            drawn = (group.centre, group.mr_mean, limits.lower, *inner, limits.upper)
            assert drawn == pytest.approx([float(line) for line in exact], abs=1e-9)


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("side", Side)
def test_the_series_tried_break_each_rule_on_each_side(rule: Rule, side: Side) -> None:
    wanted = Told(rule, side)
    quickly = settings(phases=[Phase.generate], database=None)
    assert find(SERIES, lambda values: wanted in marks(spc.xmr(values, UP)), settings=quickly)


@BRIEFLY
@given(values=SERIES, rebases=REBASES)
def test_upside_down_high_is_low(values: list[float], rebases: list[int]) -> None:
    chart = spc.xmr(values, UP, rebases=rebases)
    turned = spc.xmr([-value for value in values], DOWN, rebases=rebases)
    assert [point.kind for point in turned.points] == [point.kind for point in chart.points]
    other = {Side.HIGH: Side.LOW, Side.LOW: Side.HIGH, None: None}
    assert [other[point.side] for point in turned.points] == [point.side for point in chart.points]


@BRIEFLY
@given(values=SERIES, more=SERIES)
def test_what_comes_after_a_known_change_leaves_what_was_before(
    values: list[float], more: list[float]
) -> None:
    both = spc.xmr([*values, *more], UP, rebases=[len(values)])
    apart = spc.xmr(values, UP).points + spc.xmr(more, UP).points
    assert both.points == apart


GAPS = st.lists(st.integers(0, 90).map(lambda days: days or 0.5), max_size=40)


@BRIEFLY
@given(gaps=GAPS, rebases=REBASES)
def test_a_t_chart_obeys_the_same_rules(gaps: list[float], rebases: list[int]) -> None:
    chart = rare_events.t_chart(gaps, rebases=rebases)
    groups = groups_of([Fraction(gap ** (1 / 3.6)) for gap in gaps], rebases)
    expected = [
        told(own, at, found) if found else Told(None, None)
        for own in groups
        for found in [lines_of(own, is_screened=False)]
        for at in range(len(own))
    ]
    assert marks(chart) == expected
    for group, own in zip(chart.groups, groups, strict=True):
        found = lines_of(own, is_screened=False)
        if group.limits and found:
            drawn = (group.centre, group.limits.lower, group.limits.upper)
            exact = (found.mean, found.at("-2.66"), found.at("2.66"))
            assert drawn == pytest.approx([max(float(one), 0) ** 3.6 for one in exact], rel=1e-9)


@BRIEFLY
@given(useful=st.integers(1, 150))
def test_the_fewest_crossings_are_the_five_percent_quantile(useful: int) -> None:
    tosses = useful - 1
    least = next(
        most
        for most in range(useful)
        if sum(Fraction(comb(tosses, heads), 2**tosses) for heads in range(most + 1))
        >= Fraction(1, 20)
    )
    assert least_crossings(useful) == least


@BRIEFLY
@given(values=SERIES, direction=st.sampled_from(Direction))
def test_a_run_chart_is_what_the_words_say(values: list[float], direction: Direction) -> None:
    chart = run_chart(values, direction)
    in_order = sorted(values)
    middle = len(values) // 2
    if not values:
        assert chart.median is None
        return
    centre = (in_order[middle] + in_order[-middle - 1]) / 2
    assert chart.median == centre
    off = [(at, value > centre) for at, value in enumerate(values) if value != centre]
    rows = [
        off[start:end]
        for start in range(len(off))
        for end in range(start + 1, len(off) + 1)
        if len({is_high for _at, is_high in off[start:end]}) == 1
    ]
    assert chart.useful == len(off)
    assert chart.longest_run == max(map(len, rows), default=0)
    assert chart.crossings == sum(off[at][1] != off[at + 1][1] for at in range(len(off) - 1))
    too_long = [row for row in rows if len(row) > longest_allowed(len(off))]
    sides = {at: Side.HIGH if is_high else Side.LOW for at, is_high in chain(*too_long)}
    assert [point.side for point in chart.points] == [sides.get(at) for at in range(len(values))]
    latest = chart.points[off[-1][0]] if off else None
    assert chart.latest == latest
    assert [point.kind for point in chart.points] == [
        KINDS[direction, sides[at]] if at in sides else Variation.COMMON
        for at in range(len(values))
    ]
