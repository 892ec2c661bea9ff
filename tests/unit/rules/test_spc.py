"""XmR charts, by hand."""

from __future__ import annotations

import csv
import os
from itertools import accumulate
from pathlib import Path

import pytest

from huddle.measure_words import Assurance, ChartKind, Direction, Rule, Side, Variation
from huddle.rules import spc
from huddle.rules.spc import Chart, Limits

CLIENTS = Path(os.environ.get("HUDDLE_REAL_INPUTS", "")) / "spc-clients-seen.csv"
PACKAGE = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
"""The series that the R package explains screening with."""
UP, DOWN, NEITHER = Direction
BASE = [9.0, 11.0] * 6
"""Its mean is 10, its moving ranges 2: limits at 4.68 and 15.32, inner lines at 6.45 and 13.55."""


def after_base(*tail: float, base: list[float] = BASE) -> Chart:
    """A chart whose lines rest on the base alone."""
    return spc.xmr([*base, *tail], UP, fixed_after=len(base))


def marks(chart: Chart) -> str:
    """A letter for each point after the base: the rule that marks it, a capital for high."""
    letters = {Rule.OUTSIDE: "o", Rule.TREND: "t", Rule.NEAR: "n", Rule.SHIFT: "s", None: "."}
    found = [(letters[point.rule], point.side) for point in chart.points]
    assert found[: len(BASE)] == [(".", None)] * len(BASE)
    return "".join(
        letter.upper() if side is Side.HIGH else letter for letter, side in found[len(BASE) :]
    )


def rounded(limits: Limits | None) -> tuple[float, float]:
    assert limits
    return round(limits.lower, 2), round(limits.upper, 2)


@pytest.mark.parametrize(("is_screened", "limits"), [(False, (-3.06, 6.95)), (True, (-0.72, 4.60))])
def test_the_series_of_the_package(limits: tuple[float, float], *, is_screened: bool) -> None:
    chart = spc.xmr(PACKAGE, UP, is_screened=is_screened)
    [group] = chart.groups
    assert (chart.kind, chart.is_screened) == (ChartKind.XMR, is_screened)
    assert (round(group.centre, 2), rounded(group.limits)) == (1.94, limits)
    assert [at for at, point in enumerate(chart.points) if point.rule] == [4]
    assert chart.points[4].rule is Rule.OUTSIDE
    assert len(chart.points) == len(PACKAGE)


def test_lines_are_2_66_ranges_from_the_mean_and_inner_ones_at_two_thirds() -> None:
    [group] = spc.xmr(BASE, UP).groups
    assert (group.start, group.end, group.centre, group.mr_mean) == (0, 12, 10, 2)
    assert group.limits
    assert group.limits.lower == pytest.approx(4.68)
    assert group.limits.inner_lower == pytest.approx(10 - 2 * 1.7733333333)
    assert group.limits.inner_upper == pytest.approx(10 + 2 * 1.7733333333)
    assert group.limits.upper == pytest.approx(15.32)


@pytest.mark.parametrize(
    ("value", "mark"), [(15.32, "."), (15.33, "O"), (4.68, "."), (4.67, "o"), (10, ".")]
)
def test_outside_is_beyond_a_limit_and_not_on_it(value: float, mark: str) -> None:
    assert marks(after_base(value)) == mark


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ((7, 8, 9.5, 10.5, 11, 12, 13), "TTTTTTT"),
        ((7, 8, 9.5, 10.5, 11, 12, 13, 9), "TTTTTTT."),
        ((8, 9.5, 10.5, 11, 12, 13, 9), "......."),
        ((7, 8, 9, 9, 10.5, 11, 12, 13), "........"),
        ((9, 13, 12, 11, 10.5, 9.5, 8, 7, 9), ".ttttttt."),
        ((7, 7.5, 8, 9.5, 10.5, 11, 12, 13), "TTTTTTTT"),
    ],
)
def test_a_trend_is_seven_that_each_go_further(tail: tuple[float, ...], expected: str) -> None:
    assert marks(after_base(*tail)) == expected


def test_where_one_trend_meets_the_next_the_point_belongs_to_the_next() -> None:
    up, down = (7, 8, 9.5, 10.5, 11, 12, 13), (12, 11, 10.5, 9.5, 8, 7)
    assert marks(after_base(*up, *down)) == "TTTTTT" + "t" * 7
    assert marks(after_base(*up, 13, *down)) == "T" * 7 + "t" * 7


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ((8, 14, 11, 14, 8), ".N.N."),
        ((8, 14, 14, 11, 8), ".NN.."),
        ((8, 11, 14, 14, 8), "..NN."),
        ((12, 6, 9, 6, 12), ".n.n."),
        ((8, 14, 9, 14, 8), "....."),
        ((8, 14, 10, 14, 8), "....."),
        ((8, 14, 14, 8), "...."),
        ((8, 14, 11, 11, 14, 8), "......"),
        ((8, 16, 14, 11, 8), ".O..."),
        ((8, 14, 16, 14, 8), ".NON."),
        ((8, 14, 6, 11, 8), "....."),
    ],
)
def test_near_is_two_of_three_on_one_side_between_the_lines(
    tail: tuple[float, ...], expected: str
) -> None:
    assert marks(after_base(*tail)) == expected


