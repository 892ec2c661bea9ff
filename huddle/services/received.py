"""What other units send up to this one, and the answers that go back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Escalation, Item, ReceivedEscalation
from huddle.model.base import TEXT_LENGTH
from huddle.rows.escalation import ReceivedRow
from huddle.rows.items import ItemRow
from huddle.rules.codes import code_for
from huddle.rules.escalation import received_state_of, reply_by
from huddle.services import items
from huddle.services.done import answer_concern
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import item_row, item_rows
from huddle.services.templates import main_series
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import CameBy, ItemKind, ReceivedState, Status

_OPEN_FIRST = (ReceivedState.LATE, ReceivedState.TO_ANSWER, ReceivedState.TO_SEND_BACK)


class Received(Service, called="received"):
    """What is asked of this unit."""

    def waiting(self) -> tuple[ReceivedRow, ...]:
        """What came in and whose answer did not go back yet, the latest reply first."""
        with self._store.read() as reader:
            rows = received_rows(
                reader, all_received(reader).where(col(ReceivedEscalation.sent_back_at).is_(None))
            )
            return tuple(sorted(rows, key=lambda row: _OPEN_FIRST.index(row.state)))

    def of_item(self, item_id: str) -> ReceivedRow | None:
        """Where an item came from; none for one that was raised here."""
        with self._store.read() as reader:
            query = all_received(reader).where(ReceivedEscalation.item_id == item_id)
            return next(iter(received_rows(reader, query)), None)

    def enter_slip(
        self,
        *,
        from_unit: str,
        text: str,
        ask: str,
        reason: str = "",
        from_code: str = "",
        telephone: str = "",
        needed_on: dt.date | None = None,
        needed_time: dt.time | None = None,
    ) -> ReceivedRow:
        """Type in a paper slip; it waits for this unit's next huddle.

        Raises:
            Refused: A field is missing or cannot be used.
        """
        told = {
            "from_unit": from_unit,
            "from_code": from_code,
            "telephone": telephone,
            "text": text,
            "reason": reason,
            "ask": ask,
            "needed_on": needed_on,
            "needed_time": needed_time if needed_on else None,
        }
        with self._store.write() as writer:
            row = take_in(writer, self._store.new_id(), CameBy.SLIP, told)
            return received_row(writer, row)

    def answer(self, received_id: str, text: str, by: str) -> ReceivedRow:
        """Answer what was asked; within the store it is back at its sender's at once.

        Args:
            received_id: What came in.
            text: The answer.
            by: Who answers.

        Raises:
            Refused: A field is missing, or it was answered already.
        """
        from huddle.model.inputs import AnswerInput, validated  # noqa: PLC0415 - at first write

        values = validated(AnswerInput, answer=text, answered_by=by)
        with self._store.write() as writer:
            row, item = _received_and_item(writer, received_id)
            if row.answered_at is not None:
                raise Refused(_("Somebody entered that already. Look at it again."))
            keep_answer(writer, row, item, values)
            sender = sender_of(writer, row)
            if sender is not None:
                bring_back(writer, sender, **values, answered_at=writer.now)
            return received_row(writer, row)

    def sent_back(self, received_id: str) -> ReceivedRow:
        """Enter that the sender of a slip or a file has the answer now.

        Raises:
            Refused: There is no answer yet, or it went back already.
        """
        with self._store.write() as writer:
            row, item = _received_and_item(writer, received_id)
            note_sent_back(writer, row, item)
            return received_row(writer, row)


# For whoever brings something in or an answer back


def take_in(
    writer: Writer, escalation_id: str, came_by: CameBy, told: dict[str, Any]
) -> ReceivedEscalation:
    """Make what came in a concern of the unit that waits for its next huddle.

    Args:
        writer: A write, as the receiving unit.
        escalation_id: The sender's row; it comes in once.
        came_by: How it came.
        told: The fields of `ReceivedInput`.

    Raises:
        Refused: A field cannot be used, or it came in already.
    """
    from huddle.model.inputs import ReceivedInput, validated  # noqa: PLC0415 - at first write

    values = validated(ReceivedInput, **told)
    _refuse_known(writer, escalation_id)
    text, is_sensitive = values.pop("text"), values.pop("is_sensitive", False)
    item_id = writer.new_id()
    # First: on a server it is what lets the sender put the concern into this unit.
    row = writer.add(
        ReceivedEscalation,
        escalation_id=escalation_id,
        item_id=item_id,
        came_by=came_by.value,
        **values,
    )
    writer.add(
        Item,
        row_id=item_id,
        code=code_for(writer.next_number("code")),
        kind=ItemKind.CONCERN.value,
        status=Status.NEW.value,
        text=_("{unit} asks: {ask} (It is about: {text})").format(
            unit=values["from_unit"], ask=values["ask"], text=text
        )[:TEXT_LENGTH],
        why=values.get("reason", ""),
        due_on=values.get("needed_on"),
        due_time=values.get("needed_time"),
        raised_on=writer.today,
        series_id=main_series(writer).id,
        is_sensitive=is_sensitive,
    )
    return row


def keep_answer(
    writer: Writer, row: ReceivedEscalation, item: Item, values: dict[str, Any]
) -> None:
    """Put an answer down beside what was asked."""
    is_in_store = row.came_by == CameBy.STORE
    writer.change(
        row,
        answered_at=writer.now,
        sent_back_at=writer.now if is_in_store else None,
        **values,
    )
    items.log(writer, item, "answered", answer=row.answered_by, note=row.answer)
    answer_concern(writer, item)


def note_sent_back(writer: Writer, row: ReceivedEscalation, item: Item) -> None:
    """Note that an answer is on its way to whoever asked.

    Raises:
        Refused: There is none yet.
    """
    if row.answered_at is None:
        raise Refused(_("There is no answer to send back yet."))
    if row.sent_back_at is None:
        writer.change(row, sent_back_at=writer.now)
        items.log(writer, item, "sent_back", answer=row.from_unit)


def sender_of(writer: Writer, row: ReceivedEscalation) -> Escalation | None:
    """The escalation of a unit of this store that is still without its answer."""
    if row.came_by != CameBy.STORE:
        return None
    sent = writer.session.get(Escalation, row.escalation_id)
    if sent is None or sent.deleted_at is not None or sent.answered_at is not None:
        return None
    with writer.whole():
        item = writer.session.get(Item, sent.item_id)
    return sent if item is not None and item.deleted_at is None else None


def bring_back(
    writer: Writer,
    sent: Escalation,
    *,
    answer: str,
    answered_by: str,
    answered_at: dt.datetime,
) -> None:
    """Put an answer down where the question was asked, to be told back there."""
    with writer.acting_for(sent.unit_id), writer.whole():
        item = found(writer, Item, sent.item_id)
        writer.change(sent, answer=answer, answered_by=answered_by, answered_at=answered_at)
        items.log(writer, item, "answered", answer=answered_by, note=answer)
        answer_concern(writer, item)


def at_receiver(reader: Reader, escalation_id: str) -> ReceivedEscalation | None:
    """What an escalation became at a receiving unit of this store."""
    query = select(ReceivedEscalation).where(
        ReceivedEscalation.escalation_id == escalation_id,
        col(ReceivedEscalation.deleted_at).is_(None),
    )
    return reader.session.exec(query).first()


def take_out(writer: Writer, escalation_id: str) -> None:
    """Take back what stands with a receiving unit of this store, before its huddle saw it.

    Raises:
        Refused: It was in a huddle there already.
    """
    row = at_receiver(writer, escalation_id)
    if row is None:
        return
    with writer.acting_for(row.unit_id), writer.whole():
        item = found(writer, Item, row.item_id)
        if item.huddle_id is not None or row.answered_at is not None:
            raise Refused(_("Their huddle has it already: enter what they answered instead."))
        writer.delete(row)
        writer.delete(item, "taken back by its sender")


# As it is shown


def all_received(reader: Reader) -> SelectOfScalar[ReceivedEscalation]:
    """What came in, without what whoever reads may not see."""
    return (
        select(ReceivedEscalation)
        .join(Item, col(ReceivedEscalation.item_id) == Item.id)
        .where(
            ReceivedEscalation.unit_id == reader.unit_id,
            col(ReceivedEscalation.deleted_at).is_(None),
            col(Item.deleted_at).is_(None),
        )
        .order_by(col(ReceivedEscalation.id))
    )


def received_rows(
    reader: Reader, query: SelectOfScalar[ReceivedEscalation]
) -> Sequence[ReceivedRow]:
    """What came in as shown."""
    rows = reader.session.exec(query).all()
    wanted = select(Item).where(col(Item.id).in_([row.item_id for row in rows]))
    items = {item.id: item for item in item_rows(reader, reader.session.exec(wanted).all())}
    return [_received_row(reader, row, items[row.item_id]) for row in rows]


def received_of(reader: Reader, item_ids: Sequence[str]) -> tuple[ReceivedRow, ...]:
    """Where those of some items came from that another unit sent."""
    query = all_received(reader).where(col(ReceivedEscalation.item_id).in_(item_ids))
    return tuple(received_rows(reader, query))


def asked_counts(reader: Reader) -> tuple[int, int]:
    """How much waits for an answer or for its way back, and how much of it is late."""
    waiting = all_received(reader).where(col(ReceivedEscalation.sent_back_at).is_(None))
    states = [_state_of(reader, row) for row in reader.session.exec(waiting)]
    return len(states), states.count(ReceivedState.LATE)


def received_row(reader: Reader, row: ReceivedEscalation) -> ReceivedRow:
    """One of them as shown."""
    return _received_row(reader, row, item_row(reader, found(reader, Item, row.item_id)))


def _state_of(reader: Reader, row: ReceivedEscalation) -> ReceivedState:
    return received_state_of(
        reader.local_now,
        reply_by=reply_by_of(reader, row),
        is_answered=row.answered_at is not None,
        is_sent_back=row.sent_back_at is not None,
    )


def _received_row(reader: Reader, row: ReceivedEscalation, item: ItemRow) -> ReceivedRow:
    return ReceivedRow(
        id=row.id,
        item=item,
        state=_state_of(reader, row),
        came_by=CameBy(row.came_by),
        from_unit=row.from_unit,
        from_code=row.from_code,
        telephone=row.telephone,
        reason=row.reason,
        ask=row.ask,
        needed_on=row.needed_on,
        needed_time=row.needed_time,
        reply_by=reply_by_of(reader, row),
        received_at=row.created_at,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        can_send_file=bool(row.reply_address),
        row_version=row.row_version,
    )


def reply_by_of(reader: Reader, row: ReceivedEscalation) -> dt.datetime | None:
    """When an answer is expected, if the sender said so."""
    return reply_by(
        row.created_at, row.reply_hours, row.needed_on, row.needed_time, reader.local_now.tzinfo
    )


def _received_and_item(writer: Writer, received_id: str) -> tuple[ReceivedEscalation, Item]:
    row = found(writer, ReceivedEscalation, received_id)
    return row, found(writer, Item, row.item_id)


def _refuse_known(writer: Writer, escalation_id: str) -> None:
    query = select(ReceivedEscalation.item_id).where(
        ReceivedEscalation.escalation_id == escalation_id
    )
    known = writer.session.exec(query).first()
    if known is not None:
        code = writer.execute(select(Item.code).where(col(Item.id) == known)).scalar()
        raise Refused(_("That came in already: it is {code} here.").format(code=code))
