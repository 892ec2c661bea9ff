"""Columns that stand side by side where there is room, and one under another where not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from ui.theme.look import look, space
from ui.widgets.arranged import Arranged, height_at, least_width


class Columns(Arranged):
    """A row of widgets in fixed shares of the width, or a column of them when it gets narrow."""

    def __init__(
        self,
        shares: Sequence[int],
        object_name: str = "",
        *,
        gap: str = "two",
        parent: QWidget | None = None,
    ) -> None:
        """Make it empty; add one widget for each share.

        Args:
            shares: How much of the width each widget gets, such as 3 and 2.
            object_name: Its name for tests.
            gap: The distance between them.
            parent: The widget it stands in.
        """
        super().__init__(object_name, parent)
        self._shares = tuple(shares)
        self._gap = space(gap)

    def is_beside(self, width: int) -> bool:
        """Whether they stand side by side at a width."""
        least = look().size("column_least")
        return all(
            wide >= max(least, least_width(widget))
            for wide, widget in zip(self._widths(width), self.shown, strict=True)
        )

    def sizeHint(self) -> QSize:
        """Side by side."""
        sizes = [widget.sizeHint() for widget in self.shown]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def spots(self, width: int) -> list[QRect]:
        """Side by side and all of the same height, or one under another."""
        return self._beside(width) if self.is_beside(width) else self._below(width)

    def arrange(self) -> None:
        """Put them in place; side by side, they fill the height there is."""
        super().arrange()
        if self.is_beside(self.width()):
            for widget in self.shown:
                widget.resize(widget.width(), max(widget.height(), self.height()))

    def _beside(self, width: int) -> list[QRect]:
        widths = self._widths(width)
        pairs = list(zip(self.shown, widths, strict=True))
        high = max((height_at(widget, wide) for widget, wide in pairs), default=0)
        lefts = [sum(widths[:place]) + place * self._gap for place in range(len(widths))]
        return [QRect(left, 0, wide, high) for left, wide in zip(lefts, widths, strict=True)]

    def _below(self, width: int) -> list[QRect]:
        spots, y = [], 0
        for widget in self.shown:
            high = height_at(widget, width)
            spots.append(QRect(0, y, width, high))
            y += high + self._gap
        return spots

    def _widths(self, width: int) -> list[int]:
        pairs = zip(self.held, self._shares, strict=False)
        shares = [share for widget, share in pairs if not widget.isHidden()]
        room = width - self._gap * max(0, len(shares) - 1)
        return [room * share // sum(shares) for share in shares]