def test_on_the_inner_line_is_not_near() -> None:
    base = [8.5, 11.5] * 6
    assert marks(after_base(8.5, 15.32, 15.32, 11, base=base)) == "...."
    assert marks(after_base(8.5, 15.33, 15.33, 11, base=base)) == ".NN."


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ((9, 11, 12, 11, 12, 11, 12, 11, 9), ".SSSSSSS."),
        ((9, 11, 12, 11, 12, 11, 12, 9), "........"),
        ((9, 11, 12, 11, 10, 11, 12, 11, 12, 9), "." * 10),
        ((9, 8, 9, 8, 9, 8, 9, 11), "sssssss."),
        ((9, 11, 12, 11, 16, 11, 12, 11, 9), ".SSSOSSS."),
    ],
)
def test_a_shift_is_seven_on_one_side_of_the_mean(tail: tuple[float, ...], expected: str) -> None:
    assert marks(after_base(*tail)) == expected


def test_a_run_that_ends_in_the_next_group_is_no_run() -> None:
    tail = (9, 11, 12, 11, 12, 11, 12, 11, 9)
    whole = [*BASE, *tail]
    chart = spc.xmr(whole, UP, fixed_after=12, rebases=[16])
    assert [(group.start, group.end) for group in chart.groups] == [(0, 16), (16, 21)]
    assert not any(point.rule for point in chart.points)


def test_each_group_has_lines_of_its_own() -> None:
    chart = spc.xmr([*BASE, *[29, 31] * 3], UP, rebases=[12])
    assert [group.centre for group in chart.groups] == [10, 30]
    assert [group.is_trial for group in chart.groups] == [False, True]
    assert not any(point.rule for point in chart.points)
    without = spc.xmr([*BASE, *[29, 31] * 3], UP)
    assert any(point.rule for point in without.points)


def test_rebases_come_in_any_order_and_the_first_point_needs_none() -> None:
    chart = spc.xmr([1, 2, 3, 4, 5, 6], UP, rebases=[4, 0, 2, 4, 6, 9])
    assert [(group.start, group.end) for group in chart.groups] == [(0, 2), (2, 4), (4, 6)]


def test_limits_of_fewer_than_twelve_points_are_on_trial() -> None:
    for count, is_trial in ((2, True), (11, True), (12, False)):
        [group] = spc.xmr([9, 11] * 6, UP, rebases=[], fixed_after=count).groups
        assert group.is_trial is is_trial
    assert spc.xmr([9.0] * 11, UP).groups[0].is_trial
    assert not spc.xmr([9.0] * 12, UP).groups[0].is_trial


@pytest.mark.parametrize(
    ("direction", "high", "low"),
    [
        (UP, Variation.IMPROVEMENT, Variation.CONCERN),
        (DOWN, Variation.CONCERN, Variation.IMPROVEMENT),
        (NEITHER, Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW),
    ],
)
def test_what_a_mark_means_follows_from_its_side(
    direction: Direction, high: Variation, low: Variation
) -> None:
    chart = spc.xmr([*BASE, 16, 9, 4], direction, fixed_after=12)
    kinds = [point.kind for point in chart.points[12:]]
    assert kinds == [high, Variation.COMMON, low]


def test_a_rising_trend_below_the_mean_means_what_high_does() -> None:
    chart = spc.xmr([*BASE, 6.5, 7, 7.5, 8, 8.5, 9, 9.5], UP, fixed_after=12)
    assert {point.side for point in chart.points[12:]} == {Side.HIGH}
    assert {point.kind for point in chart.points[12:]} == {Variation.IMPROVEMENT}


@pytest.mark.parametrize(
    ("target", "direction", "expected"),
    [
        (15.33, UP, Assurance.FAILS),
        (15.32, UP, Assurance.HIT_AND_MISS),
        (10, UP, Assurance.HIT_AND_MISS),
        (4.68, UP, Assurance.HIT_AND_MISS),
        (4.67, UP, Assurance.PASSES),
        (15.33, DOWN, Assurance.PASSES),
        (15.32, DOWN, Assurance.HIT_AND_MISS),
        (4.67, DOWN, Assurance.FAILS),
        (15.33, NEITHER, Assurance.NONE),
        (None, UP, Assurance.NONE),
    ],
)
def test_assurance_is_by_the_limits(
    target: float | None, direction: Direction, expected: Assurance
) -> None:
    assert spc.xmr(BASE, direction, target=target).assurance is expected


