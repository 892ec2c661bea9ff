"""Draws a chart on a page, in greys: what a point shows is told by the shape and fill of its mark.

It is the same chart as on the screen: the axes, marks and words come from the same rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huddle.rows.measures import ChartPoint, ChartRow
from huddle.rules.chart_axes import Axis, change_places, day_axis, stretches, value_axis
from huddle.rules.chart_key import (
    Fill,
    Mark,
    Meaning,
    Shape,
    Stroke,
    key_of,
    mark_of,
    target_words,
)
from huddle.rules.chart_numbers import unit_of
from huddle.rules.plain_text import one_line
from huddle.sheets.blocks import Setter
from huddle.sheets.pages import BASELINE, Dots, Path
from huddle.sheets.typeset import EMPTY, Line, lines

WHITE = 1.0
"""The grey of the paper."""
_CROWDED_FROM = 400
_MORE = "…"
_LONGEST_LABEL = "00-Aug-2026"
_LINES_A_TICK = 2.6
_TALL = 0.46
"""Half the height of a triangle, as a share of its edge."""
_DOT = 0.14
"""The radius of the dot inside it."""
_LOWER = 0.1
"""How far from its middle the dot stands, towards its base."""
SIGN = 0.32
"""Where the middle of a sign stands above the baseline, as a share of the type size."""


def set_chart(setter: Setter, row: ChartRow, height: float = 0.0) -> None:
    """Set a chart with its key over the whole width; nothing without points.

    Args:
        setter: Where to set it.
        row: The chart.
        height: Of the part in which points stand; the usual one without it.
    """
    if row.points:
        _Picture(setter, row, height or setter.style.chart.height).set()


def room_of_chart(setter: Setter, row: ChartRow, height: float) -> float:
    """How much of a page a chart takes with its key; see `set_chart`."""
    return _Picture(setter, row, height).room if row.points else 0.0


def draw_mark(setter: Setter, mark: Mark, x: float, y: float) -> None:
    """Draw the mark of a point around a place of the page."""
    drawings, used, block = setter.flow.page.drawings, setter.style, setter.style.chart
    if mark.shape is Shape.DOT:
        drawings.append(Dots(((x, y),), block.point, used.writing))
        return
    up = 1.0 if mark.shape is Shape.UP else -1.0
    tall, half = up * _TALL * block.mark, block.mark / 2
    corners = ((x, y + tall), (x + half, y - tall), (x - half, y - tall))
    fill = used.ink if mark.fill is Fill.FULL else WHITE
    drawings.append(Path(corners, block.mark_weight, used.ink, fill=fill))
    if mark.fill is Fill.DOTTED:
        drawings.append(Dots(((x, y - up * _LOWER * block.mark),), _DOT * block.mark, used.ink))


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part in which points stand: where on the page, and what lies along its edges."""

    x: float
    y: float
    width: float
    height: float
    days: Axis
    values: Axis

    def place(self, day: float, value: float) -> tuple[float, float]:
        """Where a value of a day stands on the page."""
        across = (day - self.days.low) / (self.days.high - self.days.low)
        along = (value - self.values.low) / (self.values.high - self.values.low)
        return self.x + across * self.width, self.y + along * self.height


