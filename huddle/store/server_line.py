"""A line to a database server, which waits only for what is asked.

Far from the server each turn costs more than what is done there. So the beginning of a transaction
goes with its first statement, and a row that is added, of which nothing is asked back, goes with
the next question. What fails among them is raised by that question, or by the end.
"""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Self

import psycopg

_LATELY = 10.0
"""Seconds for which a line that was used counts as there."""


class ThriftyLine(psycopg.Connection[Any]):
    """One connection. Transactions begin by a statement of their own, `BEGIN …`."""

    _ride: ExitStack | None = None
    _only_reads = False

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        self._used_at = time.monotonic()

    @contextmanager
    def sending(self, query: object) -> Iterator[None]:
        """Send a statement meanwhile, and wait for all answers if it asks for one.

        Raises:
            psycopg.Error: The first of all that were not waited for that failed.
        """
        is_told = self._is_told(query)
        try:
            if is_told:
                self._let_ride()
            yield
        except psycopg.Error:
            with suppress(psycopg.Error):
                self.arrive()
            raise
        if not is_told:
            self.arrive()

    def arrive(self) -> None:
        """Wait for the answers to all that was sent.

        Raises:
            psycopg.Error: The first that failed.
        """
        ride, self._ride = self._ride, None
        if ride is not None:
            ride.close()

    def _let_ride(self) -> None:
        if self._ride is None:
            self._ride = ExitStack()
            self._ride.enter_context(self.pipeline())

    def _is_told(self, query: object) -> bool:
        """Whether nothing is asked back."""
        words = query if isinstance(query, str) else ""
        if words.startswith("BEGIN"):
            self._only_reads = words.endswith("READ ONLY")
            return True
        return words.startswith("INSERT") and " RETURNING " not in words

    def commit(self) -> None:
        """End a transaction for good, unless what was sent before failed."""
        try:
            super().commit()
            self.arrive()
        except psycopg.Error:
            with suppress(psycopg.Error):
                self._take_back()
            raise
        self._used_at = time.monotonic()

    def rollback(self) -> None:
        """End a transaction as if it had not been."""
        if self._only_reads:
            # It comes to the same, and at the other the driver forgets what it prepared.
            self.commit()
        else:
            self._take_back()
            self._used_at = time.monotonic()

    def _take_back(self) -> None:
        with suppress(psycopg.Error):
            self.arrive()
        super().rollback()

    def is_there(self) -> bool:
        """Whether the server still is at the other end; asks it only where there is doubt."""
        is_silent = not select.select([self.fileno()], [], [], 0)[0]
        if is_silent and time.monotonic() - self._used_at < _LATELY:
            return True
        with suppress(psycopg.Error):
            self.execute("SELECT 1")
        return not self.closed


class _Cursor(psycopg.Cursor[Any]):
    """Runs statements on a line."""

    _conn: ThriftyLine

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        """Run a statement; wait for its answer if it asks for one."""
        with self._conn.sending(query):
            return super().execute(query, params, **how)

    def executemany(self, query: Any, params_seq: Any, **how: Any) -> None:
        """Run a statement for many rows, in the same way."""
        with self._conn.sending(query):
            super().executemany(query, params_seq, **how)


class _ServerCursor(psycopg.ServerCursor[Any]):
    """Reads many rows in parts."""

    _conn: ThriftyLine

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        """Begin to read."""
        self._conn.arrive()
        return super().execute(query, params, **how)


def open_line(*where: Any, pgbouncer: str = "", **how: Any) -> ThriftyLine:
    """A new line.

    Args:
        where: As the driver's.
        pgbouncer: `true` where a pooler stands between, so that the next transaction may meet
            another connection of the server, which knows no statement prepared before.
        how: As the driver's.

    Raises:
        psycopg.Error: The server cannot be reached, or does not let us in.
    """
    line = ThriftyLine.connect(*where, **how)
    if pgbouncer == "true":
        line.prepare_threshold = None
    line.cursor_factory = _Cursor
    line.server_cursor_factory = _ServerCursor
    return line
