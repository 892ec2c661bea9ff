"""What a chart says at a glance, on paper: a ring with a small picture, and the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huddle.labels import label
from huddle.measure_words import Assurance
from huddle.rows.measures import ChartRow
from huddle.rules.chart_icons import TARGETS, WAVE, Icon
from huddle.rules.chart_key import Mark, mark_of
from huddle.sheets.blocks import Setter
from huddle.sheets.chart_drawing import SIGN, WHITE, draw_mark
from huddle.sheets.pages import BASELINE, Column, Dots, Path
from huddle.sheets.typeset import Line, lines

_DASHES = (2.0, 1.5)


def draw_badges(setter: Setter, row: ChartRow) -> list[Column]:
    """Draw what the last point shows, and whether the target will be met, at the right edge.

    Returns:
        Their words, to be set beside the name of the chart, which has `room_beside_badges`.
    """
    x, columns = room_beside_badges(setter, row), []
    for badge in _badges_of(row):
        x += _between(setter)
        _Picture(setter, x).draw(badge.picture)
        said = _said(setter, badge)
        x += _width(setter, badge)
        columns.append(Column(x - said.width, said.width, [said]))
    return columns


def room_beside_badges(setter: Setter, row: ChartRow) -> float:
    """The width that is left beside them."""
    taken = (_between(setter) + _width(setter, badge) for badge in _badges_of(row))
    return setter.flow.width - sum(taken)


@dataclass(frozen=True, slots=True)
class _Badge:
    """A picture, or the mark of a signal, and what it means."""

    picture: Icon | Mark
    words: str


def _badges_of(row: ChartRow) -> Iterator[_Badge]:
    if row.points:
        last = row.points[-1]
        picture = WAVE if last.side is None else mark_of(last.kind, last.side)
        yield _Badge(picture, label(last.kind))
        if row.assurance is not Assurance.NONE:
            yield _Badge(TARGETS[row.assurance], label(row.assurance))


def _between(setter: Setter) -> float:
    return 2 * setter.style.columns.gap


def _width(setter: Setter, badge: _Badge) -> float:
    gap = setter.style.columns.gap / 2
    return setter.style.report.badge + gap + _said(setter, badge).width


def _said(setter: Setter, badge: _Badge) -> Line:
    return lines((setter.lesser(badge.words),), setter.flow.width)[0]


class _Picture:
    """Draws the picture of one badge at a place from the left margin."""

    def __init__(self, setter: Setter, x: float) -> None:
        self._setter, self._flow = setter, setter.flow
        self._side = setter.style.report.badge
        baseline = self._flow.y - setter.leading * BASELINE
        middle = baseline + setter.style.small * SIGN
        self._left, self._top = self._flow.left + x, middle + self._side / 2

    def draw(self, picture: Icon | Mark) -> None:
        """A ring, and what stands in it."""
        self._ring()
        if isinstance(picture, Mark):
            draw_mark(self._setter, picture, *self._middle)
        else:
            self._icon(picture)

    @property
    def _middle(self) -> tuple[float, float]:
        half = self._side / 2
        return self._left + half, self._top - half

    def _ring(self) -> None:
        half, weight = self._side / 2, self._setter.style.chart.line_weight
        for radius, ink in ((half, self._setter.style.ink), (half - weight, WHITE)):
            self._flow.page.drawings.append(Dots((self._middle,), radius, ink))

    def _icon(self, icon: Icon) -> None:
        block, ink = self._setter.style.chart, self._setter.style.ink
        for line in icon.lines:
            self._flow.page.drawings.append(Path(self._places(line), block.line_weight, ink))
        if icon.target:
            places = self._places(icon.target)
            self._flow.page.drawings.append(Path(places, block.axis_weight, ink, _DASHES))

    def _places(self, line: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [(self._left + x * self._side, self._top - y * self._side) for x, y in line]
