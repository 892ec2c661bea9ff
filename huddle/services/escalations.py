"""Escalation: what goes up, to whom, until its answer is told back to those who raised it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Escalation, Huddle, Item, ItemEvent, Receiver, Tier, Unit
from huddle.model.item import IS_OPEN
from huddle.rows.escalation import EscalationRow, ProposalRow, ReceiverRow, TierRow
from huddle.rules.addresses import address_of, read_address
from huddle.rules.due import days_late
from huddle.rules.escalation import check_order, why_propose
from huddle.services import items, records, suggestions
from huddle.services.done import answer_concern
from huddle.services.escalation_rows import (
    OF_A_RECEIVER,
    all_escalations,
    all_receivers,
    all_tiers,
    escalation_and_item,
    escalation_row,
    escalation_rows,
    receiver_row,
    state_now,
    tier_row,
    tier_rows,
)
from huddle.services.guarded import Service
from huddle.services.people import found, move
from huddle.services.policies import policy_of
from huddle.services.reading import item_rows
from huddle.services.received import at_receiver, keep_answer, take_in, take_out
from huddle.services.setting_up import check_version
from huddle.store.transaction import Reader, Writer
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import (
    OPEN_ACTION_STATUSES,
    CameBy,
    EscalationState,
    HuddleStatus,
    ItemKind,
    Review,
    Status,
)

_MOST_LOOKED_AT = 200
"""Actions that are looked at for proposals, those due longest first."""
_MOST_PROPOSED = 20
_DECIDED = ("escalated", "not_now")
"""Events after which an action is not proposed again."""
_URGENCY = (
    EscalationState.NOT_YET_TOLD,
    EscalationState.NO_REPLY,
    EscalationState.ANSWERED,
    EscalationState.TOLD,
)


class Escalations(Service, called="escalations"):
    """What a ward sends up, and what comes back."""

    # Tiers and receivers

    def tiers(self) -> tuple[TierRow, ...]:
        """The tiers above the ward in their order, each with its receivers."""
        with self._store.read() as reader:
            return tier_rows(reader)

    def add_tier(self, name: str) -> TierRow:
        """Add a tier above the others."""
        with self._store.write() as writer:
            made = writer.add(Tier, **_checked("TierInput", name=name), position=_next(writer))
            return tier_row(made, ())

    def change_tier(self, tier_id: str, row_version: int, **fields: str) -> None:
        """Change what a tier is called, or its criteria, one a line."""
        values = _checked("TierInput", **{"name": "-", **fields})
        with self._store.write() as writer:
            tier = found(writer, Tier, tier_id)
            check_version(tier.row_version, row_version)
            writer.change(tier, **{name: values[name] for name in fields})

    def move_tier(self, tier_id: str, by: int) -> None:
        """Move a tier up or down among the others."""
        with self._store.write() as writer:
            move(writer, all_tiers(writer), tier_id, by)

    def remove_tier(self, tier_id: str) -> None:
        """Take a tier and its receivers away; what went up to them keeps their names."""
        with self._store.write() as writer:
            tier = found(writer, Tier, tier_id)
            for receiver in all_receivers(writer):
                if receiver.tier_id == tier.id:
                    writer.delete(receiver)
            writer.delete(tier)

    def add_receiver(self, tier_id: str, **fields: Any) -> ReceiverRow:
        """Name somebody who receives for a tier: name, role, telephone, hours until a reply.

        Raises:
            Refused: A field cannot be used.
        """
        values = _checked("ReceiverInput", **fields)
        with self._store.write() as writer:
            tier = found(writer, Tier, tier_id)
            _check_way(writer, values)
            position = len(all_receivers(writer))
            made = writer.add(Receiver, tier_id=tier.id, position=position, **values)
            return receiver_row(made)

    def change_receiver(self, receiver_id: str, row_version: int, **fields: Any) -> None:
        """Change somebody who receives; what went up to them already keeps what it was told."""
        with self._store.write() as writer:
            receiver = found(writer, Receiver, receiver_id)
            check_version(receiver.row_version, row_version)
            present = {name: getattr(receiver, name) for name in OF_A_RECEIVER}
            values = _checked("ReceiverInput", **{**present, **fields})
            _check_way(writer, values)
            writer.change(receiver, **values)

    def remove_receiver(self, receiver_id: str) -> None:
        """Name somebody no more."""
        with self._store.write() as writer:
            writer.delete(found(writer, Receiver, receiver_id))

    # What is on its way

    def waiting(self) -> tuple[EscalationRow, ...]:
        """What went up and is not told back yet, what needs somebody first."""
        with self._store.read() as reader:
            rows = escalation_rows(
                reader, all_escalations(reader).where(col(Escalation.told_back_at).is_(None))
            )
            return tuple(sorted(rows, key=lambda row: _URGENCY.index(row.state)))

    def of_item(self, item_id: str) -> tuple[EscalationRow, ...]:
        """How often an item went up and what came back, the latest first."""
        with self._store.read() as reader:
            rows = escalation_rows(
                reader, all_escalations(reader).where(Escalation.item_id == item_id)
            )
            return tuple(reversed(rows))

    def escalation(self, escalation_id: str) -> EscalationRow:
        """One escalation.

        Raises:
            Refused: It is not there any more.
        """
        with self._store.read() as reader:
            row, item = escalation_and_item(reader, escalation_id)
            return escalation_row(reader, row, item)

    def proposed(self) -> tuple[ProposalRow, ...]:
        """Actions that might go up, and why, until somebody has decided; oldest day first."""
        with self._store.read() as reader:
            return tuple(_proposals(reader, _undecided()))[:_MOST_PROPOSED]

    # Acts, in their order

    def escalate(
        self,
        item_id: str,
        *,
        receiver_id: str | None = None,
        name: str = "",
        telephone: str = "",
        reason: str,
        ask: str,
        needed_on: dt.date | None = None,
        needed_time: dt.time | None = None,
        huddle_id: str | None = None,
    ) -> EscalationRow:
        """Send an item up: to a receiver, or to somebody else by name and telephone number.

        Nobody is told by this: it waits as not yet told.

        Args:
            item_id: An open action, or a concern that is not closed.
            receiver_id: One of the ward's receivers.
            name, telephone: Somebody else.
            reason: Why it cannot be solved here.
            ask: What the receiver is asked for.
            needed_on, needed_time: By when, in the ward's time zone.
            huddle_id: The huddle that decided it; it has reviewed what it did not raise itself.

        Raises:
            Refused: A field is missing, or the item is on its way or finished already.
        """
        with self._store.write() as writer:
            item = _may_go_up(writer, found(writer, Item, item_id))
            values = _checked(
                "EscalationInput",
                **_receiving(writer, receiver_id, name, telephone),
                reason=reason,
                ask=ask,
                needed_on=needed_on,
                needed_time=needed_time if needed_on else None,
            )
            receiver = found(writer, Receiver, receiver_id) if receiver_id else None
            _count_decision(writer, item, is_taken=True)
            made = writer.add(
                Escalation,
                item_id=item.id,
                receiver_id=receiver_id,
                to_unit_id=receiver.receiving_unit_id if receiver else None,
                reply_hours=receiver.reply_hours if receiver else 0,
                **values,
            )
            if made.to_unit_id:
                _put_before(writer, made.to_unit_id, made, item)
            _note(writer, item, "escalated", made.to_name, made.reason, huddle_id)
            if huddle_id and item.huddle_id != huddle_id:
                _note(writer, item, "review", Review.ESCALATE.value, "", huddle_id)
            _set_status(writer, item, Status.ESCALATED)
            return escalation_row(writer, made, item)

    def not_now(self, item_id: str, reason: str) -> None:
        """Decide that a proposed action stays here, with the reason.

        Raises:
            Refused: The reason is missing.
        """
        values = _checked("ReasonInput", reason=reason)
        with self._store.write() as writer:
            item = found(writer, Item, item_id)
            _count_decision(writer, item, is_taken=False)
            _note(writer, item, "not_now", "", values["reason"])

    def withdraw(self, escalation_id: str, reason: str) -> None:
        """Take back what nobody was told of yet.

        Raises:
            Refused: Somebody was told, or the reason is missing.
        """
        values = _checked("ReasonInput", reason=reason)
        with self._store.write() as writer:
            row, item = _in_turn(writer, escalation_id, "withdraw")
            take_out(writer, row.id)
            writer.delete(row, values["reason"])
            _note(writer, item, "withdrawn", row.to_name, values["reason"])
            _set_status(writer, item, Status.BEING_WORKED_ON)

    def told(self, escalation_id: str, whom: str) -> EscalationRow:
        """Enter who was told: just now, by whoever is signed in.

        Raises:
            Refused: The name is missing, or it was entered already.
        """
        values = _checked("ToldInput", told_whom=whom)
        with self._store.write() as writer:
            row, item = _in_turn(writer, escalation_id, "told")
            me = records.account_name(writer, writer.account_id)
            writer.change(row, told_by=me, told_at=writer.now, **values)
            _note(writer, item, "told_up", row.told_whom)
            return escalation_row(writer, row, item)

    def answer(self, escalation_id: str, text: str, by: str) -> EscalationRow:
        """Enter what came back, and from whom.

        Raises:
            Refused: A field is missing, nobody was told yet, or it was answered already.
        """
        values = _checked("AnswerInput", answer=text, answered_by=by)
        with self._store.write() as writer:
            row, item = _in_turn(writer, escalation_id, "answer")
            writer.change(row, answered_at=writer.now, **values)
            _note(writer, item, "answered", row.answered_by, row.answer)
            answer_concern(writer, item)
            _tell_receiver(writer, row, values)
            return escalation_row(writer, row, item)

    def told_back(self, escalation_id: str, huddle_id: str) -> EscalationRow:
        """Enter that those who raised it heard the answer, in a running huddle of its series.

        Raises:
            Refused: There is no answer, it was told back, or this is not the huddle for it.
        """
        with self._store.write() as writer:
            row, item = _in_turn(writer, escalation_id, "told_back")
            huddle = found(writer, Huddle, huddle_id)
            if huddle.status != HuddleStatus.RUNNING or huddle.series_id != item.series_id:
                raise Refused(_("An answer is told back in the huddle that raised it."))
            writer.change(row, told_back_at=writer.now, told_back_in=huddle.id)
            _note(writer, item, "told_back", "", "", huddle.id)
            return escalation_row(writer, row, item)


def _next(writer: Writer) -> int:
    return max((tier.position for tier in all_tiers(writer)), default=-1) + 1


def _receiving(
    writer: Writer, receiver_id: str | None, name: str, telephone: str
) -> dict[str, str]:
    if not receiver_id:
        return {"to_name": name, "telephone": telephone}
    one = found(writer, Receiver, receiver_id)
    return {"to_name": one.name, "to_role": one.role, "telephone": one.telephone}


def _check_way(writer: Writer, values: dict[str, Any]) -> None:
    """Refuse a receiver's unit or address that leads nowhere, or back here."""
    if values.get("receiving_unit_id"):
        if values["receiving_unit_id"] == writer.unit_id:
            raise Refused(_("That is this unit itself."), "receiving_unit_id")
        found(writer, Unit, values["receiving_unit_id"])
    typed = values.get("address", "")
    address = read_address(typed)
    if typed and address is None:
        raise Refused(_("That is no hand-over address: copy the whole line again."), "address")
    if address is not None:
        if address.unit_id == writer.unit_id:
            raise Refused(_("That is this unit’s own address."), "address")
        values["address"] = address_of(address)


