"""Going through the promises by key, and what to do with what was parked."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from huddle.i18n import _
from huddle.rows.huddles import RunState
from huddle.rows.items import ItemRow
from huddle.rules.status_changes import STATUS_AFTER
from huddle.vocabulary import Review, Status, StepPurpose
from ui.escalating import Escalating
from ui.goal_ending import ask_all_the_same
from ui.item_versions import item_saving
from ui.pages.run.in_hand import InHand
from ui.pages.run.more_time import MoreTimeDialog
from ui.pages.run.page import current_step
from ui.settling import at_once

if TYPE_CHECKING:
    from ui.care import Watch


class Reviewing(QObject):
    """The behaviour of the promises panel."""

    def __init__(self, in_hand: InHand, watch: Watch) -> None:
        super().__init__(in_hand)
        self._in_hand = in_hand
        self._escalating = Escalating(in_hand.page, in_hand.desk, watch)
        self._panel = in_hand.page.promises
        self._not_due: tuple[ItemRow, ...] = ()
        self._connect()

    def show(self, state: RunState) -> None:
        """Show what there is to go through."""
        self._panel.answers.show_answers(state.answers)
        step = current_step(state)
        parked = state.parked if step and step.purpose is StepPurpose.PARKED else ()
        self._panel.show_promises(
            state.promises,
            today=self._in_hand.today,
            not_due_count=state.not_due_count,
            not_due=self._not_due,
            done_since=state.done_since,
            parked=parked,
        )

    def clear(self) -> None:
        """Fold what is not due again."""
        self._not_due = ()

    def answer_in_hand(self, answer: Review) -> None:
        """Answer for the promise that is highlighted."""
        if self._panel.in_hand:
            self._answer(self._panel.in_hand, answer.value)

    def take(self, by: int) -> None:
        """Take the next promise in hand, or the one before."""
        self._panel.take(by)

    def _answer(self, item_id: str, answer: str) -> None:
        review = Review(answer)
        if review is Review.MORE_TIME:
            self._ask_more_time(item_id)
        elif review is Review.ESCALATE:
            self._escalate(item_id)
        elif review is Review.BLOCKED:
            self._in_hand.desk.ask.one_line(
                self._in_hand.page,
                title=_("What is in the way?"),
                text="",
                label=_("A few words, for whoever can free it"),
                yes=_("Mark as blocked"),
                then=lambda note: self._review(item_id, review, note),
                may_be_empty=True,
            )
        else:
            self._review(item_id, review)

    def _review(
        self, item_id: str, answer: Review, note: str = "", due_on: dt.date | None = None
    ) -> None:
        in_hand, item = self._in_hand, self._in_hand.item(item_id)
        if item is None:
            return
        huddle_id, running = in_hand.huddle_id, in_hand.running
        fields: dict[str, Any] = {"due_on": due_on} if due_on else {"status": STATUS_AFTER[answer]}
        if note:
            fields["note"] = note

        def review(item_id: str, version: int, **_fields: Any) -> RunState:
            return running.review(
                huddle_id, item_id, answer, note=note, due_on=due_on, row_version=version
            )

        at_once(in_hand.desk, in_hand.page, f"review:{item_id}").save(
            lambda: item_saving(in_hand.desk.ward, item, fields, review, is_act=True),
            lambda _state: None,
            in_hand.refused,
        )
        in_hand.take_cursor_back()

    def _escalate(self, item_id: str) -> None:
        item, in_hand = self._in_hand.item(item_id), self._in_hand
        if item is not None:
            then = in_hand.take_cursor_back
            self._escalating.ask(item, huddle_id=in_hand.huddle_id, then=then)

    def _tell_back(self, escalation_id: str) -> None:
        huddle_id, escalations = self._in_hand.huddle_id, self._in_hand.desk.ward.escalations
        self._in_hand.run(
            lambda: escalations.told_back(escalation_id, huddle_id), key=f"back:{escalation_id}"
        )
        self._in_hand.take_cursor_back()

    def _ask_more_time(self, item_id: str) -> None:
        state = self._in_hand.state
        if state is None:
            return
        dialog = MoreTimeDialog(self._in_hand.page, self._in_hand.said_on, state.next_huddle_on)
        dialog.chosen.connect(
            lambda day, reason: self._review(item_id, Review.MORE_TIME, reason, day)
        )
        dialog.open()

    def _show_not_due(self) -> None:
        huddle_id, running = self._in_hand.huddle_id, self._in_hand.running
        self._in_hand.run(lambda: running.not_due(huddle_id), self._hold_not_due)

    def _hold_not_due(self, items: tuple[ItemRow, ...]) -> None:
        self._not_due = items
        if self._in_hand.state is not None:
            self.show(self._in_hand.state)

    def _ask_for(self, item_id: str) -> None:
        self._not_due = tuple(item for item in self._not_due if item.id != item_id)
        self._in_hand.act(self._in_hand.running.ask_for, item_id)

    def _reach(self, goal_id: str, *, anyway: bool = False) -> None:
        """Close a goal that came back; what nothing watched is asked about first."""
        goal, in_hand = self._in_hand.item(goal_id), self._in_hand
        if goal is None:
            return
        again, change = partial(self._reach, goal_id, anyway=True), in_hand.running.change_item
        in_hand.run(
            lambda: change(goal.id, goal.row_version, anyway=anyway, status=Status.CLOSED),
            lambda _goal: in_hand.desk.messages.say(_("The goal is reached.")),
            failed=lambda error: ask_all_the_same(
                in_hand.desk, in_hand.page, error, again, in_hand.refused
            ),
        )

    def _connect(self) -> None:
        panel, running = self._panel, self._in_hand.running
        panel.answered.connect(self._answer)
        panel.answers.told_back.connect(self._tell_back)
        panel.more_asked.connect(self._show_not_due)
        panel.asked_for.connect(self._ask_for)
        panel.take_up_asked.connect(lambda item: self._in_hand.act(running.take_up, item))
        panel.reached_asked.connect(self._reach)
        panel.let_go_asked.connect(lambda item: self._in_hand.act(running.let_go, item))
