"""A name replaced wherever a field of the unit holds exactly that name, past the audit.

The audit must forget it, too. Another unit of the store may have somebody of the same name.

Rows are changed in place, without a version of their own: nothing a person wrote is altered.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import or_, select, update
from sqlmodel import SQLModel

from huddle.i18n import N_
from huddle.model import (
    Addendum,
    Attendance,
    AuditValue,
    Escalation,
    Huddle,
    HuddleStep,
    Item,
    ItemEvent,
    ReceivedEscalation,
    Receiver,
    Record,
    Series,
    TemplateStep,
)
from huddle.store import search
from huddle.store.transaction import Reader, Writer

_NAMED: Mapping[str, tuple[tuple[type[SQLModel], str], ...]] = {
    N_("Owners, tellers and checkers, as typed"): (
        (Item, "owner_text"),
        (Item, "read_back"),
        (Item, "checked_by"),
        (ItemEvent, "answer"),
    ),
    N_("Places on rosters"): ((Attendance, "name"),),
    N_("Facilitators and leaders of steps"): (
        (Huddle, "facilitator"),
        (HuddleStep, "led_by"),
        (TemplateStep, "led_by"),
        (Series, "facilitator"),
    ),
    N_("Receivers and tellers of escalations"): (
        (Receiver, "name"),
        (Escalation, "to_name"),
        (Escalation, "told_whom"),
        (Escalation, "told_by"),
        (Escalation, "answered_by"),
        (ReceivedEscalation, "answered_by"),
    ),
    N_("Authors of corrections, and who typed paper forms in"): (
        (Addendum, "by"),
        (Huddle, "entered_late_by"),
    ),
}
"""Fields that can hold a name and nothing else, by what a person calls them."""

RECORDS = N_("Frozen records of huddles")
_NAMES_IN_RECORDS = frozenset(
    (
        "owner_name",
        "raised_by",
        "read_back",
        "checked_by",
        "facilitator",
        "led_by",
        "by",
        "entered_late_by",
    )
)
_LISTS_IN_RECORDS = frozenset(("here", "apologies"))


def count(reader: Reader, names: Collection[str]) -> dict[str, int]:
    """How many fields hold exactly one of some names, by what they are."""
    found = dict.fromkeys(_NAMED, 0)
    for what, fields in _NAMED.items():
        for table, field in fields:
            query = select(_columns(table)[field]).where(_named(reader, table, field, names))
            found[what] += len(reader.execute(query).all())
    found[RECORDS] = len(records_with(reader, names))
    return {what: number for what, number in found.items() if number}


def replace(writer: Writer, names: Collection[str], by: str) -> None:
    """Replace the names in every such field, and in the words that the index finds."""
    is_owned = _named(writer, Item, "owner_text", names)
    owned = select(Item.__table__).where(is_owned)  # type: ignore[attr-defined]
    found = [dict(row) for row in writer.execute(owned).mappings()]
    for fields in _NAMED.values():
        for table, field in fields:
            is_named = _named(writer, table, field, names)
            writer.execute(update(table).where(is_named).values({field: by}))
    for item in found:
        is_gone = item["deleted_at"] is not None
        search.change(writer.connection, {**item, "owner_text": by}, is_gone=is_gone)


def records_with(reader: Reader, names: Collection[str]) -> list[str]:
    """The frozen records that hold one of the names as a value, or seem to."""
    body = _columns(Record).body
    quoted = (json.dumps(name, ensure_ascii=False) for name in names)
    holds = or_(*(body.contains(value, autoescape=True) for value in quoted))
    records = _columns(Record)
    query = select(records.id).where(records.unit_id == reader.unit_id, holds)
    return list(reader.execute(query).scalars())


def replace_in_records(writer: Writer, ids: list[str], names: Collection[str], by: str) -> None:
    """Replace the names in some frozen records, where they stand as a name."""
    records = _columns(Record)
    query = select(records.id, records.body).where(records.id.in_(ids))
    for record_id, body in writer.execute(query).all():
        renamed = _renamed(json.loads(body), frozenset(names), by)
        text = json.dumps(renamed, ensure_ascii=False, separators=(",", ":"))
        writer.execute(update(Record).where(records.id == record_id).values(body=text))


def values_with(reader: Reader, names: Collection[str]) -> list[str]:
    """The audit entries whose values hold one of the names anywhere."""
    values = _columns(AuditValue)
    written = [json.dumps(name, ensure_ascii=False)[1:-1] for name in names]
    columns = (values.old, values.new)
    holds = or_(*(column.contains(one, autoescape=True) for column in columns for one in written))
    query = select(values.id).where(values.unit_id == reader.unit_id, holds)
    return list(reader.execute(query).scalars())


def _named(reader: Reader, table: type[SQLModel], field: str, names: Collection[str]) -> Any:
    """Whether a field of the unit holds exactly one of some names."""
    columns = _columns(table)
    return (columns.unit_id == reader.unit_id) & columns[field].in_(names)


def _renamed(value: Any, names: frozenset[str], by: str, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _renamed(one, names, by, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, names, by, key) for one in value]
    if key in _NAMES_IN_RECORDS | _LISTS_IN_RECORDS and value in names:
        return by
    return value


def _columns(table: type[SQLModel]) -> Any:
    return table.__table__.c  # type: ignore[attr-defined]
