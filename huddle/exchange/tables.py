"""The tables of a file that a ward brings, whatever program it comes from."""

from __future__ import annotations

from pathlib import Path

from huddle.errors import Refused
from huddle.exchange import csv_in
from huddle.exchange.cells import Cell, Row, Table
from huddle.files import disk_errors_in_words
from huddle.i18n import _

__all__ = ["Cell", "Row", "Table", "tables_of"]


def tables_of(path: Path) -> list[Table]:
    """The tables of a file that hold anything at all.

    Raises:
        Refused: It is no file that can be read as tables, or is too large.
        Environment: The system does not hand it out.
    """
    with disk_errors_in_words(path):
        tables = [table for table in csv_in.tables(path) if any(table.read())]
    if not tables:
        raise Refused(_("There is nothing in this file. Choose another one."))
    return tables
