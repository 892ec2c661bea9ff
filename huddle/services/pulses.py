"""The pulse: started by a manager, answered by anybody with a code, shown when enough answered.

Giving an answer writes one row, and in it nothing of who, when or where; it is no act in the
audit, and nobody is told of it. docs/pulse.md says why nobody can be found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select as sql_select
from sqlalchemy import update
from sqlmodel import col, select

import resources
from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Item, Pulse, PulseBox, PulseReply
from huddle.rows.pulse import (
    PulseForm,
    PulseQuestion,
    PulseReplyRow,
    PulseResult,
    PulseRow,
    PulseSlips,
)
from huddle.rules import pulse as numbers
from huddle.rules.codes import read_pulse_code
from huddle.services import reading
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.store import pulse_box
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import ItemKind, RoleGroup

_BOX = (col(PulseBox.id), col(PulseBox.box), col(PulseBox.counts), col(PulseBox.answered))


class Pulses(Service, called="pulse"):
    """A few questions each quarter, and what came of them."""

    # For everybody

    def form(self) -> PulseForm | None:
        """What can be answered this quarter by whoever has a code; none when nothing is asked."""
        with self._store.read() as reader:
            pulse = _of_this_quarter(reader)
            if pulse is None or not _is_open(_box_of(reader, pulse.id)):
                return None
            return PulseForm(pulse.quarter, pulse.minimum, _questions())

    def answer(self, code: str, answers: Mapping[str, int]) -> None:
        """Take the answers of whoever has a code, which is used up by it.

        Args:
            code: As it stands on the slip.
            answers: By the question's name, a number of the scale; what is left out is not there.

        Raises:
            Refused: It is no code of this quarter or was used, nothing was answered, or the
                answers could never be shown.
        """
        counts = numbers.counts_of(_checked(answers))
        with self._store.write() as writer:
            pulse = _of_this_quarter(writer)
            if pulse is None:
                raise _nothing_asked()
            _put(writer, pulse.id, code, counts)

    # For those who lead

    def start(self, minimum: int = numbers.USUAL_MINIMUM) -> PulseSlips:
        """Begin the pulse of this quarter; one that nobody has answered yet begins anew.

        Args:
            minimum: So many answers are opened together.

        Returns:
            The slips to print, one for each person on the ward's list: their codes are not kept.

        Raises:
            Refused: Too few people are on the list, or somebody has answered already.
        """
        with self._store.write() as writer:
            people = roster(writer)
            numbers.check_minimum(minimum, people)
            box, codes = pulse_box.make(people, minimum)
            _forget_boxes(writer)
            _begin(writer, minimum, people, pulse_box.to_text(box))
            return PulseSlips(numbers.quarter_of(writer.today), minimum, codes)

    def results(self) -> tuple[PulseRow, ...]:
        """What came of each quarter, the last first."""
        with self._store.read() as reader:
            query = select(Pulse).where(Pulse.unit_id == reader.unit_id)
            rows = reader.session.exec(query.order_by(col(Pulse.quarter).desc())).all()
            return tuple(_row(reader, row) for row in rows)

    def reply(
        self, pulse_id: str, question: str, *, item_id: str | None = None, because: str = ""
    ) -> None:
        """Keep what a low result leads to: an action, or the reason why there is none.

        Raises:
            Refused: It is neither, or there is no such question or action.
        """
        from huddle.model.inputs import validated  # noqa: PLC0415 - at first write
        from huddle.model.pulse_inputs import PulseReplyInput  # noqa: PLC0415 - at first write

        values = {"item_id": item_id, **validated(PulseReplyInput, because=because)}
        if bool(item_id) is bool(values["because"]):
            told = _("Choose an action, or say why there is none: one of the two.")
            raise Refused(told, "because")
        with self._store.write() as writer:
            _check_reply(writer, question, item_id)
            pulse = found(writer, Pulse, pulse_id)
            kept = _replies(writer, pulse.id).get(question)
            if kept is None:
                writer.add(PulseReply, pulse_id=pulse.id, question=question, **values)
            else:
                writer.change(kept, **values)


def _questions() -> tuple[PulseQuestion, ...]:
    asked = resources.toml("pulse.toml")["questions"]
    return tuple(PulseQuestion(one["name"], _(one["text"])) for one in asked)


def _checked(answers: Mapping[str, int]) -> list[int]:
    """The answers in the order of the questions."""
    given = [answers.get(one.name, numbers.LEFT_OUT) for one in _questions()]
    if not any(given) or any(one not in (numbers.LEFT_OUT, *numbers.SCALE) for one in given):
        raise Refused(_("Answer at least one of the questions, then send it."), "answers")
    return given


def _nothing_asked() -> Refused:
    return Refused(_("Nothing is asked just now. Keep your slip for nothing else: throw it away."))


def _of_this_quarter(reader: Reader) -> Pulse | None:
    quarter = numbers.quarter_of(reader.today)
    query = select(Pulse).where(Pulse.unit_id == reader.unit_id, Pulse.quarter == quarter)
    return reader.session.exec(query).one_or_none()


def _box_of(reader: Reader, pulse_id: str) -> Any:
    """The row in which the answers of a pulse are, as plain values."""
    return reader.execute(sql_select(*_BOX).where(col(PulseBox.pulse_id) == pulse_id)).one()


def _is_open(kept: Any) -> bool:
    """Whether the pulse of this quarter, whose box this is, still takes answers."""
    return bool(kept.box) and not pulse_box.from_text(kept.box).is_closed


def _put(writer: Writer, pulse_id: str, code: str, counts: numbers.Counts) -> None:
    kept = _box_of(writer, pulse_id)
    if not kept.box:
        raise _nothing_asked()
    try:
        answer = numbers.packed(counts)
        box, opened = pulse_box.put(
            pulse_box.from_text(kept.box), read_pulse_code(code) or "", answer
        )
    except pulse_box.UnknownCode:
        told = _("That code is not of this quarter’s pulse, or it was used. Look at it again.")
        raise Refused(told, "code") from None
    except pulse_box.BoxClosed:
        told = _(
            "So many have answered that too few are left for another group: your answer would "
            "never be shown, so it was not kept. Thank you. Tear up your slip."
        )
        raise Refused(told, "code") from None
    values: dict[str, Any] = {"box": pulse_box.to_text(box)}
    if opened is not None:
        values |= _counted(kept, numbers.unpacked(opened, len(counts)), box.minimum)
        writer.touched(PulseBox, pulse_id)
    writer.execute(update(PulseBox).where(col(PulseBox.id) == kept.id).values(values))


def _counted(kept: Any, opened: numbers.Counts, minimum: int) -> dict[str, Any]:
    """What is kept of the answers after some more were opened."""
    names = [one.name for one in _questions()]
    before = json.loads(kept.counts)
    none = numbers.nothing(1)[0]
    added = numbers.add(tuple(tuple(before.get(name, none)) for name in names), opened)
    counts = {**before, **dict(zip(names, added, strict=True))}
    return {"counts": json.dumps(counts), "answered": kept.answered + minimum}


def roster(reader: Reader) -> int:
    """How many people of the staff are on the ward's list."""
    return sum(
        not one.is_post and one.role_group != RoleGroup.PATIENT_PARTNER
        for one in reading.people(reader)
    )


