"""The cells of a table in a file as plain values."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import repeat

from huddle.errors import Refused
from huddle.exchange.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from huddle.i18n import _
from huddle.rows.imports import Cell, Cells
from huddle.rules.plain_text import shown

BETWEEN = "; "
"""Stands between several people or labels in one cell."""

_TOO_LONG = 10**18
"""Not kept exactly by most programs, and so a reference rather than a number."""


def text_cell(text: str) -> str | None:
    """A text without what does not show; None where nothing is left of it.

    Raises:
        Refused: It is longer than a cell may be.
    """
    if not (text.isascii() and text.isprintable()):
        # Half a letter, as some programs write, cannot be kept.
        text = shown(text.replace("\xa0", " ").encode(errors="replace").decode())
    if len(text) > LONGEST_CELL:
        raise cell_too_long()
    return text.strip() or None


def text_cells(texts: list[str]) -> list[Cell]:
    """The same for a row of texts, looked at together because most of them are plain.

    Raises:
        Refused: One of them is longer than a cell may be.
    """
    together = "".join(texts)
    if together.isascii() and together.isprintable() and len(together) <= LONGEST_CELL:
        return [text.strip() or None for text in texts]
    return [text_cell(text) for text in texts]


def number_cell(number: float) -> int | float | str:
    """A number; as a text where it is more, or more exact, than a number here can be."""
    if isinstance(number, int):
        return number if abs(number) < _TOO_LONG else str(number)
    return number if math.isfinite(number) else str(number)


def checked(rows: Iterator[list[Cell]]) -> Iterator[Cells]:
    """The rows without the empty cells at their ends, and without the empty rows at the end.

    Workbooks are often formatted down to the last row that there can be.

    Raises:
        Refused: They are too many, or too wide.
    """
    empty = 0
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Refused(
                _(
                    "The table has more than {most} rows. Nothing was read in. "
                    "Split it into several files."
                ).format(most=f"{MOST_ROWS:,}")
            )
        while row and row[-1] is None:
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise too_many_columns()
        if not row:
            empty += 1
            continue
        yield from repeat((), empty)
        empty = 0
        yield tuple(row)


def too_many_columns() -> Refused:
    """What is said of a table that is too wide."""
    return Refused(
        _(
            "The table has more than {most} columns. Nothing was read in. "
            "Remove those that are not needed and try again."
        ).format(most=MOST_COLUMNS)
    )


def cell_too_long() -> Refused:
    """What is said of a cell that is too long."""
    return Refused(
        _(
            "A cell holds more than {most} characters; perhaps a quotation mark is not closed. "
            "Nothing was read in. Mend it and try again."
        ).format(most=f"{LONGEST_CELL:,}")
    )
