"""When an action is done and a concern answered, what waits for a check, what is forgotten."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select

from huddle.model import Escalation, Item
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import OPEN_ACTION_STATUSES, IncidentReported, ItemKind, Status

_SETTLED = (Status.AWAITING_CHECK, Status.CLOSED, Status.ANSWERED)
_TAKEN_UP = (*OPEN_ACTION_STATUSES, Status.NEW, Status.BEING_WORKED_ON, Status.NOTED)


def done_status(reader: Reader, item: Item, *, how_known: str, goal_id: str | None) -> Status:
    """What *done* makes of an action: closed, or waiting for somebody's check of how it worked.

    What says how it is known, and what comes from harm, a goal or an escalation, waits.
    """
    waits = how_known or goal_id or _came_of_harm_or_goal(reader, item) or _went_up(reader, item)
    return Status.AWAITING_CHECK if waits else Status.CLOSED


def done_fields(writer: Writer, item: Item, status: Status) -> dict[str, Any]:
    """What a status says of when something was done or answered: the first time counts."""
    if status in _SETTLED and item.done_at is None:
        return {"done_at": writer.said_at, "done_on": writer.said_on}
    if status in _TAKEN_UP and item.done_at is not None:
        return not_done(item)
    return {}


def answer_concern(writer: Writer, item: Item) -> None:
    """What went up from a concern came back: it is answered, unless it was closed before."""
    if item.kind == ItemKind.CONCERN and item.status != Status.CLOSED:
        status = Status.ANSWERED
        writer.change(item, status=status.value, **done_fields(writer, item, status))


def not_done(item: Item) -> dict[str, Any]:
    """What is forgotten it is taken up again; that it was checked is counted."""
    again = item.reopened_count + (item.checked_at is not None)
    return {
        "done_at": None,
        "done_on": None,
        "checked_at": None,
        "checked_by": "",
        "reopened_count": again,
    }


def _came_of_harm_or_goal(reader: Reader, item: Item) -> bool:
    """As plain values: it also counts for whoever may not see what the action came from."""
    query = select(Item.kind, Item.incident_reported, Item.incident_reference)
    origin = reader.execute(query.where(col(Item.id) == item.from_id)).first()
    if origin is None:
        return False
    kind, reported, reference = origin
    return kind == ItemKind.GOAL or reported == IncidentReported.YES or bool(reference)


def _went_up(reader: Reader, item: Item) -> bool:
    """Whether it, or what it came from, was escalated and not taken back."""
    query = select(Escalation.id).where(
        col(Escalation.item_id).in_([item.id, item.from_id]), col(Escalation.deleted_at).is_(None)
    )
    return reader.execute(query.limit(1)).first() is not None
