"""What goes today: every record judged by the rules of retention."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, col, select

from huddle.clock import local
from huddle.model import (
    Account,
    Addendum,
    Attendance,
    ClosedDay,
    Draft,
    Escalation,
    HarmDay,
    Hold,
    Huddle,
    Item,
    Part,
    Person,
    PrintedSheet,
    ReceivedEscalation,
    Receiver,
    RotaPlace,
    RotaSwap,
    SavedView,
    SeriesException,
    Stage,
    Template,
    TemplateStep,
    Tier,
)
from huddle.rows.keeping import HoldRow
from huddle.rows.ward import PolicyRow
from huddle.rules import retention
from huddle.rules.retention import Boundaries, Entry
from huddle.services.policies import policy_of
from huddle.store import disposing
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus, IncidentReported, RecordKind, Status

_DELETABLE: tuple[type[Any], ...] = (
    Part,
    Escalation,
    ReceivedEscalation,
    Receiver,
    Tier,
    Attendance,
    Addendum,
    SavedView,
    HarmDay,
    RotaPlace,
    RotaSwap,
    SeriesException,
    ClosedDay,
    TemplateStep,
    Template,
    Stage,
    Person,
)
"""What people delete besides items; a row comes before those it refers to."""

ITEM_KINDS = (RecordKind.ITEMS, RecordKind.INCIDENTS, RecordKind.DELETED)
"""Kinds of record that stand in the table of items."""


@dataclass(slots=True)
class Plan:
    """What goes today.

    Attributes:
        basis: The decisions and holds it rests on; when they change, it is void.
        kept_from: The first day that is kept of each kind.
        ids: What goes of items, huddles, drafts and the audit, by kind.
        deleted: What goes of other rows that were deleted, by table.
        bare: Huddles left with nothing but a number, counted when their records went.
        hanging: What hangs on the items and huddles that go.
        versions: The items that go, as they were judged.
        days: The oldest and newest day of what goes of each kind.
        held: By hold, how many of each kind it keeps back.
    """

    basis: tuple[PolicyRow, tuple[HoldRow, ...]]
    kept_from: Boundaries
    ids: dict[RecordKind, list[str]] = field(default_factory=dict)
    deleted: dict[type[SQLModel], list[str]] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)
    hanging: set[str] = field(default_factory=set)
    versions: dict[str, int] = field(default_factory=dict)
    days: dict[RecordKind, tuple[dt.date, dt.date]] = field(default_factory=dict)
    held: dict[str, dict[RecordKind, int]] = field(default_factory=dict)

    @property
    def counts(self) -> dict[RecordKind, int]:
        """How much of each kind goes."""
        counts = {kind: len(ids) for kind, ids in self.ids.items()}
        others = sum(map(len, self.deleted.values()))
        if others:
            counts[RecordKind.DELETED] = counts.get(RecordKind.DELETED, 0) + others
        return {kind: count for kind, count in counts.items() if count}


def plan_of(reader: Reader) -> Plan:
    """What goes today."""
    policy, holds = policy_of(reader), all_holds(reader)
    plan = Plan((policy, holds), retention.boundaries(policy, reader.today))
    items = _take(plan, _items(reader, plan))
    huddles = _take_huddles(reader, plan)
    plan.versions = {item_id: plan.versions[item_id] for item_id in items}
    plan.hanging.update(disposing.children(reader, disposing.OF_AN_ITEM, items))
    plan.hanging.update(disposing.children(reader, disposing.OF_A_HUDDLE, huddles))
    _take(plan, _drafts(reader))
    _take(plan, _values(reader, plan.kept_from[RecordKind.AUDIT]))
    for table in _DELETABLE:
        plan.deleted[table] = _take(plan, _deleted(reader, table, plan.hanging), into={})
    plan.deleted[RotaSwap] += _take(plan, _over_swaps(reader), into={})
    plan.deleted[PrintedSheet] = _take(plan, _printed_sheets(reader), into={})
    return plan


def all_holds(reader: Reader) -> tuple[HoldRow, ...]:
    """The holds, newest first."""
    called = {row[0]: row[1] for row in reader.session.exec(select(Account.id, Account.name))}
    query = select(Hold).where(Hold.unit_id == reader.unit_id).order_by(col(Hold.id).desc())
    return tuple(
        HoldRow(
            id=hold.id,
            reason=hold.reason,
            from_on=hold.from_on,
            until_on=hold.until_on,
            is_lifted=hold.is_lifted,
            added_at=hold.created_at,
            added_by=called.get(hold.created_by, ""),
            changed_at=hold.updated_at,
            changed_by=called.get(hold.updated_by, ""),
        )
        for hold in reader.session.exec(query)
    )


def _take(
    plan: Plan, entries: Iterable[Entry], into: dict[RecordKind, list[str]] | None = None
) -> list[str]:
    """Judge some records, and put down what goes and what is held back."""
    going = retention.what_goes(entries, plan.kept_from, plan.basis[1])
    for kind, gone in going.entries.items():
        found = plan.ids if into is None else into
        found.setdefault(kind, []).extend(entry.id for entry in gone)
        _note_days(plan, kind, [entry.first_on for entry in gone])
    for hold_id, counts in going.held.items():
        held = plan.held.setdefault(hold_id, {})
        for kind, count in counts.items():
            held[kind] = held.get(kind, 0) + count
    return [entry.id for gone in going.entries.values() for entry in gone]


def _note_days(plan: Plan, kind: RecordKind, days: list[dt.date]) -> None:
    days = [*days, *plan.days.get(kind, ())]
    if days:
        plan.days[kind] = (min(days), max(days))


# Items and huddles


def _items(reader: Reader, plan: Plan) -> list[Entry]:
    """The items that are old enough to be judged, and all that were deleted."""
    first_day = plan.kept_from[RecordKind.ITEMS]
    query = sa.select(
        col(Item.id),
        col(Item.status),
        col(Item.incident_reported),
        col(Item.incident_reference),
        col(Item.raised_on),
        col(Item.done_on),
        col(Item.updated_at),
        col(Item.deleted_at),
        col(Item.from_id),
        col(Item.turned_into_id),
        col(Item.row_version),
    )
    is_old = col(Item.raised_on) < (first_day or dt.date.min)
    query = query.where(
        col(Item.unit_id) == reader.unit_id, sa.or_(col(Item.deleted_at).is_not(None), is_old)
    )
    rows = reader.execute(query).all()
    plan.versions = {row.id: row.row_version for row in rows}
    deleted = {row.id for row in rows if row.deleted_at is not None}
    return [_item_entry(row, deleted, reader.time_zone) for row in rows]


def _item_entry(row: Any, deleted: set[str], zone: str) -> Entry:
    if row.id in deleted:
        gone_on = local(row.deleted_at, zone).date()
        return Entry(row.id, RecordKind.DELETED, row.raised_on, gone_on)
    changed_on = local(row.updated_at, zone).date()
    is_incident = row.incident_reported == IncidentReported.YES or row.incident_reference
    return Entry(
        id=row.id,
        kind=RecordKind.INCIDENTS if is_incident else RecordKind.ITEMS,
        first_on=row.raised_on,
        last_on=max(row.raised_on, changed_on, row.done_on or dt.date.min),
        is_finished=Status(row.status) not in retention.UNFINISHED,
        links=tuple(
            link for link in (row.from_id, row.turned_into_id) if link and link not in deleted
        ),
    )


def _take_huddles(reader: Reader, plan: Plan) -> list[str]:
    entries = _huddles(reader)
    bare = disposing.bare_huddles(reader)
    going = retention.what_goes(
        (entry for entry in entries if entry.id in bare), plan.kept_from, plan.basis[1]
    )
    plan.bare = [entry.id for entry in going.entries.get(RecordKind.HUDDLES, ())]
    return _take(plan, (entry for entry in entries if entry.id not in bare))


def _huddles(reader: Reader) -> list[Entry]:
    query = select(col(Huddle.id), col(Huddle.held_on), col(Huddle.status)).where(
        Huddle.unit_id == reader.unit_id
    )
    return [
        Entry(
            row.id,
            RecordKind.HUDDLES,
            row.held_on,
            row.held_on,
            is_finished=HuddleStatus(row.status) in retention.FINISHED_HUDDLES,
        )
        for row in reader.execute(query)
    ]


# What else is kept


def _drafts(reader: Reader) -> list[Entry]:
    zone = reader.time_zone
    query = select(col(Draft.id), col(Draft.saved_at)).where(Draft.unit_id == reader.unit_id)
    days = ((row.id, local(row.saved_at, zone).date()) for row in reader.execute(query))
    return [Entry(row_id, RecordKind.DRAFTS, day, day) for row_id, day in days]


def _values(reader: Reader, first_day: dt.date | None) -> list[Entry]:
    """Old values of the audit; there are so many that only those that go are fetched."""
    if first_day is None:
        return []
    zone = reader.time_zone
    found = disposing.old_values(reader, _begin_of(first_day, zone))
    days = ((entry_id, local(made_at, zone).date()) for entry_id, made_at in found)
    return [Entry(entry_id, RecordKind.AUDIT, day, day) for entry_id, day in days]


def _begin_of(day: dt.date, zone: str) -> dt.datetime:
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    return dt.datetime.combine(day, dt.time(), local(noon, zone).tzinfo).astimezone(dt.UTC)


def _over_swaps(reader: Reader) -> list[Entry]:
    """Swaps that stood until their day was over: they go as if they were deleted then."""
    query = select(col(RotaSwap.id), col(RotaSwap.on_day)).where(
        RotaSwap.unit_id == reader.unit_id,
        col(RotaSwap.deleted_at).is_(None),
        col(RotaSwap.on_day) < reader.today,
    )
    return [Entry(row[0], RecordKind.DELETED, row[1], row[1]) for row in reader.execute(query)]


def _printed_sheets(reader: Reader) -> list[Entry]:
    """Sheets by their codes: they go as if they were deleted when they were printed."""
    zone = reader.time_zone
    query = select(col(PrintedSheet.id), col(PrintedSheet.printed_at)).where(
        PrintedSheet.unit_id == reader.unit_id
    )
    days = ((row.id, local(row.printed_at, zone).date()) for row in reader.execute(query))
    return [Entry(row_id, RecordKind.DELETED, day, day) for row_id, day in days]


def _deleted(reader: Reader, table: type[Any], hanging: set[str]) -> list[Entry]:
    """Other rows that were deleted, unless something still refers to them."""
    zone = reader.time_zone
    query = select(col(table.id), col(table.created_at), col(table.deleted_at)).where(
        table.unit_id == reader.unit_id, col(table.deleted_at).is_not(None)
    )
    rows = [row for row in reader.execute(query) if row.id not in hanging]
    needed = disposing.referred_to(reader, table, [row.id for row in rows])
    return [
        Entry(
            row.id,
            RecordKind.DELETED,
            local(row.created_at, zone).date(),
            local(row.deleted_at, zone).date(),
        )
        for row in rows
        if row.id not in needed
    ]
