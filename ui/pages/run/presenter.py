"""The Run page's behaviour: captures, reviews, goes along the steps, and loses nothing."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from huddle.clock import local
from huddle.errors import ChangedElsewhere, Environment, Refused
from huddle.i18n import _, ngettext
from huddle.rows import GapRow, HuddleRecord, ItemRow, RunState
from huddle.rules import capture_line, typed_dates
from huddle.rules.capture_line import Capture
from huddle.vocabulary import ItemKind, Presence, Review, StepPurpose, Thing, label
from ui import actions
from ui.messages import announce
from ui.pages.run.item_editor import ItemEditor
from ui.pages.run.more_time import MoreTimeDialog
from ui.pages.run.page import RunPage, current_step, step_beside
from ui.presenter import Presenter

if TYPE_CHECKING:
    from ui.desk import Desk

T = TypeVar("T")

_DRAFT_MS = 400
_CLOCK_MS = 1000
_CAPTURE = "capture"
_EDIT = "edit:"
MOST_PASTED = 200
"""Lines pasted at once; a longer list is no huddle."""


class RunPresenter(Presenter):
    """Runs one huddle at a time."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.HUDDLES, Thing.ITEMS, Thing.ATTENDANCE, Thing.PEOPLE}
    )

    def __init__(self, page: RunPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._huddle_id = ""
        self._state: RunState | None = None
        self._capture: Capture | None = None
        self._as_words: frozenset[str] = frozenset()
        self._not_due: tuple[ItemRow, ...] = ()
        self._editor: ItemEditor | None = None
        self._unsaved: dict[str, str] = {}
        self._draft_timer = self._timer(_DRAFT_MS, self._save_drafts, once=True)
        self._clock_timer = self._timer(_CLOCK_MS, self._tick, once=False)
        self._connect()
        self._bind_keys()

    def arrive(self, **what: str) -> None:
        """Show a huddle; the cursor stands where the next word goes."""
        if what.get("huddle_id", self._huddle_id) != self._huddle_id:
            self._forget()
            self._huddle_id = what["huddle_id"]
        self._clock_timer.start()
        self._is_stale = False
        huddle_id = self._huddle_id
        self._run(lambda: self.desk.ward.running.open(huddle_id), self._show_opened, key="open_run")

    def leave(self) -> None:
        """Keep what is being typed and stop the clock's display; the huddle goes on."""
        self._save_drafts()
        self._clock_timer.stop()

    def refresh(self) -> None:
        """Ask how the huddle stands."""
        huddle_id = self._huddle_id
        if huddle_id:
            self._run(lambda: self.desk.ward.running.state(huddle_id), self._show)

    # Showing

    def _show_opened(self, state: RunState) -> None:
        self.page.show_steps()
        self._show(state)
        self._bring_back_drafts(state)
        self.page.capture.line.setFocus()

    def _show(self, state: RunState) -> None:
        if state.huddle.id != self._huddle_id:
            return
        is_other_step = self._state is None or self._state.step_id != state.step_id
        self._state = state
        editors: dict[str, QWidget] = {}
        if self._editor is not None:
            editors[self._editor.item.id] = self._editor
        self.page.show_state(state, self._today, editors)
        self._show_promises(state)
        self._show_saved()
        self._tick()
        self._parse()
        if self.page.is_closing:
            self._ask_gaps()
        if is_other_step:
            step = current_step(state)
            announce(self.page, _("Step {name}").format(name=step.name if step else ""))

    def _show_promises(self, state: RunState) -> None:
        step = current_step(state)
        parked = state.parked if step and step.purpose is StepPurpose.PARKED else ()
        self.page.promises.show_promises(
            state.promises,
            today=self._today,
            not_due_count=state.not_due_count,
            not_due=self._not_due,
            done_since=state.done_since,
            parked=parked,
        )

    def _show_saved(self) -> None:
        if self._unsaved:
            return
        self.page.show_saved(_("saved"), is_well=True)

    @property
    def _today(self) -> dt.date:
        return self._local_now.date()

    @property
    def _local_now(self) -> dt.datetime:
        zone = self._state.unit.time_zone if self._state else "UTC"
        return local(self.desk.ward.clock.now(), zone)

    def _tick(self) -> None:
        state = self._state
        if state is None:
            return
        passed = 0
        if not state.is_paused:
            passed = max(0, round((self.desk.ward.clock.now() - state.as_at).total_seconds()))
        self.page.show_clocks(state.step_seconds + passed, state.running_seconds + passed)

    # The capture line

    def _parse(self) -> None:
        state, box = self._state, self.page.capture
        if state is None:
            return
        self._capture = self._understood(box.text, box.chosen_kind)
        box.show_signs(self._capture, self._next_words(state))
        cursor = box.line.cursorPosition()
        box.offer(capture_line.suggest(box.text, cursor, state.known))
        is_concern = bool(self._capture.text) and self._capture.kind is ItemKind.CONCERN
        number = state.unit.act_now_number
        words = _("Happening now? Act, and call {number} first.").format(number=number)
        self.page.show_act_now(words if is_concern and number else "")

    def _understood(self, text: str, kind: ItemKind | None) -> Capture:
        state = self._state
        if state is None:
            return Capture(typed=text, kind=ItemKind.CONCERN, text=text)
        return capture_line.parse(
            text,
            state.known,
            self._today,
            now=self._local_now.time(),
            next_huddle_on=state.next_huddle_on,
            chosen_kind=kind,
            as_words=self._as_words,
        )

    def _next_words(self, state: RunState) -> str:
        if state.next_huddle_on is None:
            return ""
        from huddle import dates  # noqa: PLC0415 - names of days, in the language in use

        return _("by the next huddle, {day}?").format(day=dates.short_day(state.next_huddle_on))

    def _typed(self, text: str) -> None:
        self._parse()
        self._note_draft(_CAPTURE, text)

    def _keep(self) -> None:
        """Keep the line. It stays in the line until it is durable."""
        state, capture, box = self._state, self._capture, self.page.capture
        if state is None or capture is None or not capture.text.strip():
            return
        typed, key, step_id = box.text, uuid.uuid4().hex, state.step_id
        self._unsaved.pop(_CAPTURE, None)
        self._run(
            lambda: self.desk.ward.running.capture(state.huddle.id, step_id, capture, key=key),
            lambda item: self._kept(item, typed),
            key="capture",
            failed=self._not_kept,
        )

    def _kept(self, item: ItemRow, typed: str) -> None:
        box = self.page.capture
        # Whatever was typed while this was being saved belongs to the next item.
        rest = box.text.removeprefix(typed) if box.text.startswith(typed) else box.text
        self._as_words = frozenset()
        if box.chosen_kind is not None:
            box.choose(box.chosen_kind)
        box.put(rest)
        self.page.show_saved(_("saved"), is_well=True)
        announce(self.page, _("{kind} kept").format(kind=label(item.kind)))

    def _not_kept(self, error: Exception) -> None:
        self._note_draft(_CAPTURE, self.page.capture.text)
        self.page.show_saved(_("not saved"), is_well=False)
        self.refused(error)

    def _remove_sign(self, typed: str) -> None:
        self._as_words |= {typed}
        self._parse()
        self.page.capture.line.setFocus()

    def _complete(self, name: str) -> None:
        box = self.page.capture
        text, cursor = capture_line.complete(box.text, box.line.cursorPosition(), name)
        box.put(text, cursor)
        box.line.setFocus()

    def _take_next(self) -> None:
        box = self.page.capture
        box.put(f"{box.text.rstrip()} due next")
        box.line.setFocus()

    def _name_person(self) -> None:
        if self._capture is not None and self._capture.unknown_owner:
            name = self._capture.unknown_owner
            self._run(
                lambda: self.desk.ward.people.add_person(name),
                lambda _person: self.page.capture.line.setFocus(),
                key="name_person",
            )

    def _pasted(self, lines: list[str]) -> None:
        if len(lines) > MOST_PASTED or any(len(line) > 10_000 for line in lines):
            self.desk.messages.warn(
                _(
                    "That is {count} lines, more than one huddle can take ({most} at once). "
                    "Nothing was put in, and your clipboard still holds it."
                ).format(count=f"{len(lines):,}", most=MOST_PASTED)
            )
            return
        self.desk.ask.confirm(
            self.page,
            title=_("Keep each line by itself?"),
            text=ngettext(
                "You pasted one long line.", "You pasted {count} lines.", len(lines)
            ).format(count=len(lines)),
            yes=_("Keep each"),
            then=lambda: self._keep_lines(lines),
        )

    def _keep_lines(self, lines: list[str]) -> None:
        state = self._state
        if state is None:
            return
        captures = [
            self._understood(line, self.page.capture.chosen_kind) for line in lines if line.strip()
        ]

        def keep_all() -> int:
            for capture in captures:
                self.desk.ward.running.capture(
                    state.huddle.id, state.step_id, capture, key=uuid.uuid4().hex
                )
            return len(captures)

        self._run(
            keep_all,
            lambda count: self.desk.messages.say(
                ngettext("One item kept.", "{count} items kept.", count).format(count=count)
            ),
            key="paste",
        )

    # Drafts

    def _note_draft(self, field: str, text: str) -> None:
        self._unsaved[field] = text
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _save_drafts(self) -> None:
        waiting, self._unsaved = self._unsaved, {}
        huddle_id = self._huddle_id
        if not waiting or not huddle_id:
            return

        def save() -> None:
            for field, text in waiting.items():
                self.desk.ward.running.save_draft(huddle_id, field, text)

        self._run(save, failed=lambda error: self._draft_failed(error, waiting))

    def _draft_failed(self, error: Exception, waiting: dict[str, str]) -> None:
        self._unsaved = {**waiting, **self._unsaved}
        self.page.show_saved(_("not saved"), is_well=False)
        if isinstance(error, Environment):
            # It is tried again with the next key; one sentence in the bar is enough meanwhile.
            self.desk.messages.warn(error.message, error.remedy)
        else:
            self.refused(error)

    def _bring_back_drafts(self, state: RunState) -> None:
        drafts = state.drafts
        if not self.page.capture.text and drafts.get(_CAPTURE):
            self.page.capture.put(drafts[_CAPTURE])
        self.page.closing.put_plus_delta(drafts.get("plus", ""), drafts.get("delta", ""))
        for field, text in drafts.items():
            item_id = field.removeprefix(_EDIT)
            item = self._item(item_id) if field.startswith(_EDIT) else None
            if item is not None and text != item.text:
                self._edit(item_id, text)
        self._unsaved.clear()

    # Items

    def _item(self, item_id: str) -> ItemRow | None:
        state = self._state
        if state is None:
            return None
        shown = (*state.items, *(promise.item for promise in state.promises), *state.parked)
        return next((item for item in shown if item.id == item_id), None)

    def _edit(self, item_id: str, text: str | None = None) -> None:
        item, state = self._item(item_id), self._state
        if item is None or state is None:
            return
        self._close_editor()
        editor = ItemEditor(item, state.known, item.text if text is None else text)
        editor.changed.connect(self._change_field)
        editor.text_typed.connect(lambda typed: self._note_draft(f"{_EDIT}{item_id}", typed))
        editor.owner_named.connect(self._name_owner)
        editor.due_typed.connect(self._change_due)
        editor.part_toggled.connect(self._toggle_part)
        editor.finished.connect(self._finish_editing)
        self._editor = editor
        if any(one.id == item_id for one in state.items if one.step_id == state.step_id):
            self.page.show_state(state, self._today, {item_id: editor})
        else:
            self.page.show_elsewhere(editor)
        editor.start()

    def _change_field(self, name: str, value: object) -> None:
        fields: dict[str, object] = {name: value}
        if name == "owner_id" and value is None:
            fields["owner_text"] = ""
        self._change(fields)

    def _change(self, fields: dict[str, object]) -> None:
        editor = self._editor
        if editor is None:
            return
        item = editor.item
        self._run(
            lambda: self.desk.ward.running.change_item(
                item.id, self._version_of(item.id, item.row_version), **fields
            ),
            lambda changed: self._changed_item(changed, fields),
            failed=lambda error: self._not_changed(error, next(iter(fields))),
        )

    def _version_of(self, item_id: str, version: int) -> int:
        """The version last seen: an earlier field of the same editor may have moved it on."""
        editor = self._editor
        is_same = editor is not None and editor.item.id == item_id
        return editor.item.row_version if is_same and editor is not None else version

    def _changed_item(self, item: ItemRow, fields: dict[str, object]) -> None:
        if self._editor is not None and self._editor.item.id == item.id:
            self._editor.show_item(item)
        if "text" in fields:
            self._note_draft(f"{_EDIT}{item.id}", "")

    def _not_changed(self, error: Exception, field: str) -> None:
        if self._editor is not None and isinstance(error, ChangedElsewhere):
            theirs = self._item(self._editor.item.id)
            said = _("Theirs: “{text}”").format(text=theirs.text) if theirs else ""
            self._editor.show_refusal("text", f"{error.message} {said}".strip())
            if theirs is not None:
                self._editor.item = theirs
        elif self._editor is not None and isinstance(error, Refused):
            self._editor.show_refusal(error.field or field, error.message)
        else:
            self.refused(error)

    def _name_owner(self, name: str) -> None:
        editor = self._editor
        if editor is None:
            return
        item_id = editor.item.id

        def add_and_give() -> ItemRow:
            person = self.desk.ward.people.add_person(name)
            row = self.desk.ward.followups.action(item_id)
            return self.desk.ward.running.change_item(item_id, row.row_version, owner_id=person.id)

        self.desk.ask.confirm(
            self.page,
            title=_("Add {name} to the people of the ward?").format(name=name),
            text=_("Nobody of that name is known yet."),
            yes=_("Add {name}").format(name=name),
            then=lambda: self._run(add_and_give, lambda row: self._changed_item(row, {})),
        )

    def _change_due(self, typed: str) -> None:
        editor, state = self._editor, self._state
        if editor is None or state is None:
            return
        if not typed:
            self._change({"due_on": None, "due_time": None})
            return
        due = typed_dates.understand(
            typed, self._today, now=self._local_now.time(), next_huddle_on=state.next_huddle_on
        )
        if due is None or due.length < len(typed):
            editor.show_refusal(
                "due",
                _("“{typed}” is no day. Try fri 14:00, 3 dec, +2d or next.").format(typed=typed),
            )
            return
        fields: dict[str, object] = {"due_on": due.due_on, "due_time": due.due_time}
        if editor.item.due_on is not None and editor.item.raised_on != self._today:
            self._ask_reason(lambda reason: self._change({**fields, "note": reason}))
        else:
            self._change(fields)

    def _ask_reason(self, then: Callable[[str], None]) -> None:
        self.desk.ask.one_line(
            self.page,
            title=_("Why does the day move?"),
            text=_("The first day is kept beside the new one."),
            label=_("Reason"),
            yes=_("Move the day"),
            then=then,
        )

    def _toggle_part(self, department_id: str, on: bool) -> None:
        editor = self._editor
        if editor is None:
            return
        running, item = self.desk.ward.running, editor.item
        part = next((one for one in item.parts if one.department_id == department_id), None)
        if on and part is None:
            self._run(lambda: running.add_part(item.id, department_id), editor.show_item)
        elif part is not None:
            part_id = part.id
            self._run(lambda: running.remove_part(part_id), editor.show_item)

    def _finish_editing(self) -> None:
        if self._editor is not None:
            self._note_draft(f"{_EDIT}{self._editor.item.id}", "")
        self._close_editor()
        self.refresh()
        self.page.capture.line.setFocus()

    def _close_editor(self) -> None:
        if self._editor is not None:
            self.page.hide_elsewhere(self._editor)
            self._editor = None
            if self._state is not None:
                self.page.show_state(self._state, self._today, {})

    def _turn(self, item_id: str, kind: str) -> None:
        self._run(lambda: self.desk.ward.running.turn_into(item_id, ItemKind(kind)))

    def _park(self, item_id: str) -> None:
        self._run(
            lambda: self.desk.ward.running.park(item_id),
            lambda _item: self.desk.messages.say(_("Parked: it is offered again next time.")),
        )

    def _take_back(self, item_id: str) -> None:
        self._run(
            lambda: self.desk.ward.running.take_back(item_id),
            lambda _none: self.desk.messages.say(_("Taken back."), action=(_("Undo"), self._undo)),
        )

    def _undo(self) -> None:
        huddle_id = self._huddle_id
        self._run(
            lambda: self.desk.ward.running.undo(huddle_id),
            lambda what: self.desk.messages.say(
                _("Undone: {what}.").format(what=what) if what else _("There is nothing to undo.")
            ),
            key="undo",
        )

    # Promises

    def _answer(self, item_id: str, answer: str) -> None:
        review = Review(answer)
        if review is Review.MORE_TIME:
            self._ask_more_time(item_id)
        elif review is Review.BLOCKED:
            self.desk.ask.one_line(
                self.page,
                title=_("What is in the way?"),
                text="",
                label=_("A few words, for whoever can free it"),
                yes=_("Mark as blocked"),
                then=lambda note: self._review(item_id, review, note),
                may_be_empty=True,
            )
        else:
            self._review(item_id, review)

    def _answer_in_hand(self, answer: Review) -> None:
        if self.page.promises.in_hand:
            self._answer(self.page.promises.in_hand, answer.value)

    def _review(
        self, item_id: str, answer: Review, note: str = "", due_on: dt.date | None = None
    ) -> None:
        huddle_id = self._huddle_id
        self._run(
            lambda: self.desk.ward.running.review(
                huddle_id, item_id, answer, note=note, due_on=due_on
            ),
            key=f"review:{item_id}",
        )
        self.page.capture.line.setFocus()

    def _ask_more_time(self, item_id: str) -> None:
        state = self._state
        if state is None:
            return
        dialog = MoreTimeDialog(self.page, self._today, state.next_huddle_on)
        dialog.chosen.connect(
            lambda day, reason: self._review(item_id, Review.MORE_TIME, reason, day)
        )
        dialog.open()

    def _show_not_due(self) -> None:
        huddle_id = self._huddle_id
        self._run(lambda: self.desk.ward.running.not_due(huddle_id), self._hold_not_due)

    def _hold_not_due(self, items: tuple[ItemRow, ...]) -> None:
        self._not_due = items
        if self._state is not None:
            self._show_promises(self._state)

    def _ask_for(self, item_id: str) -> None:
        huddle_id = self._huddle_id
        self._not_due = tuple(item for item in self._not_due if item.id != item_id)
        self._run(lambda: self.desk.ward.running.ask_for(huddle_id, item_id))

    # Steps and clocks

    def _go_to_step(self, step_id: str) -> None:
        huddle_id = self._huddle_id
        self.page.show_steps()
        self._run(
            lambda: self.desk.ward.running.go_to_step(huddle_id, step_id),
            self._at_step,
            key="step",
        )

    def _at_step(self, state: RunState) -> None:
        self._show(state)
        self.page.capture.line.setFocus()

    def _go_by(self, by: int) -> None:
        step = step_beside(self._state, by)
        if step is not None:
            self._go_to_step(step.id)
        elif by > 0:
            self._open_closing()

    def _pause(self) -> None:
        state, running, huddle_id = self._state, self.desk.ward.running, self._huddle_id
        if state is not None:
            call = running.carry_on if state.is_paused else running.pause
            self._run(lambda: call(huddle_id), self._show, key="pause")

    # Closing

    def _open_closing(self) -> None:
        self._save_drafts()
        self._visit_last_step()
        self.page.show_closing()
        self._ask_gaps()

    def _visit_last_step(self) -> None:
        """The read-back step is the end itself."""
        state, huddle_id = self._state, self._huddle_id
        if state is None or not state.steps:
            return
        last = state.steps[-1]
        if last.purpose is StepPurpose.READ_BACK and last.id != state.step_id:
            self._run(lambda: self.desk.ward.running.go_to_step(huddle_id, last.id), self._show)

    def _ask_gaps(self) -> None:
        huddle_id = self._huddle_id
        self._run(lambda: self.desk.ward.running.gaps(huddle_id), self._show_gaps)

    def _show_gaps(self, gaps: tuple[GapRow, ...]) -> None:
        state = self._state
        if state is None:
            return
        self.page.closing.show_gaps(gaps)
        new = [
            item for item in state.items if item.kind is ItemKind.ACTION and not item.is_replaced
        ]
        self.page.closing.show_read_back(new, self._today)

    def _mend_item(self, item_id: str) -> None:
        item = self._item(item_id)
        if item is None:
            return
        self.page.show_steps()
        huddle_id, step_id = self._huddle_id, item.step_id
        is_here = item.huddle_id == huddle_id and step_id is not None
        if not is_here or step_id is None:
            self.page.capture.line.setFocus()
            return
        self._run(
            lambda: self.desk.ward.running.go_to_step(huddle_id, step_id),
            lambda state: self._show_and_edit(state, item_id),
        )

    def _show_and_edit(self, state: RunState, item_id: str) -> None:
        self._show(state)
        self._edit(item_id)

    def _say_read_back(self, item_id: str, said: str) -> None:
        self._run(lambda: self.desk.ward.running.read_back(item_id, said))

    def _ask_teller(self, item_id: str) -> None:
        self.desk.ask.one_line(
            self.page,
            title=_("Who tells them?"),
            text=_("It heads the follow-ups until they have been told."),
            label=_("Name"),
            yes=_("Keep"),
            then=lambda name: self._say_read_back(item_id, name),
            start=self.desk.ward.account.name,
        )

    def _all_agreed(self) -> None:
        if self.page.is_closing:
            huddle_id = self._huddle_id
            self._run(lambda: self.desk.ward.running.all_agreed(huddle_id), self._show)

    def _close_key(self) -> None:
        if self.page.is_closing:
            self._close(prints=True)
        else:
            self._open_closing()

    def _close(self, prints: bool) -> None:
        huddle_id, closing = self._huddle_id, self.page.closing
        plus, delta = closing.plus, closing.delta
        self._unsaved.clear()
        closing.show_busy(busy=True)
        self._run(
            lambda: self.desk.ward.running.close(huddle_id, plus=plus, delta=delta),
            lambda record: self._closed(record, prints=prints),
            failed=self._not_closed,
            key="close",
        )

    def _closed(self, record: HuddleRecord, *, prints: bool) -> None:
        self.page.closing.show_busy(busy=False)
        self._forget()
        self.desk.messages.say(
            _("Huddle {number} is closed. Thank you.").format(number=record.huddle.number)
        )
        if prints:
            self.desk.go("sheet", kind="summary", huddle=record.huddle.id)
        else:
            self.desk.go("today")

    def _not_closed(self, error: Exception) -> None:
        self.page.closing.show_busy(busy=False)
        self._note_draft("plus", self.page.closing.plus)
        self._note_draft("delta", self.page.closing.delta)
        self.refused(error)

    def _back(self) -> None:
        if self.page.is_closing:
            self.page.show_steps()
            self.page.capture.line.setFocus()

    def _forget(self) -> None:
        """Let go of the huddle; what is typed in the line belonged to it and is kept as a draft."""
        self._close_editor()
        self._huddle_id = ""
        self._state = None
        self._not_due = ()
        self.page.capture.line.blockSignals(True)
        self.page.capture.put("")
        self.page.capture.line.blockSignals(False)
        self.page.closing.put_plus_delta("", "")
        self._unsaved.clear()

    # Wiring

    def _act(self, act: Callable[..., object], *what: object, **how: object) -> None:
        """Do something in the huddle in hand. It is named here and now, not when it is done."""
        huddle_id = self._huddle_id
        self._run(lambda: act(huddle_id, *what, **how))

    def _run(
        self,
        call: Callable[[], T],
        done: Callable[[T], None] | None = None,
        *,
        failed: Callable[[Exception], None] | None = None,
        key: str = "",
    ) -> None:
        self.desk.tasks.run(self.page, call, done, failed or self.refused, key=key)

    def _timer(self, interval_ms: int, call: Callable[[], None], *, once: bool) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval_ms)
        timer.setSingleShot(once)
        timer.timeout.connect(call)
        return timer

    def _connect(self) -> None:
        page, box, running = self.page, self.page.capture, self.desk.ward.running
        box.typed.connect(self._typed)
        box.keep_asked.connect(self._keep)
        box.kind_chosen.connect(lambda _kind: self._parse())
        box.sign_removed.connect(self._remove_sign)
        box.name_asked.connect(self._name_person)
        box.next_asked.connect(self._take_next)
        box.completion_chosen.connect(self._complete)
        box.lines_pasted.connect(self._pasted)
        box.undo_asked.connect(self._undo)
        page.items.edit_asked.connect(self._edit)
        page.items.turn_asked.connect(self._turn)
        page.items.park_asked.connect(self._park)
        page.items.take_back_asked.connect(self._take_back)
        page.roster.presence_asked.connect(
            lambda row, presence: self._act(running.set_presence, row, Presence(presence))
        )
        page.roster.heard_asked.connect(
            lambda row, on: self._act(running.set_heard, row, is_heard=on)
        )
        page.roster.name_added.connect(lambda name: self._act(running.add_person_to_roster, name))
        self._connect_rest()

    def _connect_rest(self) -> None:
        page, running = self.page, self.desk.ward.running
        page.promises.answered.connect(self._answer)
        page.promises.edit_asked.connect(self._edit)
        page.promises.more_asked.connect(self._show_not_due)
        page.promises.asked_for.connect(self._ask_for)
        page.promises.take_up_asked.connect(lambda item: self._act(running.take_up, item))
        page.promises.let_go_asked.connect(lambda item: self._act(running.let_go, item))
        page.step_asked.connect(self._go_to_step)
        page.pause_asked.connect(self._pause)
        page.closing_asked.connect(self._open_closing)
        page.leave_asked.connect(lambda: self.desk.go("today"))
        closing = page.closing
        closing.item_asked.connect(self._mend_item)
        closing.step_asked.connect(self._go_to_step)
        closing.said.connect(self._say_read_back)
        closing.tell_asked.connect(self._ask_teller)
        closing.all_agreed.connect(self._all_agreed)
        closing.back_asked.connect(self._back)
        closing.close_asked.connect(self._close)
        closing.typed.connect(self._note_draft)

    def _bind_keys(self) -> None:
        page, promises = self.page, self.page.promises
        for kind in ItemKind:
            actions.bind_window(page, f"kind_{kind.value}", partial(page.capture.choose, kind))
        for answer in Review:
            actions.bind_window(
                page, f"review_{answer.value}", partial(self._answer_in_hand, answer)
            )
        actions.bind_window(page, "next_promise", lambda: promises.take(1))
        actions.bind_window(page, "previous_promise", lambda: promises.take(-1))
        actions.bind_window(page, "next_step", lambda: self._go_by(1))
        actions.bind_window(page, "previous_step", lambda: self._go_by(-1))
        actions.bind_window(page, "pause", self._pause)
        actions.bind_window(page, "name_person", self._name_person)
        actions.bind_window(page, "all_agreed", self._all_agreed)
        actions.bind_window(page, "close_huddle", self._close_key)
        actions.bind(page.closing, "leave", self._back)


def open_page(desk: Desk) -> RunPresenter:
    """The page with its behaviour."""
    return RunPresenter(RunPage(), desk)
