"""What the sheet of a chart says, before it is set."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.measure_words import Assurance, Direction
from huddle.rows.measures import ChartRow
from huddle.rows.ward import UnitRow
from huddle.rules.chart_key import changes_of, marked_by
from huddle.rules.chart_numbers import number, unit_of
from huddle.rules.plain_text import one_line
from huddle.sheets.outline import Fact
from huddle.sheets.stamp import Stamp

_READINGS = 12
"""As many of the last ones are listed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A line of the list of readings.

    Attributes:
        day: Its day.
        value: The number alone.
        shows: What it shows; empty for common variation.
        note: What was noted with it.
    """

    day: str
    value: str
    shows: str
    note: str


@dataclass(frozen=True, slots=True)
class ChartSheet:
    """The sheet of a chart as plain texts, beside the chart itself.

    Attributes:
        chart: What is drawn.
        title: The name of the measure.
        unit: The ward.
        about: What the last point shows, and whether the target will be met.
        changes: The known changes of the process.
        definition: How the measure is counted.
        heads: What the columns of the readings are.
        readings: The last readings, the newest first.
        as_at: The moment it speaks of.
    """

    chart: ChartRow
    title: str
    unit: str
    about: tuple[str, ...]
    changes: tuple[str, ...]
    definition: tuple[Fact, ...]
    heads: tuple[str, str, str]
    readings: tuple[Reading, ...]
    as_at: dt.datetime


def chart_sheet_of(row: ChartRow, unit: UnitRow, stamp: Stamp) -> ChartSheet:
    """What the sheet of a chart says.

    Args:
        row: The chart.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    return ChartSheet(
        chart=row,
        title=one_line(row.measure.name),
        unit=unit.name,
        about=(label(row.kind), *glance_words(row)),
        changes=tuple(changes_of(row)),
        definition=tuple(fact for fact in _definition(row) if fact.text),
        heads=(_("Day"), one_line(unit_of(row.measure)) or _("Value"), _("What it shows")),
        readings=_readings(row),
        as_at=stamp.printed_at,
    )


def glance_words(row: ChartRow) -> tuple[str, ...]:
    """What a chart shows at a glance: its last point, and whether the target will be met."""
    last = (_("now: {meaning}").format(meaning=label(row.points[-1].kind)),) if row.points else ()
    assured = (label(row.assurance),) if row.assurance is not Assurance.NONE else ()
    return (*last, *assured)


def _definition(row: ChartRow) -> tuple[Fact, ...]:
    measure = row.measure
    per = f"{measure.per:,}" if measure.denominator else ""
    target = "" if row.target is None else number(row.target)
    # Of a measure without a good way the word alone would say nothing.
    better = label(measure.direction) if measure.direction is not Direction.NEITHER else ""
    return (
        Fact(_("Counted"), measure.numerator),
        Fact(_("Out of"), measure.denominator),
        Fact(_("For each"), per),
        Fact(_("Better"), better),
        Fact(_("Target"), target),
        Fact(_("Source"), measure.source),
        Fact(_("Collected by"), measure.collected_by),
        Fact(_("How often"), measure.how_often),
    )


def _readings(row: ChartRow) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            day=dates.in_table(point.on),
            value=number(point.value),
            shows=marked_by(point) if point.rule else "",
            note=point.note,
        )
        for point in reversed(row.points[-_READINGS:])
    )
