"""The cards of one step in a column; an editor can stand in place of a card."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.items import ItemRow
from huddle.rows.technology import ToolConcernRow
from ui.pages.run.item_cards import Asked, ItemCard, shortened
from ui.theme.look import space

if TYPE_CHECKING:
    from ui.desk import May


class ItemList(QWidget):
    """The cards of one step, newest first: what was just said stands under the line.

    Signals:
        edit_asked, turn_asked, park_asked, take_back_asked, bed_answered: As of `ItemCard`.
        answer_asked, escalate_asked, tool_asked: As of `ItemCard`.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    edit_asked = Signal(str)
    turn_asked = Signal(str, str)
    park_asked = Signal(str)
    take_back_asked = Signal(str)
    bed_answered = Signal(str, dict)
    answer_asked = Signal(object)
    escalate_asked = Signal(object)
    tool_asked = Signal(object, object)

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("item_list")
        self._may = may
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("one"))
        self._cards: dict[str, tuple[ItemRow, QWidget]] = {}
        self._asked: dict[str, Asked] = {}
        self._tools: dict[str, ToolConcernRow] = {}
        self._shows_buttons = True

    def answer_first(self) -> None:
        """Have the first answered that another unit asks and nobody has answered yet."""
        first = next((one for one in self._asked.values() if one.has_key), None)
        if first is not None:
            self.answer_asked.emit(first.row)

    def show_items(
        self,
        items: Sequence[ItemRow],
        today: dt.date,
        editors: dict[str, QWidget],
        asked: dict[str, Asked],
        tools: dict[str, ToolConcernRow],
    ) -> None:
        """Show these items; a card that says the same as before stays as it is.

        Args:
            items: In order.
            today: The day it is in the ward.
            editors: Editors that stand in place of their item's card, by item id.
            asked: What other units ask, by item id.
            tools: What items say of tools, by item id.
        """
        changed = _changed(self._asked, asked) | _changed(self._tools, tools)
        self._asked, self._tools = asked, tools
        for item_id in changed & set(self._cards):
            self._drop(item_id)
        wanted = {item.id for item in items}
        for gone in [item_id for item_id in self._cards if item_id not in wanted]:
            self._drop(gone)
        for place, item in enumerate(items):
            widget = self._widget_for(item, today, editors.get(item.id))
            if self._column.indexOf(widget) != place:
                self._column.insertWidget(place, widget)

    def show_buttons(self, *, shown: bool) -> None:
        """Show or hide on every card what can be done with it."""
        self._shows_buttons = shown
        for _item, widget in self._cards.values():
            if isinstance(widget, ItemCard):
                widget.show_buttons(shown=shown)

    def fill(self, menu: QMenu) -> None:
        """Put each item with what can be done with it into a menu."""
        for item, widget in self._cards.values():
            if not isinstance(widget, ItemCard):
                continue
            below = menu.addMenu(shortened(item.text))
            edit = below.addAction(_("Edit"))
            edit.setObjectName(f"edit_{item.code}")
            edit.triggered.connect(lambda _on=False, item=item: self.edit_asked.emit(item.id))
            asked = self._asked.get(item.id)
            if asked is not None and asked.is_open and self._may("received.answer"):
                answer = below.addAction(_("Answer…"))
                answer.setObjectName(f"asked_answer_{item.code}")
                answer.triggered.connect(
                    lambda _on=False, row=asked.row: self.answer_asked.emit(row)
                )
            widget.fill(below)

    def _widget_for(self, item: ItemRow, today: dt.date, editor: QWidget | None) -> QWidget:
        known = self._cards.get(item.id)
        if editor is not None:
            if known is not None and known[1] is not editor:
                self._drop(item.id)
            self._cards[item.id] = (item, editor)
            return editor
        if known is not None and known[0] == item and isinstance(known[1], ItemCard):
            return known[1]
        if known is not None:
            self._drop(item.id)
        card = ItemCard(item, today, self._asked.get(item.id), self._tools.get(item.id), self._may)
        card.show_buttons(shown=self._shows_buttons)
        card.edit_asked.connect(self.edit_asked)
        card.turn_asked.connect(self.turn_asked)
        card.park_asked.connect(self.park_asked)
        card.take_back_asked.connect(self.take_back_asked)
        card.bed_answered.connect(self.bed_answered)
        card.answer_asked.connect(self.answer_asked)
        card.escalate_asked.connect(self.escalate_asked)
        card.tool_asked.connect(self.tool_asked)
        self._cards[item.id] = (item, card)
        return card

    def _drop(self, item_id: str) -> None:
        _item, widget = self._cards.pop(item_id)
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def _changed(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    """By which item ids another thing stands now than before."""
    return {item_id for item_id in {*before, *now} if before.get(item_id) != now.get(item_id)}
