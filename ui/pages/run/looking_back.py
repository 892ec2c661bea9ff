"""What the step that looks back shows of past harm and of the measure of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.rows.changes import Changes
from huddle.rows.huddles import RunState
from huddle.vocabulary import StepPurpose, Thing
from ui.pages.run.in_hand import InHand
from ui.pages.run.look_back import Past
from ui.pages.run.page import current_step

if TYPE_CHECKING:
    from huddle.ward import Ward

_SHOWN = frozenset({Thing.MEASURES, Thing.HARM})


class LookingBack(QObject):
    """Asks for it when the room comes to that step, and whenever it changes there."""

    def __init__(self, in_hand: InHand) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._is_there = False
        in_hand.desk.changes.changed.connect(self._changed)

    def show(self, state: RunState) -> None:
        """Show it at its step, and nothing at the others."""
        was_there, self._is_there = self._is_there, _looks_back(state)
        if not self._is_there:
            self._in_hand.page.look_back.hide()
        elif not was_there:
            self._ask()

    def _ask(self) -> None:
        ward = self._in_hand.desk.ward
        self._in_hand.run(lambda: _past(ward), self._show_past, key="look_back")

    def _show_past(self, past: Past) -> None:
        if self._is_there:
            self._in_hand.page.look_back.show_past(past)

    def _changed(self, changes: Changes) -> None:
        if self._is_there and changes.things & _SHOWN:
            self._ask()


def _looks_back(state: RunState) -> bool:
    """Whether the room is at the step that looks back; where none does, at the promises."""
    step, purposes = current_step(state), {step.purpose for step in state.steps}
    looks = StepPurpose.LOOK_BACK if StepPurpose.LOOK_BACK in purposes else StepPurpose.PROMISES
    return step is not None and step.purpose is looks


def _past(ward: Ward) -> Past:
    return Past(ward.safety_cross.month(), ward.measures.of_the_day())