class _Picture:
    """Sets one chart; places are from the left margin, drawings from the edge of the page."""

    def __init__(self, setter: Setter, row: ChartRow, height: float) -> None:
        self._setter, self._flow = setter, setter.flow
        self._row, self._width, self._height = row, setter.flow.width, height
        self._style, self._block = setter.style, setter.style.chart
        self._leading = setter.small_leading

    @property
    def room(self) -> float:
        """The height of all of it."""
        bands = 4 if self._row.lines[1:] else 3
        return self._height + (bands + len(list(self._key_rows()))) * self._leading

    def set(self) -> None:
        """The unit, what changed, the picture, its days, and the key."""
        self._flow.need(self.room)
        self._text(self._fitting(unit_of(self._row.measure), self._width), 0.0)
        frame = self._frame()
        if self._row.lines[1:]:
            self._set_changes(frame)
        self._flow.space(self._height)
        self._set_axes(frame)
        self._draw(frame)
        for entries in self._key_rows():
            self._set_key_row(entries)

    def _frame(self) -> _Frame:
        block, small = self._block, self._style.small
        along = max(2, int(self._height / (small * _LINES_A_TICK)))
        values = value_axis(self._row, along)
        names = max((self._line(name).width for _at, name in values.ticks), default=0.0)
        left = names + 2 * block.gap
        target = self._line(target_words(self._row)).width
        room = self._width - left - (target + block.gap if target else block.gap)
        days = day_axis(self._row, max(2, int(room / self._line(_LONGEST_LABEL).width)))
        below = self._flow.y - (self._leading if self._row.lines[1:] else 0.0) - self._height
        return _Frame(self._flow.left + left, below, room, self._height, days, values)

    def _set_changes(self, frame: _Frame) -> None:
        """What changed, above the line where it did, as far as there is room to the next."""
        found = change_places(self._row)
        places = [frame.place(day, 0.0)[0] for day, _lines in found]
        ends = [*places, frame.x + frame.width][1:]
        for (_day, changed), left, right in zip(found, places, ends, strict=True):
            words = self._fitting(one_line(changed.why), right - left - 2 * self._block.gap)
            start = left + self._block.gap - self._flow.left
            self._flow.put(words, start, self._flow.y - self._leading * BASELINE)
        self._flow.space(self._leading)

    def _set_axes(self, frame: _Frame) -> None:
        flow, block, half = self._flow, self._block, self._style.small * SIGN
        corner, end = (frame.x, frame.y), (frame.x + frame.width, frame.y)
        self._path([(frame.x, frame.y + frame.height), corner, end], block.axis_weight)
        for value, name in frame.values.ticks:
            x, y = frame.place(frame.days.low, value)
            self._path([(x - block.tick, y), (x, y)], block.axis_weight)
            words = self._line(name)
            flow.put(words, x - 2 * block.gap - words.width + block.gap / 2 - flow.left, y - half)
        baseline = frame.y - block.tick - self._leading * BASELINE
        for day, name in frame.days.ticks:
            x, y = frame.place(day, frame.values.low)
            self._path([(x, y - block.tick), (x, y)], block.axis_weight)
            self._centred(self._line(name), x, baseline)
        flow.space(block.tick + self._leading)
        if frame.days.about:
            middle = frame.x + frame.width / 2
            self._centred(self._line(frame.days.about), middle, baseline - self._leading)
            flow.space(self._leading)

    def _draw(self, frame: _Frame) -> None:
        """Lines below points, save where there are so many that the lines would not be seen."""
        if len(self._row.points) < _CROWDED_FROM:
            self._draw_lines(frame)
            self._draw_usual(frame)
        else:
            self._draw_usual(frame)
            self._draw_lines(frame)
        for point in self._row.points:
            if point.side is not None:
                mark = mark_of(point.kind, point.side)
                draw_mark(self._setter, mark, *self._place(frame, point))

    def _draw_lines(self, frame: _Frame) -> None:
        for one in stretches(self._row):
            limit = Stroke.TRIAL if one.is_trial else Stroke.LIMIT
            levels = ((one.centre, Stroke.CENTRE), (one.lower, limit), (one.upper, limit))
            for height, stroke in levels:
                if height is not None:
                    ends = (frame.place(day, height) for day in (one.left, one.right))
                    self._stroke(list(ends), stroke)
        for day, _lines in change_places(self._row):
            x, _y = frame.place(day, frame.values.low)
            self._stroke([(x, frame.y), (x, frame.y + frame.height)], Stroke.CHANGE)
        if self._row.target is not None and self._row.lines:
            self._draw_target(frame, self._row.target)

    def _draw_target(self, frame: _Frame, target: float) -> None:
        start, end = (
            frame.place(day, target)
            for day in (stretches(self._row)[0].left, stretches(self._row)[-1].right)
        )
        self._stroke([start, end], Stroke.TARGET)
        x = frame.x + frame.width + self._block.gap - self._flow.left
        self._flow.put(self._line(target_words(self._row)), x, end[1] - self._style.small * SIGN)

    def _draw_usual(self, frame: _Frame) -> None:
        points = self._row.points
        for lines_of in self._row.lines:
            joined = [self._place(frame, one) for one in points[lines_of.start : lines_of.end]]
            self._path(joined, self._block.join_weight, ink=self._style.writing)
        is_crowded = len(points) >= _CROWDED_FROM
        radius = self._block.crowded if is_crowded else self._block.point
        usual = [self._place(frame, point) for point in points if point.side is None]
        self._flow.page.drawings.append(Dots(usual, radius, self._style.writing))

    def _key_rows(self) -> Iterator[list[tuple[float, Meaning, Line]]]:
        """The entries of the key with their places, as many in a row as there is room for."""
        row: list[tuple[float, Meaning, Line]] = []
        x = 0.0
        for one in key_of(self._row):
            words = self._line(one.words)
            wide = self._sign_width(one) + self._block.gap + words.width
            if row and x + wide > self._width:
                yield row
                row, x = [], 0.0
            row.append((x, one, words))
            x += wide + 4 * self._block.gap
        yield row

    def _sign_width(self, one: Meaning) -> float:
        return self._block.mark if isinstance(one.sign, Mark) else self._block.swatch

    def _set_key_row(self, entries: Sequence[tuple[float, Meaning, Line]]) -> None:
        baseline = self._flow.y - self._leading * BASELINE
        middle = baseline + self._style.small * SIGN
        for x, one, words in entries:
            left, wide = self._flow.left + x, self._sign_width(one)
            if isinstance(one.sign, Mark):
                draw_mark(self._setter, one.sign, left + wide / 2, middle)
            elif one.sign is Stroke.CHANGE:
                ends = [(left + wide / 2, middle + off) for off in (-wide / 5, wide / 5)]
                self._stroke(ends, one.sign)
            else:
                self._stroke([(left, middle), (left + wide, middle)], one.sign)
            self._flow.put(words, x + wide + self._block.gap, baseline)
        self._flow.space(self._leading)

    def _stroke(self, places: Sequence[tuple[float, float]], stroke: Stroke) -> None:
        block, used = self._block, self._style
        dashes = {
            Stroke.LIMIT: block.limit,
            Stroke.TRIAL: block.trial,
            Stroke.TARGET: block.target,
        }
        is_light = stroke is Stroke.CHANGE
        weight = block.axis_weight if is_light else block.line_weight
        ink = used.writing if is_light else used.ink
        self._path(places, weight, ink=ink, dashes=dashes.get(stroke, ()))

    def _path(
        self,
        places: Sequence[tuple[float, float]],
        weight: float,
        *,
        ink: float | None = None,
        dashes: Sequence[float] = (),
    ) -> None:
        grey = self._style.secondary if ink is None else ink
        self._flow.page.drawings.append(Path(tuple(places), weight, grey, dashes))

    def _place(self, frame: _Frame, point: ChartPoint) -> tuple[float, float]:
        return frame.place(point.on.toordinal(), point.value)

    def _text(self, words: Line, x: float) -> None:
        self._flow.put(words, x, self._flow.y - self._leading * BASELINE)
        self._flow.space(self._leading)

    def _centred(self, words: Line, middle: float, baseline: float) -> None:
        """Words around a place, as far as the page reaches."""
        x = middle - self._flow.left - words.width / 2
        self._flow.put(words, min(max(0.0, x), self._width - words.width), baseline)

    def _line(self, text: str) -> Line:
        return lines((self._setter.small(text),), self._width)[0] if text else EMPTY

    def _fitting(self, text: str, width: float) -> Line:
        """As much of a text as fits, with a sign that there is more."""
        if not text or width < self._style.small:
            return EMPTY
        found = lines((self._setter.small(text),), width)
        if len(found) == 1:
            return found[0]
        more = self._line(_MORE)
        first = lines((self._setter.small(text),), max(1.0, width - more.width))[0]
        after = tuple(piece._replace(x=piece.x + first.width) for piece in more.pieces)
        return Line((*first.pieces, *after), first.width + more.width)
