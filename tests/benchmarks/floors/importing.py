"""A file read by `csv` or openpyxl and written by plain SQL: the same rows in one transaction.

Run as `python -m tests.benchmarks.floors.importing FOLDER FILE`. Beside each item stand its words
in the index and its entry in the audit, chained on, as in Huddle. It knows what each column says,
finds people by their names alone, compares nothing with the store, and keeps nothing by which the
file could be taken back. The connection has all the memory that Huddle gives to an import.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import secrets
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from huddle.paths import Paths
from huddle.rules.codes import code_for
from huddle.store import database
from huddle.store.ids import new_id
from tests.benchmarks.floors.capture import INSERT_ENTRY
from tests.benchmarks.floors.telling import tell_peak
from tests.helpers.behind import open_line

INSERT_ITEM = """
INSERT INTO item (id, unit_id, row_version, created_at, created_by, updated_at, updated_by,
    deleted_why, code, kind, status, text, raised_on, series_id, owner_id, owner_text,
    department_id, department_ids, due_on, first_due_on, done_on, done_at, is_priority, place,
    patient_reference, is_sensitive, bed_asked, how_known, why, disagreement, incident_reported,
    incident_reference, read_back, move_count, strength, reopened_count, checked_by, note,
    theme)
VALUES (?, ?, 1, ?, ?, ?, ?, '', ?, 'action', ?, ?, ?, ?, ?, '', ?, '', ?, ?, ?, ?, FALSE, '', '',
    FALSE, FALSE, '', '', '', 'not_asked', '', '', 0, '', 0, '', '', '')
"""
INSERT_VALUE = "INSERT INTO audit_value VALUES (?, ?, '', ?)"
INSERT_SEARCH = "INSERT INTO search_entry (number, item_id, unit_id) VALUES (?, ?, ?)"
INSERT_WORDS = "INSERT INTO search_text (rowid, words) VALUES (?, ?)"
STATUSES = {"open": "not_started", "in progress": "in_progress", "closed": "closed"}
AT_ONCE = 1000


class PlainImport:
    """Writes rows of a log as items into an existing store.

    Args:
        connection: The driver's own, outside any transaction.
    """

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._unit_id = self._one("SELECT id FROM unit")
        self._account_id = self._one("SELECT id FROM account")
        self._series_id = self._one("SELECT id FROM series WHERE is_main")
        self._people = dict(connection.execute("SELECT name, id FROM person").fetchall())
        self._teams = dict(connection.execute("SELECT name, id FROM department").fetchall())
        self._now = dt.datetime.now(tz=dt.UTC).replace(tzinfo=None).isoformat(" ")
        self._code = self._one("SELECT next_number FROM counter WHERE name = 'code'")
        self._number = self._one("SELECT max(number) FROM audit_entry")
        self._head = self._one("SELECT chain_hash FROM audit_entry ORDER BY number DESC LIMIT 1")

    def write(self, rows: Iterator[tuple[str, ...]]) -> None:
        """Write all rows in one durable transaction."""
        self._connection.execute("BEGIN IMMEDIATE")
        while some := list(islice(rows, AT_ONCE)):
            self._write_some([self._item(*row) for row in some])
        self._connection.execute("UPDATE counter SET next_number = ?", (self._code,))
        self._connection.execute("COMMIT")

    def _item(
        self, text: str, owner: str, due_on: str, status: str, raised_on: str, team: str
    ) -> tuple[Any, ...]:
        """An item as its statement takes it."""
        now, me, code = self._now, self._account_id, code_for(self._code)
        self._code += 1
        done = (raised_on, now) if status == "closed" else (None, None)
        return (
            *(new_id(), self._unit_id, now, me, now, me, code, STATUSES[status], text, raised_on),
            *(self._series_id, self._people[owner], self._teams[team], due_on, due_on, *done),
        )

    def _write_some(self, items: list[tuple[Any, ...]]) -> None:
        write, unit_id = self._connection.executemany, self._unit_id
        write(INSERT_ITEM, items)
        entries = [self._entry(item[0], item[6:]) for item in items]
        write(INSERT_ENTRY, [entry for entry, _value in entries])
        write(INSERT_VALUE, [value for _entry, value in entries])
        first = self._code - len(items)
        write(INSERT_SEARCH, [(n, item[0], unit_id) for n, item in enumerate(items, first)])
        write(INSERT_WORDS, [(n, f"{item[8]}\n{item[6]}") for n, item in enumerate(items, first)])

    def _entry(self, item_id: str, told: tuple[Any, ...]) -> tuple[tuple[Any, ...], ...]:
        """The next entry of the audit, and its values."""
        entry_id, salt, became = new_id(), secrets.token_hex(16), json.dumps(told)
        value_hash = hashlib.sha256(f"{salt}{became}".encode()).hexdigest()
        told_now = f"{self._head}{item_id}{self._now}{value_hash}"
        self._number, self._head = self._number + 1, hashlib.sha256(told_now.encode()).hexdigest()
        who = (entry_id, self._unit_id, self._number, self._now, self._account_id)
        entry = (*who, item_id, salt, value_hash, self._head)
        return entry, (entry_id, self._unit_id, became)

    def _one(self, query: str) -> Any:
        return self._connection.execute(query).fetchall()[0][0]


def rows_of(file: Path) -> Iterator[tuple[str, ...]]:
    """The rows below the header."""
    if file.suffix == ".xlsx":
        book = load_workbook(file, read_only=True, data_only=True)
        yield from islice(book.worksheets[0].values, 1, None)
    else:
        with file.open(encoding="utf-8", newline="") as lines:
            yield from map(tuple, islice(csv.reader(lines), 1, None))


def main(folder: Path, file: Path) -> None:
    """Bring a file in, from its first byte to the end of the transaction."""
    connection = open_line(Paths(folder, folder / "config"))
    connection.execute(database._cache_of(database._LARGE_CACHE))  # noqa: SLF001 - the same memory
    plain = PlainImport(connection)
    with tell_peak():
        plain.write(rows_of(file))
    connection.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
