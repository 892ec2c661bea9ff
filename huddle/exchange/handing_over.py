"""Escalations and answers between stores without a server: hand-over files, out and in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from sqlmodel import select

from huddle.errors import Refused
from huddle.exchange import handover_file
from huddle.files import disk_errors_in_words, write_atomically
from huddle.i18n import _
from huddle.model import Escalation, Item, ReceivedEscalation, Receiver, Unit
from huddle.rows.escalation import HandedOver
from huddle.rules.addresses import Address, address_of, read_address
from huddle.services.escalation_rows import escalation_and_item
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.reading import guard_in
from huddle.services.received import bring_back, note_sent_back, take_in
from huddle.sheets.guarding import GuardAsks, Written, counted, kept_reason, look_through
from huddle.store import keys
from huddle.store.session import Store
from huddle.store.transaction import Writer
from huddle.vocabulary import CameBy

_ESCALATION, _ANSWER = "escalation", "answer"
_OF_AN_ESCALATION = (
    *("from_unit", "from_code", "telephone", "reply_address", "text", "reason", "ask"),
    *("reply_hours", "is_sensitive"),
)


class HandingOver(Service, called="handover"):
    """Files that take an escalation to another store, and its answer back.

    Args:
        store: The open store.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)

    def address(self) -> str:
        """This unit's hand-over address, for others to send to."""
        return address_of(self._own_address(self._store.unit_id))

    def write_escalation(self, escalation_id: str, file: Path, reason: str = "") -> None:
        """Write an escalation as a file that only its receiver can read.

        It tells nobody: the file is carried, and who was told is entered as for any other.

        Args:
            escalation_id: What goes up, to a receiver with an address.
            file: Where the file shall stand.
            reason: Why it leaves although it may tell who a patient is.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Refused: The receiver has no address, or it was answered already.
            Environment: The file cannot be written.
        """
        with self._store.write() as writer:
            row, item = escalation_and_item(writer, escalation_id)
            if row.answered_at is not None:
                raise Refused(_("It was answered already: there is nothing to hand over."))
            receiver = found(writer, Receiver, row.receiver_id) if row.receiver_id else None
            to = read_address(receiver.address) if receiver else None
            if to is None:
                raise Refused(
                    _("{name} has no hand-over address. Print the slip instead.").format(
                        name=row.to_name
                    )
                )
            content = self._escalation(writer, row, item)
            _look(writer, content, reason)
            writer.note("hand_over", "escalation", row.id, to_name=row.to_name)
            write_atomically(file, handover_file.written(to, content))

    def write_answer(self, received_id: str, file: Path, reason: str = "") -> None:
        """Write the answer to what came in by a file, for the store that asked.

        Args:
            received_id: What came in, answered.
            file: Where the file shall stand.
            reason: Why it leaves although it may tell who a patient is.

        Raises:
            GuardAsks: It may tell who a patient is, and no reason is given.
            Refused: There is no answer, or nowhere for a file to go.
            Environment: The file cannot be written.
        """
        with self._store.write() as writer:
            row = found(writer, ReceivedEscalation, received_id)
            item = found(writer, Item, row.item_id)
            to = read_address(row.reply_address)
            if to is None:
                raise Refused(_("It came on paper: ring them, or print the answer."))
            note_sent_back(writer, row, item)
            content = {
                "what": _ANSWER,
                "escalation_id": row.escalation_id,
                "answer": row.answer,
                "answered_by": row.answered_by,
                "answered_at": row.answered_at,
            }
            _look(writer, content, reason)
            writer.note("hand_over", "received_escalation", row.id, from_unit=row.from_unit)
            write_atomically(file, handover_file.written(to, content))

    def read(self, file: Path) -> HandedOver:
        """Read a file in: an escalation waits for a huddle of its unit, an answer is brought back.

        Raises:
            Refused: It is no such file, for another store, came in already, or cannot be used.
            Environment: It cannot be read.
        """
        with disk_errors_in_words(file):
            is_too_long = file.stat().st_size > handover_file.MOST_BYTES
            content = b"" if is_too_long else file.read_bytes()
        unit_id, told = handover_file.read(content, self._store.keys.ward_private)
        with self._store.write() as writer:
            if writer.session.get(Unit, unit_id) is None:
                raise Refused(_("This file is for a unit that is not in this store."))
            if told.get("what") == _ESCALATION:
                return _take_escalation(writer, unit_id, told)
            if told.get("what") == _ANSWER:
                return _take_answer(writer, told)
        raise Refused(_("This file holds nothing that this Huddle knows. Nothing was read in."))

    def _own_address(self, unit_id: str) -> Address:
        return Address(keys.ward_public(self._store.home.key_ring), unit_id)

    def _escalation(self, writer: Writer, row: Escalation, item: Item) -> dict[str, Any]:
        return {
            "what": _ESCALATION,
            "escalation_id": row.id,
            "from_unit": writer.unit.name,
            "from_code": item.code,
            "telephone": writer.unit.tell_us,
            "reply_address": address_of(self._own_address(row.unit_id)),
            "text": item.text,
            "is_sensitive": item.is_sensitive,
            "reason": row.reason,
            "ask": row.ask,
            "needed_on": row.needed_on,
            "needed_time": row.needed_time,
            "reply_hours": row.reply_hours,
        }


