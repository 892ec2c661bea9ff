"""Open actions whose owner was not in the room and has not been told, soonest due first."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam
from sqlmodel import col
from sqlmodel.sql.expression import SelectOfScalar

from huddle.model import Item
from huddle.model.item import IS_UNTOLD
from huddle.rows.items import UntoldRow
from huddle.services.finding import Query, by_index, of_unit, visible
from huddle.services.reading import Names
from huddle.store.transaction import Reader

_MOST = 50
_READ: list[Any] = [
    *(col(Item.id), col(Item.text), col(Item.read_back), col(Item.is_sensitive)),
    *(col(Item.owner_id), col(Item.owner_text), col(Item.department_id)),
]


def untold(reader: Reader) -> Query:
    """All of them."""
    statement = _untold(sees_sensitive=reader.sees_sensitive)
    return Query(statement, {"unit_id": reader.unit_id}, "untold")


def untold_rows(reader: Reader, called: Names) -> tuple[UntoldRow, ...]:
    """As much of the first of them as it takes to tell their owners.

    Args:
        reader: A read.
        called: The names in the unit.
    """
    query = untold(reader)
    rows = reader.execute(_first(query.statement), {**query.values, "most": _MOST}).all()
    reader.opened.update(("item", row.id) for row in rows if row.is_sensitive)
    found = []
    for row in rows:
        owner = called.people.get(row.owner_id or "")
        team_id = row.department_id or (owner[2] if owner else None)
        name = owner[0] if owner else row.owner_text
        told = name or called.departments.get(team_id or "", "")
        found.append(UntoldRow(row.id, row.text, told, row.read_back))
    return tuple(found)


@lru_cache
def _untold(*, sees_sensitive: bool) -> SelectOfScalar[Item]:
    query = visible(by_index(of_unit(IS_UNTOLD), "untold"), sees_sensitive=sees_sensitive)
    return query.order_by(col(Item.due_on))


@lru_cache
def _first(query: SelectOfScalar[Item]) -> Select[Any]:
    return query.with_only_columns(*_READ).limit(bindparam("most"))
