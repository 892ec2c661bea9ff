"""Escalations as they are shown: read from the tables, with how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.model import Account, Escalation, Huddle, Item, Receiver, Tier, Unit
from huddle.rows.escalation import EscalationRow, ReceiverRow, TierRow
from huddle.rules.escalation import Progress, state_of
from huddle.services.people import found
from huddle.services.reading import item_row
from huddle.store.transaction import Reader
from huddle.vocabulary import EscalationState

OF_A_RECEIVER = (
    *("name", "role", "telephone", "reply_hours"),
    *("receiving_unit_id", "address"),
)
"""The fields of a receiver that people write."""


def all_tiers(reader: Reader) -> Sequence[Tier]:
    """The unit's tiers in their order."""
    query = select(Tier).where(Tier.unit_id == reader.unit_id, col(Tier.deleted_at).is_(None))
    return reader.session.exec(query.order_by(col(Tier.position))).all()


def all_receivers(reader: Reader) -> Sequence[Receiver]:
    """Who receives for the unit's tiers, in their order."""
    query = select(Receiver).where(
        Receiver.unit_id == reader.unit_id, col(Receiver.deleted_at).is_(None)
    )
    return reader.session.exec(query.order_by(col(Receiver.position), col(Receiver.id))).all()


def tier_rows(reader: Reader) -> tuple[TierRow, ...]:
    """The tiers as shown, each with its receivers."""
    receivers = all_receivers(reader)
    return tuple(
        tier_row(tier, (one for one in receivers if one.tier_id == tier.id))
        for tier in all_tiers(reader)
    )


def tier_row(tier: Tier, receivers: Iterable[Receiver]) -> TierRow:
    """A tier as shown."""
    return TierRow(
        id=tier.id,
        name=tier.name,
        criteria=tuple(tier.criteria.splitlines()),
        receivers=tuple(map(receiver_row, receivers)),
        row_version=tier.row_version,
    )


def receiver_row(one: Receiver) -> ReceiverRow:
    """A receiver as shown."""
    told = {name: getattr(one, name) for name in OF_A_RECEIVER}
    return ReceiverRow(id=one.id, tier_id=one.tier_id, row_version=one.row_version, **told)


def all_escalations(reader: Reader) -> SelectOfScalar[Escalation]:
    """The unit's escalations, without those of items that whoever reads may not see."""
    return (
        select(Escalation)
        .join(Item, col(Escalation.item_id) == Item.id)
        .where(
            Escalation.unit_id == reader.unit_id,
            col(Escalation.deleted_at).is_(None),
            col(Item.deleted_at).is_(None),
        )
        .order_by(col(Escalation.id))
    )


def escalation_and_item(reader: Reader, escalation_id: str) -> tuple[Escalation, Item]:
    """An escalation and what went up; refused for whoever may not see that."""
    row = found(reader, Escalation, escalation_id)
    return row, found(reader, Item, row.item_id)


def state_now(reader: Reader, row: Escalation) -> EscalationState:
    """How far an escalation has come."""
    progress = Progress(
        reply_hours=row.reply_hours,
        needed_on=row.needed_on,
        needed_time=row.needed_time,
        told_at=row.told_at,
        answered_at=row.answered_at,
        told_back_at=row.told_back_at,
    )
    return state_of(progress, reader.local_now)


def escalation_rows(reader: Reader, query: SelectOfScalar[Escalation]) -> tuple[EscalationRow, ...]:
    """Escalations as shown."""
    rows = reader.session.exec(query).all()
    return tuple(escalation_row(reader, row, found(reader, Item, row.item_id)) for row in rows)


def escalation_row(reader: Reader, row: Escalation, item: Item) -> EscalationRow:
    """An escalation as shown."""
    by = reader.session.get(Account, row.created_by)
    heard_in = reader.session.get(Huddle, row.told_back_in) if row.told_back_in else None
    receiver = reader.session.get(Receiver, row.receiver_id) if row.receiver_id else None
    theirs = receiver.receiving_unit_id if receiver else None
    unit = reader.session.get(Unit, theirs) if theirs else None
    return EscalationRow(
        id=row.id,
        item=item_row(reader, item),
        state=state_now(reader, row),
        to_name=row.to_name,
        to_role=row.to_role,
        telephone=row.telephone,
        reply_hours=row.reply_hours,
        reason=row.reason,
        ask=row.ask,
        needed_on=row.needed_on,
        needed_time=row.needed_time,
        escalated_at=row.created_at,
        escalated_by=by.name if by else "",
        told_whom=row.told_whom,
        told_by=row.told_by,
        told_at=row.told_at,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        told_back_at=row.told_back_at,
        told_back_in=heard_in.number if heard_in else None,
        row_version=row.row_version,
        is_in_store=unit is not None,
        receiving_unit=unit.name if unit else "",
        address=receiver.address if receiver else "",
    )


def answers_for(reader: Reader, series_id: str) -> tuple[EscalationRow, ...]:
    """The answers that the next huddle of a series shall hear."""
    query = all_escalations(reader).where(
        col(Escalation.answered_at).is_not(None),
        col(Escalation.told_back_at).is_(None),
        Item.series_id == series_id,
    )
    return escalation_rows(reader, query)


def escalation_counts(reader: Reader) -> tuple[int, int]:
    """How many wait to be told, and how many have no reply in time."""
    waiting = all_escalations(reader).where(col(Escalation.answered_at).is_(None))
    states = [state_now(reader, row) for row in reader.session.exec(waiting)]
    return states.count(EscalationState.NOT_YET_TOLD), states.count(EscalationState.NO_REPLY)
