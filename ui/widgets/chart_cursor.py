"""What lies over the picture of a chart: notes of changes, the target's name, and the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from huddle.rows.measures import ChartRow
from huddle.rules.chart_axes import change_places
from huddle.rules.chart_key import point_lines, target_words
from huddle.rules.plain_text import one_line
from ui.theme.look import look, space
from ui.widgets.chart_scene import ChartScene

_RING = 1.6
"""How much larger than a mark the ring around it is."""


class ChartCursor(QWidget):
    """Paints over the picture; it takes no mouse and no keys.

    Args:
        parent: The plot.
        scene: Knows where things stand.
    """

    def __init__(self, parent: QWidget, scene: ChartScene) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._scene = scene
        self._row: ChartRow | None = None
        self.at: int | None = None

    def show_chart(self, row: ChartRow) -> None:
        """Belong to this chart; the cursor is on none of its points."""
        self._row, self.at = row, None
        self.update()

    def move_to(self, at: int | None) -> None:
        """Put the cursor on a point, or take it away."""
        if at != self.at:
            self.at = at
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the notes, and the cursor last."""
        if self._row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look().font("secondary"))
        self._paint_changes(painter, self._row)
        self._paint_target(painter, self._row)
        if self.at is not None:
            self._paint_cursor(painter, self._row, self.at)

    def _paint_changes(self, painter: QPainter, row: ChartRow) -> None:
        """What changed, above the line where it did, as far as there is room to the next."""
        area, gap = self._scene.area(), space("half")
        found = change_places(row)
        places = [self._scene.place(day, 0.0).x() for day, _lines in found]
        metrics = QFontMetrics(painter.font())
        painter.setPen(look().colour("ink"))
        ends = [*places, area.right()][1:]
        for (_day, lines), left, right in zip(found, places, ends, strict=True):
            room = int(right - left - 2 * gap)
            words = metrics.elidedText(one_line(lines.why), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left + gap, area.top() - metrics.descent() - 1), words)

    def _paint_target(self, painter: QPainter, row: ChartRow) -> None:
        """The target's name where its line ends, beside the picture."""
        if row.target is None:
            return
        metrics, area = QFontMetrics(painter.font()), self._scene.area()
        words = target_words(row)
        room = QRectF(0, 0, metrics.horizontalAdvance(words) + 1, metrics.height())
        middle = self._scene.place(0.0, row.target).y()
        room.moveTopLeft(QPointF(area.right() + space("half"), middle - room.height() / 2))
        painter.setPen(look().colour("ink"))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, words)

    def _paint_cursor(self, painter: QPainter, row: ChartRow, at: int) -> None:
        """A line down to the day, a ring around the point, and what there is to say of it."""
        now, area, point = look(), self._scene.area(), row.points[at]
        middle = self._scene.place(point.on.toordinal(), point.value)
        painter.setPen(QPen(now.colour("accent"), 1))
        painter.drawLine(QPointF(middle.x(), area.top()), QPointF(middle.x(), area.bottom()))
        painter.setPen(QPen(now.colour("accent"), 2))
        radius = now.size("chart_mark") * _RING / 2
        painter.drawEllipse(middle, radius, radius)
        self._paint_bubble(painter, middle, point_lines(row, at))

    def _paint_bubble(self, painter: QPainter, middle: QPointF, said: Sequence[str]) -> None:
        now, pad = look(), space("one")
        first, rest = said[0], "\n".join(said[1:])
        strong, usual = now.font("secondary", "bold"), now.font("secondary")
        widest = min(now.size("bubble"), self.width() - 4 * pad)
        flags = Qt.TextFlag.TextWordWrap.value
        room = QRect(0, 0, widest, self.height())
        head = QFontMetrics(strong).boundingRect(room, flags, first)
        body = QFontMetrics(usual).boundingRect(room, flags, rest)
        wide, high = max(head.width(), body.width()) + 1, head.height() + body.height()
        spot = self._beside(middle, QSizeF(wide + 2 * pad, high + 2 * pad))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.colour("ink"))
        painter.drawRoundedRect(spot, space("control_radius"), space("control_radius"))
        painter.setPen(now.colour("card"))
        text = spot.toRect().adjusted(pad, pad, -pad, -pad)
        painter.setFont(strong)
        painter.drawText(text, flags, first)
        painter.setFont(usual)
        painter.drawText(text.adjusted(0, head.height(), 0, 0), flags, rest)

    def _beside(self, middle: QPointF, size: QSizeF) -> QRectF:
        """A place for the bubble that hides neither the point nor itself behind an edge."""
        away = look().size("chart_mark") * 1.5
        lowest = max(0.0, self.height() - size.height())
        x, y = middle.x() + away, min(max(0.0, middle.y() - size.height() / 2), lowest)
        if x + size.width() > self.width():
            x = middle.x() - away - size.width()
        if x < 0:
            x = max(0.0, min(middle.x(), self.width() - size.width()))
            is_high = middle.y() < self.height() / 2
            y = middle.y() + away if is_high else middle.y() - away - size.height()
        return QRectF(QPointF(x, y), size)
