"""C1: showing a chart of 10,000 points, beside bare pyqtgraph drawing the same points.

Once as when the window only draws it again, and once with the rules computed anew before.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from huddle.measure_words import Direction
from huddle.rows.measures import ChartRow
from huddle.rules import spc
from tests.benchmarks.figures import Beside, Figure, in_turns, median_of
from tests.helpers.chart_rows import Sign, make_chart
from ui.theme.theme import Theme
from ui.widgets.chart import Chart

POINTS = 10_000
TURNS = 30
WIDTH, HEIGHT = 1100, 280


def measure() -> list[Figure | Beside]:
    """Show the chart and paint it; plot the points and paint them; in turns."""
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    Theme().apply(qt, "light")
    chance = random.Random(POINTS)
    values = [chance.gauss(50, 8) for _point in range(POINTS)]
    row = make_chart(values, _signs(values), step=1)
    days = np.array([point.on.toordinal() for point in row.points], float)
    show, bare = _chart(row), _bare(days, np.array(values))
    shown, floor = in_turns(show, bare, turns=TURNS)
    anew, floor_then = in_turns(lambda: (_computed(values), show()), bare, turns=TURNS)
    computing = median_of(lambda: _computed(values), turns=TURNS)
    what = f"chart of {POINTS:,} points"
    return [
        Figure("C1", what, shown.median, floor.median, "ms", 1.5),
        Figure("C1", f"{what}, computed anew", anew.median, floor_then.median, "ms", 1.5),
        Beside("C1", f"computing the rules of {POINTS:,} points", computing, "ms"),
    ]


def _computed(values: Sequence[float]) -> spc.Chart:
    return spc.xmr(values, Direction.DOWN)


def _signs(values: Sequence[float]) -> dict[int, Sign]:
    return {
        at: (point.rule, point.side, point.kind)
        for at, point in enumerate(_computed(values).points)
        if point.rule is not None and point.side is not None
    }


def _chart(row: ChartRow) -> Callable[[], object]:
    chart = Chart()
    chart.resize(WIDTH, HEIGHT)

    def show() -> None:
        chart.show_chart(row)
        chart.grab()

    return show


def _bare(days: np.ndarray, values: np.ndarray) -> Callable[[], object]:
    """The least that shows the same points: grey dots, a line between them, fixed axes."""
    plot = pg.PlotWidget()
    plot.resize(WIDTH, HEIGHT)
    plot.disableAutoRange()

    def show() -> None:
        plot.clear()
        plot.addItem(pg.PlotCurveItem(days, values, pen="gray"))
        plot.addItem(pg.ScatterPlotItem(days, values, size=4, pen=None, brush="gray"))
        plot.setRange(xRange=(days[0], days[-1]), yRange=(values.min(), values.max()))
        plot.grab()

    return show
