"""Charts to draw, valid by default: name only what a test is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

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
from huddle.rows.measures import ChartLines, ChartPoint, ChartRow, MeasureRow

FIRST_DAY = dt.date(2026, 8, 6)
"""A Thursday."""

Sign = tuple[Rule, Side, Variation]
HIGH_CONCERN = (Rule.OUTSIDE, Side.HIGH, Variation.CONCERN)
LOW_IMPROVEMENT = (Rule.SHIFT, Side.LOW, Variation.IMPROVEMENT)
TYPICAL = (6, 4, 7, 5, 8, 6, 3, 6, 7, 5, 14, 6, 7, 4, 6, 3, 2, 3, 1, 2, 3, 2, 6, 5)


def make_measure(**fields: Any) -> MeasureRow:
    """Falls, which are counted each week."""
    given = {
        "id": "falls",
        "name": "Falls on the ward",
        "family": Family.SAFETY,
        "kind": MeasureKind.COUNT,
        "direction": Direction.DOWN,
        "unit": "falls",
        "numerator": "Each fall of a patient, with or without harm",
        "denominator": "",
        "per": 1000,
        "source": "Incident reports",
        "collected_by": "Ward manager",
        "how_often": "Each week",
        "target": None,
        "is_screened": False,
        "is_of_the_day": False,
        "is_retired": False,
        "row_version": 1,
    }
    return MeasureRow(**{**given, **fields})


def make_points(
    values: Sequence[float],
    signs: Mapping[int, Sign] | None = None,
    *,
    step: int = 7,
    notes: Mapping[int, str] | None = None,
) -> tuple[ChartPoint, ...]:
    """A point for each value, some days apart."""
    found = []
    for at, value in enumerate(values):
        rule, side, kind = (signs or {}).get(at, (None, None, Variation.COMMON))
        on = FIRST_DAY + dt.timedelta(days=step * at)
        found.append(ChartPoint(on, value, rule, side, kind, (notes or {}).get(at, "")))
    return tuple(found)


def make_chart(
    values: Sequence[float] = TYPICAL,
    signs: Mapping[int, Sign] | None = None,
    *,
    step: int = 7,
    notes: Mapping[int, str] | None = None,
    **fields: Any,
) -> ChartRow:
    """An XmR chart with one group of points."""
    count = len(values)
    mean = sum(values) / max(1, count)
    lines = (ChartLines(0, count, mean, mean - 5.5, mean + 5.5, is_trial=False),) if count else ()
    given = {
        "measure": make_measure(),
        "kind": ChartKind.XMR,
        "others": (ChartKind.RUN,),
        "points": make_points(values, signs, step=step, notes=notes),
        "lines": lines,
        "target": None,
        "assurance": Assurance.NONE,
        "says": "All points show common variation.",
        "rules": "Read by the rules of Making Data Count.",
    }
    return ChartRow(**{**given, **fields})


def typical_chart() -> ChartRow:
    """Half a year with one point too high, a shift to the better, and a target."""
    signs = {10: HIGH_CONCERN, **dict.fromkeys(range(15, 22), LOW_IMPROVEMENT)}
    return make_chart(
        signs=signs,
        notes={10: "Two falls in one night, floor wet after a leak"},
        target=4.0,
        assurance=Assurance.HIT_AND_MISS,
        says=(
            "16 of 24 points show common variation; the latest signal, which ended 2 points before "
            "the last, was seven or more points in a row below the mean: this points to "
            "improvement."
        ),
    )


def changed_chart(whys: Sequence[str] = ("Bedside checklist", "Night lights")) -> ChartRow:
    """A process that was changed twice."""
    values = (9, 11, 8, 10, 12, 9, 10, 11, 9, 10, 11, 9, 6, 5, 7, 6, 5, 6, 7, 6, 3, 2, 4, 3)
    groups = ((0, 12, 9.9, 4.6, 15.2, False, ""), (12, 20, 6.0, 2.6, 9.4, True, whys[0]))
    last = (20, 24, 3.0, -1.4, 7.4, True, whys[1])
    lines = tuple(ChartLines(*group) for group in (*groups, last))
    return make_chart(values, lines=lines)


def many_points(count: int) -> ChartRow:
    """A chart of very many days."""
    values = [50 + (at * 7919 % 41) - 20 for at in range(count)]
    signs = dict.fromkeys(range(0, count, 250), HIGH_CONCERN)
    lines = (ChartLines(0, count, 50.0, 31.0, 69.0, is_trial=False),) if count else ()
    return make_chart(values, signs, step=1, lines=lines)


def full_chart(text: str, line: str, name: str) -> ChartRow:
    """A chart with the same text wherever a person writes one."""
    measure = make_measure(
        name=name,
        unit=name,
        numerator=text,
        denominator=text,
        source=line,
        collected_by=line,
        how_often=name,
    )
    row = changed_chart((line, line))
    noted = (*row.points[:-1], row.points[-1]._replace(note=line))
    return replace(row, measure=measure, points=noted)
