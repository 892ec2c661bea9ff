"""What Goals does: shows them, keeps what is typed of one, and says how one ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer

from huddle.errors import Refused
from huddle.i18n import _
from huddle.measure_words import Family, MeasureRole
from huddle.rows.goals import GoalRow
from huddle.vocabulary import Status, Thing
from ui.care import Watch
from ui.goal_ending import ask_all_the_same
from ui.pages.goals.page import GoalsPage
from ui.pages.goals.saving import goal_saving
from ui.pages.goals.state import Draft, GoalEdit, GoalsState, draft_of, edit_of, values_of
from ui.presenter import Presenter
from ui.settling import at_once

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk

_DRAFT = "goal:"
_DRAFT_MS = 400

_Loaded = tuple[GoalsState, dict[str, str]]


class GoalsPresenter(Presenter):
    """The behaviour of Goals."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.MEASURES, Thing.ITEMS, Thing.PEOPLE, Thing.UNIT}
    )

    def __init__(self, page: GoalsPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._form = page.form
        self._state: GoalsState | None = None
        self._drafts: dict[str, str] | None = None
        self._wanted_id = ""
        self._goes_to: str | None = None
        self._watch = Watch(page, desk)
        self._settling = at_once(desk, page, "keep_goal")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DRAFT_MS)
        self._typing.timeout.connect(self._save_draft)
        self._connect()

    def arrive(self, **what: str) -> None:
        """Show the goals; `goal` opens one of them."""
        self._wanted_id = what.get("goal", "")
        if self._wanted_id:
            self._is_stale = True
        is_first = self._state is None
        super().arrive()
        if not is_first and not self._wanted_id:
            self._begin()

    def leave(self) -> None:
        """Keep what is being typed."""
        if self._typing.isActive():
            self._typing.stop()
            self._save_draft()

    def refresh(self) -> None:
        """Query the goals, and what can be chosen of."""
        ward, with_finished, drafts = self.desk.ward, self.page.with_finished, self._drafts
        self.query(lambda: _loaded(ward, drafts, with_finished=with_finished), self._show)

    # Showing

    def _show(self, loaded: _Loaded) -> None:
        is_first = self._state is None
        self._state, self._drafts = loaded
        if self.page.is_form_shown:
            self._show_again(self._state)
        self.page.show_goals(self._state)
        if wanted := self._wanted_id:
            self._wanted_id = ""
            self._open(wanted)
        elif self._goes_to is not None:
            self.page.begin(self._goes_to)
            self._goes_to = None
        elif is_first:
            self._begin()

    def _begin(self) -> None:
        if self.page.is_form_shown:
            self._form.begin()
        else:
            self.page.begin()

    def _show_again(self, state: GoalsState) -> None:
        """Bring the open form up to date; what is being typed in it stays."""
        form, typed = self._form, Draft(self._form.base, self._form.edit)
        if form.goal is None:
            form.show_goal(None, typed, state)
        elif goal := state.goal(form.goal.id):
            form.show_goal(goal, typed.brought_on(edit_of(goal)), state)
        else:
            self.page.show_form(shown=False)
            self._goes_to = ""

    def _add(self, family: Family) -> None:
        self._show_form(None, GoalEdit(family=family.value), family)

    def _open(self, goal_id: str) -> None:
        goal = self._state.goal(goal_id) if self._state else None
        if goal is not None:
            self._show_form(goal, edit_of(goal), goal.family)

    def _show_form(self, goal: GoalRow | None, now: GoalEdit, family: Family | None) -> None:
        """Show a goal in the form, with what was typed of it and not kept."""
        if self._state is None:
            return
        self.leave()
        self._watch.ask()
        kept = (self._drafts or {}).get(goal.id if goal else now.family, "")
        draft = draft_of(kept).brought_on(now) if kept else Draft(now, now)
        self._form.show_goal(goal, draft, self._state)
        self.page.show_form(shown=True, beside=family)
        self.page.show_goals(self._state)
        self._form.clear_errors()
        self._form.begin()

    def _leave_form(self) -> None:
        self.leave()
        if self._form.is_changed:
            self.desk.messages.say(_("What you typed waits here until you open it again."))
        self._close()

    def _close(self, goal_id: str = "") -> None:
        """Show all goals again, and go to one of them once it stands there."""
        self._goes_to = goal_id or (self._form.goal.id if self._form.goal else "")
        self.page.show_form(shown=False)
        self.ask_again()

    # Keeping

    def _keep(self) -> None:
        self._typing.stop()
        self._form.clear_errors()
        if self._state is None:
            return
        today, goal, ward = self._state.today, self._form.goal, self.desk.ward
        try:
            mine = values_of(self._form.edit, today)
            base = values_of(self._form.base, today)
        except Refused as refused:
            self._form.show_refusal(refused.message, refused.field)
            return
        kept = partial(self._kept, self._form.key)
        if goal is None:
            self._run(lambda: ward.goal_plans.add(**mine), kept)
            return
        changed = {name: value for name, value in mine.items() if value != base[name]}
        saving = goal_saving(ward, goal, base, changed, self._state)
        self._settling.save(lambda: saving, kept, self._not_kept)

    def _kept(self, key: str, goal: GoalRow) -> None:
        self._forget_draft(key)
        self.desk.messages.say(_("Kept."))
        self._close(goal.id)

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._form.show_refusal(error.message, error.field)
        else:
            self.refused(error)

    def _save_draft(self) -> None:
        form, key = self._form, self._form.key
        text = Draft(form.base, form.edit).to_json() if form.is_changed else ""
        if self._drafts is None or not self.page.is_form_shown or self._drafts.get(key, "") == text:
            return
        self._drafts[key] = text
        ward = self.desk.ward
        self.desk.tasks.run(
            self.widget,
            lambda: ward.running.save_draft(None, _DRAFT + key, text),
            None,
            self.refused,
        )

    def _forget_draft(self, key: str) -> None:
        if self._drafts and self._drafts.pop(key, ""):
            ward = self.desk.ward
            self.desk.tasks.run(
                self.widget,
                lambda: ward.running.save_draft(None, _DRAFT + key, ""),
                None,
                self.refused,
            )

    # Measures, and how it ends

    def _add_measure(self, measure_id: str, role: str) -> None:
        plans, goal = self.desk.ward.goal_plans, self._form.goal
        if goal is not None:
            self._run(lambda: plans.add_measure(goal.id, measure_id, MeasureRole(role)))

    def _remove_measure(self, measure_id: str) -> None:
        plans, goal = self.desk.ward.goal_plans, self._form.goal
        if goal is not None:
            self._run(lambda: plans.remove_measure(goal.id, measure_id))

    def _finish(self, *, anyway: bool = False) -> None:
        plans, goal = self.desk.ward.goal_plans, self._form.goal
        if goal is not None:
            self._run(
                lambda: plans.finish(goal.id, goal.row_version, anyway=anyway),
                self._ended,
                self._not_finished,
            )

    def _not_finished(self, error: Exception) -> None:
        reached = partial(self._finish, anyway=True)
        ask_all_the_same(self.desk, self.widget, error, reached, self.refused)

    def _ask_why(self) -> None:
        self.desk.ask.one_line(
            self.widget,
            title=_("Give this goal up"),
            text=_("It stays among those that are over, with the reason."),
            label=_("Why"),
            yes=_("Give it up"),
            then=self._give_it_up,
            watch=self._watch,
        )

    def _give_it_up(self, why: str) -> None:
        plans, goal = self.desk.ward.goal_plans, self._form.goal
        if goal is not None:
            self._run(lambda: plans.give_up(goal.id, goal.row_version, why), self._ended)

    def _open_again(self) -> None:
        plans, goal = self.desk.ward.goal_plans, self._form.goal
        if goal is not None:
            self._run(lambda: plans.open_again(goal.id, goal.row_version))

    def _ended(self, goal: GoalRow) -> None:
        is_reached = goal.item.status is Status.CLOSED
        self.desk.messages.say(
            _("The goal is reached.") if is_reached else _("The goal is given up.")
        )
        self._leave_form()

    def _run(
        self,
        call: Callable[[], GoalRow],
        done: Callable[[GoalRow], None] = lambda _goal: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self.desk.tasks.run(self.widget, call, done, failed or self._not_kept, key="goal")

    def _connect(self) -> None:
        page, form, go = self.page, self._form, self.desk.go
        page.add_asked.connect(self._add)
        page.open_asked.connect(self._open)
        page.measure_asked.connect(lambda measure_id: go("measures", measure=measure_id))
        page.finished_asked.connect(self.ask_again)
        form.keep_asked.connect(self._keep)
        form.left.connect(self._leave_form)
        form.edited.connect(self._typing.start)
        form.finish_asked.connect(self._finish)
        form.give_up_asked.connect(self._ask_why)
        form.open_again_asked.connect(self._open_again)
        form.measures.add_asked.connect(self._add_measure)
        form.measures.remove_asked.connect(self._remove_measure)
        form.measures.all_asked.connect(lambda: go("measures"))


def _loaded(ward: Ward, drafts: dict[str, str] | None, *, with_finished: bool) -> _Loaded:
    state = GoalsState(
        goals=ward.goal_plans.goals(with_finished=with_finished),
        known=ward.people.known(),
        measures=ward.measures.measures(),
        today=ward.today(),
    )
    if drafts is None:
        kept = ward.running.drafts(None).items()
        drafts = {key.removeprefix(_DRAFT): text for key, text in kept if key.startswith(_DRAFT)}
    return state, drafts


def open_page(desk: Desk) -> GoalsPresenter:
    """Goals at work."""
    return GoalsPresenter(GoalsPage(), desk)
