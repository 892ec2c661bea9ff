"""A table as a workbook: days are days, numbers are numbers, and no text is a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from huddle.exchange.columns import Cell, RowT, Table, in_words, in_zone
from huddle.i18n import _

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST = 32_767
"""The most letters a cell can hold (Excel specifications and limits)."""
_FORMATS: tuple[tuple[type, str], ...] = (
    (dt.datetime, "ddd dd-mmm-yyyy hh:mm"),
    (dt.date, "ddd dd-mmm-yyyy"),
    (dt.time, "hh:mm"),
)


def write(file: BinaryIO, table: Table[RowT], rows: Iterable[RowT], zone: dt.tzinfo) -> None:
    """Write a table, a row at a time.

    Args:
        file: Where to.
        table: What its columns are.
        rows: What stands in it.
        zone: The ward's, in which instants are told.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_(table.title))
    _lay_out(sheet, table)
    sheet.append([_heading(sheet, title) for title in table.titles])
    count = 1
    for row in rows:
        sheet.append([_cell(sheet, in_zone(cell, zone)) for cell in table.cells(row)])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{count}"
    book.save(file)


def _lay_out(sheet: Any, table: Table[RowT]) -> None:
    """Say how wide the columns are and that the heads stay; that comes before the first row."""
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width


def _heading(sheet: WriteOnlyWorksheet, title: str) -> Any:
    cell = _text(sheet, title)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Cell) -> Any:
    if value is None or value in ("", ()):
        return None
    if isinstance(value, str | tuple | bool | StrEnum):
        return _text(sheet, in_words(value))
    # A workbook knows no zones: the hour is the ward's.
    bare: Any = value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value
    cell = WriteOnlyCell(sheet, bare)
    for kind, shape in _FORMATS:
        if isinstance(value, kind):
            cell.number_format = shape
            break
    return cell


def _text(sheet: WriteOnlyWorksheet, words: str) -> Any:
    """A cell that is text and stays so when somebody edits it, whatever it begins with."""
    cell = WriteOnlyCell(sheet, words[:_LONGEST])
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