def _take_escalation(writer: Writer, unit_id: str, told: dict[str, Any]) -> HandedOver:
    try:
        values = {name: told[name] for name in _OF_AN_ESCALATION}
        values["needed_on"] = handover_file.day(told.get("needed_on"))
        values["needed_time"] = handover_file.time(told.get("needed_time"))
        escalation_id = str(told["escalation_id"])[:36]
    except (KeyError, ValueError) as error:
        raise Refused(_("This file is not whole. Nothing was read in.")) from error
    with writer.acting_for(unit_id):
        row = take_in(writer, escalation_id, CameBy.FILE, values)
        writer.note("read_hand_over", "received_escalation", row.id, from_unit=row.from_unit)
        return HandedOver(unit_name=writer.unit.name, from_unit=row.from_unit, is_answer=False)


def _take_answer(writer: Writer, told: dict[str, Any]) -> HandedOver:
    from huddle.model.inputs import AnswerInput, validated  # noqa: PLC0415 - at first write

    try:
        values = {"answer": told["answer"], "answered_by": told["answered_by"]}
        at = dt.datetime.fromisoformat(str(told["answered_at"])).astimezone(dt.UTC)
    except (KeyError, ValueError, OverflowError) as error:
        raise Refused(_("This file is not whole. Nothing was read in.")) from error
    query = select(Escalation).where(Escalation.id == str(told.get("escalation_id")))
    sent = writer.session.exec(query).first()
    if sent is None or sent.deleted_at is not None:
        raise Refused(_("This answers something that is not in this store any more."))
    if sent.answered_at is not None:
        raise Refused(_("That was answered already. Nothing was changed."))
    # A clock that is set wrong over there must not make an answer of tomorrow.
    answered_at = min(at, writer.now)
    bring_back(writer, sent, **validated(AnswerInput, **values), answered_at=answered_at)
    writer.note("read_hand_over", "escalation", sent.id, answered_by=sent.answered_by)
    name = found(writer, Unit, sent.unit_id).name
    return HandedOver(unit_name=name, from_unit=sent.to_name, is_answer=True)


def _look(writer: Writer, content: dict[str, Any], reason: str) -> None:
    """Ask the guard before something leaves, and note what is let out all the same."""
    guard = guard_in(writer)
    fields = [("text", _("About")), ("reason", _("Why")), ("ask", _("What is asked"))]
    fields.append(("answer", _("Answer")))
    seen = look_through(guard, (Written(str(content.get(name, "")), said) for name, said in fields))
    if not seen:
        return
    if not reason.strip():
        raise GuardAsks(seen)
    why = kept_reason(guard, reason)
    writer.note("override", "hand_over", "", found=counted(seen), reason=why)
