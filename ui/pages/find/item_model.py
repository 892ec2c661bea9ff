"""The list of what was found: its kind, its words with those that were looked for, its facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from huddle.found_words import FoundKind
from huddle.labels import label
from huddle.rows.found import FoundRow, Span
from ui.pages.find import words
from ui.theme.look import look, space
from ui.widgets.row_ground import paint_ground

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class FoundModel(QAbstractListModel):
    """What was found, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[FoundRow, ...] = ()

    def row(self, place: int) -> FoundRow | None:
        """What was found at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, row_id: str) -> int:
        """Where something stands; -1 if it was not found."""
        return next((at for at, one in enumerate(self._rows) if one.id == row_id), -1)

    def show_rows(self, rows: Sequence[FoundRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row; also for a screen reader."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.text
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        parts = (label(row.kind), row.text, row.beside, words.facts(row))
        return ", ".join(part for part in parts if part)


class FoundDelegate(QStyledItemDelegate):
    """Paints what was found: its kind at the left, its words beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row with the line below it."""
        model = index.model()
        row = model.row(index.row()) if isinstance(model, FoundModel) else None
        if row is None:
            return
        painter.save()
        paint_ground(painter, option)
        area = option.rect
        self._paint_row(painter, area.adjusted(space("two"), space("one"), -space("two"), 0), row)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line for the text, one for words that stand beside it, and one for its facts."""
        model = index.model()
        row = model.row(index.row()) if isinstance(model, FoundModel) else None
        below = (row.beside, words.facts(row)) if row is not None else ()
        lines = max(1, len(list(filter(None, below))))
        high = QFontMetrics(_text_font()).height() + lines * QFontMetrics(_small_font()).height()
        return QSize(0, high + 2 * space("one"))

    def _paint_row(self, painter: QPainter, area: QRect, row: FoundRow) -> None:
        wide = _kind_width()
        small = QFontMetrics(_small_font())
        top = area.top()
        painter.setFont(_small_font())
        painter.setPen(look().colour("secondary_ink"))
        base = top + QFontMetrics(_text_font()).ascent()
        painter.drawText(area.left(), base, label(row.kind))
        area = area.adjusted(wide, 0, 0, 0)
        painter.setPen(look().colour("ink"))
        top += _paint_marked(painter, area, top, _text_font(), *words.from_first_mark(row))
        painter.setPen(look().colour("secondary_ink"))
        if row.beside:
            top += _paint_marked(painter, area, top, _small_font(), row.beside, row.beside_marks)
        painter.setFont(_small_font())
        painter.setPen(look().colour("caution" if row.is_overdue else "secondary_ink"))
        told = small.elidedText(words.facts(row), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area.left(), top + small.ascent(), told)


def _text_font() -> QFont:
    return look().font("control")


def _small_font() -> QFont:
    return look().font("secondary")


def _kind_width() -> int:
    """As wide as the longest kind, so that the texts begin below one another."""
    metrics = QFontMetrics(_small_font())
    return max(metrics.horizontalAdvance(label(kind)) for kind in FoundKind) + space("two")


def _paint_marked(
    painter: QPainter,
    area: QRect,
    top: int,
    font: QFont,
    text: str,
    marks: Sequence[Span],
) -> int:
    """Paint one line in which some pieces are bold on a tint; returns how high it is."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    metrics = QFontMetrics(bold)
    plain = text.replace("\n", " ")
    shown = metrics.elidedText(plain, Qt.TextElideMode.ElideRight, area.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_marked(words.in_qt(shown, mark), bold) for mark in marks])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    layout.draw(painter, QPointF(area.left(), top))
    return metrics.height()


def _marked(mark: Span, bold: QFont) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    start, end = mark
    found.start, found.length = start, max(0, end - start)
    how = QTextCharFormat()
    how.setFont(bold)
    how.setBackground(look().colour("caution_soft"))
    found.format = how
    return found
