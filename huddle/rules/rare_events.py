"""Rare events by the days between them: T and G charts, on plain days and numbers.

Source: the R package qicharts2 (`qic.t`, `qic.g`).

- T chart: days to the power of 1/3.6 make an XmR chart, by the rules of Making Data Count; its
  lines are brought back by the power of 3.6, and one below zero is drawn at zero.
- G chart: with d̄ the mean of the days, the upper limit is d̄ + 3 · √(d̄ · (d̄ + 1)), the lower is
  zero, and the centre line is the median, because the days are skewed. Only a point above the
  limit is marked.

Long between harmful events is good, so these measures usually improve upwards. Limits from fewer
than twenty events are on trial.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import fmean, median

from huddle.measure_words import Assurance, ChartKind, Direction, Rule, Side
from huddle.rules.spc import UNMARKED, Chart, Group, Limits, marked, spans, xmr

EVENTS_FOR_LIMITS = 20
_POWER = 3.6
_SAME_DAY = 0.5
"""Days between two events of one day, of which nobody knows the hours."""


def days_since(events: Iterable[dt.date], today: dt.date) -> int | None:
    """Whole days since the last event, 0 on its day; none where there was none.

    Args:
        events: Their days, in any order.
        today: The day it is.
    """
    last = max(events, default=None)
    return None if last is None else (today - last).days


def days_between(events: Iterable[dt.date]) -> list[float]:
    """The days from each event to the next; half a day between two of one day.

    Args:
        events: Their days, in any order.
    """
    return [float((after - before).days) or _SAME_DAY for before, after in pairwise(sorted(events))]


def t_chart(
    gaps: Sequence[float],
    direction: Direction = Direction.UP,
    *,
    target: float | None = None,
    rebases: Iterable[int] = (),
    is_screened: bool = False,
) -> Chart:
    """The T chart of the days between events, its lines in days.

    Args:
        gaps: The days between events, in order.
        direction: Which way the measure improves.
        target: The days that are meant to be reached.
        rebases: The gaps with which a known change of the process begins.
        is_screened: Whether to leave out large moving ranges.
    """
    chart = xmr(
        [gap ** (1 / _POWER) for gap in gaps],
        direction,
        target=None if target is None else target ** (1 / _POWER),
        rebases=rebases,
        is_screened=is_screened,
    )
    groups = tuple(_in_days(group) for group in chart.groups)
    return replace(chart, kind=ChartKind.T, groups=groups)


def g_chart(
    gaps: Sequence[float],
    direction: Direction = Direction.UP,
    *,
    rebases: Iterable[int] = (),
) -> Chart:
    """The G chart of the days between events.

    Args:
        gaps: The days between events, in order.
        direction: Which way the measure improves.
        rebases: The gaps with which a known change of the process begins.
    """
    groups, points = [], [UNMARKED] * len(gaps)
    too_long = marked(Rule.OUTSIDE, Side.HIGH, direction)
    for start, end in spans(len(gaps), rebases):
        own = gaps[start:end]
        limits = _g_limits(fmean(own))
        groups.append(Group(start, end, median(own), None, limits, _is_trial(end - start)))
        points[start:end] = [too_long if gap > limits.upper else UNMARKED for gap in own]
    return Chart(ChartKind.G, tuple(groups), tuple(points), Assurance.NONE, is_screened=False)


def _is_trial(gaps: int) -> bool:
    return gaps + 1 < EVENTS_FOR_LIMITS


def _in_days(group: Group) -> Group:
    """A group of transformed days with its lines in days."""
    limits = group.limits and Limits(
        lower=_back(group.limits.lower),
        inner_lower=_back(group.limits.inner_lower),
        inner_upper=_back(group.limits.inner_upper),
        upper=_back(group.limits.upper),
    )
    is_trial = _is_trial(group.end - group.start)
    return replace(group, centre=_back(group.centre), limits=limits, is_trial=is_trial)


def _back(transformed: float) -> float:
    return math.pow(max(transformed, 0.0), _POWER)


def _g_limits(mean: float) -> Limits:
    deviation = math.sqrt(mean * (mean + 1))
    return Limits(0.0, 0.0, mean + 2 * deviation, mean + 3 * deviation)
