"""The marks and lines of a chart as Qt draws them, in the chart itself and in its key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from huddle.measure_words import Variation
from huddle.rules.chart_key import Fill, Mark, Meaning, Shape, Stroke
from ui.theme.look import Look, look, space
from ui.widgets.labels import Label

_TALL = 0.46
"""Half the height of a triangle, as a share of its size."""
_DOT = 0.15
"""The radius of the dot inside a triangle, as a share of its size."""
_LOWER = 0.12
"""How far below its middle a triangle's weight lies."""
_MARK_EDGE = 1.4
_HOLLOW_EDGE = 2.2

TONES = {
    Variation.COMMON: "chart_common",
    Variation.IMPROVEMENT: "chart_improvement",
    Variation.CONCERN: "chart_concern",
    Variation.NEUTRAL_HIGH: "chart_neutral",
    Variation.NEUTRAL_LOW: "chart_neutral",
}
"""The colour of what a point shows."""
_STROKES: dict[Stroke, tuple[str, float, Sequence[float]]] = {
    Stroke.CENTRE: ("ink", 2.0, ()),
    Stroke.LIMIT: ("ink", 2.0, (4.0, 3.0)),
    Stroke.TRIAL: ("ink", 2.0, (1.0, 2.0)),
    Stroke.TARGET: ("ink", 2.0, (7.0, 2.5, 1.0, 2.5)),
    Stroke.CHANGE: ("chart_join", 1.0, ()),
}
"""Colour, width, and lengths of dashes and gaps in widths of the line."""


def pen_of(stroke: Stroke, now: Look) -> QPen:
    """The pen of a line of the chart."""
    role, width, dashes = _STROKES[stroke]
    pen = _pen(now.colour(role), width * now.scale)
    # Square ends would close the gaps.
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(dashes)
    return pen


def join_pen(now: Look) -> QPen:
    """The pen of the thin line from point to point."""
    return _pen(now.colour("chart_join"), now.scale)


def mark_brush(mark: Mark, kind: Variation, now: Look) -> QBrush:
    """What a mark is filled with; one that is not full hides the line behind it."""
    return QBrush(now.colour(TONES[kind] if mark.fill is Fill.FULL else "card"))


def mark_pen(mark: Mark, kind: Variation, now: Look) -> QPen:
    """The outline of a mark: none of a usual point, dark around a full triangle."""
    if mark.shape is Shape.DOT:
        return QPen(Qt.PenStyle.NoPen)
    if mark.fill is Fill.FULL:
        return _pen(now.colour("ink"), _MARK_EDGE * now.scale)
    return _pen(now.colour(TONES[kind]), _HOLLOW_EDGE * now.scale)


def mark_size(mark: Mark, now: Look) -> int:
    """How large a mark is."""
    return now.size("chart_point" if mark.shape is Shape.DOT else "chart_mark")


@cache
def outline_of(shape: Shape) -> QPainterPath:
    """The outline of a mark around its middle, of size 1."""
    path = QPainterPath()
    if shape is Shape.DOT:
        path.addEllipse(QRectF(-0.5, -0.5, 1.0, 1.0))
        return path
    up = -1.0 if shape is Shape.UP else 1.0
    corners = (QPointF(0, up * _TALL), QPointF(0.5, -up * _TALL), QPointF(-0.5, -up * _TALL))
    path.addPolygon(corners)
    path.closeSubpath()
    return path


@cache
def dot_of(shape: Shape) -> QPainterPath:
    """The dot inside a triangle."""
    lower = _LOWER if shape is Shape.UP else -_LOWER
    path = QPainterPath()
    path.addEllipse(QPointF(0.0, lower), _DOT, _DOT)
    return path


def paint_mark(painter: QPainter, meaning: Meaning, mark: Mark, middle: QPointF) -> None:
    """Draw a mark around a place."""
    now = look()
    size = mark_size(mark, now)
    painter.save()
    painter.translate(middle)
    painter.scale(size, size)
    painter.setPen(mark_pen(mark, meaning.kind, now))
    painter.setBrush(mark_brush(mark, meaning.kind, now))
    painter.drawPath(outline_of(mark.shape))
    if mark.fill is Fill.DOTTED:
        painter.fillPath(dot_of(mark.shape), now.colour(TONES[meaning.kind]))
    painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


class _Sign(QWidget):
    """A mark or a piece of a line."""

    def __init__(self, meaning: Meaning, parent: QWidget) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as a piece of a line, or as a mark."""
        now = look()
        is_mark = isinstance(self._meaning.sign, Mark)
        return QSize(now.size("icon" if is_mark else "chart_swatch"), now.size("icon"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        sign = self._meaning.sign
        if isinstance(sign, Mark):
            paint_mark(painter, self._meaning, sign, middle)
            return
        painter.setPen(pen_of(sign, look()))
        if sign is Stroke.CHANGE:
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), self.height()))
        else:
            painter.drawLine(QPointF(1, middle.y()), QPointF(self.width() - 1, middle.y()))


class KeyEntry(QWidget):
    """A mark or a line of a chart, and beside it what it is."""

    def __init__(self, meaning: Meaning, object_name: str) -> None:
        """Make an entry.

        Args:
            meaning: The mark or line, with its words.
            object_name: Its name for tests.
        """
        super().__init__()
        self.setObjectName(object_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, space("one"), 0)
        row.setSpacing(space("half"))
        row.addWidget(_Sign(meaning, self))
        self._words = Label(meaning.words, "secondary", object_name=f"{object_name}_words")
        self._words.setWordWrap(False)
        row.addWidget(self._words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()
