"""What was written into the local copy while the line was gone, row by row, until it is sent.

Triggers note it in the write's own transaction, so nothing escapes whatever way it was written.
What the copy takes over from the server is not noted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from huddle.model.base import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table


AUDITED = ("audit_entry", "audit_value")
"""Added to by each write, and never changed."""

_MAKE = (
    "CREATE TABLE outbox_write (id TEXT NOT NULL)",
    "INSERT INTO outbox_write VALUES ('')",
    (
        "CREATE TABLE outbox (number INTEGER PRIMARY KEY AUTOINCREMENT, write_id TEXT NOT NULL, "
        "table_name TEXT NOT NULL, row_id TEXT NOT NULL, old TEXT, new TEXT)"
    ),
    "CREATE TABLE outbox_sent (table_name TEXT NOT NULL, row_id TEXT NOT NULL)",
)
_BEGIN = text("UPDATE outbox_write SET id = :write_id")
_ALL = text("SELECT number, write_id, table_name, row_id, old, new FROM outbox ORDER BY number")
_KEEP_SENT = text(
    "INSERT INTO outbox_sent SELECT DISTINCT table_name, row_id FROM outbox WHERE number <= :number"
)
_SENT = text("SELECT table_name, row_id FROM outbox_sent")
_FORGET_SENT = text("DELETE FROM outbox_sent")
_DROP = text("DELETE FROM outbox WHERE number <= :number")
_COUNT = text("SELECT count(DISTINCT write_id) FROM outbox")
_DIALECT = sqlite.dialect()
_AT_ONCE = 40
"""Columns in one JSON object: a function of SQLite takes 127 arguments at most."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """What one write did to one row.

    Attributes:
        number: Its place.
        write_id: Which write it was part of.
        table: The table.
        row_id: The row.
        old: The row as it was; none if it was added.
        new: The row as it became; none if it was removed.
    """

    number: int
    write_id: str
    table: Table
    row_id: str
    old: Values | None
    new: Values | None

    @property
    def changed(self) -> dict[str, Any]:
        """The fields it changed, as they became."""
        old, new = self.old or {}, self.new or {}
        return {name: value for name, value in new.items() if old.get(name) != value}


def make(connection: Connection, names: tuple[str, ...]) -> None:
    """Have everything that is written into some tables noted from now on."""
    for statement in _MAKE:
        connection.exec_driver_sql(statement)
    for name in (*names, *AUDITED):
        table = METADATA.tables[name]
        for act, rows in (("INSERT", ("NULL", "NEW")), ("UPDATE", ("OLD", "NEW"))):
            connection.exec_driver_sql(_trigger(table, act, *rows))
        if name not in AUDITED:
            connection.exec_driver_sql(_trigger(table, "DELETE", "OLD", "NULL"))


def begin_write(connection: Connection, write_id: str) -> None:
    """Have what follows in this transaction noted as a write; empty for what needs no sending."""
    connection.execute(_BEGIN, {"write_id": write_id})


def writes(connection: Connection) -> Iterator[tuple[Act, ...]]:
    """The writes that wait, in their order, each with its acts in their order."""
    acts = [_act(*row) for row in connection.execute(_ALL)]
    for _write_id, of_write in groupby(acts, key=attrgetter("write_id")):
        yield tuple(of_write)


def count(connection: Connection) -> int:
    """How many writes wait."""
    return int(connection.execute(_COUNT).scalar_one())


def drop(connection: Connection, number: int) -> None:
    """Forget what was sent, up to an act; only its rows are known until they are taken anew."""
    connection.execute(_KEEP_SENT, {"number": number})
    connection.execute(_DROP, {"number": number})


def take_sent(connection: Connection) -> set[tuple[str, str]]:
    """The table and id of each row that was sent since this was last asked.

    The server may hold another version of it: what was put aside there, or what was added to it.
    """
    found = {(row[0], row[1]) for row in connection.execute(_SENT)}
    connection.execute(_FORGET_SENT)
    return found


def _trigger(table: Table, act: str, old: str, new: str) -> str:
    row = new if old == "NULL" or new != "NULL" else old
    return (
        f"CREATE TRIGGER {table.name}_out_{act.lower()} AFTER {act} ON {table.name} "  # noqa: S608
        "WHEN (SELECT id FROM outbox_write) != '' BEGIN "
        "INSERT INTO outbox (write_id, table_name, row_id, old, new) "
        f"SELECT id, '{table.name}', {row}.id, {_packed(table, old)}, {_packed(table, new)} "
        "FROM outbox_write; END"
    )


def _packed(table: Table, row: str) -> str:
    """A row as JSON; one object for each few fields, because a function takes only so many."""
    if row == "NULL":
        return row
    names = [column.name for column in table.c]
    lots = (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))
    objects = (", ".join(f"'{name}', {row}.{name}" for name in lot) for lot in lots)
    return "json_array(" + ", ".join(f"json_object({found})" for found in objects) + ")"


def _act(
    number: int, write_id: str, name: str, row_id: str, old: str | None, new: str | None
) -> Act:
    table = METADATA.tables[name]
    was, became = (None if row is None else unpacked(table, row) for row in (old, new))
    return Act(number, write_id, table, row_id, was, became)


def packed(table: Table, values: Values) -> str:
    """Some fields of a row as JSON, as a file would store them."""
    return json.dumps([{name: _stored(table.c[name], values[name]) for name in values}])


def unpacked(table: Table, text: str) -> dict[str, Any]:
    """What `packed` packed."""
    found = {name: value for part in json.loads(text) for name, value in part.items()}
    return {name: _value(table.c[name], value) for name, value in found.items() if name in table.c}


def _stored(column: Column[Any], value: Any) -> Any:
    bind = column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    return value if bind is None else bind(value)


def _value(column: Column[Any], stored: Any) -> Any:
    """A value as the program has it, from what the file stores."""
    read = column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
    return stored if read is None else read(stored)
