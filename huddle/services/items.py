"""What can be done to an item wherever it stands: kept, changed, turned, split into parts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Department, Item, ItemEvent, Part, Person
from huddle.rules.capture_line import Capture, Named
from huddle.rules.codes import code_for
from huddle.services.people import found
from huddle.services.setting_up import check_version
from huddle.store.session import Reader, Writer
from huddle.vocabulary import (
    OPEN_ACTION_STATUSES,
    STATUSES_OF,
    ItemKind,
    Status,
)

_SAID_BY = (ItemKind.CONCERN, ItemKind.PATIENT_VOICE, ItemKind.PARKED)
"""Kinds whose `@name` tells who raised it; of the others it tells who owns or receives it."""

FINISHED = (Status.CLOSED, Status.NOT_EFFECTIVE, Status.CANCELLED, Status.AWAITING_CHECK)


def keep(
    writer: Writer,
    capture: Capture,
    *,
    series_id: str,
    huddle_id: str | None = None,
    step_id: str | None = None,
    stage_id: str | None = None,
    press_key: str | None = None,
) -> Item:
    """Add what was typed in the capture line.

    Args:
        writer: The write.
        capture: The line, understood.
        series_id: The series it belongs to.
        huddle_id: The huddle it was said in; none outside one.
        step_id: The step it was said at.
        stage_id: The stage it sits at when the line names none.
        press_key: The key press it came from; a second row with the same is never made.

    Raises:
        Refused: The text is empty or too long.
    """
    from huddle.model.inputs import ItemInput, validated  # noqa: PLC0415 - at first write

    values = validated(
        ItemInput,
        kind=capture.kind,
        text=capture.text,
        owner_text=capture.unknown_owner,
        due_on=capture.due_on,
        due_time=capture.due_time,
        is_priority=capture.is_priority,
        stage_id=capture.stage.id if capture.stage else stage_id,
        join_stage_id=capture.join_stage.id if capture.join_stage else None,
        **_owner_fields(capture.kind, capture.owner),
    )
    is_action = capture.kind is ItemKind.ACTION
    if capture.departments and not is_action:
        values["department_ids"] = " ".join(team.id for team in capture.departments)
    item = writer.add(
        Item,
        code=code_for(writer.next_number("code")),
        press_key=press_key,
        status=STATUSES_OF[capture.kind][0].value,
        raised_on=writer.today,
        series_id=series_id,
        huddle_id=huddle_id,
        step_id=step_id,
        first_due_on=capture.due_on,
        **values,
    )
    if is_action:
        for team in capture.departments:
            add_part(writer, item, team.id)
    return item


def kept_by(reader: Reader, press_key: str) -> Item:
    """The item that an earlier press of the same key made."""
    return reader.session.exec(select(Item).where(Item.press_key == press_key)).one()


def _owner_fields(kind: ItemKind, owner: Named | None) -> dict[str, Any]:
    if owner is None:
        return {}
    is_team = owner.what == "department"
    if kind in _SAID_BY:
        return {"raised_by_department_id" if is_team else "raised_by_person_id": owner.id}
    return {"department_id" if is_team else "owner_id": owner.id}


def change(writer: Writer, item: Item, fields: dict[str, Any]) -> Item:
    """Change fields of an item, with what follows from them.

    A due day that moves needs `note` as its reason; the first one stays.

    Raises:
        Refused: A field cannot be used, or the reason is missing.
    """
    from huddle.model.inputs import ItemInput, validated  # noqa: PLC0415 - at first write

    checked = validated(ItemInput, kind=item.kind, **{"text": item.text, **fields})
    values = {name: checked[name] for name in fields}
    if "patient_reference" in values:
        values["patient_reference_at"] = writer.now if values["patient_reference"] else None
    if values.get("owner_id"):
        values["owner_text"] = ""
    if item.kind == ItemKind.ACTION and values.get("due_on", item.due_on) != item.due_on:
        _move_due(writer, item, values)
    if "status" in values:
        values.update(_status_fields(writer, item, Status(values["status"])))
    return writer.change(item, **values)


def _move_due(writer: Writer, item: Item, values: dict[str, Any]) -> None:
    if item.due_on is None:
        values["first_due_on"] = values["due_on"]
        return
    reason = values.get("note", "").strip()
    if not reason and item.raised_on != writer.today:
        raise Refused(_("A due day moves only with a reason: write why."), "note")
    log(writer, item, "moved", note=reason, due_from=item.due_on, due_to=values["due_on"])


def _status_fields(writer: Writer, item: Item, status: Status) -> dict[str, Any]:
    if status not in STATUSES_OF[ItemKind(item.kind)]:
        raise Refused(_("That is no status of this kind of item."), "status")
    is_done = status in (Status.AWAITING_CHECK, Status.CLOSED)
    was_done = item.done_at is not None
    fields: dict[str, Any] = {"status": status.value}
    if item.kind == ItemKind.ACTION:
        log(writer, item, "status", answer=status.value)
    if is_done and not was_done:
        fields.update(done_at=writer.now, done_on=writer.today)
    elif status in OPEN_ACTION_STATUSES and was_done:
        fields.update(done_at=None, done_on=None)
    return fields


def done_status(item: Item) -> Status:
    """What *done* makes of an action: closed, or waiting for somebody's check of how it worked."""
    return Status.AWAITING_CHECK if item.how_known else Status.CLOSED


