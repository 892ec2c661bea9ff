"""Charts of measures as plain data: what the rules say, put beside days, notes and lines."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.i18n import _
from huddle.measure_words import Assurance, ChartKind, Direction, Family, MeasureKind
from huddle.model import Measure, Reading, Rebase
from huddle.rows.measures import ChartLines, ChartPoint, ChartRow, MeasureRow, ReadingRow
from huddle.rules import chart_words, rare_events, run_chart, spc
from huddle.rules.chart_choice import choose
from huddle.services.last_readings import LastReading
from huddle.store.transaction import Reader

_DEFINED = (
    *("name", "family", "kind", "direction", "unit", "numerator", "denominator", "per"),
    *("source", "collected_by", "how_often", "target", "is_screened", "is_of_the_day"),
)


def chart_of(
    reader: Reader,
    measure: Measure,
    kind: ChartKind | None = None,
    *,
    until: dt.date = dt.date.max,
) -> ChartRow:
    """The chart of a measure.

    Args:
        reader: A transaction.
        measure: The measure.
        kind: Which chart; the one that suits it without one.
        until: As it was drawn at the end of this day.
    """
    read = [one for one in readings(reader, measure.id) if one.read_on <= until]
    known = [one for one in rebases(reader, measure.id) if one.from_on <= until]
    is_rare = measure.kind == MeasureKind.DAYS_BETWEEN
    points = _between(read) if is_rare else [(one.read_on, one.value, one.note) for one in read]
    last = LastReading(len(read), read[-1].read_on, read[-1].value) if read else None
    row = measure_row(measure, last)
    choice = choose(row.kind, len(points))
    drawn = kind or choice.usual
    others = tuple(one for one in (choice.usual, *choice.others) if one is not drawn)
    draw = _runs if drawn is ChartKind.RUN else _limits
    return draw(row, drawn, others, points, known)


def definition(measure: Measure) -> dict[str, Any]:
    """What defines a measure, by the names of its fields."""
    return {name: getattr(measure, name) for name in _DEFINED}


def measure_row(measure: Measure, last: LastReading | None = None) -> MeasureRow:
    """A measure as shown."""
    defined = definition(measure) | {
        "family": Family(measure.family),
        "kind": MeasureKind(measure.kind),
        "direction": Direction(measure.direction),
    }
    return MeasureRow(
        id=measure.id,
        **defined,
        is_retired=measure.is_retired,
        row_version=measure.row_version,
        readings=last.count if last else 0,
        last_on=last.read_on if last else None,
        last_value=last.value if last else None,
    )


def reading_row(reading: Reading, replaced_by_id: Mapping[str, Reading]) -> ReadingRow:
    """A reading as shown, with what it said before.

    Args:
        reading: The reading.
        replaced_by_id: Those that corrections took the place of.
    """
    was: list[float] = []
    before = replaced_by_id.get(reading.replaces_id or "")
    while before is not None:
        was.append(before.value)
        before = replaced_by_id.get(before.replaces_id or "")
    return ReadingRow(
        id=reading.id,
        read_on=reading.read_on,
        value=reading.value,
        numerator=reading.numerator,
        denominator=reading.denominator,
        note=reading.note,
        row_version=reading.row_version,
        was=tuple(was),
    )


def query(measure_id: str) -> SelectOfScalar[Reading]:
    """The readings of a measure that count."""
    return select(Reading).where(
        Reading.measure_id == measure_id, col(Reading.deleted_at).is_(None)
    )


def readings(reader: Reader, measure_id: str) -> Sequence[Reading]:
    """The readings of a measure that count, in the order of their days."""
    ordered = query(measure_id).order_by(col(Reading.read_on), col(Reading.id))
    return reader.session.exec(ordered).all()


def replaced(reader: Reader, measure_id: str) -> dict[str, Reading]:
    """The readings of a measure that corrections took the place of, by their ids."""
    gone = select(Reading).where(
        Reading.measure_id == measure_id, col(Reading.deleted_at).is_not(None)
    )
    return {row.id: row for row in reader.session.exec(gone)}


def rebases(reader: Reader, measure_id: str) -> Sequence[Rebase]:
    """From when on the process of a measure was another one, in order."""
    known = select(Rebase).where(Rebase.measure_id == measure_id, col(Rebase.deleted_at).is_(None))
    return reader.session.exec(known.order_by(col(Rebase.from_on))).all()


_Points = Sequence[tuple[dt.date, float, str]]
"""Day, value and note of each."""


def _between(events: Sequence[Reading]) -> _Points:
    """The days between events, each at the day of the later one."""
    each = [event for event in events for _one in range(max(round(event.value), 0))]
    gaps = rare_events.days_between(event.read_on for event in each)
    later = (after for _before, after in pairwise(each))
    return [(event.read_on, gap, event.note) for event, gap in zip(later, gaps, strict=True)]


def _starts(points: _Points, known: Sequence[Rebase]) -> dict[int, str]:
    """Why limits begin anew, by the first point from that day on."""
    days = [on for on, _value, _note in points]
    starts = {bisect_left(days, one.from_on): one.note for one in known}
    return {at: why for at, why in starts.items() if at < len(points)}


def _limits(
    row: MeasureRow,
    kind: ChartKind,
    others: tuple[ChartKind, ...],
    points: _Points,
    known: Sequence[Rebase],
) -> ChartRow:
    values, starts = [value for _on, value, _note in points], _starts(points, known)
    if kind is ChartKind.G:
        chart = rare_events.g_chart(values, row.direction, rebases=starts)
    else:
        draw = rare_events.t_chart if kind is ChartKind.T else spc.xmr
        chart = draw(
            values, row.direction, target=row.target, rebases=starts, is_screened=row.is_screened
        )
    return ChartRow(
        measure=row,
        kind=kind,
        others=others,
        points=_drawn(points, chart.points),
        lines=tuple(
            ChartLines(
                start=group.start,
                end=group.end,
                centre=group.centre,
                lower=group.limits.lower if group.limits else None,
                upper=group.limits.upper if group.limits else None,
                is_trial=group.is_trial,
                why=starts.get(group.start, ""),
            )
            for group in chart.groups
        ),
        target=row.target,
        assurance=chart.assurance,
        says=chart_words.chart_words(chart),
        rules=_rules(kind),
    )


def _runs(
    row: MeasureRow,
    kind: ChartKind,
    others: tuple[ChartKind, ...],
    points: _Points,
    known: Sequence[Rebase],
) -> ChartRow:
    """A run chart of each part between known changes; the last one is put into words."""
    values, starts = [value for _on, value, _note in points], _starts(points, known)
    parts = [
        (start, end, run_chart.run_chart(values[start:end], row.direction))
        for start, end in spc.spans(len(values), starts)
    ]
    judged = [point for _start, _end, part in parts for point in part.points]
    return ChartRow(
        measure=row,
        kind=kind,
        others=others,
        points=_drawn(points, judged),
        lines=tuple(
            ChartLines(
                start=start,
                end=end,
                centre=part.median or 0.0,
                lower=None,
                upper=None,
                is_trial=False,
                why=starts.get(start, ""),
            )
            for start, end, part in parts
        ),
        target=row.target,
        assurance=Assurance.NONE,
        says=chart_words.run_chart_words(
            parts[-1][2] if parts else run_chart.run_chart([], row.direction)
        ),
        rules=_rules(kind),
    )


def _drawn(points: _Points, judged: Sequence[spc.Point]) -> tuple[ChartPoint, ...]:
    return tuple(
        ChartPoint(on, value, shown.rule, shown.side, shown.kind, note)
        for (on, value, note), shown in zip(points, judged, strict=True)
    )


def _rules(kind: ChartKind) -> str:
    """By which rules a chart was read."""
    return {
        ChartKind.XMR: _("Read by the rules of Making Data Count."),
        ChartKind.RUN: _("Read by the rules of Anhøj: long runs and few crossings of the median."),
        ChartKind.T: _("T chart: days between events, read by the rules of Making Data Count."),
        ChartKind.G: _("G chart: days between events, marked beyond three deviations of the mean."),
    }[kind]
