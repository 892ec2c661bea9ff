"""What can be done to an item wherever it stands: kept, changed, turned, split into parts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.labels import label
from huddle.model import (
    Account,
    Department,
    Escalation,
    Item,
    ItemEvent,
    Part,
    Person,
    ReceivedEscalation,
)
from huddle.rules.capture_line import Capture, Named
from huddle.rules.codes import code_for
from huddle.rules.status_changes import NEED_A_REASON, following, may_follow
from huddle.services.done import done_fields, done_status, not_done
from huddle.services.goals import check_end, check_served
from huddle.services.people import found
from huddle.services.setting_up import check_version
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import FINISHED_STATUSES, OPEN_ACTION_STATUSES, STATUSES_OF, ItemKind, Status

_SAID_BY = (ItemKind.CONCERN, ItemKind.PATIENT_VOICE, ItemKind.PARKED)
"""Kinds whose `@name` tells who raised it; of the others it tells who owns or receives it."""

_SAID_DONE = (Status.AWAITING_CHECK, Status.CLOSED)


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
        raised_on=writer.said_on,
        series_id=series_id,
        huddle_id=huddle_id,
        step_id=step_id,
        first_due_on=capture.due_on,
        **values,
    )
    if is_action:
        for team in capture.departments:
            _give_part(writer, item, team.id)
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


def change(writer: Writer, item: Item, fields: dict[str, Any], *, anyway: bool = False) -> Item:
    """Change fields of an item, with what follows from them.

    A due day or time that moves needs `note` as its reason; the first day stays. So does what is
    given up. `closed` waits for a check where `done_status` says so; `anyway` is of `check_end`.

    Raises:
        Refused: A field cannot be used, the reason is missing, or the status may not follow.
    """
    from huddle.model.inputs import ItemInput, validated  # noqa: PLC0415 - at first write

    checked = validated(ItemInput, kind=item.kind, **{"text": item.text, **fields})
    values = {name: checked[name] for name in fields}
    if "patient_reference" in values:
        values["patient_reference_at"] = writer.now if values["patient_reference"] else None
    if values.get("owner_id"):
        values["owner_text"] = ""
    if values.get("goal_id") not in (None, item.goal_id):
        check_served(writer, item, values["goal_id"])
    if item.kind == ItemKind.ACTION:
        _hand_over(writer, item, values)
        _move_due(writer, item, values)
    if "status" in values:
        was_open = item.status in OPEN_ACTION_STATUSES
        check_end(writer, item, values["status"], anyway=anyway)
        values.update(_status_fields(writer, item, values))
        if was_open and values["status"] in _SAID_DONE:
            _finish_parts(writer, item)
    if values.get("is_sensitive") and not item.is_sensitive:
        _hide_at_receivers(writer, item)
    return writer.change(item, **values)


def _hide_at_receivers(writer: Writer, item: Item) -> None:
    """What is sensitive here is so in each unit of the store that it was sent to."""
    sent = select(Escalation.id).where(Escalation.item_id == item.id)
    query = select(ReceivedEscalation).where(col(ReceivedEscalation.escalation_id).in_(sent))
    for row in writer.session.exec(query).all():
        with writer.acting_for(row.unit_id), writer.whole():
            writer.change(found(writer, Item, row.item_id), is_sensitive=True)


def _hand_over(writer: Writer, item: Item, values: dict[str, Any]) -> None:
    owner_id = values.get("owner_id")
    if owner_id and owner_id != item.owner_id:
        log(writer, item, "owner", answer=found(writer, Person, owner_id).name)


def _move_due(writer: Writer, item: Item, values: dict[str, Any]) -> None:
    due_to, time_to = values.get("due_on", item.due_on), values.get("due_time", item.due_time)
    if item.due_on is None:
        if due_to is not None:
            values["first_due_on"] = due_to
        return
    is_later_said = item.due_time is None and due_to == item.due_on
    if (due_to, time_to) == (item.due_on, item.due_time) or is_later_said:
        return
    reason = values.get("note", "").strip()
    if not reason and item.raised_on != writer.said_on:
        raise Refused(_("A due day or time moves only with a reason: write why."), "note")
    values["move_count"] = item.move_count + 1
    log(
        writer,
        item,
        "moved",
        note=reason,
        due_from=item.due_on,
        due_to=due_to,
        time_from=item.due_time,
        time_to=time_to,
    )


def _status_fields(writer: Writer, item: Item, values: dict[str, Any]) -> dict[str, Any]:
    """What a new status brings with it: when it was done, who checked it, and its story."""
    kind, before = ItemKind(item.kind), Status(item.status)
    status, reason = Status(values["status"]), values.get("note", "")
    _refuse_order(kind, before, status)
    if status in NEED_A_REASON and status is not before and not reason:
        raise Refused(_("Say why in a few words."), "note")
    if kind is ItemKind.ACTION and status is Status.CLOSED and before in OPEN_ACTION_STATUSES:
        how_known = values.get("how_known", item.how_known)
        goal_id = values.get("goal_id", item.goal_id)
        status = done_status(writer, item, how_known=how_known, goal_id=goal_id)
    fields: dict[str, Any] = {"status": status.value}
    is_checked = kind is ItemKind.ACTION and before is not status and before in _SAID_DONE
    if is_checked and status in (Status.CLOSED, Status.NOT_EFFECTIVE):
        by = writer.session.get(Account, writer.account_id)
        fields.update(checked_at=writer.now, checked_by=by.name if by else "")
        log(writer, item, "checked", answer=status.value, note=reason)
    elif kind is ItemKind.ACTION or (kind is ItemKind.GOAL and status is not before):
        log(writer, item, "status", answer=status.value, note=reason)
    return {**fields, **done_fields(writer, item, status)}


def _finish_parts(writer: Writer, item: Item) -> None:
    """Whoever says that the whole is done says so of each part."""
    for part in parts_of(writer, item.id):
        if part.status in OPEN_ACTION_STATUSES:
            writer.change(part, status=Status.CLOSED.value)
            log_part(writer, part, "part")


def _refuse_order(kind: ItemKind, before: Status, after: Status) -> None:
    if after not in STATUSES_OF[kind]:
        raise Refused(_("That is no status of this kind of item."), "status")
    if not may_follow(kind, before, after):
        others = ", ".join(label(one) for one in following(kind, before))
        raise Refused(
            _("What is {before} cannot become {after}. It can become: {others}.").format(
                before=label(before), after=label(after), others=others
            ),
            "status",
        )


def check(
    writer: Writer,
    item: Item,
    *,
    is_effective: bool,
    note: str = "",
    opens_on: dt.date | None = None,
    opens_at: dt.time | None = None,
) -> Item:
    """Say whether what was done worked.

    Args:
        writer: The write.
        item: An action that awaits its check.
        is_effective: Whether it worked.
        note: What was seen; the reason when it did not work.
        opens_on: The day by which it is tried again; with none, it ends as not effective.
        opens_at: The time on that day.

    Raises:
        Refused: It does not await a check, the reason is missing, or the day is over.
    """
    if item.status != Status.AWAITING_CHECK:
        raise Refused(_("It does not wait for a check: look at where it stands now."), "status")
    told = {"note": note} if note.strip() else {}
    if is_effective:
        return change(writer, item, {"status": Status.CLOSED, **told})
    if not told:
        raise Refused(_("Say why in a few words."), "note")
    if opens_on is None:
        return change(writer, item, {"status": Status.NOT_EFFECTIVE, **told})
    return _open_again(writer, item, note=note, due_on=opens_on, due_time=opens_at)


def _open_again(writer: Writer, item: Item, **values: Any) -> Item:
    from huddle.model.inputs import ItemInput, validated  # noqa: PLC0415 - at first write

    values = validated(ItemInput, kind=item.kind, **{"text": item.text, **values})
    if values["due_on"] < writer.today:
        raise Refused(_("That day is over: choose today or a later one."), "due_on")
    status = Status.IN_PROGRESS.value
    log(
        writer,
        item,
        "checked",
        answer=status,
        note=values["note"],
        due_from=item.due_on,
        due_to=values["due_on"],
    )
    fields = {**not_done(item), "reopened_count": item.reopened_count + 1}
    return writer.change(item, **values, status=status, **fields)


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
    if item.kind == ItemKind.GOAL and kind is ItemKind.ACTION:
        carried["goal_id"] = item.id
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
        raised_on=writer.said_on,
        first_due_on=item.due_on,
        **carried,
    )
    if kind is ItemKind.ACTION:
        for team in teams:
            _give_part(writer, turned, team)
    is_worked_on = item.kind == ItemKind.CONCERN and kind is ItemKind.ACTION
    status = Status.BEING_WORKED_ON if is_worked_on else Status.CLOSED
    writer.change(item, turned_into_id=turned.id, status=status.value)
    return turned


def take_back(writer: Writer, item: Item) -> None:
    """Take an item back; what it was turned from stands again as it began.

    Raises:
        Refused: It is on its way up.
    """
    on_its_way = select(Escalation.id).where(
        Escalation.item_id == item.id,
        col(Escalation.told_back_at).is_(None),
        col(Escalation.deleted_at).is_(None),
    )
    if writer.session.exec(on_its_way).first() is not None:
        raise Refused(_("It is on its way up: take the escalation back first."))
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
    "goal_id",
)
"""What a turned item takes along."""


def add_part(writer: Writer, item: Item, department_id: str, owner_id: str | None = None) -> Part:
    """Give a department its part of an action.

    Raises:
        Refused: It has one already, or the item is no action.
    """
    if item.kind != ItemKind.ACTION:
        raise Refused(_("Only an action has parts."))
    part = _give_part(writer, item, department_id, owner_id)
    log_part(writer, part, "part_added")
    return part


def change_part(writer: Writer, part: Part, row_version: int, **fields: Any) -> Item:
    """Change a part; the whole is done when all its parts are, and open again when one is."""
    check_version(part.row_version, row_version)
    before = part.status
    writer.change(part, **fields)
    if part.status != before:
        log_part(writer, part, "part")
    item = found(writer, Item, part.item_id)
    finished = all(Status(other.status) in FINISHED_STATUSES for other in parts_of(writer, item.id))
    is_open = Status(item.status) in OPEN_ACTION_STATUSES
    if finished and is_open:
        change(writer, item, {"status": Status.CLOSED})
    elif not finished and not is_open:
        change(writer, item, {"status": Status.IN_PROGRESS})
    return item


def remove_part(writer: Writer, part: Part) -> Item:
    """Take a department's part away."""
    writer.delete(part)
    log_part(writer, part, "part_removed")
    return found(writer, Item, part.item_id)


