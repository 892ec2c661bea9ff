"""Measures, their readings, and charts as plain data that screen and paper draw alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from huddle.measure_words import (
    Assurance,
    ChartKind,
    Direction,
    Family,
    MeasureKind,
    Rule,
    Side,
    Variation,
)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its operational definition."""

    id: str
    name: str
    family: Family
    kind: MeasureKind
    direction: Direction
    unit: str
    numerator: str
    denominator: str
    per: int
    """A rate is numerator ÷ denominator times this."""
    source: str
    collected_by: str
    how_often: str
    target: float | None
    is_screened: bool
    is_of_the_day: bool
    is_retired: bool
    row_version: int
    readings: int = 0
    """How many there are."""
    last_on: dt.date | None = None
    last_value: float | None = None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One value of a measure."""

    id: str
    read_on: dt.date
    value: float
    numerator: float | None
    denominator: float | None
    note: str
    row_version: int
    was: tuple[float, ...] = ()
    """What it said before it was corrected, the last first."""


@dataclass(frozen=True, slots=True)
class RebaseRow:
    """From when on the process of a measure is another one, and what changed."""

    id: str
    from_on: dt.date
    note: str


class ChartPoint(NamedTuple):
    """A point of a chart; a tuple, because there may be ten thousand.

    Attributes:
        on: Its day; of days between, the day of the later event.
        value: In the measure's unit; of days between, days.
        rule: What marks it; none of common variation.
        side: On which side it is; of a trend, which way that goes.
        kind: What that means.
        note: What was noted with it.
    """

    on: dt.date
    value: float
    rule: Rule | None
    side: Side | None
    kind: Variation
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartLines:
    """The lines through some of a chart's points, from one known change to the next.

    Attributes:
        start: Its first point.
        end: The first point after it.
        centre: Mean, or median.
        lower, upper: Its limits; none on a run chart. They are not clipped to what can be.
        is_trial: Whether the limits rest on few points.
        why: What changed, where it begins at a known change.
    """

    start: int
    end: int
    centre: float
    lower: float | None
    upper: float | None
    is_trial: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A chart, to be drawn on the screen and on paper and to be read out.

    Attributes:
        measure: What it is of.
        kind: Which chart it is.
        others: The kinds that could be drawn of it as well.
        points: In the order of their days.
        lines: In the order of their points.
        target: What is aimed for.
        assurance: Whether the process will meet the target.
        says: What the chart says, in sentences.
        rules: By which rules it was read, in a sentence.
    """

    measure: MeasureRow
    kind: ChartKind
    others: tuple[ChartKind, ...]
    points: tuple[ChartPoint, ...]
    lines: tuple[ChartLines, ...]
    target: float | None
    assurance: Assurance
    says: str
    rules: str
