"""What somebody with the key, or with the database's own account, sees and does behind Huddle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from huddle.paths import Paths
from huddle.store import keys
from huddle.store.database import connect
from tests.helpers.wards import NAME, PASSWORD, key_ring

_GUARDED = ("audit_entry", "audit_value", "audit_emptied")


def open_line(paths: Paths) -> Any:
    """A connection of the driver's own, each statement of which is a transaction."""
    if paths.database_url:
        import psycopg

        return psycopg.connect(paths.database_url, autocommit=True)
    return connect(paths.database, keys.unlock(key_ring(paths), NAME, PASSWORD).key)


@contextmanager
def line_to(paths: Paths) -> Iterator[Any]:
    """The same for a while."""
    connection = open_line(paths)
    try:
        yield connection
    finally:
        connection.close()


def asked(paths: Paths, query: str) -> list[Any]:
    """What the data themselves answer."""
    with line_to(paths) as connection:
        return list(connection.execute(query).fetchall())


def tamper(paths: Paths, *acts: str, keeps_guards: bool = False) -> None:
    """Change the data after their guards were taken away, and perhaps put these back."""
    with line_to(paths) as connection:
        if paths.database_url:
            off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in _GUARDED]
            on = [act.replace("DISABLE", "ENABLE") for act in off]
        else:
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            guards = connection.execute(query).fetchall()
            off, on = [f"DROP TRIGGER {guard[0]}" for guard in guards], [one[1] for one in guards]
        for act in (*off, *acts, *(on if keeps_guards else ())):
            connection.execute(act)
