"""What stands in files beside a data file, and in rows on a database server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from copy import copy
from typing import Self

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from huddle.store.database import by_itself, writing
from huddle.store.key_file import Holder, folded

IS_THERE = text("SELECT to_regclass(:name) IS NOT NULL")
"""Whether there is a table."""
_READ = text("SELECT content FROM document WHERE name = :name AND unit_id = :unit_id")
_WRITE = text(
    "INSERT INTO document (name, unit_id, content) VALUES (:name, :unit_id, :content) "
    "ON CONFLICT (name, unit_id) DO UPDATE SET content = EXCLUDED.content"
)
_REMOVE = text("DELETE FROM document WHERE name = :name AND unit_id = :unit_id")
_NAMES = text("SELECT name FROM account_key ORDER BY folded")
_HOLDER = text("SELECT name, content FROM account_key WHERE folded = :folded")
_CHANGE = text("UPDATE account_key SET content = :content WHERE folded = :folded")
# The first account's keys are written before it is.
_ADD = text(
    "INSERT INTO account_key (folded, name, unit_id, content) "
    "SELECT :folded, told.name, coalesce(account.unit_id, (SELECT min(id) FROM unit)), :content "
    "FROM (SELECT CAST(:name AS varchar) AS name) AS told LEFT JOIN account USING (name)"
)
_DROP = text("DELETE FROM account_key WHERE folded = :folded")


class DocumentRow:
    """A document in its row; see `key_file.Row`.

    Args:
        name: Which one.
        source: The transaction it is read and written in, or an engine for one of its own.
        unit_id: The unit whose it is; empty for everybody's.
        is_beside: Whether it is written even while another transaction is the only writer.
    """

    def __init__(
        self,
        name: str,
        source: Engine | Connection,
        unit_id: str = "",
        *,
        is_beside: bool = False,
    ) -> None:
        self._which = {"name": name, "unit_id": unit_id}
        self._source = source
        self._is_beside = is_beside

    def read(self) -> bytes | None:
        """What it says; none when it was never written."""
        try:
            with self._connected() as connection:
                found = connection.execute(_READ, self._which).scalar_one_or_none()
        except ProgrammingError:
            if not isinstance(self._source, Engine):
                raise
            # There are no tables: it was never written.
            return None
        return None if found is None else str(found).encode()

    def write(self, content: bytes) -> None:
        """Have it say something else."""
        with self._writing() as connection:
            connection.execute(_WRITE, {**self._which, "content": content.decode()})

    def remove(self) -> None:
        """Have it say nothing any more."""
        with self._writing() as connection:
            connection.execute(_REMOVE, self._which)

    @contextmanager
    def alone(self) -> Iterator[Self]:
        """The same document, in a transaction that keeps everybody else from writing."""
        with self._writing() as connection:
            held = copy(self)
            held._source = connection  # noqa: SLF001 - its own
            yield held

    def _connected(self) -> AbstractContextManager[Connection]:
        source = self._source
        if isinstance(source, Connection):
            return nullcontext(source)
        return by_itself(source).connect()

    def _writing(self) -> AbstractContextManager[Connection]:
        source = self._source
        if isinstance(source, Connection):
            return nullcontext(source)
        return by_itself(source).begin() if self._is_beside else writing(source).begin()


class KeyRingRows(DocumentRow):
    """The key ring in its rows; see `key_file.KeyRows`.

    Args:
        source: The transaction it is read and written in, or an engine for one of its own.
    """

    def __init__(self, source: Engine | Connection) -> None:
        super().__init__("keys", source)

    def names(self) -> tuple[str, ...]:
        """The sign-in names."""
        with self._connected() as connection:
            return tuple(connection.execute(_NAMES).scalars())

    def holder(self, folded_name: str) -> tuple[str, Holder] | None:
        """What it holds under a name, and how the name is written."""
        with self._connected() as connection:
            found = connection.execute(_HOLDER, {"folded": folded_name}).one_or_none()
        return None if found is None else (found.name, json.loads(found.content))

    def keep(self, name: str, holder: Holder) -> None:
        """Have it hold something under a name."""
        values = {"folded": folded(name), "name": name, "content": json.dumps(holder)}
        with self._writing() as connection:
            if not connection.execute(_CHANGE, values).rowcount:
                connection.execute(_ADD, values)

    def drop(self, folded_name: str) -> None:
        """Have it hold nothing under a name any more."""
        with self._writing() as connection:
            connection.execute(_DROP, {"folded": folded_name})
