"""What the first step shows of thanks that were given in the last huddle or since."""

from __future__ import annotations

from PySide6.QtCore import QObject

from huddle.rows.huddles import RunState
from huddle.rows.thanks import ThanksRow
from huddle.vocabulary import StepPurpose
from ui.pages.run.in_hand import InHand
from ui.pages.run.page import current_step


class Thanking(QObject):
    """Asks for them when the room comes to that step."""

    def __init__(self, in_hand: InHand) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._is_there = False

    def show(self, state: RunState) -> None:
        """Show them at the step that welcomes, and nothing at the others."""
        step = current_step(state)
        was_there = self._is_there
        self._is_there = step is not None and step.purpose is StepPurpose.WELCOME
        if not self._is_there:
            self._in_hand.page.thanks.hide()
        elif not was_there:
            ward, huddle_id = self._in_hand.desk.ward, state.huddle.id
            self._in_hand.run(
                lambda: ward.thanks.since_last(huddle_id), self._show_thanks, key="thanks"
            )

    def _show_thanks(self, rows: tuple[ThanksRow, ...]) -> None:
        if self._is_there:
            self._in_hand.page.thanks.show_thanks(rows)
