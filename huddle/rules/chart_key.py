"""What the marks and lines of a chart are, and what each says in words, for screen and paper.

No meaning hangs on colour: the side of a signal is the way a triangle points, and what it means is
how the triangle is filled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.measure_words import ChartKind, Side, Variation
from huddle.rows.measures import ChartLines, ChartPoint, ChartRow
from huddle.rules.chart_axes import clipped
from huddle.rules.chart_numbers import number, with_unit
from huddle.rules.plain_text import one_line


class Shape(StrEnum):
    """The outline of a mark."""

    DOT = "dot"
    UP = "up"
    DOWN = "down"


class Fill(StrEnum):
    """What stands inside the outline of a mark."""

    FULL = "full"
    DOTTED = "dotted"
    """Empty, with a dot in its middle."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at the place of a point."""

    shape: Shape
    fill: Fill


class Stroke(StrEnum):
    """The lines of a chart."""

    CENTRE = "centre"
    LIMIT = "limit"
    TRIAL = "trial"
    TARGET = "target"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Meaning:
    """An entry of the key: a mark with what it means, or a line.

    Attributes:
        sign: The mark or the line.
        words: What it is.
        kind: Of a mark, what it shows.
    """

    sign: Mark | Stroke
    words: str
    kind: Variation = Variation.COMMON


_FILLS = {
    Variation.COMMON: Fill.FULL,
    Variation.IMPROVEMENT: Fill.FULL,
    Variation.CONCERN: Fill.DOTTED,
    Variation.NEUTRAL_HIGH: Fill.EMPTY,
    Variation.NEUTRAL_LOW: Fill.EMPTY,
}
_SHAPES = {None: Shape.DOT, Side.HIGH: Shape.UP, Side.LOW: Shape.DOWN}


def mark_of(kind: Variation, side: Side | None) -> Mark:
    """The mark of a point.

    Args:
        kind: What the point shows.
        side: On which side it is marked; none of common variation.
    """
    return Mark(_SHAPES[side], _FILLS[kind])


def key_of(row: ChartRow) -> list[Meaning]:
    """What stands on a chart, in the order of its key; nothing that does not stand there."""
    return [*_marks(row), *_lines(row)]


def target_words(row: ChartRow) -> str:
    """The target with its number; empty without one."""
    return "" if row.target is None else _("Target {value}").format(value=number(row.target))


def point_lines(row: ChartRow, at: int) -> tuple[str, ...]:
    """All there is to say of a point: day and value, what marks it, what was noted, what changed.

    Args:
        row: The chart.
        at: The point's place.
    """
    point = row.points[at]
    first = _("{day}: {value}").format(
        day=dates.in_table(point.on), value=with_unit(point.value, row.measure)
    )
    why = next((lines.why for lines in row.lines if lines.start == at > 0), "")
    changed = _("Changed here: {why}").format(why=one_line(why)) if why else ""
    return tuple(filter(None, (first, marked_by(point), one_line(point.note), changed)))


def marked_by(point: ChartPoint) -> str:
    """What a point shows, and by which rule: `Concern: Shift, high`."""
    if point.rule is None or point.side is None:
        return label(point.kind)
    rule, side = label(point.rule), label(point.side)
    return _("{meaning}: {rule}, {side}").format(meaning=label(point.kind), rule=rule, side=side)


def changes_of(row: ChartRow) -> list[str]:
    """Each known change of the process, with its day."""
    return [
        _("From {day}: {why}").format(
            day=dates.in_table(row.points[lines.start].on),
            why=one_line(lines.why) or _("the process changed"),
        )
        for lines in row.lines
        if lines.start > 0
    ]


def _marks(row: ChartRow) -> Iterator[Meaning]:
    seen = {(point.kind, point.side) for point in row.points}
    for kind in Variation:
        for side in (None, *Side):
            if (kind, side) in seen:
                yield Meaning(mark_of(kind, side), _mark_words(kind, side), kind)


def _mark_words(kind: Variation, side: Side | None) -> str:
    is_told = side is None or kind in (Variation.NEUTRAL_HIGH, Variation.NEUTRAL_LOW)
    words = label(kind)
    if is_told or side is None:
        return words
    return _("{meaning}, {side}").format(meaning=words, side=label(side))


def _lines(row: ChartRow) -> Iterator[Meaning]:
    if row.lines:
        now = row.lines[-1]
        yield Meaning(Stroke.CENTRE, _as_of_now(row, _centre_words(row, now)))
        if now.lower is not None and now.upper is not None:
            yield Meaning(_limit_stroke(now), _as_of_now(row, _limit_words(row, now)))
        yield from _earlier_limits(row)
    if row.target is not None:
        yield Meaning(Stroke.TARGET, target_words(row))
    if len(row.lines) > 1:
        yield Meaning(Stroke.CHANGE, _("The process changed"))


def _as_of_now(row: ChartRow, words: str) -> str:
    """Words with a number that was another one before the process changed."""
    return _("{words}, now").format(words=words) if len(row.lines) > 1 else words


def _centre_words(row: ChartRow, now: ChartLines) -> str:
    words = {
        ChartKind.XMR: _("Mean {value}"),
        ChartKind.T: _("Centre {value}"),
        ChartKind.RUN: _("Median {value}"),
        ChartKind.G: _("Median {value}"),
    }
    return words[row.kind].format(value=number(now.centre))


def _limit_words(row: ChartRow, now: ChartLines) -> str:
    words = _("Trial limits {lower} to {upper}") if now.is_trial else _("Limits {lower} to {upper}")
    return words.format(
        **{
            name: number(clipped(getattr(now, name), row.measure.kind))
            for name in ("lower", "upper")
        }
    )


def _earlier_limits(row: ChartRow) -> Iterator[Meaning]:
    """Limits of another kind than the last ones."""
    words = {Stroke.LIMIT: _("Earlier limits"), Stroke.TRIAL: _("Earlier trial limits")}
    there = {_limit_stroke(lines) for lines in row.lines if lines.upper is not None}
    for stroke, said in words.items():
        if stroke in there and stroke is not _limit_stroke(row.lines[-1]):
            yield Meaning(stroke, said)


def _limit_stroke(lines: ChartLines) -> Stroke:
    return Stroke.TRIAL if lines.is_trial else Stroke.LIMIT
