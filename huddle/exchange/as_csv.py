"""A table as CSV: UTF-8, with the mark by which Excel knows that, and no cell that is a formula."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import BinaryIO

from huddle.exchange.columns import Cell, RowT, Table, in_words, in_zone
from huddle.rules.cells import plain_cell


def write(
    file: BinaryIO,
    table: Table[RowT],
    rows: Iterable[RowT],
    zone: dt.tzinfo,
    *,
    is_plain: bool = False,
) -> None:
    """Write a table.

    Args:
        file: Where to.
        table: What its columns are.
        rows: What stands in it.
        zone: The ward's, in which instants are told.
        is_plain: Whether to leave out the mark.
    """
    if not is_plain:
        file.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
    lines = csv.writer(text)
    lines.writerow(table.titles)
    lines.writerows([_text(cell, zone) for cell in table.cells(row)] for row in rows)
    text.flush()
    text.detach()


def _text(cell: Cell, zone: dt.tzinfo) -> str:
    said = in_words(in_zone(cell, zone))
    is_number = isinstance(cell, int | float)
    return said if is_number else plain_cell(said)
