"""XmR charts by the rules of Making Data Count, on plain numbers.

Source: the R package NHSRplotthedots (`ptd_spc_standard`, `ptd_calculate_point_type`,
`ptd_calculate_assurance_type`). Of each group of points between two known changes of the process:

- mean x̄, and mR̄, the mean of the moving ranges |y_i − y_(i−1)|;
- screened, ranges of 3.267 · mR̄ and more are left out once and mR̄ is taken again;
- process limits x̄ ± 2.66 · mR̄, inner lines at two thirds of that.

A point is marked by the first rule that holds: outside the limits; one of seven that rise or fall
in a row; near a limit, with another of three in a row on its side of the mean; one of seven in a
row on one side of the mean. On a line is neither beyond it nor on a side. Nothing is clipped:
a limit below what can be is left to whoever draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count, pairwise
from operator import ne
from statistics import fmean

from huddle.measure_words import Assurance, ChartKind, Direction, Rule, Side, Variation

POINTS_FOR_LIMITS = 12
"""From fewer points limits are on trial."""
_LIMIT = 2.66
_INNER = 2 * _LIMIT / 3
_SCREEN = 3.267
_RUN = 7
_HAIR = 1e-12
"""What is closer to a line than this part of the largest number is on it: means of decimals are a
hair off, and a hair must not put a point on a side."""
SIDES = {1: Side.HIGH, -1: Side.LOW}
"""The sides by their signs."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far common variation reaches: the process limits, and the inner lines between them."""

    lower: float
    inner_lower: float
    inner_upper: float
    upper: float


@dataclass(frozen=True, slots=True)
class Group:
    """Points with the same lines, from one known change of the process to the next.

    Attributes:
        start: Its first point.
        end: The first point after it.
        centre: Its mean; on a T chart that of the transformed days, on a G chart the median.
        mr_mean: The mean moving range, on a T chart that of the transformed days; none of a
            single point and on a G chart.
        limits: None of a single point, which does not vary.
        is_trial: Whether the limits rest on too few points.
    """

    start: int
    end: int
    centre: float
    mr_mean: float | None
    limits: Limits | None
    is_trial: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What a reading shows; all readings that show the same share one.

    Attributes:
        rule: What marks it; none of common variation.
        side: On which side it is; of a trend, which way that goes.
        kind: What that means, by the way the measure improves.
    """

    rule: Rule | None
    side: Side | None
    kind: Variation


UNMARKED = Point(None, None, Variation.COMMON)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with limits, ready to be drawn and put into words.

    Attributes:
        kind: Which chart it is.
        groups: Its groups in order; none without readings.
        points: What each reading shows, in their order.
        assurance: Whether the process of the last group will meet the target.
        is_screened: Whether large moving ranges were left out.
    """

    kind: ChartKind
    groups: tuple[Group, ...]
    points: tuple[Point, ...]
    assurance: Assurance
    is_screened: bool


def xmr(
    values: Sequence[float],
    direction: Direction,
    *,
    target: float | None = None,
    rebases: Iterable[int] = (),
    is_screened: bool = False,
    fixed_after: int | None = None,
) -> Chart:
    """The XmR chart of readings.

    Args:
        values: The readings, in the order of their days.
        direction: Which way the measure improves.
        target: What it is meant to reach.
        rebases: The points with which a known change of the process begins.
        is_screened: Whether to leave out large moving ranges; the sheets of Making Data Count do
            not, the R package does.
        fixed_after: How many points of each group its lines rest on; all without a number.
    """
    groups = tuple(
        _group(values, start, end, is_screened=is_screened, fixed_after=fixed_after)
        for start, end in spans(len(values), rebases)
    )
    points = tuple(point for group in groups for point in _points(values, group, direction))
    assurance = _assurance(groups, target, direction)
    return Chart(ChartKind.XMR, groups, points, assurance, is_screened)


