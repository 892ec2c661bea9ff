"""A chart to look at, to point at and to walk through by keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from huddle.rows.measures import ChartRow
from huddle.rules.chart_key import point_lines
from ui.messages import announce
from ui.theme.look import look
from ui.widgets.chart_cursor import ChartCursor
from ui.widgets.chart_scene import ChartScene


class ChartPlot(QWidget):
    """The plot: the picture, and over it the cursor with what it says of a point."""

    def __init__(self, object_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row: ChartRow | None = None
        self.scene = ChartScene(self, f"{object_name}_picture")
        # The picture is only looked at: keys, the mouse and the wheel are for this widget.
        self.scene.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scene.widget.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scene.widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._cursor = ChartCursor(self, self.scene)

    @property
    def at(self) -> int | None:
        """The point under the cursor; none without one."""
        return self._cursor.at

    def show_chart(self, row: ChartRow) -> None:
        """Show a chart with at least one point.

        Args:
            row: The chart.
        """
        self._row = row
        self.setAccessibleName(row.measure.name)
        self.setAccessibleDescription(row.says)
        self.setFixedHeight(look().size("chart"))
        self.scene.show(row)
        self._cursor.show_chart(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture fills it."""
        super().resizeEvent(event)
        self.scene.widget.setGeometry(self.rect())
        self._cursor.setGeometry(self.rect())
        self.scene.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from point to point, Home and End to the first and the last."""
        to = self._to(Qt.Key(event.key()))
        if to is not None and self._row is not None:
            self._cursor.move_to(to)
            announce(self, "\n".join(point_lines(self._row, to)))
        elif event.key() == Qt.Key.Key_Escape and self.at is not None:
            self._cursor.move_to(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is pointed at says what it is."""
        reach = look().size("target") / 2
        self._cursor.move_to(self.scene.nearest(QPointF(event.position()), reach))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._cursor.move_to(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor goes with the focus."""
        super().focusOutEvent(event)
        self._cursor.move_to(None)

    def _to(self, key: Qt.Key) -> int | None:
        """The point that a key leads to; none for any other key."""
        last = len(self._row.points) - 1 if self._row is not None else -1
        if last < 0:
            return None
        now = self.at
        return {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Right: 0 if now is None else min(last, now + 1),
            Qt.Key.Key_Left: last if now is None else max(0, now - 1),
        }.get(key)
