"""The table of the quarters side by side, with each share drawn between its bounds."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from huddle.i18n import _
from huddle.rows.pulse import PulseResult
from ui.pages.pulse.trend_model import TrendModel
from ui.theme.look import look, space
from ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
_WIDEST = "▲ 100%: 100 of 100"
_HALF = 0.5


class TrendTable(Table):
    """Quarters to compare; the arrow keys go from cell to cell.

    Args:
        model: What it shows.
    """

    def __init__(self, model: TrendModel) -> None:
        super().__init__("pulse_trend", _("Quarters side by side"))
        self.setWordWrap(True)
        self.setSelectionBehavior(Table.SelectionBehavior.SelectItems)
        self.setModel(model)
        self._shares = _Shares(self)
        self.setItemDelegate(self._shares)
        self.horizontalHeader().setStretchLastSection(False)
        model.modelReset.connect(self._fit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Columns and rows grow with the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        header, rows = self.horizontalHeader(), self.verticalHeader()
        rows.setMinimumSectionSize(_height())
        rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in range(header.count()):
            mode = QHeaderView.ResizeMode.Fixed if column else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if column:
                header.resizeSection(column, _width())


class _Shares(QStyledItemDelegate):
    """Paints a share in words; below it a line from none to all, with the bounds and the share."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; the questions are plain words."""
        model = index.model()
        if not index.column() or not isinstance(model, TrendModel):
            super().paint(painter, option, index)
            return
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look().colour("accent_soft"))
        area = option.rect.adjusted(space("one"), space("half"), -space("one"), -space("half"))
        result = model.result(index)
        painter.setFont(look().font("control"))
        painter.setPen(look().colour("secondary_ink" if result is None else "ink"))
        # A sign from another font would push a line that is laid out down.
        base = area.top() + QFontMetrics(painter.font()).ascent()
        painter.drawText(area.left(), base, str(index.data()))
        if result is not None and result.answered:
            _paint_bounds(painter, area, result)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for the words and the line; a question has as many lines as it needs."""
        if index.column():
            return QSize(_width(), _height())
        return super().sizeHint(option, index)


def _paint_bounds(painter: QPainter, area: QRect, result: PulseResult) -> None:
    """Draw a thin line from none to all, the bounds thick, half as a mark, the share as a dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink, dot = look().colour("ink"), space("half")
    left, wide, y = area.left() + dot, area.width() - 2 * dot, area.bottom() - space("half")

    def at(share: float) -> QPointF:
        return QPointF(left + share * wide, y)

    painter.setPen(QPen(look().colour("control_border"), 1))
    painter.drawLine(at(0), at(1))
    stroke = QPointF(0, dot + 1)
    painter.drawLine(at(_HALF) - stroke, at(_HALF) + stroke)
    painter.setPen(QPen(look().colour("control_border"), space("focus_outer")))
    painter.drawLine(at(result.lower), at(result.upper))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawEllipse(at(result.share), dot, dot)


def _width() -> int:
    metrics = QFontMetrics(look().font("control"))
    return metrics.horizontalAdvance(_WIDEST) + 2 * space("one")


def _height() -> int:
    words = QFontMetrics(look().font("control")).height()
    return words + space("three")
