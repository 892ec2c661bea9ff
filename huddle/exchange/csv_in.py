"""Reading text whose cells are parted by a sign: CSV and its kin."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from huddle.exchange.cells import Cell, Row, Table, checked, text_cell


def tables(path: Path) -> list[Table]:
    """The one table of such a file."""
    return [Table(path.stem, "CSV", (), partial(_rows, path))]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from checked(_cells(row) for row in csv.reader(file))


def _cells(row: list[str]) -> list[Cell]:
    return [text_cell(text) for text in row]
