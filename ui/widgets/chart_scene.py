"""Draws a chart with pyqtgraph: points, lines and axes; not imported before the first chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetrics, QPen
from PySide6.QtWidgets import QWidget

from huddle.measure_words import Variation
from huddle.rows.measures import ChartRow
from huddle.rules.chart_axes import Axis, change_places, day_axis, stretches, value_axis
from huddle.rules.chart_key import Fill, Mark, Shape, Stroke, mark_of, target_words
from ui.theme.look import look, space
from ui.widgets.chart_crowd import Crowd
from ui.widgets.chart_signs import (
    TONES,
    dot_of,
    join_pen,
    mark_brush,
    mark_pen,
    mark_size,
    outline_of,
    pen_of,
)

_SMOOTH_BELOW = 1000
"""Smooth lines cost too much time where there are more points than can be told apart."""
_CROWDED_FROM = 400
_LONGEST_LABEL = "00-Aug-2026"
_UNDER, _OVER = -1, 1
"""Lines lie under the points, or over them where they would not be seen; marks over all."""
_TICK_LENGTH = 5
_LINES_A_TICK = 2.6
"""How many lines of text a tick of the values takes up."""


class ChartScene:
    """The picture of a chart, which answers where its points stand.

    Args:
        parent: The widget it lies in.
        object_name: Its name for tests.
    """

    def __init__(self, parent: QWidget, object_name: str) -> None:
        self._row: ChartRow | None = None
        self._crowd: Crowd | None = None
        self.days = np.empty(0)
        self.values = np.empty(0)
        self.widget = pg.PlotWidget(parent, enableMenu=False)
        self.widget.setObjectName(object_name)
        self.widget.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self._plot = self.widget.getPlotItem()
        self._plot.hideButtons()
        self._plot.setMouseEnabled(False, False)
        self._plot.disableAutoRange()
        self._plot.getViewBox().sigResized.connect(self._fit_crowd)

    def show(self, row: ChartRow) -> None:
        """Draw a chart in place of what is there.

        Args:
            row: The chart, with at least one point.
        """
        self._row = row
        self.days = np.array([point.on.toordinal() for point in row.points], float)
        self.values = np.array([point.value for point in row.points], float)
        self.widget.setAntialiasing(len(row.points) < _SMOOTH_BELOW)
        self._plot.clear()
        self._dress(row)
        self._add_lines(row)
        self._add_points(row)
        self.fit()

    def fit(self) -> None:
        """Choose what stands along the axes for the room there is now."""
        if self._row is None:
            return
        metrics = QFontMetrics(look().font("secondary"))
        wide = metrics.horizontalAdvance(_LONGEST_LABEL)
        across = max(2, self.widget.width() // wide)
        along = max(2, int(self.widget.height() / (metrics.height() * _LINES_A_TICK)))
        days, values = day_axis(self._row, across), value_axis(self._row, along)
        self._name_axis("bottom", days)
        self._name_axis("left", values)
        self._make_room(days, values, metrics)
        self._plot.setRange(
            xRange=(days.low, days.high), yRange=(values.low, values.high), padding=0
        )
        self._fit_crowd()

    def place(self, day: float, value: float) -> QPointF:
        """Where something stands, in the widget."""
        across, along = self._places(np.array([day]), np.array([value]))
        return QPointF(across[0], along[0])

    def area(self) -> QRectF:
        """The part of the widget in which points can stand."""
        box = self._plot.getViewBox()
        return QRectF(self.widget.mapFromScene(box.sceneBoundingRect()).boundingRect())

    def nearest(self, spot: QPointF, reach: float) -> int | None:
        """The point next to a place in the widget.

        Args:
            spot: The place.
            reach: How far to the left or the right a point may be.
        """
        days, heights = self._places(self.days, self.values)
        aside, away = np.abs(days - spot.x()), np.abs(heights - spot.y())
        at = int(np.argmin(np.where(aside <= reach, np.hypot(aside, away), np.inf)))
        return at if aside[at] <= reach else None

    def _fit_crowd(self) -> None:
        """Draw a crowd for the room there is, which changes after the widget's own size."""
        if self._crowd is None:
            return
        (first, last), (low, high) = self._plot.getViewBox().viewRange()
        seen = QRectF(first, low, last - first, high - low)
        ratio = self.widget.devicePixelRatioF()
        room = (self.area().size() * ratio).toSize()
        self._crowd.fit(seen, room, round(look().size("chart_crowded") * ratio))

    def _places(self, days: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        area = self.area()
        (first, last), (low, high) = self._plot.getViewBox().viewRange()
        across = area.left() + (days - first) * (area.width() / (last - first))
        return across, area.bottom() - (values - low) * (area.height() / (high - low))

    def _dress(self, row: ChartRow) -> None:
        """Colours and fonts of the look in use."""
        now = look()
        self.widget.setBackground(now.colour("card"))
        font = now.font("secondary")
        metrics = QFontMetrics(font)
        above = space("half") + (metrics.height() if len(row.lines) > 1 else 0)
        beside = space("one") + metrics.horizontalAdvance(target_words(row))
        self._plot.layout.setContentsMargins(space("one"), above, beside, space("half"))
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(QPen(now.colour("control_border")))
            axis.setTextPen(QPen(now.colour("secondary_ink")))
            axis.setStyle(tickFont=font, tickLength=_TICK_LENGTH, hideOverlappingLabels=False)

    def _make_room(self, days: Axis, values: Axis, metrics: QFontMetrics) -> None:
        """Say how large the axes are: by itself the picture would find out while it is painted."""
        line, lines = metrics.height() + space("half"), 2 if days.about else 1
        widest = max((metrics.horizontalAdvance(name) for _at, name in values.ticks), default=0)
        self._plot.getAxis("bottom").setHeight(lines * line + _TICK_LENGTH)
        self._plot.getAxis("left").setWidth(widest + space("one") + _TICK_LENGTH)
        self._plot.layout.activate()

    def _name_axis(self, name: str, axis: Axis) -> None:
        shown = self._plot.getAxis(name)
        shown.setTicks([axis.ticks, []])
        shown.showLabel(bool(axis.about))
        if axis.about:
            now = look()
            size = now.font("secondary").pixelSize()
            style = {"color": now.colour("secondary_ink").name(), "font-size": f"{size}px"}
            shown.setLabel(axis.about, **style)

    def _add_lines(self, row: ChartRow) -> None:
        found = stretches(row)
        trial = [one for one in found if one.is_trial]
        firm = [one for one in found if not one.is_trial]
        self._add_levels(((one.left, one.right, one.centre) for one in found), Stroke.CENTRE)
        for stroke, some in ((Stroke.LIMIT, firm), (Stroke.TRIAL, trial)):
            for limits in ("lower", "upper"):
                levels = ((one.left, one.right, getattr(one, limits)) for one in some)
                self._add_levels((one for one in levels if one[2] is not None), stroke)
        if row.target is not None and found:
            self._add_levels([(found[0].left, found[-1].right, row.target)], Stroke.TARGET)
        for place, _lines in change_places(row):
            self._plot.addItem(pg.InfiniteLine(place, pen=pen_of(Stroke.CHANGE, look())))

    def _add_levels(self, levels: Iterable[tuple[float, float, float]], stroke: Stroke) -> None:
        """Level lines, each from a day to a day."""
        ends = [(day, height) for left, right, height in levels for day in (left, right)]
        if ends:
            days, heights = np.array(ends, float).T
            pen = pen_of(stroke, look())
            line = pg.PlotCurveItem(days, heights, pen=pen, connect="pairs", antialias=False)
            line.setZValue(_OVER if len(self.days) >= _CROWDED_FROM else _UNDER)
            self._plot.addItem(line)

    def _add_points(self, row: ChartRow) -> None:
        self._plot.addItem(self._join(row))
        usual, marked = [], defaultdict(list)
        for at, point in enumerate(row.points):
            if point.side is None:
                usual.append(at)
            else:
                marked[point.kind, point.side].append(at)
        self._crowd = None
        if len(usual) >= _CROWDED_FROM:
            colour = look().colour(TONES[Variation.COMMON])
            self._crowd = Crowd(self.days[usual], self.values[usual], colour)
            self._plot.addItem(self._crowd.item)
        elif usual:
            self._add_marks(mark_of(Variation.COMMON, None), Variation.COMMON, usual)
        for (kind, side), which in marked.items():
            self._add_marks(mark_of(kind, side), kind, which)

    def _join(self, row: ChartRow) -> pg.PlotCurveItem:
        """The thin line from point to point, broken where the process changed."""
        connect: str | np.ndarray = "all"
        if len(row.lines) > 1:
            connect = np.ones(len(row.points), bool)
            connect[[lines.end - 1 for lines in row.lines]] = False
        line = pg.PlotCurveItem(self.days, self.values, pen=join_pen(look()), connect=connect)
        line.setZValue(_UNDER)
        return line

    def _add_marks(self, mark: Mark, kind: Variation, which: list[int]) -> None:
        now = look()
        size = mark_size(mark, now)
        symbol = "o" if mark.shape is Shape.DOT else outline_of(mark.shape)
        pen, brush = mark_pen(mark, kind, now), mark_brush(mark, kind, now)
        days, values = self.days[which], self.values[which]
        marks = pg.ScatterPlotItem(days, values, size=size, symbol=symbol, pen=pen, brush=brush)
        marks.setZValue(0 if mark.shape is Shape.DOT else _OVER)
        self._plot.addItem(marks)
        if mark.fill is Fill.DOTTED:
            dot, colour = dot_of(mark.shape), now.colour(TONES[kind])
            dots = pg.ScatterPlotItem(days, values, size=size, symbol=dot, pen=None, brush=colour)
            dots.setZValue(_OVER)
            self._plot.addItem(dots)
