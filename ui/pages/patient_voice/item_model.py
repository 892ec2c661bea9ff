"""The list of comments: read in lots as somebody scrolls, two lines of words and one of facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from huddle.rows.patient_voice import CommentRow
from ui.pages.patient_voice import words
from ui.theme.look import look, space
from ui.widgets.row_ground import paint_ground

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LINES = 2


class CommentsModel(QAbstractListModel):
    """Comments as rows; of many, those that were scrolled to.

    Signals:
        more_wanted: Somebody scrolled to the end of what is read.
    """

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[CommentRow] = []
        self._total = 0
        self._is_asking = False

    @property
    def rows(self) -> Sequence[CommentRow]:
        """What is read."""
        return self._rows

    def row(self, place: int) -> CommentRow | None:
        """The comment at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def places_of(self, ids: Sequence[str]) -> list[int]:
        """Where some comments stand, as far as they are read."""
        wanted = set(ids)
        return [at for at, row in enumerate(self._rows) if row.id in wanted]

    def show_rows(self, rows: Sequence[CommentRow], total: int) -> None:
        """Show these, of so many that there are."""
        self._is_asking = False
        self.beginResetModel()
        self._rows, self._total = list(rows), total
        self.endResetModel()

    def add_rows(self, rows: Sequence[CommentRow], total: int) -> None:
        """Show these below what is read already."""
        self._is_asking, self._total = False, total
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there is more that is not asked for."""
        return not parent.isValid() and not self._is_asking and len(self._rows) < self._total

    def fetchMore(self, _parent: Index) -> None:
        """Ask for the next lot; it comes later."""
        self._is_asking = True
        self.more_wanted.emit()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many are read."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row; also for a screen reader."""
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        return f"{row.text}, {words.facts(row)}"


class CommentsDelegate(QStyledItemDelegate):
    """Paints a comment's beginning, and quietly what is known of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row with the line below it."""
        model = index.model()
        row = model.row(index.row()) if isinstance(model, CommentsModel) else None
        if row is None:
            return
        painter.save()
        paint_ground(painter, option)
        area = option.rect.adjusted(space("two"), space("one"), -space("two"), 0)
        self._paint_row(painter, area, row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of words and one of facts."""
        high = _LINES * QFontMetrics(look().font("control")).lineSpacing()
        high += QFontMetrics(look().font("secondary")).height()
        return QSize(0, high + 2 * space("one"))

    def _paint_row(self, painter: QPainter, area: QRect, row: CommentRow) -> None:
        metrics = QFontMetrics(look().font("control"))
        high = _LINES * metrics.lineSpacing()
        painter.setFont(look().font("control"))
        painter.setPen(look().colour("ink"))
        text = " ".join(row.text.split())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _room(area.width()))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(QRectF(area.left(), area.top(), area.width(), high), shown, option)
        small = QFontMetrics(look().font("secondary"))
        painter.setFont(look().font("secondary"))
        painter.setPen(look().colour("secondary_ink" if row.theme else "caution"))
        told = small.elidedText(words.facts(row), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.left(), area.top() + high + small.ascent(), told)


def _room(width: int) -> int:
    """How much of a text fits into the lines, although words do not end where lines do."""
    return round(width * (_LINES - 0.2))
