"""Reading text whose cells are parted by a sign: CSV and its kin."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TextIO

from huddle.errors import Refused
from huddle.exchange.cells import cell_too_long, checked, text_cells
from huddle.exchange.encodings import encoding_of, in_words
from huddle.exchange.limits import LONGEST_CELL, LONGEST_LINE
from huddle.i18n import N_, _
from huddle.rows.imports import Cell, Cells, ImportTable

_SIGNS = {",": N_("Commas"), ";": N_("Semicolons"), "\t": N_("Tabs"), "|": N_("Upright bars")}
_NO_SIGN = "\x1f"
"""Parts nothing: it stands in no text that a person wrote."""

_SAID = re.compile(r'"?sep=(\t|[^\w\s"])"?\r?\n?', re.IGNORECASE)
"""A first line with which spreadsheet programs say the sign."""

_LOOKED_AT = 64 * 1024
"""Letters by which the sign is found: some hundred rows."""

csv.field_size_limit(LONGEST_CELL)


def tables(path: Path) -> list[ImportTable]:
    """The one table of such a file.

    Raises:
        Refused: It is no text.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = file.readline(_LOOKED_AT)
        said = _SAID.fullmatch(first)
        sign = said[1] if said else _sign_of(first + file.read(_LOOKED_AT))
    how = f"{_sign_in_words(sign)}, {in_words(encoding)}"
    return [ImportTable(path.stem, how, (), partial(_rows, path, encoding, sign, bool(said)))]


def _rows(path: Path, encoding: str, sign: str, after_the_first_line: bool) -> Iterator[Cells]:
    # What cannot be decoded shows as such and loses nothing around it.
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = islice(_lines(file), int(after_the_first_line), None)
        yield from checked(_cells(lines, sign))


def _cells(lines: Iterator[str], sign: str) -> Iterator[list[Cell]]:
    try:
        for row in csv.reader(lines, delimiter=sign):
            yield text_cells(row)
    except csv.Error as error:
        raise cell_too_long() from error


def _lines(file: TextIO) -> Iterator[str]:
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise Refused(
                _("The file is one endless line. Nothing was read in. Save the list as CSV again.")
            )
        yield line


def _sign_in_words(sign: str) -> str:
    if sign == _NO_SIGN:
        return _("One column")
    return _(_SIGNS[sign]) if sign in _SIGNS else _("Parted by “{sign}”").format(sign=sign)


def _sign_of(sample: str) -> str:
    """The sign that parts most rows into equally many cells."""
    best = max(_SIGNS, key=partial(_evenness, sample))
    return best if _evenness(sample, best) > (0, 0) else _NO_SIGN


def _evenness(sample: str, sign: str) -> tuple[float, int]:
    """Which share of the rows has the usual number of cells, and that number; more is better."""
    rows = csv.reader(StringIO(sample, newline=""), delimiter=sign)
    try:
        widths = Counter(len(row) for row in rows if row)
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    width, as_wide = widths.most_common(1)[0]
    return (as_wide / widths.total(), width) if width > 1 else (0, 0)
