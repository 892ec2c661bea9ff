"""C1: showing a chart of 10,000 points, beside bare pyqtgraph drawing the same points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from huddle.rows.measures import ChartRow
from tests.benchmarks.figures import Figure, in_turns
from tests.helpers.chart_rows import many_points
from ui.theme.theme import Theme
from ui.widgets.chart import Chart

POINTS = 10_000
TURNS = 30
WIDTH, HEIGHT = 1100, 280


def measure() -> list[Figure]:
    """Show the chart and paint it; plot the points and paint them; in turns."""
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    Theme().apply(qt, "light")
    row = many_points(POINTS)
    days = np.array([point.on.toordinal() for point in row.points], float)
    values = np.array([point.value for point in row.points], float)
    ours, floor = in_turns(_chart(row), _bare(days, values), turns=TURNS)
    return [Figure("C1", f"chart of {POINTS:,} points", ours.median, floor.median, "ms", 1.5)]


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