def _forget_boxes(writer: Writer) -> None:
    """Let the answers of other quarters go that never were enough."""
    now = numbers.quarter_of(writer.today)
    others = sql_select(col(Pulse.id)).where(
        col(Pulse.unit_id) == writer.unit_id, col(Pulse.quarter) != now
    )
    writer.execute(update(PulseBox).where(col(PulseBox.pulse_id).in_(others)).values(box=""))


def _begin(writer: Writer, minimum: int, people: int, box: str) -> None:
    pulse = _of_this_quarter(writer)
    if pulse is None:
        quarter = numbers.quarter_of(writer.today)
        pulse = writer.add(Pulse, quarter=quarter, minimum=minimum, roster=people)
        writer.add_plain(PulseBox, pulse_id=pulse.id, box=box, counts="{}")
        return
    kept = _box_of(writer, pulse.id)
    if kept.answered or not kept.box or pulse_box.from_text(kept.box).parts:
        told = _("Somebody has answered already, so the slips of this quarter stay as they are.")
        raise Refused(told)
    writer.change(pulse, minimum=minimum, roster=people)
    writer.execute(update(PulseBox).where(col(PulseBox.id) == kept.id).values(box=box))


def _row(reader: Reader, pulse: Pulse) -> PulseRow:
    kept = _box_of(reader, pulse.id)
    counts, replies = json.loads(kept.counts), _replies(reader, pulse.id)
    results = (
        _result(reader, one, counts[one.name], replies.get(one.name))
        for one in _questions()
        if one.name in counts
    )
    return PulseRow(
        id=pulse.id,
        quarter=pulse.quarter,
        minimum=pulse.minimum,
        roster=pulse.roster,
        answered=kept.answered,
        is_open=pulse.quarter == numbers.quarter_of(reader.today) and _is_open(kept),
        results=tuple(results),
    )


def _result(
    reader: Reader, question: PulseQuestion, counts: list[int], reply: PulseReply | None
) -> PulseResult:
    agreement = numbers.agreement(counts)
    return PulseResult(
        question=question,
        counts=tuple(counts),
        agree=agreement.agree,
        answered=agreement.answered,
        lower=agreement.lower,
        upper=agreement.upper,
        is_low=agreement.is_low,
        reply=None if reply is None else _reply_row(reader, reply),
    )


def _replies(reader: Reader, pulse_id: str) -> dict[str, PulseReply]:
    query = select(PulseReply).where(PulseReply.pulse_id == pulse_id)
    return {row.question: row for row in reader.session.exec(query)}


def _reply_row(reader: Reader, reply: PulseReply) -> PulseReplyRow:
    item = None if reply.item_id is None else reader.session.get(Item, reply.item_id)
    if item is None:
        return PulseReplyRow(reply.item_id, "", "", reply.because)
    if item.is_sensitive:
        reader.opened.add(("item", item.id))
    return PulseReplyRow(item.id, item.code, item.text, reply.because)


def _check_reply(reader: Reader, question: str, item_id: str | None) -> None:
    if question not in {one.name for one in _questions()}:
        raise Refused(_("There is no such question."), "question")
    if item_id is not None and found(reader, Item, item_id).kind != ItemKind.ACTION:
        raise Refused(_("Choose an action."), "item_id")
