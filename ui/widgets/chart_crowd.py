"""Very many points as one picture: to draw each by itself takes most of the time of a chart."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor


class Crowd:
    """The points, to be drawn anew whenever the room for them is another one.

    Args:
        days: Where they stand across.
        values: Where they stand along.
        colour: Their colour.
    """

    def __init__(self, days: np.ndarray, values: np.ndarray, colour: QColor) -> None:
        self.item = pg.ImageItem(axisOrder="row-major")
        self._days, self._values = days, values
        self._colour = np.array(colour.getRgb(), np.uint8)

    def fit(self, seen: QRectF, room: QSize, across: int) -> None:
        """Draw them.

        Args:
            seen: The days and values that are seen.
            room: In how many dots of the screen.
            across: How many of these a point is wide.
        """
        wide, high = max(1, room.width()), max(1, room.height())
        columns = (self._days - seen.x()) * (wide / seen.width())
        rows = (self._values - seen.y()) * (high / seen.height())
        picture = np.zeros((high, wide, self._colour.size), np.uint8)
        for by_row, by_column in _disc(across):
            y = np.clip((rows + by_row).astype(int), 0, high - 1)
            x = np.clip((columns + by_column).astype(int), 0, wide - 1)
            picture[y, x] = self._colour
        self.item.setImage(picture, levels=None, autoLevels=False, rect=seen)


def _disc(across: int) -> list[tuple[float, float]]:
    """The dots of a disc, from its middle."""
    steps = np.arange(across) - (across - 1) / 2
    return [(y, x) for y in steps for x in steps if np.hypot(x, y) <= across / 2]
