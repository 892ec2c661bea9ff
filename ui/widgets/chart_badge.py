"""What a chart says at a glance: a small drawing, and the words beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from huddle.labels import label
from huddle.measure_words import Assurance, Side, Variation
from huddle.rules.chart_icons import TARGETS, WAVE, Icon
from huddle.rules.chart_key import Meaning, mark_of
from ui.theme.look import look, space
from ui.widgets.chart_signs import TONES, paint_mark
from ui.widgets.labels import Label

_LINE = 2.0


class _Drawing(QWidget):
    """A square in which something is drawn."""

    def __init__(self, draw: Callable[[QPainter, float], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._draw = draw
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        side = look().size("chart_badge")
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, float(self.width()))


class Badge(QWidget):
    """A drawing with its words."""

    def __init__(
        self, draw: Callable[[QPainter, float], None], words: str, object_name: str
    ) -> None:
        super().__init__()
        self.setObjectName(object_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        row.addWidget(_Drawing(draw, self))
        self._words = Label(words, "label", object_name=f"{object_name}_words", wraps=False)
        row.addWidget(self._words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()


def variation_badge(kind: Variation, side: Side | None, object_name: str) -> Badge:
    """What the last point of a chart shows.

    Args:
        kind: Its variation.
        side: On which side a rule marks it; none for common variation.
        object_name: Its name for tests.
    """

    def draw(painter: QPainter, side_length: float) -> None:
        _ring(painter, side_length, TONES[kind])
        if side is None:
            _paint(painter, side_length, WAVE)
        else:
            mark = mark_of(kind, side)
            middle = QPointF(side_length / 2, side_length / 2)
            paint_mark(painter, Meaning(mark, "", kind), mark, middle)

    return Badge(draw, label(kind), object_name)


def assurance_badge(assurance: Assurance, object_name: str) -> Badge:
    """Whether the target will be met.

    Args:
        assurance: What is known of that; not *not known*.
        object_name: Its name for tests.
    """

    def draw(painter: QPainter, side: float) -> None:
        _ring(painter, side, "ink")
        painter.setPen(QPen(look().colour("ink"), _LINE))
        _paint(painter, side, TARGETS[assurance])

    return Badge(draw, label(assurance), object_name)


def _ring(painter: QPainter, side: float, role: str) -> None:
    painter.setPen(QPen(look().colour(role), _LINE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QRectF(_LINE, _LINE, side - 2 * _LINE, side - 2 * _LINE))


def _paint(painter: QPainter, side: float, icon: Icon) -> None:
    """The lines of an icon, and dashed the target that they cross."""
    for line in icon.lines:
        painter.drawPolyline(QPolygonF([QPointF(x * side, y * side) for x, y in line]))
    if icon.target:
        painter.setPen(QPen(look().colour("ink"), _LINE / 2, Qt.PenStyle.DashLine))
        painter.drawLine(*(QPointF(x * side, y * side) for x, y in icon.target))
