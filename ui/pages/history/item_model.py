"""The list of huddles: two lines each, kept by id so that the chosen one stays chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.planning import HuddleRow
from huddle.vocabulary import HuddleStatus
from ui.theme.look import look, space
from ui.widgets.row_ground import paint_ground

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class HuddlesModel(QAbstractListModel):
    """Huddles as rows, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[HuddleRow, ...] = ()

    def huddle(self, row: int) -> HuddleRow | None:
        """The huddle of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, huddle_id: str) -> int:
        """The row of a huddle; -1 when it is not among them."""
        return next((at for at, one in enumerate(self._rows) if one.id == huddle_id), -1)

    def show_huddles(self, huddles: Sequence[HuddleRow]) -> None:
        """Show these; where only words changed, nothing else moves."""
        is_same = [one.id for one in huddles] == [one.id for one in self._rows]
        if is_same:
            self._rows = tuple(huddles)
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._rows = tuple(huddles)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many huddles."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row; also for a screen reader."""
        huddle = self.huddle(index.row())
        if huddle is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return ", ".join((when_words(huddle), about_words(huddle)))


class HuddlesDelegate(QStyledItemDelegate):
    """Paints a huddle: its day, and quietly what it was."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row with the line below it."""
        model = index.model()
        huddle = model.huddle(index.row()) if isinstance(model, HuddlesModel) else None
        if huddle is None:
            return
        painter.save()
        paint_ground(painter, option)
        area = option.rect
        self._paint_lines(
            painter, area.adjusted(space("two"), space("one"), -space("one"), 0), huddle
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        high = QFontMetrics(look().font("control", "strong")).height()
        high += QFontMetrics(look().font("secondary")).height()
        return QSize(0, high + 2 * space("one"))

    def _paint_lines(self, painter: QPainter, area: QRect, huddle: HuddleRow) -> None:
        first, second = look().font("control", "strong"), look().font("secondary")
        ends = Qt.TextElideMode.ElideRight
        metrics = QFontMetrics(first)
        painter.setFont(first)
        painter.setPen(look().colour("ink"))
        words = metrics.elidedText(when_words(huddle), ends, area.width())
        painter.drawText(area.left(), area.top() + metrics.ascent(), words)
        small = QFontMetrics(second)
        painter.setFont(second)
        is_plain = huddle.status is HuddleStatus.CLOSED
        painter.setPen(look().colour("secondary_ink" if is_plain else "caution"))
        words = small.elidedText(about_words(huddle), ends, area.width())
        painter.drawText(area.left(), area.top() + metrics.height() + small.ascent(), words)


def when_words(huddle: HuddleRow) -> str:
    """The day and time of a huddle."""
    return dates.in_table(huddle.held_on, huddle.starts_at)


def about_words(huddle: HuddleRow) -> str:
    """Its name and number, and what stands out about it."""
    words = _("{title}, number {number}").format(title=huddle.title, number=huddle.number)
    if huddle.status is HuddleStatus.NOT_HELD:
        reason = huddle.not_held_reason
        return _("{huddle}: not held, {reason}").format(huddle=words, reason=reason)
    if huddle.status is HuddleStatus.CLOSED:
        return _("{huddle}: typed in later").format(huddle=words) if huddle.ended_at else words
    return f"{words}: {label(huddle.status)}"
