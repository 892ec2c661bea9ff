"""Reading workbooks of spreadsheet programs, a row at a time."""

from __future__ import annotations

import datetime as dt
import mmap
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from openpyxl.reader.excel import ExcelReader

from huddle.errors import Refused
from huddle.exchange.archive import BoundedArchive, opens_with_a_password
from huddle.exchange.cells import checked, number_cell, text_cell
from huddle.exchange.damage import damage_in_words, hush
from huddle.i18n import _
from huddle.rows.imports import Cell, Cells, ImportTable

ZIP_MARK = b"PK"
OLD_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Of the container of old workbooks, and of new ones under a password."""

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = b"<f"
_NO_RESULT = re.compile(
    # A cell, unless its result is a text, which may well be empty …
    rb"<c(?:\s(?![^<>]*\bt=\"str\")[^<>]*)?>"
    # … with a formula …
    rb"<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)"
    # … and no value.
    rb"(?:<v\s*/>|<v></v>)?</c>"
)
_AT_ONCE = 64 * 1024
_LONGEST_FORMULA = 8 * 1024
_RETURN = "_x000D_"
"""How a workbook writes the first half of a line end."""


def tables(path: Path) -> list[ImportTable]:
    """The sheets of a workbook that are not hidden.

    A cell that was merged has its value in the first of its places. Of a formula the result is
    read that was stored with it.

    Raises:
        Refused: It is no workbook, is locked, damaged, or unpacks to more than can be read.
    """
    with _opened(path) as reader:
        parts = {sheet.name: link.target for sheet, link in reader.parser.find_sheets()}
        return [
            ImportTable(
                sheet.title, _how(reader, parts[sheet.title]), (), partial(_rows, path, place)
            )
            for place, sheet in enumerate(reader.wb.worksheets)
            if sheet.sheet_state == "visible"
        ]


def refuse_old(path: Path) -> Refused:
    """What is said of a file in the container of old workbooks."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find(_LOCKED) >= 0:
            return opens_with_a_password()
    return Refused(
        _(
            "This is a workbook of the old kind (XLS). Nothing was read in. "
            "Open it in a spreadsheet program, save it as XLSX, and choose that."
        )
    )


def _rows(path: Path, place: int) -> Iterator[Cells]:
    with _opened(path) as reader:
        sheet = reader.wb.worksheets[place]
        # Some programs write a size that is not true, and openpyxl would believe it.
        sheet.reset_dimensions()
        yield from checked([_cell(value) for value in row] for row in sheet.values)


@contextmanager
def _opened(path: Path) -> Iterator[ExcelReader]:
    hush("openpyxl")
    with (
        damage_in_words(_no_workbook()),
        path.open("rb") as file,
        _whole(file) as archive,
    ):
        reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        reader.archive = archive
        reader.read()
        yield reader


def _whole(file: IO[bytes]) -> BoundedArchive:
    try:
        return BoundedArchive(file)
    except zipfile.BadZipFile:
        raise _not_whole() from None


def _not_whole() -> Refused:
    return Refused(
        _(
            "This workbook is not whole: it was cut off or damaged on its way. "
            "Nothing was read in. Copy or download it again."
        )
    )


def _no_workbook() -> Refused:
    return Refused(
        _(
            "This file could not be read as a workbook: it is damaged, or of another kind. "
            "Nothing was read in. Save the list as XLSX or CSV and choose that."
        )
    )


def _how(reader: ExcelReader, part: str) -> str:
    if _lacks_results(reader, part):
        return _(
            "Workbook; formulas without a stored result are empty: "
            "open and save it in a spreadsheet program to have them"
        )
    return _("Workbook")


def _lacks_results(reader: ExcelReader, part: str) -> bool:
    """Whether a sheet has formulas of which nobody stored what comes of them."""
    before = b""
    with reader.archive.open(part) as sheet:
        for read in iter(partial(sheet.read, _AT_ONCE), b""):
            seen = before + read
            if _FORMULA in seen and _NO_RESULT.search(seen):
                return True
            before = read[-_LONGEST_FORMULA:]
    return False


def _cell(value: object) -> Cell:
    match value:
        case None | bool():
            return value
        case int() | float():
            return number_cell(value)
        case dt.datetime() if value.time() == dt.time():
            return value.date()
        case dt.date() | dt.time():
            return value
        case dt.timedelta():
            return _hours(value)
        case _:
            # A text, or an error such as "#N/A".
            return text_cell(str(value).replace(_RETURN, "\r"))


def _hours(length: dt.timedelta) -> str:
    """A duration as a spreadsheet shows it, such as "26:30"."""
    hours, minutes = divmod(round(length.total_seconds() / 60), 60)
    return f"{hours}:{minutes:02}"
