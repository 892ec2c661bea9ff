"""How much of a file is read: far more than a ward's longest list, far less than hurts."""

from __future__ import annotations

from huddle.errors import Refused
from huddle.i18n import _

MIB = 1024 * 1024

MOST_BYTES = 200 * MIB
"""Of a file that is read a row at a time: a million rows of two hundred letters."""

MOST_BYTES_AT_ONCE = 32 * MIB
"""Of a file that is held as a whole (JSON, calendars): a board of some ten thousand cards."""

MOST_UNPACKED = 512 * MIB
"""Of all the parts of a workbook, which unpack to ten times their size or more."""

MOST_IN_ONE_PIECE = 8 * MIB
"""Between two ends of rows in a workbook, because as much of it is held at once."""

MOST_ROWS = 1_048_576
"""As many as a sheet of a spreadsheet program has."""

MOST_COLUMNS = 500
"""Nobody can say what each of more columns is for."""

LONGEST_CELL = 131_072
"""In letters, four times a spreadsheet's own limit: more is a quotation mark never closed."""

LONGEST_LINE = 4 * MIB
"""In letters: more is no table but one endless line."""

MOST_PARTS = 10_000
"""Of a workbook; one with a hundred sheets has some three hundred."""


def too_large(most: int) -> Refused:
    """What is said of a file with more bytes than are read."""
    return Refused(
        _(
            "This file is larger than {most} MB. Nothing was read in. "
            "Split the list into several files."
        ).format(most=most // MIB)
    )
