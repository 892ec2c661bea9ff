"""Widgets side by side that go on in the next line when a line is full."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from ui.theme.look import space
from ui.widgets.arranged import Arranged, height_at, least_width


class Flow(Arranged):
    """Each widget in its own size, over as many lines as they need."""

    def __init__(
        self, object_name: str = "", *, gap: str = "one", parent: QWidget | None = None
    ) -> None:
        super().__init__(object_name, parent)
        self._gap = space(gap)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [widget.sizeHint() for widget in self.shown]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def spots(self, width: int) -> list[QRect]:
        """Line by line."""
        spots: list[QRect] = []
        x = y = line_height = 0
        for widget in self.shown:
            wide = max(min(widget.sizeHint().width(), width), least_width(widget))
            if x and x + wide > width:
                x, y, line_height = 0, y + line_height + self._gap, 0
            high = height_at(widget, wide)
            spots.append(QRect(x, y, wide, high))
            x += wide + self._gap
            line_height = max(line_height, high)
        return spots
