"""What each write on a server touched, as triggers note it there, in the order of the writes.

It is how another computer learns what to ask for anew, and how a write is known that came twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, text

from huddle.rows.changes import Changes
from huddle.store.things import THING_OF

if TYPE_CHECKING:
    from sqlalchemy import Connection

TOLD_TO_ALL = ("account", "escalation", "received_escalation", "receiver", "tier", "unit")
"""Tables that concern other units too."""
KEPT_DAYS = 60
"""What is older goes; whoever was away for longer copies everything anew."""

_SINCE = text(
    "SELECT number, write_id, table_name, row_id FROM journal "
    "WHERE number > :number AND (unit_id IN :unit_ids OR table_name IN :told_to_all) "
    "ORDER BY number"
).bindparams(bindparam("unit_ids", expanding=True), bindparam("told_to_all", expanding=True))
_NEWEST = text("SELECT number, write_id FROM journal ORDER BY number DESC LIMIT 1")
_HOLDS = text("SELECT 1 FROM journal WHERE number = :number AND write_id = :write_id")
_IS_THERE = text("SELECT 1 FROM journal WHERE write_id = :write_id LIMIT 1")
_MARK = text(
    "INSERT INTO journal (write_id, unit_id, table_name, row_id) VALUES (:write_id, '', '', '')"
)
_PRUNE = text(
    f"DELETE FROM journal WHERE at < now() - interval '{KEPT_DAYS} days' "  # noqa: S608 - our number
    "AND number < (SELECT max(number) FROM journal)"
)
_NOTING = text(
    "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE tgname = relname || '_journal'"
)
_THING_OF_TABLE = {str(kind.__tablename__): thing for kind, thing in THING_OF.items()}


@dataclass(frozen=True, slots=True)
class Touched:
    """One row that a write added, changed or removed.

    Attributes:
        number: Of the entry; a later one is higher.
        write_id: Which write it was.
        table: The row's table.
        row_id: The row.
    """

    number: int
    write_id: str
    table: str
    row_id: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the journal: after one of its entries.

    Attributes:
        number: The entry's; 0 before the first.
        write_id: Which write it is of.
    """

    number: int = 0
    write_id: str = ""


def touched_since(
    connection: Connection, number: int, unit_ids: Sequence[str]
) -> tuple[Touched, ...]:
    """What was touched after an entry that concerns some units."""
    values = {"number": number, "unit_ids": list(unit_ids), "told_to_all": list(TOLD_TO_ALL)}
    return tuple(Touched(*row) for row in connection.execute(_SINCE, values))


def newest(connection: Connection) -> Place:
    """The place after the last entry."""
    found = connection.execute(_NEWEST).first()
    return Place(*found) if found else Place()


def holds(connection: Connection, place: Place) -> bool:
    """Whether a place is one of this journal, and everything after it is still there.

    An older database that was put back comes to the same numbers again, by other writes.
    """
    if not place.number:
        return newest(connection) == place
    values = {"number": place.number, "write_id": place.write_id}
    return connection.execute(_HOLDS, values).first() is not None


def is_written(connection: Connection, write_id: str) -> bool:
    """Whether a write arrived."""
    return connection.execute(_IS_THERE, {"write_id": write_id}).first() is not None


def mark(connection: Connection, write_id: str) -> None:
    """Let a write be known that touched nothing that is noted here."""
    connection.execute(_MARK, {"write_id": write_id})


def prune(connection: Connection) -> None:
    """Remove entries that nobody needs any more."""
    connection.execute(_PRUNE)


@contextmanager
def silent(connection: Connection) -> Iterator[None]:
    """Note nothing meanwhile: rows that fill a new store are news to nobody."""
    tables = connection.execute(_NOTING).scalars().all()
    _turn(connection, tables, "DISABLE")
    yield
    _turn(connection, tables, "ENABLE")


def _turn(connection: Connection, tables: Iterable[str], way: str) -> None:
    for table in tables:
        connection.exec_driver_sql(f"ALTER TABLE {table} {way} TRIGGER {table}_journal")


def changes_of(touched: Iterable[Touched]) -> Changes:
    """What pages are told of some rows."""
    told = [row for row in touched if row.table in _THING_OF_TABLE]
    return Changes(
        frozenset(_THING_OF_TABLE[row.table] for row in told),
        frozenset(row.row_id for row in told),
    )


def channels(unit_ids: Iterable[str]) -> tuple[str, ...]:
    """Where it is told that there is more, for some units."""
    return ("huddle", *(f"huddle_{unit_id.replace('-', '')}" for unit_id in unit_ids))
