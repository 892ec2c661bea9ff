"""The cards of one column of the board: their model, and how each is painted."""

from __future__ import annotations

import datetime as dt
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
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from huddle.rows.items import ItemRow
from ui import wording
from ui.pages.followups.delegate import chip_spots, paint_chips
from ui.pages.followups.item_model import line_below, status_chips
from ui.theme.look import look, space

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MOST_LINES = 4
_LONGEST_BELOW = 60


class CardsModel(QAbstractListModel):
    """The actions of a column."""

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[ItemRow, ...] = ()
        self.today = dt.date.min

    def item(self, row: int) -> ItemRow | None:
        """The action of a card."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, item_id: str) -> int:
        """The card of an action; -1 when it is not among them."""
        return next((at for at, item in enumerate(self._items) if item.id == item_id), -1)

    def show_items(self, items: Sequence[ItemRow], today: dt.date) -> None:
        """Show these actions instead."""
        if (tuple(items), today) != (self._items, self.today):
            self.beginResetModel()
            self._items, self.today = tuple(items), today
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many cards."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """All that a card says, for a screen reader and the hint."""
        item = self.item(index.row())
        if item is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            chips = [words for words, _tone in card_chips(item)]
            due = wording.due_words(item, self.today)
            about = line_below(item)
            return ", ".join((_owner(item), item.text, due, *([about] if about else []), *chips))
        return item.text if role == Qt.ItemDataRole.ToolTipRole else None


class CardDelegate(QStyledItemDelegate):
    """Paints cards as high as their words.

    Args:
        view: The column; its width is the cards'.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height its words need at the width there is."""
        model, wide = index.model(), self._view.viewport().width()
        item = model.item(index.row()) if isinstance(model, CardsModel) else None
        if item is None or not isinstance(model, CardsModel):
            return QSize(wide, look().size("control"))
        inner = _inside(QRect(0, 0, wide, 0))
        return QSize(wide, _bottom(inner, item, model.today) + space("one") + space("half"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card: who, what, by when, and what stands out."""
        model = index.model()
        item = model.item(index.row()) if isinstance(model, CardsModel) else None
        if item is None or not isinstance(model, CardsModel):
            return
        painter.save()
        area = QRect(option.rect)
        _paint_ground(painter, area, is_chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        for spot, font, ink, words in _lines(_inside(area), item, model.today):
            painter.setFont(font)
            painter.setPen(ink)
            painter.setClipRect(spot)
            painter.drawText(spot, _WRAPS, words)
        painter.setClipping(False)
        spot = _chips_area(_inside(area), item, model.today)
        paint_chips(painter, spot, card_chips(item))
        painter.restore()


def card_chips(item: ItemRow) -> tuple[wording.ChipWords, ...]:
    """What stands out about an action on a card."""
    chips = status_chips(item)
    if item.times_carried:
        return ((wording.carried_words(item.times_carried), "neutral"), *chips)
    return chips


def _owner(item: ItemRow) -> str:
    """Who owns it; a whole without an owner is its departments'."""
    if item.parts and not item.owner_name:
        return ", ".join(item.departments)
    return wording.owner_words(item)


_Line = tuple[QRect, QFont, QColor, str]


def _lines(area: QRect, item: ItemRow, today: dt.date) -> list[_Line]:
    """Each text of a card with its place; the longest shows its beginning."""
    now = look()
    unnamed = item.is_open and item.needs_name and not item.parts
    texts = (
        (_owner(item), now.font("secondary", "bold"), "caution" if unnamed else "ink"),
        (item.text, now.font("control", "medium"), "ink"),
        (
            wording.due_words(item, today),
            now.font("secondary", "medium"),
            "danger" if item.is_overdue else "secondary_ink",
        ),
        (
            wording.beginning(line_below(item), _LONGEST_BELOW),
            now.font("secondary"),
            "secondary_ink",
        ),
    )
    lines: list[_Line] = []
    top = area.top()
    for words, font, ink in (text for text in texts if text[0]):
        metrics = QFontMetrics(font)
        high = metrics.boundingRect(0, 0, max(1, area.width()), 10_000, _WRAPS, words).height()
        high = min(high, metrics.lineSpacing() * _MOST_LINES)
        lines.append((QRect(area.left(), top, area.width(), high), font, now.colour(ink), words))
        top += high + space("half")
    return lines


def _chips_area(area: QRect, item: ItemRow, today: dt.date) -> QRect:
    top = _lines(area, item, today)[-1][0].bottom() + 1 + space("half")
    spots = chip_spots(QRect(area.left(), top, area.width(), 0), card_chips(item))
    high = spots[-1].bottom() + 1 - top if spots else 0
    return QRect(area.left(), top, area.width(), high)


def _bottom(area: QRect, item: ItemRow, today: dt.date) -> int:
    chips = _chips_area(area, item, today)
    return chips.bottom() + 1 + (space("half") if chips.height() else 0)


def _inside(area: QRect) -> QRect:
    beside, above = space("two") - space("half"), space("one")
    return area.adjusted(beside, above, -beside, 0)


def _paint_ground(painter: QPainter, area: QRect, *, is_chosen: bool) -> None:
    now = look()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(now.colour("accent" if is_chosen else "line"), 2 if is_chosen else 1)
    painter.setPen(pen)
    painter.setBrush(now.colour("card"))
    card = QRectF(area).adjusted(1, 1, -1, -1 - space("one"))
    painter.drawRoundedRect(card, space("card_radius"), space("card_radius"))