def turn(writer: Writer, item: Item, kind: ItemKind) -> Item:
    """Make another kind of an item, at any age, and keep the link both ways.

    A concern that becomes an action stays as a concern that is being worked on; anything else is
    replaced by what it became.

    Raises:
        Refused: It is of that kind, or was turned already.
    """
    if item.kind == kind.value:
        raise Refused(_("It is that already."))
    if item.turned_into_id:
        raise Refused(_("It was turned into something else already: change that one."))
    carried = {name: getattr(item, name) for name in _CARRIED_OVER}
    teams = item.department_ids.split()
    if item.kind == ItemKind.ACTION:
        teams = [part.department_id for part in parts_of(writer, item.id)]
    if kind is not ItemKind.ACTION:
        carried["department_ids"] = " ".join(teams)
    turned = writer.add(
        Item,
        code=code_for(writer.next_number("code")),
        kind=kind.value,
        status=STATUSES_OF[kind][0].value,
        from_id=item.id,
        raised_on=writer.today,
        first_due_on=item.due_on,
        **carried,
    )
    if kind is ItemKind.ACTION:
        for team in teams:
            add_part(writer, turned, team)
    is_worked_on = item.kind == ItemKind.CONCERN and kind is ItemKind.ACTION
    status = Status.BEING_WORKED_ON if is_worked_on else Status.CLOSED
    writer.change(item, turned_into_id=turned.id, status=status.value)
    return turned


def take_back(writer: Writer, item: Item) -> None:
    """Take an item back; what it was turned from stands again as it began."""
    origin = writer.session.get(Item, item.from_id) if item.from_id else None
    if origin is not None and origin.turned_into_id == item.id:
        status = STATUSES_OF[ItemKind(origin.kind)][0]
        writer.change(origin, turned_into_id=None, status=status.value)
    writer.delete(item, "taken back")


_CARRIED_OVER = (
    "text",
    "series_id",
    "huddle_id",
    "step_id",
    "owner_id",
    "owner_text",
    "department_id",
    "raised_by_department_id",
    "raised_by_person_id",
    "stage_id",
    "join_stage_id",
    "due_on",
    "due_time",
    "is_priority",
    "place",
    "patient_reference",
    "patient_reference_at",
    "is_sensitive",
    "bed_asked",
    "how_known",
    "why",
)
"""What a turned item takes along."""


def add_part(writer: Writer, item: Item, department_id: str, owner_id: str | None = None) -> Part:
    """Give a department its part of an action.

    Raises:
        Refused: It has one already, or the item is no action.
    """
    if item.kind != ItemKind.ACTION:
        raise Refused(_("Only an action has parts."))
    parts = parts_of(writer, item.id)
    if any(part.department_id == department_id for part in parts):
        raise Refused(_("That department has its part already."))
    found(writer, Department, department_id)
    return writer.add(
        Part,
        item_id=item.id,
        department_id=department_id,
        owner_id=owner_id,
        due_on=item.due_on,
        position=len(parts),
    )


def change_part(writer: Writer, part: Part, row_version: int, **fields: Any) -> Item:
    """Change a part; the whole is done when all its parts are, and open again when one is."""
    check_version(part.row_version, row_version)
    writer.change(part, **fields)
    item = found(writer, Item, part.item_id)
    finished = all(Status(other.status) in FINISHED for other in parts_of(writer, item.id))
    is_open = Status(item.status) in OPEN_ACTION_STATUSES
    if finished and is_open:
        change(writer, item, {"status": done_status(item)})
    elif not finished and not is_open:
        change(writer, item, {"status": Status.IN_PROGRESS})
    return item


def parts_of(reader: Reader, item_id: str) -> list[Part]:
    """The parts of an action."""
    query = (
        select(Part)
        .where(Part.item_id == item_id, col(Part.deleted_at).is_(None))
        .order_by(col(Part.position))
    )
    return list(reader.session.exec(query))


def log(
    writer: Writer,
    item: Item,
    what: str,
    *,
    huddle_id: str | None = None,
    answer: str = "",
    note: str = "",
    due_from: dt.date | None = None,
    due_to: dt.date | None = None,
) -> None:
    """Put an event into the story of an item."""
    writer.add_plain(
        ItemEvent,
        item_id=item.id,
        huddle_id=huddle_id,
        at=writer.now,
        by=writer.account_id,
        what=what,
        answer=answer,
        note=note,
        due_from=due_from,
        due_to=due_to,
    )


def name_owner(writer: Writer, item: Item, name: str) -> Item:
    """Make an unknown owner a known person, and theirs whatever else waits under that name."""
    from huddle.model.inputs import PersonInput, validated  # noqa: PLC0415 - at first write

    values = validated(PersonInput, name=name)
    person = writer.add(Person, **values)
    if not item.owner_text:
        return writer.change(item, owner_id=person.id)
    waiting = select(Item).where(
        Item.owner_text == item.owner_text,
        col(Item.owner_id).is_(None),
        col(Item.deleted_at).is_(None),
    )
    for other in writer.session.exec(waiting):
        writer.change(other, owner_id=person.id, owner_text="")
    return found(writer, Item, item.id)
