"""Running a huddle: from its start along the steps to its close, and back if it must be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.model import Addendum, Huddle, HuddleStep, Item, Part, Record, Series
from huddle.rows.huddles import GapRow, HuddleRecord, RunState
from huddle.rows.items import ItemRow
from huddle.rules import quality_gate
from huddle.rules.capture_line import Capture
from huddle.rules.status_changes import STATUS_AFTER
from huddle.services import beginning, drafts, holding, items, records, roster, timing, waiting
from huddle.services.carrying import BEGAN_ON_PAPER
from huddle.services.guarded import Service
from huddle.services.holding import Seat
from huddle.services.inbox import Inbox
from huddle.services.people import found
from huddle.services.reading import guard_in, item_row, item_rows
from huddle.services.run_state import MOST_SHOWN, open_actions, run_state
from huddle.services.setting_up import check_version
from huddle.services.undo import Undo
from huddle.store.session import Store
from huddle.store.transaction import Writer
from huddle.vocabulary import HuddleStatus, ItemKind, Presence, Review, Status

_AGREED = "agreed"

# Each capture asks this.
_PLACE = (
    select(col(Huddle.series_id), col(HuddleStep.stage_id), col(Huddle.held_on), BEGAN_ON_PAPER)
    .join(HuddleStep, col(HuddleStep.huddle_id) == col(Huddle.id))
    .where(
        col(HuddleStep.id) == bindparam("step_id"),
        col(Huddle.id) == bindparam("huddle_id"),
        col(Huddle.status) == HuddleStatus.RUNNING.value,
        col(Huddle.deleted_at).is_(None),
    )
)


class Running(Service, called="running"):
    """What a room does with a huddle. One object keeps what can be undone while it lives."""

    def __init__(self, store: Store, inbox: Inbox, seat: Seat) -> None:
        super().__init__(store)
        self._inbox = inbox
        self._seat = seat
        self._undo = Undo(store)

    def start(self, series_id: str, at: dt.time | None = None) -> RunState:
        """Start a series' huddle of one of today's times, or open it where it runs already.

        Without a time it is the nearest that is still to be held.

        Raises:
            Refused: The agenda has no steps, or that huddle was held or explained already.
        """
        self._inbox.read_in()
        with self._store.write() as writer:
            huddle = beginning.open_or_begin(writer, found(writer, Series, series_id), at)
        return self.state(huddle.id)

    def open(self, huddle_id: str) -> RunState:
        """Resume a huddle that was left open; while another program keeps its clock, look on."""
        with self._store.write() as writer:
            huddle = _running(writer, huddle_id)
            # Whoever types a paper form in did not lead that huddle.
            if huddle.ended_at is None and holding.is_free(writer, huddle_id, self._seat):
                holding.hold(writer, huddle, self._seat)
                me = records.account_name(writer, writer.account_id)
                writer.change(huddle, facilitator=me)
                if huddle.step_entered_at is None and huddle.paused_at is None:
                    writer.change(huddle, step_entered_at=writer.now)
        return self.state(huddle_id)

    def state(self, huddle_id: str) -> RunState:
        """Everything the Run page shows."""
        with self._store.read() as reader:
            huddle = found(reader, Huddle, huddle_id)
            shown = run_state(reader, huddle, self._undo.label(huddle_id))
            return replace(shown, clock=holding.holder(reader, huddle_id, self._seat))

    def go_to_step(self, huddle_id: str, step_id: str) -> RunState:
        """Go to a step; the time spent in the one before is kept."""
        with self._store.write() as writer:
            huddle = self._led(writer, huddle_id)
            timing.go_on(writer, huddle, found(writer, HuddleStep, step_id))
        return self.state(huddle_id)

    def pause(self, huddle_id: str) -> RunState:
        """Stop both clocks for a while."""
        with self._store.write() as writer:
            timing.pause(writer, self._led(writer, huddle_id))
        return self.state(huddle_id)

    def carry_on(self, huddle_id: str) -> RunState:
        """Let the clocks go on after a pause."""
        with self._store.write() as writer:
            timing.end_pause(writer, self._led(writer, huddle_id))
        return self.state(huddle_id)

    def _led(self, writer: Writer, huddle_id: str) -> Huddle:
        """A running huddle that no other program leads."""
        holding.refuse_others(writer, huddle_id, self._seat)
        return _running(writer, huddle_id)

    # What is said

    def capture(self, huddle_id: str, step_id: str, capture: Capture, *, key: str) -> ItemRow:
        """Keep what was typed, durably, before it is shown as kept.

        Args:
            huddle_id: The huddle.
            step_id: The step the room is at.
            capture: The line, understood.
            key: Unique for each press of Enter, so that a double press keeps one item.
        """
        try:
            with self._undoable(huddle_id, N_("the last item")) as writer:
                item = _keep(writer, huddle_id, step_id, capture, key)
                drafts.drop(writer, huddle_id, "capture")
                return item_row(writer, item)
        except IntegrityError:
            with self._store.read() as reader:
                return item_row(reader, items.kept_by(reader, key))

    def capture_all(self, huddle_id: str, step_id: str, captures: Sequence[Capture]) -> int:
        """Keep several lines at once: all of them, or none.

        Returns:
            How many were kept.
        """
        with self._undoable(huddle_id, N_("the pasted lines")) as writer:
            for capture in captures:
                _keep(writer, huddle_id, step_id, capture)
        return len(captures)

    def change_item(
        self, item_id: str, row_version: int, *, anyway: bool = False, **fields: Any
    ) -> ItemRow:
        """Change fields of an item where it stands.

        Args:
            item_id: The item.
            row_version: The version it was read at.
            anyway: Whether a goal is reached although nothing watched what it cost elsewhere.
            fields: What changes.

        Raises:
            Refused: At `anyway`, while no balancing measure tells of a goal that is to be closed.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.read() as reader:
            huddle_id = found(reader, Item, item_id).huddle_id or ""
        with self._act(huddle_id, N_("the last change")) as writer:
            item = found(writer, Item, item_id)
            check_version(item.row_version, row_version)
            return item_row(writer, items.change(writer, item, fields, anyway=anyway))

    def name_owner(self, item_id: str, name: str) -> ItemRow:
        """Make an owner that nobody knew a person of the ward."""
        with self._store.write() as writer:
            item = found(writer, Item, item_id)
            return item_row(writer, items.name_owner(writer, item, name))

    def turn_into(self, item_id: str, kind: ItemKind) -> ItemRow:
        """Turn an item into another kind, keeping the link."""
        with self._act_on(item_id, N_("turning it")) as (writer, item):
            return item_row(writer, items.turn(writer, item, kind))

    def park(self, item_id: str) -> ItemRow:
        """Take an item off-line: it is offered again next time."""
        with self._act_on(item_id, N_("parking it")) as (writer, item):
            if item.kind == ItemKind.CONCERN:
                return item_row(writer, writer.change(item, status=Status.PARKED.value))
            return item_row(writer, items.turn(writer, item, ItemKind.PARKED))

    def take_up(self, huddle_id: str, item_id: str) -> RunState:
        """Bring a parked item, or a goal that came back, into this huddle."""
        with self._act(huddle_id, N_("taking it up")) as writer:
            waiting.take_up(writer, found(writer, Item, item_id), _running(writer, huddle_id))
        return self.state(huddle_id)

    def let_go(self, huddle_id: str, item_id: str) -> RunState:
        """Offer a parked item, or a goal that came back, no more."""
        with self._act(huddle_id, N_("letting it go")) as writer:
            waiting.let_go(writer, found(writer, Item, item_id))
        return self.state(huddle_id)

    def take_back(self, item_id: str) -> None:
        """Take back an item that was captured by mistake."""
        with self._act_on(item_id, N_("taking it back")) as (writer, item):
            items.take_back(writer, item)

    def add_part(self, item_id: str, department_id: str, owner_id: str | None = None) -> ItemRow:
        """Give a department its part of an action."""
        with self._act_on(item_id, N_("the last part")) as (writer, item):
            items.add_part(writer, item, department_id, owner_id)
            return item_row(writer, item)

    def change_part(
        self,
        part_id: str,
        row_version: int,
        *,
        owner_id: str | None,
        status: Status,
        due_on: dt.date | None,
    ) -> ItemRow:
        """Change a department's part of an action."""
        with self._store.write() as writer:
            part = found(writer, Part, part_id)
            timing.as_held(writer, found(writer, Item, part.item_id).huddle_id or "")
            item = items.change_part(
                writer, part, row_version, owner_id=owner_id, status=status.value, due_on=due_on
            )
            return item_row(writer, item)

    def remove_part(self, part_id: str) -> ItemRow:
        """Take a department's part away."""
        with self._store.write() as writer:
            return item_row(writer, items.remove_part(writer, found(writer, Part, part_id)))

    # Undo

    def undo(self, huddle_id: str) -> str:
        """Take back the last act in a huddle.

        Returns:
            What was taken back, in words; empty when there is nothing.

        Raises:
            Refused: Somebody changed the same thing since.
        """
        return self._undo.take_back(huddle_id)

    @contextmanager
    def _act(self, huddle_id: str, label: str, *, answered_for: str = "") -> Iterator[Writer]:
        """A write that can be undone, and that counts as said when the huddle was held."""
        with self._undoable(huddle_id, label, answered_for) as writer:
            timing.as_held(writer, huddle_id)
            yield writer

    @contextmanager
    def _undoable(self, huddle_id: str, label: str, answered_for: str = "") -> Iterator[Writer]:
        with self._store.write() as writer:
            yield writer
        self._undo.note(huddle_id, label, writer, answered_for)

    @contextmanager
    def _act_on(self, item_id: str, label: str) -> Iterator[tuple[Writer, Item]]:
        with self._store.read() as reader:
            huddle_id = found(reader, Item, item_id).huddle_id or ""
        with self._act(huddle_id, label) as writer:
            yield writer, found(writer, Item, item_id)

    # Who is there

    def set_presence(self, huddle_id: str, roster_id: str, presence: Presence) -> RunState:
        """Mark a department or person as here or with apologies."""
        with self._act(huddle_id, N_("the last mark")) as writer:
            roster.set_presence(writer, roster_id, presence)
        return self.state(huddle_id)

    def set_heard(self, huddle_id: str, roster_id: str, *, is_heard: bool) -> RunState:
        """Mark a department as heard: it spoke, or was asked and had nothing to add."""
        with self._act(huddle_id, N_("the last mark")) as writer:
            roster.set_heard(writer, roster_id, is_heard=is_heard)
        return self.state(huddle_id)

    def add_person_to_roster(self, huddle_id: str, name: str) -> RunState:
        """Mark somebody as here by name; a new name becomes a person."""
        with self._act(huddle_id, N_("the last mark")) as writer:
            roster.add_person(writer, huddle_id, name)
        return self.state(huddle_id)

    # Promises

    def review(
        self,
        huddle_id: str,
        item_id: str,
        answer: Review,
        *,
        note: str = "",
        due_on: dt.date | None = None,
        row_version: int | None = None,
    ) -> RunState:
        """Answer for a promise: done, still going, blocked, or more time with a day and a reason.

        Raises:
            Refused: More time was asked without a day or a reason.
            ChangedElsewhere: Somebody changed it since it was read at `row_version`.
        """
        with self._act(huddle_id, N_("the last answer"), answered_for=item_id) as writer:
            _running(writer, huddle_id)
            item = found(writer, Item, item_id)
            check_version(item.row_version, row_version or item.row_version)
            if answer is Review.ESCALATE:
                raise Refused(_("Say who receives it and what you ask for."))
            fields: dict[str, Any] = {"note": note} if note else {}
            if answer is Review.MORE_TIME:
                if due_on is None:
                    raise Refused(_("Choose the new day."), "due_on")
                fields.update(due_on=due_on, note=note)
            else:
                fields["status"] = STATUS_AFTER[answer]
            items.change(writer, item, fields)
            items.log(writer, item, "review", huddle_id=huddle_id, answer=answer.value, note=note)
        return self.state(huddle_id)

    def ask_for(self, huddle_id: str, item_id: str) -> RunState:
        """Go through an action in this huddle although it is not due."""
        with self._act(huddle_id, N_("asking for it")) as writer:
            writer.change(found(writer, Item, item_id), asked_for_in=huddle_id)
        return self.state(huddle_id)

    def not_due(self, huddle_id: str) -> tuple[ItemRow, ...]:
        """The open actions of the series that this huddle does not go through by itself."""
        with self._store.read() as reader:
            huddle = found(reader, Huddle, huddle_id)
            state = run_state(reader, huddle)
            shown = {row.item.id for row in state.promises}
            left = [item for item in open_actions(reader, huddle) if item.id not in shown]
            return item_rows(reader, left[:MOST_SHOWN])

    # Closing

    def gaps(self, huddle_id: str) -> tuple[GapRow, ...]:
        """What is missing, as warnings that never block."""
        with self._store.read() as reader:
            state = run_state(reader, found(reader, Huddle, huddle_id))
            guard = guard_in(reader)
        return quality_gate.gaps(
            state.steps,
            state.roster,
            records.visible(state.items),
            state.promises,
            state.drafts,
            guard,
        )

    def read_back(self, item_id: str, said: str) -> ItemRow:
        """Mark an action as agreed by its owner, or who tells them.

        Args:
            item_id: The action.
            said: `agreed`, or the name of whoever tells the owner; empty to take the mark away.
        """
        with self._act_on(item_id, N_("the last mark")) as (writer, item):
            return item_row(writer, writer.change(item, read_back=said.strip()))

    def all_agreed(self, huddle_id: str) -> RunState:
        """Mark every action of this huddle that has no mark yet as agreed."""
        with self._act(huddle_id, N_("all agreed")) as writer:
            for item in records.captured(writer, huddle_id):
                if item.kind == ItemKind.ACTION and not item.read_back and not item.turned_into_id:
                    writer.change(item, read_back=_AGREED)
        return self.state(huddle_id)

    def close(
        self,
        huddle_id: str,
        *,
        plus: str = "",
        delta: str = "",
        last_words: Capture | None = None,
    ) -> HuddleRecord:
        """Close a huddle and freeze its record.

        Args:
            huddle_id: The huddle.
            plus: What went well.
            delta: What to do differently.
            last_words: What still stood in the capture line; it is kept like all that was said.

        Raises:
            Refused: It is closed already, or another program keeps its clock.
        """
        from huddle.model.base import TEXT_LENGTH  # noqa: PLC0415 - at first write

        if max(len(plus), len(delta)) > TEXT_LENGTH:
            raise Refused(_("That is too long for one huddle. Shorten it; it is kept here."))
        with self._store.write() as writer:
            huddle = self._led(writer, huddle_id)
            holding.let_go(writer, huddle_id)
            timing.as_held(writer, huddle_id)
            if last_words is not None:
                _keep(writer, huddle_id, huddle.step_id or "", last_words)
            timing.end_pause(writer, huddle)
            timing.leave_step(writer, huddle)
            writer.change(
                huddle,
                status=HuddleStatus.CLOSED.value,
                closed_at=huddle.ended_at or writer.now,
                step_entered_at=None,
                plus=plus.strip(),
                delta=delta.strip(),
            )
            drafts.drop_all(writer, huddle_id)
            with writer.whole():
                made = records.live_record(writer, huddle)
            writer.add_plain(
                Record, huddle_id=huddle_id, made_at=writer.now, body=records.to_json(made)
            )
            self._undo.forget(huddle_id)
            return records.record(writer, huddle)

    def add_addendum(self, huddle_id: str, text: str) -> HuddleRecord:
        """Add a dated correction to a closed huddle; its record stays as it was."""
        from huddle.model.inputs import TextInput, validated  # noqa: PLC0415 - at first write

        values = validated(TextInput, text=text)
        with self._store.write() as writer:
            huddle = found(writer, Huddle, huddle_id)
            if huddle.status != HuddleStatus.CLOSED.value:
                raise Refused(_("This huddle is still open: change it directly."))
            by = records.account_name(writer, writer.account_id)
            writer.add(Addendum, huddle_id=huddle_id, by=by, **values)
            return records.record(writer, huddle)

    def reopen(self, huddle_id: str, reason: str) -> RunState:
        """Open the latest huddle of its series again.

        Raises:
            Refused: The reason is missing, or a later huddle has started.
        """
        from huddle.model.inputs import ReasonInput, validated  # noqa: PLC0415 - at first write

        values = validated(ReasonInput, reason=reason)
        with self._store.write() as writer:
            huddle = found(writer, Huddle, huddle_id)
            if huddle.status != HuddleStatus.CLOSED.value:
                raise Refused(_("This huddle is not closed."))
            records.refuse_later(writer, huddle)
            writer.change(
                huddle,
                status=HuddleStatus.RUNNING.value,
                reopened_reason=values["reason"],
                **timing.opened_again(writer, huddle),
            )
        return self.state(huddle_id)

    def save_draft(self, huddle_id: str | None, field: str, text: str) -> None:
        """Keep what is being typed; an empty text drops the draft."""
        with self._store.write() as writer:
            drafts.save(writer, huddle_id, field, text)

    def drafts(self, huddle_id: str | None) -> dict[str, str]:
        """What was being typed, by field."""
        with self._store.read() as reader:
            return drafts.of_huddle(reader, self._store.account.id, huddle_id)


