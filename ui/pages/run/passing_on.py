"""What goes to other units and comes from them in a huddle: sending an item up, answering one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.rows.escalation import ReceivedRow
from huddle.rows.items import ItemRow
from ui.answering import Answering
from ui.escalating import Escalating
from ui.pages.run.in_hand import InHand

if TYPE_CHECKING:
    from ui.care import Watch


class PassingOn(QObject):
    """The behaviour of those buttons of the cards."""

    def __init__(self, in_hand: InHand, watch: Watch) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._escalating = Escalating(in_hand.page, in_hand.desk, watch)
        self._answering = Answering(in_hand.page, in_hand.desk, watch)
        in_hand.page.items.escalate_asked.connect(self._escalate)
        in_hand.page.items.answer_asked.connect(self._answer)

    def _escalate(self, item: ItemRow) -> None:
        in_hand = self._in_hand
        self._escalating.ask(item, huddle_id=in_hand.huddle_id, then=in_hand.take_cursor_back)

    def _answer(self, row: ReceivedRow) -> None:
        self._answering.ask(row, then=self._in_hand.take_cursor_back)
