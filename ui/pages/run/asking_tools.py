"""Technology in the room: tools that ask are decided about, concerns say which tool they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.rows.huddles import RunState
from huddle.rows.items import ItemRow
from huddle.rows.technology import Technology, ToolConcernRow, ToolRow
from huddle.vocabulary import StepPurpose
from ui.deciding import Deciding
from ui.pages.run.in_hand import InHand
from ui.pages.run.page import current_step
from ui.tool_concerns import ToolConcerns

if TYPE_CHECKING:
    from ui.care import Watch


class AskingTools(QObject):
    """The behaviour of the technology step, and of what an item's menu says of tools."""

    def __init__(self, in_hand: InHand, watch: Watch) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._deciding = Deciding(in_hand.page, in_hand.desk, watch)
        self._concerns = ToolConcerns(in_hand.page, in_hand.desk, watch)
        page = in_hand.page
        page.technology.decide_asked.connect(self._decide)
        page.technology.open_asked.connect(lambda tool: in_hand.desk.go("technology", tool=tool))
        page.items.tool_asked.connect(self._link)

    def show(self, state: RunState) -> None:
        """Show what asks at its step, and nothing at the others."""
        step = current_step(state)
        is_there = step is not None and step.purpose is StepPurpose.TECHNOLOGY
        panel = self._in_hand.page.technology
        panel.show_technology(state.technology if is_there else Technology())

    def _decide(self, tool: ToolRow) -> None:
        state = self._in_hand.state
        self._deciding.ask(
            tool,
            huddle_id=self._in_hand.huddle_id,
            decided_by=state.huddle.facilitator if state else "",
            then=self._in_hand.take_cursor_back,
        )

    def _link(self, item: ItemRow, said: ToolConcernRow | None) -> None:
        self._concerns.link(item.code, item.text, said, self._in_hand.take_cursor_back)
