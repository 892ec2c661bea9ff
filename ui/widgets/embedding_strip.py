"""How far huddles are from being a habit: a mark for each, and the same in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.embedding import EmbeddingRow
from ui.theme.look import look, space
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import Label, secondary

_ROW = 5
"""A week of marks stands together."""


class EmbeddingStrip(QWidget):
    """A line of marks with its words; it hides itself where there is nothing to tell.

    Signals:
        certificate_asked: Somebody wants the certificate of what was reached.
    """

    certificate_asked = Signal()

    def __init__(self, object_name: str = "embedding") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._marks = _Marks()
        self._words = Label("", "strong", object_name=f"{object_name}_words")
        self._below = secondary("", f"{object_name}_below")
        self._certificate = quiet_button(_("Certificate…"), f"{object_name}_certificate")
        self._certificate.clicked.connect(self.certificate_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        row.addWidget(self._words, 1)
        row.addWidget(self._certificate)
        column.addLayout(row)
        column.addWidget(self._marks)
        column.addWidget(self._below)
        self.hide()

    def show_progress(self, progress: EmbeddingRow | None) -> None:
        """Show how far it is, or nothing where there is nothing to tell."""
        self.setVisible(progress is not None)
        if progress is None:
            return
        words = _words(progress)
        self._marks.show_marks(_filled(progress), progress.needed)
        self._words.setText(words)
        self._below.setText(_below(progress))
        self.setAccessibleName(words)
        self._certificate.setVisible(progress.reached_on is not None)


def _filled(progress: EmbeddingRow) -> int:
    return progress.needed if progress.reached_on is not None else progress.run


def _words(progress: EmbeddingRow) -> str:
    return _("{count} of {needed} huddles in {days} days").format(
        count=_filled(progress), needed=progress.needed, days=progress.within_days
    )


def _below(progress: EmbeddingRow) -> str:
    if progress.reached_on is not None:
        day = dates.in_prose(progress.reached_on)
        return _("Reached on {day}: the huddle has become a habit.").format(day=day)
    held = _("Held so often in a row on weekdays, a huddle has become a habit.")
    if progress.run == 0:
        return _("The longest row so far: {best}. The next huddle begins a new one.").format(
            best=progress.best
        )
    if progress.soonest is None:
        return held
    soonest = _("Soonest: {day}.").format(day=dates.in_prose(progress.soonest))
    return f"{held} {soonest}"


class _Marks(QWidget):
    """Rings, those of huddles held filled."""

    def __init__(self) -> None:
        super().__init__()
        self._filled = self._all = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_marks(self, filled: int, every: int) -> None:
        """Show so many, and so many of them filled."""
        self._filled, self._all = filled, every
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all marks in one line."""
        size = look().size("embedding_mark")
        return QSize(round(self._left_of(self._all)), size)

    def minimumSizeHint(self) -> QSize:
        """The same: marks are small at any text size."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks, in groups of a week."""
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = worn.size("embedding_line")
        size = worn.size("embedding_mark")
        for place in range(self._all):
            is_held = place < self._filled
            painter.setPen(QPen(worn.colour("good" if is_held else "control_border"), width))
            painter.setBrush(worn.colour("good") if is_held else Qt.BrushStyle.NoBrush)
            at = QRectF(self._left_of(place), 0, size, size)
            painter.drawEllipse(at.adjusted(width, width, -width, -width))

    def _left_of(self, place: int) -> float:
        size = look().size("embedding_mark")
        return place * (size + size / 4) + (place // _ROW) * size / 2
