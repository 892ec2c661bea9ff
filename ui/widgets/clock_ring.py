"""A clock that fills as time goes: calm, then amber, then clearly over; it never blinks."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import look, space
from ui.widgets.labels import Label

_CAUTION_FROM = 0.7
_FULL_TURN = 360 * 16


class Pace(StrEnum):
    """How a time box stands."""

    CALM = "calm"
    CAUTION = "caution"
    OVER = "over"


_TONES = {Pace.CALM: "accent", Pace.CAUTION: "caution", Pace.OVER: "danger"}


def pace(spent_seconds: int, planned_seconds: int) -> Pace:
    """How a time box stands; without one, calm."""
    if planned_seconds <= 0 or spent_seconds < planned_seconds * _CAUTION_FROM:
        return Pace.CALM
    return Pace.CAUTION if spent_seconds < planned_seconds else Pace.OVER


def minutes(seconds: int) -> str:
    """A length of time as `0:50`, or `1:02:03` from an hour on."""
    whole, rest = divmod(max(0, seconds), 60)
    hours, whole = divmod(whole, 60)
    return f"{hours}:{whole:02}:{rest:02}" if hours else f"{whole}:{rest:02}"


class _Ring(QWidget):
    """The ring alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.share = 0.0
        self.tone = "accent"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        side = look().size("ring")
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, and over it the share of time that is spent, from the top."""
        now = look()
        wide = now.size("ring_line")
        edge = wide / 2 + 1
        spot = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(now.colour("line"), wide))
        painter.drawEllipse(spot)
        pen = QPen(now.colour(self.tone), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self.share >= 1:
            painter.drawEllipse(spot)
        elif self.share > 0:
            painter.drawArc(spot, _FULL_TURN // 4, -round(self.share * _FULL_TURN))


class ClockRing(QWidget):
    """A ring, the time spent beside it, and under that a line such as "of 1:30, this step"."""

    def __init__(self, name: str, object_name: str, parent: QWidget | None = None) -> None:
        """Make a clock.

        Args:
            name: What it measures, for screen readers; they can read it, but never announce it.
            object_name: Its name for tests.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self._ring = _Ring(self)
        self._time = Label("", "clock", object_name=f"{object_name}_time", wraps=False)
        self._below = Label("", "secondary", object_name=f"{object_name}_below", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        row.addWidget(self._ring)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self._time)
        words.addWidget(self._below)
        words.addStretch()
        row.addLayout(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return f"{self._time.text()} {self._below.text()}".strip()

    def show_time(self, spent_seconds: int, planned_seconds: int, below: str = "") -> None:
        """Show how much time is spent.

        Args:
            spent_seconds: The time spent.
            planned_seconds: The time box; 0 for none.
            below: The line under the time, already translated.
        """
        at = pace(spent_seconds, planned_seconds)
        self._ring.share = spent_seconds / planned_seconds if planned_seconds > 0 else 0.0
        self._ring.tone = _TONES[at]
        self._ring.update()
        self._time.setText(minutes(spent_seconds))
        self._time.set_tone("" if at is Pace.CALM else _TONES[at])
        self._below.setText(below)
