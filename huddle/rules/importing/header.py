"""The row of a table that names its columns; planners write other things above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from huddle.i18n import _
from huddle.rows.imports import Cells
from huddle.rules.importing.cell_words import key_of, line_of, number_of
from huddle.rules.importing.days import is_day
from huddle.rules.importing.fields import known_names

LOOKED_AT = 30
"""Rows among which the header is looked for: Planner's export has four above it."""
_FEWEST = 2


def find_header(rows: Sequence[Cells]) -> int:
    """The place of the header among the first rows; -1 where there is none.

    It is the row with the most cells that columns are usually called. If no row has two such, it
    is the first that has as many cells as any other, all of them words.
    """
    names = known_names()
    scores = [sum(key_of(line_of(cell)) in names for cell in row) for row in rows[:LOOKED_AT]]
    best = max(scores, default=0)
    filled = [sum(bool(line_of(cell)) for cell in row) for row in rows[:LOOKED_AT]]
    is_narrow = max(filled, default=0) < _FEWEST
    if best >= _FEWEST or (best and is_narrow):
        return scores.index(best)
    widest = next((at for at, count in enumerate(filled) if count == max(filled)), -1)
    return widest if widest >= 0 and len(rows) > widest + 1 and _is_words(rows[widest]) else -1


def column_names(header: Cells, width: int) -> tuple[str, ...]:
    """A name for each column: as the header has it, counted where it stands twice or is empty."""
    cells = (*header, *(None,) * (width - len(header)))
    unnamed = _("Column {number}")
    return told_apart(
        [line_of(cell) or unnamed.format(number=at) for at, cell in enumerate(cells, start=1)]
    )


def told_apart(names: Sequence[str]) -> tuple[str, ...]:
    """Names of which none stands twice: a second one is counted, past any name that is there."""
    taken, found = set(names), dict[str, None]()
    counts = {name: count(2) for name in names}
    for name in names:
        free = name
        while free in found or (free in taken and free != name):
            free = f"{name} ({next(counts[name])})"
        found[free] = None
    return tuple(found)


def shape_of(names: Sequence[str]) -> str:
    """What files of one shape share: their column names in any order."""
    return "|".join(sorted(key_of(name) for name in names))


def _is_words(row: Cells) -> bool:
    cells = [cell for cell in row if line_of(cell)]
    return all(number_of(cell) is None and not is_day(cell) for cell in cells)
