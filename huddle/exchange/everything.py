"""All that the units of a store hold, as one readable file, and back without loss.

The file is JSON: what it is, then for each table an array of its rows in the order of their ids.
Equal stores give equal bytes. Rows go out and come in some at once, so that a large store never
stands in memory. `docs/export.schema.json` says what may stand in the file.
"""

from __future__ import annotations

import collections
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select
from sqlalchemy.exc import DataError, IntegrityError

from huddle.errors import Refused
from huddle.exchange.json_stream import JsonStream, NotJson
from huddle.exchange.plain_rows import LEAVE, Row, told, understood
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.model.base import METADATA
from huddle.services import records
from huddle.store import copying, search

FORMAT = "huddle-store"
VERSION = 1

_AT_ONCE = 200
"""Records of huddles are long."""
_BEGUN_WITH = frozenset(
    (
        *("counter", "department", "harm", "person", "policy", "reminder", "series"),
        *("stage", "template", "template_step", "tier", "tool", "unit"),
    )
)
"""What a new store holds before anybody has used it; it gives way."""
_SHARED = METADATA.tables["saved_view"].c.is_shared
_RECEIVED, _ITEM = METADATA.tables["received_escalation"], METADATA.tables["item"]
_LOOSE = (
    select(_RECEIVED.c.id)
    .join(_ITEM, _ITEM.c.id == _RECEIVED.c.item_id, isouter=True)
    .where(_ITEM.c.id.is_(None))
    .limit(1)
)
"""A reference that the engines check only at the end."""


def rows_of(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """The rows of a table that leave, some at once. A view that is one account's stays."""
    return copying.in_batches(connection, table, *_leaving(table))


def count_rows(connection: Connection) -> int:
    """How many rows leave."""
    counts = (select(func.count()).select_from(one).where(*_leaving(one)) for one in LEAVE)
    return sum(connection.execute(count).scalar_one() for count in counts)


def write_all(file: BinaryIO, connection: Connection, passed: Callable[[int], None]) -> int:
    """Write everything.

    Args:
        file: Where to.
        connection: In a transaction, so that it is one picture.
        passed: Is told of some rows at once how many they are, when they are written.

    Returns:
        How many rows there were.
    """
    file.write(f'{{\n"format": "{FORMAT}",\n"version": {VERSION}'.encode())
    count = 0
    for table in LEAVE:
        file.write(f',\n"{table.name}": ['.encode())
        between = "\n"
        for rows in rows_of(connection, table):
            lines = [json.dumps(told(table, row), ensure_ascii=False) for row in rows]
            file.write((between + ",\n".join(lines)).encode())
            between = ",\n"
            count += len(rows)
            passed(len(rows))
        file.write(b"\n]")
    file.write(b"\n}\n")
    return count


def read_all(file: Path, connection: Connection) -> int:
    """Bring everything of a file in, in place of what a new store begins with.

    It is read twice: rows may refer to others of their table that come later.

    Args:
        file: The file.
        connection: In a write transaction, of which nothing is kept if this fails.

    Returns:
        How many rows there were.

    Raises:
        Refused: It is no such file, of a newer program, or damaged.
        Environment: It cannot be read.
    """
    if not is_everything(file):
        raise Refused(_("This is no export of everything. Nothing was read in."))
    count = 0
    _make_room(connection)
    try:
        for table, rows in _batches(file):
            copying.add_rows(connection, table, rows)
            count += len(rows)
        for table, rows in _batches(file, filter(copying.has_links, LEAVE)):
            copying.link_rows(connection, table, rows)
    except (DataError, IntegrityError) as error:
        raise _damaged() from error
    if connection.execute(_LOOSE).first() is not None:
        raise _damaged(_RECEIVED.name)
    search.build(connection)
    return count


def is_everything(file: Path) -> bool:
    """Whether a file begins like one that holds everything of a store.

    Raises:
        Environment: It cannot be read.
    """
    with _opened(file) as text:
        stream = JsonStream(text)
        try:
            return next(stream.members(), "") == "format" and stream.value() == FORMAT
        except NotJson:
            return False


def refuse_used(connection: Connection) -> None:
    """Refuse a store that holds more than its first account.

    Raises:
        Refused: It does.
    """
    others = [table for table in LEAVE if table.name not in _BEGUN_WITH]
    used = any(connection.execute(select(table.c.id).limit(1)).first() for table in others)
    more_than_one = any(
        connection.execute(select(func.count()).select_from(METADATA.tables[name])).scalar_one() > 1
        for name in ("account", "unit", "tool")
    )
    if used or more_than_one:
        raise Refused(
            _(
                "This store is in use already. Everything of another one comes only into a store "
                "that holds nothing but its first account: make a new one, then import."
            )
        )


def _leaving(table: Table) -> tuple[ColumnElement[bool], ...]:
    return (_SHARED.is_(True),) if table.name == "saved_view" else ()


def _make_room(connection: Connection) -> None:
    account = METADATA.tables["account"]
    connection.execute(account.update().values(person_id=None))
    for table in reversed(LEAVE):
        if table.name in _BEGUN_WITH:
            connection.execute(delete(table))


def _batches(file: Path, wanted: Iterable[Table] = LEAVE) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of a file by their tables, some at once; others than the wanted are passed over."""
    names_wanted = {table.name for table in wanted}
    with _opened(file) as text:
        stream = JsonStream(text)
        names = stream.members()
        try:
            _check_version(names, stream)
            for table in LEAVE:
                if next(names, "") != table.name:
                    raise _damaged(table.name)
                if table.name in names_wanted:
                    yield from _of_table(table, stream)
                else:
                    collections.deque(stream.elements(), maxlen=0)
            if next(names, None) is not None:
                raise _damaged()
        except NotJson as error:
            raise _damaged() from error


def _of_table(table: Table, stream: JsonStream) -> Iterator[tuple[Table, list[Row]]]:
    rows: list[Row] = []
    last = ""
    for number, plain in enumerate(stream.elements(), 1):
        try:
            row = understood(table, plain)
            _check_place(row, last)
            if table.name == "record":
                records.from_json(row["body"])
        except ValueError as error:
            raise _damaged(table.name, number) from error
        last = row["id"]
        rows.append(row)
        if len(rows) == _AT_ONCE:
            yield table, rows
            rows = []
    yield table, rows


def _check_place(row: Row, last: str) -> None:
    """Rows stand in the order of their ids, so that none is there twice."""
    if row["id"] <= last:
        raise ValueError("id")


def _check_version(names: Iterator[str], stream: JsonStream) -> None:
    if next(names, "") == "format":
        stream.value()
    if next(names, "") != "version" or stream.value() != VERSION:
        raise Refused(
            _("Another version of Huddle made this file. Nothing was read in: use that version.")
        )


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    with disk_errors_in_words(file), file.open(encoding="utf-8-sig") as text:
        yield text


def _damaged(table: str = "", row: int = 0) -> Refused:
    says = _("This file is damaged or not whole. Nothing was read in: export it once more.")
    if table:
        where = _("It breaks off or is wrong at “{table}”, row {row}.")
        says = f"{says} {where.format(table=table, row=row)}"
    return Refused(says)
