"""Rows on their way from one store to another, whatever engine each of them runs on.

Values go by the types of their columns, so that an instant or a truth value is the same one
there. The search index is not copied but built anew: each engine has its own.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

import huddle.model  # noqa: F401 - makes the metadata complete
from huddle.model.base import METADATA

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection, Executable, Table

TABLES: tuple[Table, ...] = tuple(table for table in METADATA.sorted_tables if "id" in table.c)
"""What is copied, each table after those it refers to; a row keeps the id it was made with."""

_INSERTS: dict[str, Callable[[Table], postgresql.Insert | sqlite.Insert]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}
_AT_ONCE = 1000
_AFTER, _LINKED = "after_id", "linked_id"
_MODULUS = 1 << 256

Rows = Sequence[Mapping[str, Any]]


def copy_rows(
    source: Connection, target: Connection, table: Table, condition: ColumnElement[bool] | None
) -> int:
    """Copy the rows of a table, in the transactions that both connections are in.

    Args:
        source: Where they are read.
        target: Where they are put; what they refer to in other tables is there already.
        table: One of `TABLES`.
        condition: Which rows; none for all of them.

    Returns:
        How many there were.
    """
    wanted = () if condition is None else (condition,)
    count = 0
    for rows in in_batches(source, table, *wanted):
        add_rows(target, table, rows)
        count += len(rows)
    links = [table.c[name].is_not(None) for name in _links(table)]
    if links:
        for rows in in_batches(source, table, *wanted, or_(*links)):
            link_rows(target, table, rows)
    return count


def put_rows(target: Connection, table: Table, rows: Rows) -> None:
    """Add rows, or change those that are there by the same id; one that is the same is left alone.

    Args:
        target: Where they are put; what they refer to in other tables is there already.
        table: One of `TABLES`.
        rows: By column; those of them that refer to one another may come in any order.
    """
    add_rows(target, table, rows)
    link_rows(target, table, [row for row in rows if any(row[name] for name in _links(table))])


def fingerprint(
    connection: Connection, unit_ids: Collection[str] | None = None
) -> dict[str, tuple[int, str]]:
    """What tells whether two stores hold the same, whatever engine each of them runs on.

    Args:
        connection: In a transaction, so that it is one picture.
        unit_ids: The units whose rows count; none for all rows.

    Returns:
        By table, how many rows there are, and the sum of their SHA-256: each row has its id in
        it, so the order, of which each engine has its own, does not matter.
    """
    return {table.name: _fingerprint_of(connection, table, unit_ids) for table in TABLES}


def _fingerprint_of(
    connection: Connection, table: Table, unit_ids: Collection[str] | None
) -> tuple[int, str]:
    wanted = () if unit_ids is None else (table.c.unit_id.in_(unit_ids),)
    count, total = 0, 0
    for rows in in_batches(connection, table, *wanted):
        count += len(rows)
        total += sum(map(_hash_of, rows))
    return count, f"{total % _MODULUS:064x}"


def _hash_of(row: Mapping[str, Any]) -> int:
    plain = json.dumps(list(row.values()), ensure_ascii=False, default=_as_text)
    return int.from_bytes(hashlib.sha256(plain.encode()).digest(), "big")


def _as_text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"no fingerprint for {type(value).__name__}")


def in_batches(
    connection: Connection, table: Table, *conditions: ColumnElement[bool]
) -> Iterator[list[dict[str, Any]]]:
    """Rows in the order of their ids, some at once, with no cursor left open between."""
    query = select(table).where(*conditions).order_by(table.c.id).limit(_AT_ONCE)
    query = query.where(table.c.id > bindparam(_AFTER))
    last = ""
    while rows := connection.execute(query, {_AFTER: last}).mappings().all():
        last = rows[-1]["id"]
        yield [dict(row) for row in rows]


def add_rows(target: Connection, table: Table, rows: Rows) -> None:
    """Add or change rows, without their links to others of the same table."""
    if rows:
        unlinked = dict.fromkeys(_links(table))
        target.execute(_putting(target.dialect.name, table), [{**row, **unlinked} for row in rows])


def link_rows(target: Connection, table: Table, rows: Rows) -> None:
    """Say to which others of the same table rows are linked, now that all of them are there."""
    links = _links(table)
    if rows and links:
        values = [{_LINKED: row["id"], **{name: row[name] for name in links}} for row in rows]
        target.execute(update(table).where(table.c.id == bindparam(_LINKED)), values)


@cache
def _links(table: Table) -> tuple[str, ...]:
    """The columns by which rows refer to others of the same table."""
    own = (key.parent.name for key in table.foreign_keys if key.column.table is table)
    return tuple(sorted(own))


def has_links(table: Table) -> bool:
    """Whether rows of a table can refer to others of the same table."""
    return bool(_links(table))


@cache
def _putting(engine: str, table: Table) -> Executable:
    """The statement that adds a row or changes it, for one engine."""
    adding = _INSERTS[engine](table)
    others = [column for column in table.c if not column.primary_key]
    return adding.on_conflict_do_update(
        index_elements=[table.c.id],
        set_={column.name: adding.excluded[column.name] for column in others},
        # What is the same is not written, and of the audit nothing can be changed.
        where=or_(*(column.is_distinct_from(adding.excluded[column.name]) for column in others)),
    )
