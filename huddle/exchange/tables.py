"""The tables of a file that a ward brings, whatever program it comes from."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from huddle.errors import Refused
from huddle.exchange import calendar_in, csv_in, json_in, xlsx_in
from huddle.exchange.encodings import LOOKED_AT, opening
from huddle.exchange.limits import MOST_BYTES, too_large
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.rows.imports import Cells, ImportTable

_PARTED = {".csv", ".tsv", ".tab", ".txt"}


def tables_of(path: Path) -> list[ImportTable]:
    """The tables of a file that hold anything at all.

    What a file is, it says by how it begins; its name decides only between kinds of text.

    Raises:
        Refused: It is no file that can be read as tables, or is too large.
        Environment: The system does not hand it out.
    """
    with disk_errors_in_words(path):
        _refuse_what_is_no_list(path)
        tables = [table for table in _reader(path)(path) if any(table.read())]
    if not tables:
        raise _nothing_in_it()
    return [replace(table, read=partial(_rows, path, table)) for table in tables]


def _rows(path: Path, table: ImportTable) -> Iterator[Cells]:
    with disk_errors_in_words(path):
        yield from table.read()


def _refuse_what_is_no_list(path: Path) -> None:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise Refused(_("This is a folder or a device. Choose a file."))
    if not found.st_size:
        raise _nothing_in_it()
    if found.st_size > MOST_BYTES:
        raise too_large(MOST_BYTES)


def _reader(path: Path) -> Callable[[Path], list[ImportTable]]:
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    if head.startswith(xlsx_in.OLD_MARK):
        raise xlsx_in.refuse_old(path)
    if head.startswith(xlsx_in.ZIP_MARK):
        return xlsx_in.tables
    if path.suffix.lower() == ".ics" or calendar_in.is_calendar(head):
        return calendar_in.tables
    if _is_json(path, head):
        return json_in.tables
    return csv_in.tables


def _is_json(path: Path, head: bytes) -> bool:
    """Whether it says so, or begins so and does not say otherwise: a cell may begin so, too."""
    ending = path.suffix.lower()
    if ending == ".json":
        return True
    return ending not in _PARTED and opening(head).startswith((b"{", b"["))


def _nothing_in_it() -> Refused:
    return Refused(_("There is nothing in this file to read in. Choose another one."))