def _put_before(writer: Writer, unit_id: str, sent: Escalation, item: Item) -> None:
    """Have what goes up wait for the next huddle of the receiver's unit in this store."""
    told = {
        "from_unit": writer.unit.name,
        "from_code": item.code,
        "telephone": writer.unit.tell_us,
        "text": item.text,
        "is_sensitive": item.is_sensitive,
        "reason": sent.reason,
        "ask": sent.ask,
        "needed_on": sent.needed_on,
        "needed_time": sent.needed_time,
        "reply_hours": sent.reply_hours,
    }
    with writer.acting_for(unit_id):
        take_in(writer, sent.id, CameBy.STORE, told)


def _tell_receiver(writer: Writer, sent: Escalation, values: dict[str, Any]) -> None:
    """An answer that was heard by telephone stands with the receiver's unit, too."""
    row = at_receiver(writer, sent.id)
    if row is not None and row.answered_at is None:
        with writer.acting_for(row.unit_id), writer.whole():
            keep_answer(writer, row, found(writer, Item, row.item_id), values)


def _in_turn(writer: Writer, escalation_id: str, act: str) -> tuple[Escalation, Item]:
    row, item = escalation_and_item(writer, escalation_id)
    check_order(act, state_now(writer, row))
    return row, item


def _may_go_up(writer: Writer, item: Item) -> Item:
    status = Status(item.status)
    is_open = {
        ItemKind.ACTION.value: status in OPEN_ACTION_STATUSES,
        ItemKind.CONCERN.value: status is not Status.CLOSED,
    }
    if not is_open.get(item.kind):
        raise Refused(_("Only an open action or a concern that is not closed can go up."))
    on_its_way = all_escalations(writer).where(
        Escalation.item_id == item.id, col(Escalation.told_back_at).is_(None)
    )
    if writer.session.exec(on_its_way).first() is not None:
        raise Refused(_("It is on its way up already: its answer comes first."))
    return item