def spans(points: int, rebases: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first point of each group, and the first after it.

    Args:
        points: How many there are.
        rebases: The points with which a group begins; the first always does.
    """
    starts = [at for at in sorted({0, *rebases}) if at < points]
    return pairwise([*starts, points])


def marked(rule: Rule, side: Side, direction: Direction) -> Point:
    """What a reading shows that a rule marks on a side.

    Args:
        rule: The rule.
        side: The side.
        direction: Which way the measure improves.
    """
    if direction is Direction.NEITHER:
        kind = Variation.NEUTRAL_HIGH if side is Side.HIGH else Variation.NEUTRAL_LOW
    else:
        is_better = (side is Side.HIGH) == (direction is Direction.UP)
        kind = Variation.IMPROVEMENT if is_better else Variation.CONCERN
    return Point(rule, side, kind)


def in_runs(signs: Sequence[int], least: int) -> list[int]:
    """The signs that stand in a row of at least so many, and 0 in the place of all others."""
    found = [0] * len(signs)
    for start, end in _runs(signs, least):
        found[start:end] = signs[start:end]
    return found


def _runs(signs: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    """Where at least so many of one sign stand in a row: the first of them, and the next after."""
    turns = compress(count(1), map(ne, signs, signs[1:]))
    for start, end in pairwise([0, *turns, len(signs)]):
        if end - start >= least and signs[start]:
            yield start, end


def _group(
    values: Sequence[float], start: int, end: int, *, is_screened: bool, fixed_after: int | None
) -> Group:
    base = values[start:end][:fixed_after]
    mean, mr_mean = fmean(base), _mr_mean(base, is_screened=is_screened)
    limits = None if mr_mean is None else _limits(mean, mr_mean)
    return Group(start, end, mean, mr_mean, limits, len(base) < POINTS_FOR_LIMITS)


def _mr_mean(values: Sequence[float], *, is_screened: bool) -> float | None:
    ranges = [abs(after - before) for before, after in pairwise(values)]
    if not ranges:
        return None
    mean = fmean(ranges)
    limit = _SCREEN * mean * (1 - _HAIR)
    # None is kept only where all are zero.
    kept = [one for one in ranges if one < limit] if is_screened else ranges
    return fmean(kept or ranges)


def _limits(mean: float, mr_mean: float) -> Limits:
    outer, inner = _LIMIT * mr_mean, _INNER * mr_mean
    return Limits(mean - outer, mean - inner, mean + inner, mean + outer)


def _points(values: Sequence[float], group: Group, direction: Direction) -> list[Point]:
    """Of each point the first rule that marks it, and the side."""
    own = values[group.start : group.end]
    points = [UNMARKED] * len(own)
    signs_by_rule = _signs_by_rule(own, group.centre, group.limits) if group.limits else {}
    # The first of the rules comes last and stands.
    for rule in reversed(signs_by_rule):
        shown = {sign: marked(rule, side, direction) for sign, side in SIDES.items()}
        signs = signs_by_rule[rule]
        for at in compress(count(), signs):
            points[at] = shown[signs[at]]
    return points


def _signs_by_rule(
    values: Sequence[float], mean: float, limits: Limits
) -> dict[Rule, Sequence[int]]:
    """For each rule, in order, 1 for each point it marks as high, -1 as low, and 0 for the rest."""
    largest = max(map(abs, values))
    sides = _beyond(values, mean, mean, largest)
    outside = _beyond(values, limits.lower, limits.upper, largest)
    inner = _beyond(values, limits.inner_lower, limits.inner_upper, largest)
    near = [0 if is_out else sign for sign, is_out in zip(inner, outside, strict=True)]
    return {
        Rule.OUTSIDE: outside,
        Rule.TREND: _trends(values),
        Rule.NEAR: _two_of_three(near, sides),
        Rule.SHIFT: in_runs(sides, _RUN),
    }


def _beyond(values: Sequence[float], low: float, high: float, largest: float) -> list[int]:
    """1 for each value above a line, -1 below the other, 0 between them and on them.

    Args:
        values: The values.
        low, high: The lines.
        largest: The largest of the values, whatever its sign.
    """
    hair = _HAIR * max(abs(low), abs(high), largest)
    low, high = low - hair, high + hair
    return [(value > high) - (value < low) for value in values]


def _trends(values: Sequence[float]) -> list[int]:
    """The way of the trend that each point is part of; where one meets the next, of the next."""
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    found = [0] * len(values)
    for start, end in _runs(steps, _RUN - 1):
        found[start : end + 1] = [steps[start]] * (end + 1 - start)
    return found


def _two_of_three(near: Sequence[int], sides: Sequence[int]) -> list[int]:
    """The points near a limit of which two stand within three in a row on one side."""
    found = [0] * len(near)
    beyond = [at for at, sign in enumerate(near) if sign]
    # Two within three in a row are neighbours among those that are near, at most two apart.
    for first in {at for one, two in pairwise(beyond) if two - one <= 2 for at in (two - 2, one)}:
        three = near[max(first, 0) : first + 3]
        if len(three) == 3 and abs(sum(three)) >= 2 and abs(sum(sides[first : first + 3])) == 3:
            found[first : first + 3] = three
    return found


def _assurance(groups: Sequence[Group], target: float | None, direction: Direction) -> Assurance:
    limits = groups[-1].limits if groups else None
    if target is None or limits is None or direction is Direction.NEITHER:
        return Assurance.NONE
    [sign] = _beyond([target], limits.lower, limits.upper, abs(target))
    if sign == 0:
        return Assurance.HIT_AND_MISS
    is_met = (sign > 0) == (direction is Direction.DOWN)
    return Assurance.PASSES if is_met else Assurance.FAILS
