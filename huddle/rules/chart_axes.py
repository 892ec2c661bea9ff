"""Where the axes of a chart begin and end and what is written along them, for screen and paper.

Days lie along the lower axis by their ordinal numbers, so that a gap in time is a gap to the eye.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from huddle import dates
from huddle.measure_words import MeasureKind
from huddle.rows.measures import ChartLines, ChartRow
from huddle.rules.chart_numbers import number

_MARGIN = 0.07
"""The room beyond the outermost value, as a share of the axis: a mark there is not to be cut."""
_SIDE_MARGIN = 0.02
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DAY_STEPS = (1, 2, 7, 14, 28)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600)
_LONGEST_IN_DAYS = 100
_MONTHS_IN_A_YEAR = 12
_HUNDRED = 100.0
_REACH = 0.6
"""How far a group's lines go on towards the next, as a share of the way to the change."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis.

    Attributes:
        low: Where it begins.
        high: Where it ends.
        ticks: The places that are named, each with its name.
        about: What is said once for all ticks, such as their year; empty for nothing.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """How far the lines of a group of points reach, and at which heights they may be shown."""

    left: float
    right: float
    centre: float
    lower: float | None
    upper: float | None
    is_trial: bool


def clipped(value: float, kind: MeasureKind) -> float:
    """A limit as it is shown: never below nothing, and no percentage above 100.

    Only the picture is clipped; the rules are computed with the limit itself.

    Args:
        value: The limit.
        kind: What the readings are.
    """
    shown = max(0.0, value)
    return min(_HUNDRED, shown) if kind is MeasureKind.PERCENTAGE else shown


def stretches(row: ChartRow) -> list[Stretch]:
    """The lines of each group, broken where the process changed."""
    return [_stretch(row, lines) for lines in row.lines]


def change_places(row: ChartRow) -> list[tuple[float, ChartLines]]:
    """Where along the days the process changed: halfway from the last point to the first after."""
    return [(_between(row, lines.start), lines) for lines in row.lines if lines.start > 0]


def value_axis(row: ChartRow, most: int) -> Axis:
    """The axis of the values: all points and lines stand within it.

    Args:
        row: The chart, with at least one point.
        most: How many ticks there is room for.
    """
    heights = list(_heights(row))
    least, most_of_all = min(heights), max(heights)
    span = (most_of_all - least) or max(abs(most_of_all), 1.0)
    low, high = least - _MARGIN * span, most_of_all + _MARGIN * span
    step = _step(high - low, most, is_whole=row.measure.kind is MeasureKind.COUNT)
    first, last = math.ceil(low / step), math.floor(high / step)
    places = (at * step for at in range(first, last + 1))
    lowest, highest = min(0.0, least), clipped(high, row.measure.kind)
    ticks = tuple((at, number(at)) for at in places if lowest <= at <= highest)
    return Axis(low, high, ticks)


def day_axis(row: ChartRow, most: int) -> Axis:
    """The axis of the days: single days, or the first days of months where they are many.

    Args:
        row: The chart, with at least one point.
        most: How many ticks there is room for.
    """
    first, last = row.points[0].on, row.points[-1].on
    span = (last - first).days
    margin = max(1.0, span * _SIDE_MARGIN)
    low, high = first.toordinal() - margin, last.toordinal() + margin
    if span <= _LONGEST_IN_DAYS:
        return Axis(low, high, _days(first, last, most), _years(first, last))
    return Axis(low, high, _months(first, last, most))


def _heights(row: ChartRow) -> Iterator[float]:
    values = [point.value for point in row.points]
    yield from (min(values), max(values))
    for stretch in stretches(row):
        shown = (stretch.centre, stretch.lower, stretch.upper)
        yield from (height for height in shown if height is not None)
    if row.target is not None:
        yield row.target


def _stretch(row: ChartRow, lines: ChartLines) -> Stretch:
    days, kind = row.points, row.measure.kind
    first, last = days[lines.start].on.toordinal(), days[lines.end - 1].on.toordinal()
    return Stretch(
        left=first - _REACH * (first - _between(row, lines.start)),
        right=last + _REACH * (_between(row, lines.end) - last),
        centre=lines.centre,
        lower=None if lines.lower is None else clipped(lines.lower, kind),
        upper=None if lines.upper is None else clipped(lines.upper, kind),
        is_trial=lines.is_trial,
    )


def _between(row: ChartRow, at: int) -> float:
    """Halfway from the point before to this one; at the ends of the chart, a bit further out."""
    days = row.points
    if 0 < at < len(days):
        return (days[at - 1].on.toordinal() + days[at].on.toordinal()) / 2
    margin = max(1.0, (days[-1].on - days[0].on).days * _SIDE_MARGIN)
    return days[0].on.toordinal() - margin if at == 0 else days[-1].on.toordinal() + margin


def _step(span: float, most: int, *, is_whole: bool) -> float:
    """The smallest round distance of ticks of which there are not too many."""
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(one * power for one in _STEPS if one * power * most >= span)
    return max(1.0, math.ceil(step)) if is_whole else step


def _days(first: dt.date, last: dt.date, most: int) -> tuple[tuple[float, str], ...]:
    span = (last - first).days
    step = next((one for one in _DAY_STEPS if span // one < most), max(span, 1))
    days = (first + dt.timedelta(days=ahead) for ahead in range(0, span + 1, step))
    return tuple((float(day.toordinal()), dates.day_and_month(day)) for day in days)


def _years(first: dt.date, last: dt.date) -> str:
    return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"


def _months(first: dt.date, last: dt.date, most: int) -> tuple[tuple[float, str], ...]:
    begin = first.year * _MONTHS_IN_A_YEAR + first.month - 1 + (first.day > 1)
    end = last.year * _MONTHS_IN_A_YEAR + last.month - 1
    step = next((one for one in _MONTH_STEPS if (end - begin) // one < most), _MONTH_STEPS[-1])
    counted = range(-(-begin // step) * step, end + 1, step)
    days = (dt.date(at // _MONTHS_IN_A_YEAR, at % _MONTHS_IN_A_YEAR + 1, 1) for at in counted)
    return tuple((float(day.toordinal()), dates.month_and_year(day)) for day in days)