def _give_part(writer: Writer, item: Item, department_id: str, owner_id: str | None = None) -> Part:
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


def log_part(writer: Writer, part: Part, what: str) -> None:
    """Put what became of a part into the story of its action, with the department's name."""
    item, team = found(writer, Item, part.item_id), found(writer, Department, part.department_id)
    log(writer, item, what, answer=part.status, note=team.name)


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
    time_from: dt.time | None = None,
    time_to: dt.time | None = None,
) -> None:
    """Put an event into the story of an item."""
    writer.add_plain(
        ItemEvent,
        item_id=item.id,
        huddle_id=huddle_id,
        at=writer.said_at,
        by=writer.account_id,
        what=what,
        answer=answer,
        note=note,
        due_from=due_from,
        due_to=due_to,
        time_from=time_from,
        time_to=time_to,
    )


def owner_name(reader: Reader, item: Item) -> str:
    """Who owns an item, as known or as typed; empty for nobody."""
    person = reader.session.get(Person, item.owner_id) if item.owner_id else None
    return person.name if person else item.owner_text


def name_owner(writer: Writer, item: Item, name: str) -> Item:
    """Make an unknown owner a known person, and theirs whatever else waits under that name."""
    from huddle.model.inputs import PersonInput, validated  # noqa: PLC0415 - at first write

    values = validated(PersonInput, name=name)
    person = writer.add(Person, **values)
    if not item.owner_text:
        return writer.change(item, owner_id=person.id)
    waiting = select(Item).where(
        Item.unit_id == writer.unit_id,
        Item.owner_text == item.owner_text,
        col(Item.owner_id).is_(None),
        col(Item.deleted_at).is_(None),
    )
    for other in writer.session.exec(waiting):
        writer.change(other, owner_id=person.id, owner_text="")
    return found(writer, Item, item.id)
