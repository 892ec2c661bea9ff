"""What is overdue in each department, read as numbers: it may be many, and no words are wanted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from sqlmodel import col, select

from huddle.model import Department, Item, Part, Person
from huddle.rows.items import FollowUpsFilter, OverdueRow, TeamOverdueRow
from huddle.services.finding import Query, matching
from huddle.store.transaction import Reader
from huddle.vocabulary import OPEN_ACTION_STATUSES

_NONE = ""


def overdue_in(reader: Reader) -> OverdueRow:
    """The overdue actions of the unit by department, sensitive ones left out whoever asks."""
    with reader.whole():
        late = matching(reader, FollowUpsFilter(overdue=True))
    columns = late.statement.with_only_columns(
        *(col(Item.id), col(Item.due_on), col(Item.department_id), col(Item.owner_id)),
        col(Item.is_sensitive),
    )
    rows = reader.execute(columns, late.values).all()
    parts = _open_parts(reader, late)
    people = reader.execute(select(Person.id, Person.department_id))
    members = {row[0]: row[1] for row in people}
    due: dict[str, list[dt.date]] = defaultdict(list)
    for item_id, due_on, department_id, owner_id, is_sensitive in rows:
        for team in parts.get(item_id) or {department_id or members.get(owner_id) or _NONE}:
            # What is sent on is for others.
            if not is_sensitive:
                due[team].append(due_on)
    hidden = sum(row[-1] for row in rows)
    return OverdueRow(
        unit_name=reader.unit.name,
        as_at=reader.local_now,
        teams=_teams(reader, due),
        count=len(rows) - hidden,
        hidden_count=hidden,
    )


def _open_parts(reader: Reader, late: Query) -> dict[str, set[str]]:
    """The departments that still have their part of an action to do, by the action's id."""
    query = select(Part.item_id, Part.department_id).where(
        col(Part.item_id).in_(late.statement.with_only_columns(col(Item.id))),
        col(Part.deleted_at).is_(None),
        col(Part.status).in_([status.value for status in OPEN_ACTION_STATUSES]),
    )
    found: dict[str, set[str]] = defaultdict(set)
    for item_id, department_id in reader.execute(query, late.values):
        found[item_id].add(department_id)
    return found


def _teams(reader: Reader, due: dict[str, list[dt.date]]) -> tuple[TeamOverdueRow, ...]:
    named = reader.execute(select(Department.id, Department.name))
    called = {row[0]: row[1] for row in named}
    rows = [
        TeamOverdueRow(called.get(team, ""), len(days), min(days)) for team, days in due.items()
    ]
    return tuple(sorted(rows, key=lambda row: (not row.name, -row.count, row.name)))