def test_assurance_is_of_the_last_group() -> None:
    changed = spc.xmr([*BASE, *[29, 31] * 6], UP, target=20, rebases=[12])
    assert changed.assurance is Assurance.PASSES
    just_changed = spc.xmr([*BASE, 30], UP, target=20, rebases=[12])
    assert just_changed.assurance is Assurance.NONE


def test_nothing_makes_an_empty_chart() -> None:
    chart = spc.xmr([], UP, target=3, rebases=[0, 2])
    assert (chart.groups, chart.points, chart.assurance) == ((), (), Assurance.NONE)


def test_one_point_has_a_mean_and_no_limits() -> None:
    chart = spc.xmr([7.0], UP, target=3, is_screened=True)
    [group], [point] = chart.groups, chart.points
    assert (group.centre, group.mr_mean, group.limits, group.is_trial) == (7, None, None, True)
    assert (point.rule, point.side, point.kind) == (None, None, Variation.COMMON)
    assert chart.assurance is Assurance.NONE


@pytest.mark.parametrize("value", [0.0, 5.0, 0.1, 94.7, -3.3, 1e9 + 0.1])
@pytest.mark.parametrize("is_screened", [False, True])
def test_where_all_are_equal_nothing_is_marked(value: float, *, is_screened: bool) -> None:
    chart = spc.xmr([value] * 30, UP, is_screened=is_screened)
    assert chart.groups[0].mr_mean == 0
    assert not any(point.rule for point in chart.points)


def test_on_the_mean_is_on_no_side_though_means_of_decimals_are_a_hair_off() -> None:
    chart = spc.xmr([0.8, 0.4, *[0.6] * 7], UP)
    assert chart.groups[0].centre != 0.6
    assert not any(point.rule for point in chart.points[2:])


def test_screening_leaves_out_what_reaches_the_limit_once() -> None:
    values = [0.0, 1, 0, 1, 0, 1, 0, 20, 0, 1, 0, 1, 0, 4, 0]
    ranges = [1.0] * 6 + [20, 20] + [1] * 4 + [4, 4]
    left = [one for one in ranges if one < 3.267 * sum(ranges) / len(ranges)]
    assert left == [1.0] * 10 + [4, 4]
    assert spc.xmr(values, UP).groups[0].mr_mean == pytest.approx(58 / 14)
    assert spc.xmr(values, UP, is_screened=True).groups[0].mr_mean == pytest.approx(18 / 12)


def test_screening_leaves_out_what_is_exactly_at_the_limit() -> None:
    ranges = [33.0] * 25 + [54, 121]
    assert 3.267 * sum(ranges) / len(ranges) == pytest.approx(121, rel=1e-15)
    values = list(accumulate((-1) ** at * one for at, one in enumerate([0, *ranges])))
    assert spc.xmr(values, UP, is_screened=True).groups[0].mr_mean == pytest.approx(879 / 26)


def test_limits_are_not_clipped() -> None:
    limits = spc.xmr([0, 3, 0, 2, 0, 4], DOWN).groups[0].limits
    assert limits
    assert limits.lower < 0


@pytest.mark.skipif(
    not os.environ.get("HUDDLE_REAL_INPUTS") or not CLIENTS.exists(),
    reason="HUDDLE_REAL_INPUTS names no folder with the clients seen",
)
def test_real_months_with_a_target_and_a_known_change() -> None:
    with CLIENTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    chart = spc.xmr(
        [float(row["value"]) for row in rows],
        UP,
        target=float(rows[0]["target"]),
        rebases=[at for at, row in enumerate(rows) if row["recalc_here"] == "y"],
    )
    before, after = chart.groups
    assert (before.end, before.is_trial, after.end, after.is_trial) == (9, True, 25, False)
    assert (round(before.centre, 2), rounded(before.limits)) == (15.89, (0.59, 31.18))
    assert (round(after.centre, 2), rounded(after.limits)) == (39.38, (19.34, 59.41))
    marked = {at: point for at, point in enumerate(chart.points) if point.rule}
    assert list(marked) == list(range(17, 25))
    assert (marked[17].rule, marked[17].kind) == (Rule.OUTSIDE, Variation.CONCERN)
    assert {(marked[at].rule, marked[at].kind) for at in range(18, 25)} == {
        (Rule.TREND, Variation.IMPROVEMENT)
    }
    assert chart.assurance is Assurance.HIT_AND_MISS
