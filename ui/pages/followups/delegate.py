"""Paints the cells of Follow-ups: words that wrap, a due day with how late it is, and chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from huddle.rows.items import ItemRow
from ui import wording
from ui.pages.followups.item_model import (
    Column,
    FollowUpsModel,
    cell_words,
    due_lines,
    line_below,
    owner_name,
    raised_lines,
    status_chips,
)
from ui.theme.look import look, space
from ui.widgets.row_ground import is_chosen, paint_ground

Index = QModelIndex | QPersistentModelIndex
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FROM_TOP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_IN_ONE_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MOST_LINES = 5


class FollowUpsDelegate(QStyledItemDelegate):
    """Paints one action's cells.

    Attributes:
        has_owner_below: Whether the owner stands below the action, there being no room beside it.
    """

    has_owner_below = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell with the line below its row."""
        model = index.model()
        item = model.item(index.row()) if isinstance(model, FollowUpsModel) else None
        if item is None or not isinstance(model, FollowUpsModel):
            return
        painter.save()
        area = QRect(option.rect)
        paint_ground(painter, option)
        inner = area.adjusted(space("one"), space("half"), -space("one"), -space("half"))
        column = Column(index.column())
        if column is Column.DUE:
            self._paint_due(painter, inner, *due_lines(item, model.today), late=item.is_overdue)
        elif column is Column.RAISED:
            self._paint_raised(painter, inner, *raised_lines(item))
        elif column is Column.STATUS:
            paint_chips(painter, inner, status_chips(item), chosen=is_chosen(option))
        else:
            self._paint_words(painter, inner, item, column, model)
        painter.restore()

    def row_height(self, item: ItemRow, action_width: int, status_width: int) -> int:
        """The height a row needs for its words and chips at these widths of their columns."""
        metrics = QFontMetrics(_font(Column.ACTION))
        wide = max(1, action_width - 2 * space("one"))
        lines = metrics.boundingRect(0, 0, wide, 10_000, int(_WRAPS), item.text).height()
        lines = min(lines, metrics.lineSpacing() * _MOST_LINES)
        small = QFontMetrics(look().font("secondary"))
        lines += small.height() * len(self._below(item))
        due = metrics.height() + small.height()
        inside = max(1, status_width - 2 * space("one"))
        chips = chip_spots(QRect(0, 0, inside, 0), status_chips(item))
        high = max((spot.bottom() + 1 for spot in chips), default=0)
        return max(lines, due, high) + 2 * space("one")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Heights are set row by row; a cell asks for nothing."""
        return QSize(0, look().size("control"))

    def _paint_due(
        self, painter: QPainter, area: QRect, day: str, below: str, *, late: bool
    ) -> None:
        font = look().font("control", "strong" if late else "regular")
        painter.setPen(look().colour("danger" if late else "ink"))
        _paint_two(painter, area, (font, day), (look().font("secondary", "strong"), below))

    def _paint_raised(self, painter: QPainter, area: QRect, day: str, huddle: str) -> None:
        font = look().font("secondary")
        painter.setPen(look().colour("secondary_ink"))
        _paint_two(painter, area, (font, day), (font, huddle))

    def _paint_words(
        self, painter: QPainter, area: QRect, item: ItemRow, column: Column, model: FollowUpsModel
    ) -> None:
        painter.setFont(_font(column))
        painter.setPen(look().colour(_ink(item, column)))
        if column is Column.ACTION:
            self._paint_action(painter, area, item)
            return
        words = owner_name(item) if column is Column.OWNER else None
        text = words or cell_words(item, column, model.today)
        painter.drawText(area, _WRAPS, text)

    def _paint_action(self, painter: QPainter, area: QRect, item: ItemRow) -> None:
        painter.setClipRect(area)
        small = look().font("secondary")
        metrics, below = QFontMetrics(small), self._below(item)
        spot = area.adjusted(0, 0, 0, -metrics.height() * len(below))
        needed = painter.fontMetrics().boundingRect(spot, int(_WRAPS), item.text).height()
        # A text longer than its row shows its beginning; opening it shows the rest.
        painter.drawText(spot, _FROM_TOP if needed > spot.height() else _WRAPS, item.text)
        painter.setFont(small)
        for place, (words, ink) in enumerate(below, start=1):
            painter.setPen(look().colour(ink))
            top = spot.bottom() + 1 + metrics.height() * (place - 1)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            line = QRect(area.left(), top, area.width(), metrics.height())
            painter.drawText(line, _IN_ONE_LINE, shown)

    def _below(self, item: ItemRow) -> list[tuple[str, str]]:
        """The lines below an action, each in its colour: its owner, its parts and its goal."""
        owner = wording.owner_words(item) if self.has_owner_below else ""
        lines = ((owner, _ink(item, Column.OWNER)), (line_below(item), "secondary_ink"))
        return [line for line in lines if line[0]]


def _paint_two(
    painter: QPainter, area: QRect, line: tuple[QFont, str], below: tuple[QFont, str]
) -> None:
    """A line, and a smaller one below it if it says anything."""
    painter.setFont(line[0])
    if not below[1]:
        painter.drawText(area, _IN_ONE_LINE, line[1])
        return
    high, low = (QFontMetrics(font).height() for font, _words in (line, below))
    top = area.top() + (area.height() - high - low) // 2
    painter.drawText(QRect(area.left(), top, area.width(), high), _IN_ONE_LINE, line[1])
    painter.setFont(below[0])
    painter.drawText(QRect(area.left(), top + high, area.width(), low), _IN_ONE_LINE, below[1])


def _font(column: Column) -> QFont:
    if column is Column.ACTION:
        return look().font("control", "medium")
    if column in (Column.CODE, Column.CARRIED):
        return look().font("secondary")
    return look().font("control")


def _ink(item: ItemRow, column: Column) -> str:
    if column is Column.OWNER and item.is_open and item.needs_name and not item.parts:
        return "caution"
    if column in (Column.ACTION, Column.OWNER):
        return "ink"
    return "secondary_ink"


def chip_spots(area: QRect, chips: Sequence[wording.ChipWords]) -> list[QRect]:
    """Where chips stand: beside one another, and in the next line when there is no room."""
    metrics = QFontMetrics(look().font("secondary", "strong"))
    high, gap = look().size("chip"), space("half")
    spots: list[QRect] = []
    x, y = area.left(), area.top()
    for words, _tone in chips:
        wide = min(metrics.horizontalAdvance(words) + high * 3 // 4, area.width())
        if x > area.left() and x + wide > area.left() + area.width():
            x, y = area.left(), y + high + gap
        spots.append(QRect(x, y, wide, high))
        x += wide + gap
    return spots


def paint_chips(
    painter: QPainter, area: QRect, chips: Sequence[wording.ChipWords], *, chosen: bool = False
) -> None:
    """Paint chips in the middle of an area's height; on the chosen row the calm ones stand out."""
    spots = chip_spots(area, chips)
    used = (spots[-1].bottom() + 1 - area.top()) if spots else 0
    down = max(0, (area.height() - used) // 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look().font("secondary", "strong"))
    for (words, tone), spot in zip(chips, spots, strict=True):
        spot.translate(0, down)
        ground = "neutral_soft" if tone == "neutral" else f"{tone}_soft"
        if chosen and tone in ("neutral", "accent"):
            ground = "card"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour(ground))
        radius = spot.height() / 2
        painter.drawRoundedRect(QRectF(spot), radius, radius)
        painter.setPen(look().colour("ink" if tone == "neutral" else tone))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), words)


def chips_width() -> int:
    """A width in which the longest usual chip fits."""
    metrics = QFontMetrics(look().font("secondary", "strong"))
    return metrics.averageCharWidth() * 22 + space("four")