def _proposals(reader: Reader, among: SelectOfScalar[Item]) -> Iterator[ProposalRow]:
    """Which of these actions might go up, and why; none where the ward wants no proposals."""
    if SuggestionKind.ESCALATE not in suggestions.wanted(reader):
        return
    policy = policy_of(reader)
    looked_at = among.where(Item.unit_id == reader.unit_id, col(Item.due_on) <= reader.today)
    for item in item_rows(reader, reader.session.exec(looked_at.limit(_MOST_LOOKED_AT)).all()):
        why = why_propose(
            item.times_carried,
            days_late(item.due_on, reader.today),
            after_carried=policy.escalate_after_carried,
            after_days=policy.escalate_after_days,
        )
        if why:
            yield ProposalRow(item, why)


def _count_decision(writer: Writer, item: Item, *, is_taken: bool) -> None:
    """Count what became of a proposal, where there was one."""
    if any(_proposals(writer, _undecided().where(Item.id == item.id))):
        suggestions.count(writer, SuggestionKind.ESCALATE, is_taken=is_taken)


def _undecided() -> SelectOfScalar[Item]:
    decided = select(ItemEvent.id).where(
        ItemEvent.item_id == Item.id, col(ItemEvent.what).in_(_DECIDED)
    )
    query = select(Item).where(IS_OPEN, ~decided.exists())
    return query.order_by(col(Item.due_on), col(Item.id))


def _set_status(writer: Writer, item: Item, status: Status) -> None:
    """Follow a concern; an action stays open in its own way."""
    if item.kind == ItemKind.CONCERN and item.status != Status.CLOSED:
        writer.change(item, status=status.value)


def _note(
    writer: Writer, item: Item, what: str, who: str, note: str = "", huddle_id: str | None = None
) -> None:
    items.log(writer, item, what, answer=who, note=note, huddle_id=huddle_id)


def _checked(shape: str, **values: Any) -> dict[str, Any]:
    from huddle.model import inputs  # noqa: PLC0415 - at first write

    return inputs.validated(getattr(inputs, shape), **values)
