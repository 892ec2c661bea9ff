"""The Run page's behaviour: shows how the huddle stands, goes along its steps, and wires the rest.

What happens at the capture line, in an editor, with the promises and at the end stands in
`capturing`, `editing`, `reviewing` and `closing`; they share the huddle in hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer

from huddle.i18n import _
from huddle.rows.huddles import RunState
from huddle.vocabulary import ItemKind, Presence, Review, StepPurpose, Thing
from ui import actions
from ui.care import Watch
from ui.messages import announce
from ui.pages.run import capturing
from ui.pages.run.asking_tools import AskingTools
from ui.pages.run.capturing import Capturing
from ui.pages.run.clock_keeping import ClockKeeping
from ui.pages.run.closing import Closing
from ui.pages.run.drafts import Drafts
from ui.pages.run.editing import Editing
from ui.pages.run.in_hand import InHand
from ui.pages.run.likening import Likening
from ui.pages.run.looking_back import LookingBack
from ui.pages.run.page import RunPage, current_step, step_beside
from ui.pages.run.passing_on import PassingOn
from ui.pages.run.reviewing import Reviewing
from ui.pages.run.thanking import Thanking
from ui.presenter import Presenter

if TYPE_CHECKING:
    from ui.desk import Desk

_CLOCK_MS = 1000


class RunPresenter(Presenter):
    """Runs one huddle at a time."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.HUDDLES, Thing.ITEMS, Thing.ATTENDANCE, Thing.PEOPLE, Thing.TECHNOLOGY}
    )

    def __init__(self, page: RunPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._in_hand = InHand(page, desk)
        self._drafts = Drafts(self._in_hand)
        self._capturing = Capturing(self._in_hand, self._drafts)
        Likening(self._in_hand, self._capturing)
        self._watch = Watch(page, desk)
        self._editing = Editing(self._in_hand, self._drafts, self._capturing.undo, self._watch)
        self._reviewing = Reviewing(self._in_hand, self._watch)
        self._looking_back = LookingBack(self._in_hand)
        self._thanking = Thanking(self._in_hand)
        PassingOn(self._in_hand, self._watch)
        self._technology = AskingTools(self._in_hand, self._watch)
        self._closing = Closing(
            self._in_hand,
            self._drafts,
            last_words=lambda: self._capturing.last_words,
            mend=self._mend,
            forget=self._forget,
            watch=self._watch,
        )
        self._keeping = ClockKeeping(self._in_hand, self.refresh)
        self._clock_timer = QTimer(self)
        self._clock_timer.setInterval(_CLOCK_MS)
        self._clock_timer.timeout.connect(self._tick)
        self._connect()
        self._bind_keys()

    @property
    def cards(self) -> tuple[str, ...]:
        """The card of the step in hand; at the end, that of reading back."""
        state = self._in_hand.state
        step = current_step(state) if state is not None else None
        purpose = StepPurpose.READ_BACK if self.page.is_closing else step and step.purpose
        return (f"steps.{purpose}",) if purpose else ()

    def arrive(self, **what: str) -> None:
        """Show a huddle; the cursor stands where the next word goes."""
        huddle_id = what.get("huddle_id", self._in_hand.huddle_id)
        if huddle_id != self._in_hand.huddle_id:
            self._forget()
            self._in_hand.huddle_id = huddle_id
        self._clock_timer.start()
        self._is_stale = False
        running = self._in_hand.running
        # Who only takes part looks on as it is led, and takes it over from nobody.
        enter = running.open if self.desk.may("running.open") else running.state
        self._in_hand.run(lambda: enter(huddle_id), self._show_opened, key="open_run")

    def leave(self) -> None:
        """Keep what is being typed and stop the clock's display; the huddle goes on."""
        self._drafts.save()
        self._clock_timer.stop()

    def come_back(self) -> None:
        """Show the clock again, which went on meanwhile."""
        super().come_back()
        self._clock_timer.start()
        self._tick()

    def refresh(self) -> None:
        """Ask how the huddle stands."""
        huddle_id, running = self._in_hand.huddle_id, self._in_hand.running
        if huddle_id:
            self.query(lambda: running.state(huddle_id), self._show)

    # Showing

    def _show_opened(self, state: RunState) -> None:
        self.page.show_steps()
        self._show(state)
        self._capturing.bring_back(state.drafts.get(capturing.FIELD, ""))
        self._closing.bring_back(state.drafts)
        self._editing.bring_back(state.drafts)
        self._drafts.forget()
        self._in_hand.take_cursor_back()

    def _show(self, state: RunState) -> None:
        if state.huddle.id != self._in_hand.huddle_id:
            return
        before, self._in_hand.state = self._in_hand.state, state
        self._editing.let_go_of_hidden()
        self.page.show_state(state, self._in_hand.today, self._editing.editors)
        self._keeping.show(state)
        self._reviewing.show(state)
        self._looking_back.show(state)
        self._thanking.show(state)
        self._technology.show(state)
        if self._drafts.is_empty:
            self._in_hand.show_saved(is_well=True)
        self._tick()
        self._capturing.parse()
        if self.page.is_closing:
            self._closing.show()
        if before is None or before.step_id != state.step_id:
            step = current_step(state)
            announce(self.page, _("Step {name}").format(name=step.name if step else ""))
            self.explained_anew.emit()

    def _tick(self) -> None:
        state = self._in_hand.state
        if state is None or state.huddle.ended_at is not None:
            return
        passed = 0
        if not state.is_paused:
            passed = max(0, round((self.desk.ward.clock.now() - state.as_at).total_seconds()))
        self.page.show_clocks(state.step_seconds + passed, state.running_seconds + passed)

    def _forget(self) -> None:
        """Let go of the huddle; what was typed in it has been kept as its draft."""
        self._editing.close()
        self._keeping.forget()
        self._in_hand.huddle_id = ""
        self._in_hand.state = None
        self._reviewing.clear()
        self._capturing.clear()
        self._closing.bring_back({})
        self._drafts.forget()

    # Steps and clocks

    def _go_to_step(self, step_id: str) -> None:
        huddle_id, running = self._in_hand.huddle_id, self._in_hand.running
        self.page.show_steps()
        self._in_hand.run(lambda: running.go_to_step(huddle_id, step_id), self._at_step, key="step")

    def _at_step(self, state: RunState) -> None:
        self._show(state)
        self._in_hand.take_cursor_back()

    def _go_by(self, by: int) -> None:
        step = step_beside(self._in_hand.state, by)
        if step is not None:
            self._go_to_step(step.id)
        elif by > 0:
            self._open_closing()

    def _pause(self) -> None:
        state, running = self._in_hand.state, self._in_hand.running
        if state is not None and state.huddle.ended_at is None:
            self._in_hand.act(running.carry_on if state.is_paused else running.pause)

    def _open_closing(self) -> None:
        """Come to the end; a last step for the read-back is the end itself."""
        state, running = self._in_hand.state, self._in_hand.running
        if state is not None and state.steps:
            last = state.steps[-1]
            if last.purpose is StepPurpose.READ_BACK and last.id != state.step_id:
                self._in_hand.act(running.go_to_step, last.id)
        self._closing.open()

    def _leave_open(self) -> None:
        self._keeping.leave()
        self.desk.go("today")

    def _close_key(self) -> None:
        if self.page.is_closing:
            self._closing.close(prints=True)
        else:
            self._open_closing()

    def _back(self) -> None:
        if self.page.is_closing:
            self.page.show_steps()
            self._in_hand.take_cursor_back()

    def _mend(self, item_id: str) -> None:
        """Go to the step of an item and edit it there; a promise stands at the side anyway."""
        item, state = self._in_hand.item(item_id), self._in_hand.state
        if item is None or state is None:
            return
        self.page.show_steps()
        if item.huddle_id != state.huddle.id or item.step_id is None:
            self._in_hand.take_cursor_back()
            return
        huddle_id, step_id, running = state.huddle.id, item.step_id, self._in_hand.running
        self._in_hand.run(
            lambda: running.go_to_step(huddle_id, step_id),
            lambda found: self._show_and_edit(found, item_id),
        )

    def _show_and_edit(self, state: RunState, item_id: str) -> None:
        self._show(state)
        self._editing.edit(item_id)

    # Wiring

    def _connect(self) -> None:
        page, running, act = self.page, self._in_hand.running, self._in_hand.act
        page.roster.presence_asked.connect(
            lambda row, presence: act(running.set_presence, row, Presence(presence))
        )
        page.roster.heard_asked.connect(lambda row, on: act(running.set_heard, row, is_heard=on))
        page.roster.name_added.connect(lambda name: act(running.add_person_to_roster, name))
        page.step_asked.connect(self._go_to_step)
        page.pause_asked.connect(self._pause)
        page.closing_asked.connect(self._open_closing)
        page.leave_asked.connect(self._leave_open)
        page.explain_asked.connect(self.desk.explain)
        page.view_changed.connect(self.explained_anew)
        page.closing.step_asked.connect(self._go_to_step)
        page.closing.back_asked.connect(self._back)

    def _bind_keys(self) -> None:
        page = self.page
        for kind in ItemKind:
            actions.bind_window(page, f"kind_{kind.value}", partial(page.capture.choose, kind))
        for answer in Review:
            answer_it = partial(self._reviewing.answer_in_hand, answer)
            self._bind("running.review", f"review_{answer.value}", answer_it)
        self._bind("received.answer", "answer_asked", page.items.answer_first)
        self._bind("technology.decide", "decide_tool", page.technology.decide_first)
        self._bind("running.review", "next_promise", partial(self._reviewing.take, 1))
        self._bind("running.review", "previous_promise", partial(self._reviewing.take, -1))
        self._bind("running.go_to_step", "next_step", partial(self._go_by, 1))
        self._bind("running.go_to_step", "previous_step", partial(self._go_by, -1))
        self._bind("running.pause", "pause", self._pause)
        self._bind("people.add_person", "name_person", self._capturing.name_person)
        self._bind("running.all_agreed", "all_agreed", self._closing.agree_all)
        self._bind("running.close", "close_huddle", self._close_key)
        self._bind("search.find", "find", self._find)
        actions.bind(page.closing, "leave", self._back)

    def _find(self) -> None:
        self.desk.go("find", huddle_id=self._in_hand.huddle_id)

    def _bind(self, function: str, name: str, call: Callable[[], object]) -> None:
        """Have the keys of an action call something, for whoever may do it."""
        if self.desk.may(function):
            actions.bind_window(self.page, name, call)


def open_page(desk: Desk) -> RunPresenter:
    """The page with its behaviour."""
    return RunPresenter(RunPage(desk.may), desk)
