"""One table of a file as a whole: its header, its columns, and what must still be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from huddle.errors import Refused
from huddle.i18n import _
from huddle.import_words import ImportField, ImportKind
from huddle.rows.imports import Cells, ImportColumnRow, ImportMapping, ImportTable
from huddle.rules.importing import mapping_file
from huddle.rules.importing.cell_words import line_of
from huddle.rules.importing.columns import guess_columns, guess_kind
from huddle.rules.importing.days import order_of
from huddle.rules.importing.fields import DAY_FIELDS, NEEDED
from huddle.rules.importing.header import LOOKED_AT, column_names, find_header, shape_of
from huddle.rules.importing.statuses import status_of

MOST_ROWS = 200_000
"""Fifty years of a busy ward; they are in memory together, because nothing or all comes in."""
_SAMPLE = 500
"""Rows by which a column is judged."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A table, understood as far as it goes.

    Attributes:
        kind: What its rows are.
        header_at: The number of the header row, from 1; 0 where there is none.
        columns: What each column says.
        cells: The rows below the header.
        mapping: All that was decided or guessed.
        shape: What tells files of this shape.
        is_known_shape: Whether one came in before.
        asks_date_order: Whether no day tells which number comes first.
        asks_statuses: Unknown words for where something stands, with how often they are there.
        missing: What no column says.
    """

    kind: ImportKind
    header_at: int
    columns: tuple[ImportColumnRow, ...]
    cells: list[Cells]
    mapping: ImportMapping
    shape: str
    is_known_shape: bool
    asks_date_order: bool
    asks_statuses: tuple[tuple[str, int], ...]
    missing: tuple[ImportField, ...]

    @property
    def rows(self) -> Iterator[tuple[int, Cells]]:
        """The rows below the header, each with its number in the file."""
        return enumerate(self.cells, start=self.header_at + 1)

    @property
    def is_clear(self) -> bool:
        """Whether its rows can be read without another word."""
        return not (self.asks_date_order or self.asks_statuses or self.missing)


def understand(
    table: ImportTable,
    decided: ImportMapping,
    kept: Callable[[str], ImportMapping | None],
) -> Understood:
    """Understand a table.

    Args:
        table: The table.
        decided: What a person said of it.
        kept: By a shape, what was decided of the last file that had it.

    Raises:
        Refused: There is nothing in it, or it cannot be read to its end.
    """
    rows = list(islice(_held_once(table.read()), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        says = _("There are more than {most} rows. Nothing came in: split the file.")
        raise Refused(says.format(most=f"{MOST_ROWS:,}"))
    if not rows:
        raise Refused(_("There is nothing in this file. Choose another one."))
    at = -1 if table.header else find_header(rows[:LOOKED_AT])
    width = max(map(len, rows), default=0)
    names = column_names(table.header or (rows[at] if at >= 0 else ()), width)
    shape, body = shape_of(names), rows[at + 1 :]
    before = kept(shape)
    mapping = mapping_file.together(decided, before or ImportMapping())
    kind = mapping.kind or guess_kind(names)
    as_before = before.columns if before and before.kind is kind else {}
    columns = guess_columns(kind, names, body[:_SAMPLE], decided.columns, as_before)
    asks_order, mapping = _with_order(mapping, columns, body)
    has = {column.field for column in columns}
    return Understood(
        kind=kind,
        header_at=at + 1,
        columns=columns,
        cells=body,
        mapping=replace(
            mapping, kind=kind, columns={column.name: column.field for column in columns}
        ),
        shape=shape,
        is_known_shape=before is not None,
        asks_date_order=asks_order,
        asks_statuses=tuple(_unknown_statuses(kind, mapping, columns, body).most_common()),
        missing=tuple(field for field in NEEDED[kind] if field not in has),
    )


def _held_once(rows: Iterable[Cells]) -> Iterator[Cells]:
    """The same rows, a text that stands in many of them held once."""
    held: dict[str, str] = {}
    for cells in rows:
        yield tuple([held.setdefault(one, one) if isinstance(one, str) else one for one in cells])


def _with_order(
    mapping: ImportMapping, columns: Sequence[ImportColumnRow], body: Sequence[Cells]
) -> tuple[bool, ImportMapping]:
    """Which number of a day comes first, all columns of days together; whether that is asked."""
    if mapping.date_order is not None:
        return False, mapping
    days = [column.index for column in columns if column.field in DAY_FIELDS]
    order, asks = order_of(cells[at] for cells in body for at in days if at < len(cells))
    return asks, replace(mapping, date_order=order)


def _unknown_statuses(
    kind: ImportKind,
    mapping: ImportMapping,
    columns: Sequence[ImportColumnRow],
    body: Sequence[Cells],
) -> Counter[str]:
    at = next((one.index for one in columns if one.field is ImportField.STATUS), -1)
    counts = Counter(_column_words(at, body))
    for word in list(counts):
        if status_of(word, kind, mapping.statuses) is not None:
            del counts[word]
    return counts


def _column_words(at: int, body: Sequence[Cells]) -> Iterator[str]:
    for cells in body:
        if 0 <= at < len(cells) and (word := line_of(cells[at])):
            yield word