def _running(writer: Writer, huddle_id: str) -> Huddle:
    huddle = found(writer, Huddle, huddle_id)
    if huddle.status != HuddleStatus.RUNNING.value:
        raise Refused(_("This huddle is closed. Add what is missing as a dated addendum."))
    return huddle


def _keep(
    writer: Writer, huddle_id: str, step_id: str, capture: Capture, key: str | None = None
) -> Item:
    series_id, stage_id = _place(writer, huddle_id, step_id)
    item = items.keep(
        writer,
        capture,
        series_id=series_id,
        huddle_id=huddle_id,
        step_id=step_id,
        stage_id=stage_id,
        press_key=key,
    )
    roster.hear(writer, huddle_id, item)
    return item


def _place(writer: Writer, huddle_id: str, step_id: str) -> tuple[str, str | None]:
    """The series and the stage of what is captured; it counts as said when the huddle is held."""
    row = writer.execute(_PLACE, {"step_id": step_id, "huddle_id": huddle_id}).first()
    if row is None:
        # One of them is closed or gone; looking at each says which.
        timing.as_held(writer, huddle_id)
        return _running(writer, huddle_id).series_id, found(writer, HuddleStep, step_id).stage_id
    if row[3] is not None:
        writer.count_as_said(row[3], row[2])
    return row[0], row[1]
