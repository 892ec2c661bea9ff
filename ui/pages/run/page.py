"""The Run page's widgets: head, rail of steps, roster, the step in hand, promises, the end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from huddle import dates
from huddle.clock import local
from huddle.i18n import _
from huddle.rows.huddles import HuddleStepRow, RunState
from huddle.rows.items import ItemRow
from huddle.vocabulary import StepPurpose
from ui import wording
from ui.actions import shown
from ui.pages.run.asked import asked_of
from ui.pages.run.capture_box import CaptureBox
from ui.pages.run.closing_view import ClosingView
from ui.pages.run.item_list import ItemList
from ui.pages.run.like_line import LikeLine
from ui.pages.run.look_back import LookBack
from ui.pages.run.promises_panel import PromisesPanel
from ui.pages.run.roster_panel import RosterPanel
from ui.pages.run.technology_panel import TechnologyPanel
from ui.pages.run.thanks_panel import ThanksPanel
from ui.theme.look import look, space
from ui.widgets.buttons import Button, button, icon_button, main_button, quiet_button
from ui.widgets.card import Band
from ui.widgets.clock_ring import ClockRing, minutes
from ui.widgets.labels import Label, lead, quiet, secondary, strong, title
from ui.widgets.scroll import page_scroll
from ui.widgets.step_rail import StepNode, StepRail

if TYPE_CHECKING:
    from ui.desk import May

ROOM_SCALE = 1.5
"""From this text size on the page is read from 3 m: step, prompt, the last items, clocks."""
_LAST_ITEMS = 3
_LEAST_WIDTHS = {"roster": 1024, "promises": 860}
"""In a narrower page, as beside an explanation, a side folds to a button; the roster first."""


class RunPage(QWidget):
    """Fills the window while a huddle runs.

    Signals:
        step_asked: Go to this step.
        clock_asked: Keep the clock here from now on.
        pause_asked, closing_asked, leave_asked: What the head's buttons ask for.
        explain_asked: Explain this step.
        view_changed: The steps are in view, or the end.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    step_asked = Signal(str)
    clock_asked = Signal()
    pause_asked = Signal()
    closing_asked = Signal()
    leave_asked = Signal()
    explain_asked = Signal()
    view_changed = Signal()

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("run_page")
        self._may = may
        self._may_lead = may("running.go_to_step")
        self._state: RunState | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._build_head())
        self.rail = StepRail()
        self.rail.chosen.connect(self.step_asked)
        band = Band("rail_band")
        row = QHBoxLayout(band)
        row.setContentsMargins(space("two"), space("one"), space("two"), space("one"))
        row.addWidget(self.rail)
        self._rail_band = band
        outer.addWidget(band)
        self._views = QStackedWidget()
        self._views.addWidget(self._build_work())
        self.closing = ClosingView()
        self._views.addWidget(self.closing)
        self._views.currentChanged.connect(lambda _at: self.view_changed.emit())
        outer.addWidget(self._views, 1)

    @property
    def is_closing(self) -> bool:
        """Whether the end of the huddle is in view."""
        return self._views.currentWidget() is self.closing

    @property
    def _leads(self) -> bool:
        """Whether this window leads the huddle: another program may keep its clock."""
        clock = self._state.clock if self._state is not None else None
        return self._may_lead and (clock is None or clock.is_mine)

    def show_steps(self) -> None:
        """Go back from the end to the steps."""
        self._views.setCurrentIndex(0)

    def show_closing(self) -> None:
        """Show the end of the huddle."""
        self._views.setCurrentWidget(self.closing)

    def show_state(self, state: RunState, today: dt.date, editors: dict[str, QWidget]) -> None:
        """Show how the huddle stands."""
        self._state = state
        self._render_head(state)
        self._render_leading()
        self._render_step(state)
        self.roster.show_roster(state.roster)
        self._render_items(state, today, editors)
        self._fit()

    def show_elsewhere(self, editor: QWidget) -> None:
        """Show the editor of an item that was captured at another step or huddle."""
        self._elsewhere.addWidget(editor)
        editor.show()
        self._scroll.ensureWidgetVisible(editor)

    def hide_elsewhere(self, editor: QWidget) -> None:
        """Take that editor away again."""
        if self._elsewhere.indexOf(editor) >= 0:
            self._elsewhere.removeWidget(editor)
            editor.hide()
            editor.deleteLater()

    def show_clocks(self, step_seconds: int, running_seconds: int) -> None:
        """Show the step's clock and the whole one."""
        state = self._state
        if state is None:
            return
        step = current_step(state)
        planned = step.seconds if step else 0
        below = (
            _("of {time}, this step").format(time=minutes(planned)) if planned else _("this step")
        )
        self._step_clock.show_time(step_seconds, planned, below)
        whole = state.huddle.planned_seconds
        self._whole_clock.show_time(
            running_seconds, whole, _("of {time} in all").format(time=minutes(whole))
        )

    def show_saved(self, words: str, *, is_well: bool) -> None:
        """Say quietly that what was captured is durable, or that it is not."""
        self._saved.setText(words)
        self._saved.set_tone("good" if is_well else "danger")

    def show_act_now(self, words: str) -> None:
        """Say whom to call first when something is happening now."""
        self._act_now.setText(words)
        self._act_now.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the sides away where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _build_head(self) -> Band:
        band = Band("run_head")
        row = QHBoxLayout(band)
        row.setContentsMargins(space("two"), space("one"), space("two"), space("one"))
        row.setSpacing(space("two"))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = strong("", "run_title")
        self._about = secondary("", "run_about")
        self._room_step = title("", "room_step")
        words.addWidget(self._title)
        words.addWidget(self._about)
        self._clock_holder = secondary("", "clock_holder")
        words.addWidget(self._clock_holder)
        words.addWidget(self._room_step)
        row.addLayout(words, 1)
        self._saved = Label("", "label", tone="good", object_name="run_saved", wraps=False)
        row.addWidget(self._saved)
        self._paper = quiet("", "run_paper")
        row.addWidget(self._paper, 1)
        self._step_clock = ClockRing(_("Time in this step"), "step_clock")
        self._whole_clock = ClockRing(_("Time in all"), "whole_clock")
        row.addWidget(self._step_clock)
        row.addWidget(self._whole_clock)
        self._pause = quiet_button(_("Pause"), "run_pause", key=shown("pause"), run=True)
        self._pause.clicked.connect(self.pause_asked)
        row.addWidget(self._pause)
        self._take_clock = button(_("Take over the clock"), "take_clock", run=True)
        self._take_clock.clicked.connect(self.clock_asked)
        row.addWidget(self._take_clock)
        self._leave = quiet_button("", "run_leave", run=True)
        self._leave.clicked.connect(self.leave_asked)
        row.addWidget(self._leave)
        self._close = button(_("Close huddle"), "run_close", key=shown("close_huddle"), run=True)
        self._close.clicked.connect(self.closing_asked)
        row.addWidget(self._close)
        return band

    def _build_work(self) -> QWidget:
        work = QWidget()
        row = QHBoxLayout(work)
        margin = space("two")
        row.setContentsMargins(margin, margin, margin, space("one"))
        row.setSpacing(margin)
        self.roster = RosterPanel()
        row.addWidget(self.roster)
        row.addLayout(self._build_step(), 1)
        self.promises = PromisesPanel(self._may)
        row.addWidget(self.promises)
        return work

    def _build_step(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(space("one"))
        column.addLayout(self._build_step_head())
        self._prompts = lead("", "step_prompts")
        column.addWidget(self._prompts)
        self.capture = CaptureBox(names_people=self._may("people.add_person"))
        column.addWidget(self.capture)
        self._act_now = Label("", "label", tone="danger", object_name="act_now")
        self._act_now.hide()
        column.addWidget(self._act_now)
        self.like = LikeLine()
        column.addWidget(self.like)
        self._scroll = page_scroll("items_scroll", margin="half", gap="one")
        # Where the page is short of room, what was said gives way before what is being typed.
        self._scroll.setMinimumHeight(look().size("target"))
        self._empty = quiet("", "no_items")
        self.items = ItemList(self._may)
        self._elsewhere = QVBoxLayout()
        self._scroll.column.addLayout(self._elsewhere)
        self._scroll.column.addWidget(self._empty)
        self._scroll.column.addWidget(self.items)
        self._hidden = secondary("", "run_hidden")
        self._hidden.hide()
        self._scroll.column.addWidget(self._hidden)
        # Below what is being said, which must not leave the eye.
        self.look_back = LookBack()
        self.thanks = ThanksPanel()
        self._scroll.column.addWidget(self.thanks)
        self._scroll.column.addWidget(self.look_back)
        self.technology = TechnologyPanel(decides=self._may("technology.decide"))
        self._scroll.column.addWidget(self.technology)
        self._scroll.column.addStretch()
        column.addWidget(self._scroll, 1)
        column.addLayout(self._build_foot())
        return column

    def _build_step_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        self._step_name = title("", "step_name")
        head.addWidget(self._step_name, 1)
        self._led_by = quiet("", "step_led_by")
        head.addWidget(self._led_by, 1)
        self._explain = icon_button("help", "explain_step", _("Explain this step (F1)"), run=True)
        self._explain.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor alone
        self._explain.clicked.connect(self.explain_asked)
        head.addWidget(self._explain)
        return head

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        self._previous = quiet_button("", "step_previous", key=shown("previous_step"), run=True)
        self._previous.clicked.connect(lambda: self._go_by(-1))
        foot.addWidget(self._previous)
        leads = _("The facilitator goes from step to step and closes the huddle.")
        self._who_leads = quiet(leads, "run_who_leads")
        foot.addWidget(self._who_leads, 1)
        foot.addStretch()
        self._sides = {
            "roster": self._side_button(_("In the room"), "show_roster"),
            "promises": self._side_button(_("Promises due"), "show_promises"),
        }
        for shows_side in self._sides.values():
            foot.addWidget(shows_side)
        self._more = icon_button(
            "more", "run_more", _("Pause, leave open, edit what was said"), run=True
        )
        self._more.clicked.connect(self._open_more)
        foot.addWidget(self._more)
        foot.addStretch()
        self._next = main_button("", "step_next", key=shown("next_step"))
        self._next.clicked.connect(lambda: self._go_by(1))
        foot.addWidget(self._next)
        return foot

    def _open_more(self) -> None:
        """What has no room on the page that is read from afar."""
        menu = QMenu(self)
        menu.setObjectName("more_menu")
        is_paused = self._state is not None and self._state.is_paused
        if self._leads and not self._is_on_paper:
            pause = menu.addAction(_("Carry on") if is_paused else _("Pause"))
            pause.triggered.connect(self.pause_asked)
        menu.addAction(_("Explain this step (F1)")).triggered.connect(self.explain_asked)
        leave = menu.addAction(self._leave.text())
        leave.triggered.connect(self.leave_asked)
        menu.addAction(_("Explain this step")).triggered.connect(self.explain_asked)
        menu.addSeparator()
        self.items.fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._more.mapToGlobal(self._more.rect().topLeft()))

    def _go_by(self, by: int) -> None:
        step = step_beside(self._state, by)
        if step is not None:
            self.step_asked.emit(step.id)
        elif by > 0:
            self.closing_asked.emit()

    def _render_head(self, state: RunState) -> None:
        huddle = state.huddle
        self._title.setText(huddle.title)
        self._about.setText(
            _("{unit} · {day} · facilitator {name}").format(
                unit=state.unit.name,
                day=dates.in_table(huddle.held_on, huddle.starts_at),
                name=huddle.facilitator or _("not named"),
            )
        )
        self._paper.setText(_paper_words(state))
        self._pause.set_text(_("Carry on") if state.is_paused else _("Pause"))
        nodes = [
            StepNode(step.id, step.name, step.item_count, step.was_visited) for step in state.steps
        ]
        self.rail.show_steps(nodes, state.step_id)

    def _render_leading(self) -> None:
        """Offer what leads the huddle only where it is led; elsewhere say where that is."""
        leads = self._leads
        self.rail.setEnabled(leads)
        self._next.setVisible(leads)
        self._who_leads.setVisible(not leads)
        self._close.setVisible(leads and self._may("running.close"))
        leave, name = _("Back to Today"), _("Go to Today; the huddle goes on")
        if leads:
            leave, name = _("Leave open"), _("Leave the huddle open and go to Today")
        self._leave.set_text(leave, name)
        self._take_clock.setVisible(self._may_lead and not leads)

    def show_clock_holder(self, words: str) -> None:
        """Say on which computer the clock is kept; nothing where that is here."""
        self._clock_holder.setText(words)
        self._clock_holder.setVisible(bool(words))

    def _render_step(self, state: RunState) -> None:
        step = current_step(state)
        if step is None:
            return
        self._step_name.setText(step.name)
        self._room_step.setText(step.name)
        led_by = _("led by {name}").format(name=step.led_by) if step.led_by else ""
        self._led_by.setText(led_by)
        self._led_by.setVisible(bool(led_by))
        self._prompts.setText(step.prompts)
        self._prompts.setVisible(bool(step.prompts))
        before, after = step_beside(state, -1), step_beside(state, 1)
        self._previous.setVisible(before is not None and self._leads)
        if before is not None:
            words = _("Back") if self._is_room else before.name
            self._previous.set_text(f"‹ {words}", before.name)
        self._next.set_text(f"{after.name} ›" if after else _("Read back and close"))

    def _render_items(self, state: RunState, today: dt.date, editors: dict[str, QWidget]) -> None:
        items = items_of_step(state)
        if self._is_room:
            items = items[:_LAST_ITEMS]
        tools = {one.item_id: one for one in state.about_tools}
        self.items.show_items(items, today, editors, asked_of(state, items, today), tools)
        self._empty.setVisible(not items)
        self._hidden.setText(wording.hidden_words(state.hidden_count))
        self._hidden.setVisible(bool(state.hidden_count))
        step = current_step(state)
        is_read_back = step is not None and step.purpose is StepPurpose.READ_BACK
        self._empty.setText(
            _("The new actions are read back when you go on.")
            if is_read_back
            else _("Nothing said at this step yet. Type it above and press Enter.")
        )

    @property
    def _is_on_paper(self) -> bool:
        """Whether it is typed in from a paper form, and so has no clock."""
        return self._state is not None and self._state.huddle.ended_at is not None

    @property
    def _is_room(self) -> bool:
        return look().scale >= ROOM_SCALE

    def _side_button(self, words: str, object_name: str) -> Button:
        made = Button(words, object_name, role="toggle", run=True)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.toggled.connect(self._fit)
        return made

    def _fit(self) -> None:
        """With larger text the sides fold to buttons; read from afar, only what the room reads."""
        is_room = self._is_room
        for name, panel in (("roster", self.roster), ("promises", self.promises)):
            is_folded = look().scale > 1.0 or self.width() < _LEAST_WIDTHS[name]
            self._sides[name].setVisible(is_folded)
            panel.setVisible(not is_folded or self._sides[name].isChecked())
            panel.setFixedWidth(look().size(name))
        for widget in (self._title, self._about, self._leave, self._rail_band):
            widget.setVisible(not is_room)
        on_paper = self._is_on_paper
        self._paper.setVisible(on_paper)
        for clock in (self._step_clock, self._whole_clock):
            clock.setVisible(not on_paper)
        self._pause.setVisible(not is_room and not on_paper and self._leads)
        self._room_step.setVisible(is_room)
        self._more.setVisible(is_room)
        self._step_name.setVisible(not is_room)
        self._explain.setVisible(not is_room)
        self.capture.show_kinds(shown=not is_room)
        self.items.show_buttons(shown=not is_room)


def _paper_words(state: RunState) -> str:
    """Which paper form is typed in; empty for a huddle that runs here."""
    huddle = state.huddle
    if huddle.started_at is None or huddle.ended_at is None:
        return ""
    zone = state.unit.time_zone
    return _("Typing in the paper form of {day}, {began} to {ended}").format(
        day=dates.in_table(huddle.held_on),
        began=dates.clock_time(local(huddle.started_at, zone)),
        ended=dates.clock_time(local(huddle.ended_at, zone)),
    )


def current_step(state: RunState) -> HuddleStepRow | None:
    """The step the room is at."""
    return next((step for step in state.steps if step.id == state.step_id), None)


def step_beside(state: RunState | None, by: int) -> HuddleStepRow | None:
    """The step so many further along; none beyond the ends."""
    if state is None:
        return None
    ids = [step.id for step in state.steps]
    place = ids.index(state.step_id) + by if state.step_id in ids else -1
    return state.steps[place] if 0 <= place < len(ids) else None


def items_of_step(state: RunState) -> list[ItemRow]:
    """What was captured at the step in hand, newest first, without what became something else."""
    return [
        item
        for item in reversed(state.items)
        if item.step_id == state.step_id and not item.is_replaced
    ]
