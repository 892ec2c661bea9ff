"""What each column says, by its name and by what stands in it, with the reason in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from huddle.i18n import _
from huddle.import_words import ImportField, ImportKind
from huddle.rows.imports import Cell, Cells, ImportColumnRow
from huddle.rules.importing.cell_words import key_of, line_of, number_of
from huddle.rules.importing.days import is_day
from huddle.rules.importing.fields import FIELDS, NEEDED, SEVERAL, Content, FieldNames
from huddle.rules.importing.statuses import status_of

_MOSTLY = 0.6
"""The share of the filled cells that must be what a field holds."""
_NEARLY_ALL = 0.8
"""The same where nothing but the cells speaks for it."""
_FEW_WORDS = 2.5
"""Words in a cell on average; texts have more."""
_FEWEST_CELLS = 2
_SAMPLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as its first cells show it."""

    index: int
    name: str
    cells: tuple[Cell, ...]

    def count(self, is_one: Callable[[Cell], bool]) -> int:
        return sum(map(is_one, self.cells))

    def mostly(self, is_one: Callable[[Cell], bool], share: float = _MOSTLY) -> bool:
        return not self.cells or self.count(is_one) >= share * len(self.cells)

    @property
    def words_each(self) -> float:
        said = sum(len(line_of(cell).split()) for cell in self.cells)
        return said / len(self.cells) if self.cells else 0.0


def guess_kind(names: Sequence[str]) -> ImportKind:
    """What the rows of a file are, by the names of its columns; actions where they do not say."""
    keys = [key_of(name) for name in names]

    def fit(kind: ImportKind) -> tuple[bool, float]:
        best = [max((_rank(one, key) for one in FIELDS[kind]), default=0.0) for key in keys]
        found = {one.field for one in FIELDS[kind] for key in keys if _rank(one, key) >= _SURE_RANK}
        return set(NEEDED[kind]) <= found, sum(best)

    return max(ImportKind, key=fit)


def guess_columns(
    kind: ImportKind,
    names: Sequence[str],
    rows: Sequence[Cells],
    decided: Mapping[str, ImportField],
    kept: Mapping[str, ImportField],
) -> tuple[ImportColumnRow, ...]:
    """What each column says.

    Args:
        kind: What the rows are.
        names: The names of the columns.
        rows: The first rows below the header.
        decided: What a person said of columns, which stands.
        kept: What they were the last time, which stands as far as it does not contradict that.
    """
    columns = [_column(index, name, rows) for index, name in enumerate(names)]
    found: dict[int, tuple[ImportField, str]] = {}
    taken: set[ImportField] = set()
    _as_said(columns, decided, _("You said so."), found, taken)
    _as_said(columns, kept, _("As in the last file with these columns."), found, taken)
    _by_names(kind, columns, found, taken)
    _by_cells(kind, columns, found, taken)
    return tuple(_row(column, found) for column in columns)


def _as_said(
    columns: Sequence[_Column],
    said: Mapping[str, ImportField],
    why: str,
    found: dict[int, tuple[ImportField, str]],
    taken: set[ImportField],
) -> None:
    """Take columns for what somebody said, unless what goes first contradicts it."""
    for column in columns:
        field = said.get(column.name)
        if field is not None and column.index not in found and field not in taken:
            found[column.index] = field, why
            taken |= {field} - SEVERAL


def _by_names(
    kind: ImportKind,
    columns: Sequence[_Column],
    found: dict[int, tuple[ImportField, str]],
    taken: set[ImportField],
) -> None:
    """Give each field the column whose name fits it best, if its cells do not contradict."""
    pairs = [
        (_rank(one, key_of(column.name)), -place, -column.index, one, column)
        for place, one in enumerate(FIELDS[kind])
        for column in columns
    ]
    for rank, _place, _index, one, column in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        is_free = column.index not in found and one.field not in taken
        if rank and is_free and _holds(one, column):
            found[column.index] = one.field, _why(column, one.field, kind)
            taken |= {one.field} - SEVERAL


def _by_cells(
    kind: ImportKind,
    columns: Sequence[_Column],
    found: dict[int, tuple[ImportField, str]],
    taken: set[ImportField],
) -> None:
    """Find by their cells what no name told."""
    offered = {one.field for one in FIELDS[kind]}
    for field in (
        *(ImportField.DAY, ImportField.DUE, ImportField.STATUS),
        *(ImportField.VALUE, ImportField.TEXT),
    ):
        free = [one for one in columns if one.index not in found and len(one.cells) >= 1]
        fitting = [one for one in free if _looks_like(field, kind, one)]
        if field not in offered or field in taken or not fitting:
            continue
        if field in SEVERAL:
            chosen = fitting if field not in {has for has, _said in found.values()} else []
        else:
            chosen = [max(fitting, key=lambda one: one.words_each)]
        for column in chosen:
            found[column.index] = field, _why(column, field, kind)
        taken |= {field} - SEVERAL


def _looks_like(field: ImportField, kind: ImportKind, column: _Column) -> bool:
    if field in (ImportField.DAY, ImportField.DUE):
        return len(column.cells) >= _FEWEST_CELLS and column.mostly(is_day, _NEARLY_ALL)
    if field is ImportField.STATUS:
        is_status = _status_test(kind)
        return len(column.cells) >= _FEWEST_CELLS and column.mostly(is_status, _NEARLY_ALL)
    if field is ImportField.VALUE:
        return column.mostly(_is_number, _NEARLY_ALL)
    return column.words_each >= _FEW_WORDS and not column.mostly(is_day)


_SURE_RANK = 0.5
_PART_OF_NAME = 0.25


def _rank(one: FieldNames, key: str) -> float:
    """How well a name fits a field: the field's first names better, a part of a name less."""
    if key in one.names:
        return 1.0 - one.names.index(key) * (1 - _SURE_RANK) / len(one.names)
    words = f" {key} "
    whole = (name for name in one.names if len(name) > _FEWEST_CELLS and f" {name} " in words)
    return _PART_OF_NAME if next(whole, None) else 0.0


def _holds(one: FieldNames, column: _Column) -> bool:
    if one.content is Content.DAYS:
        return column.mostly(is_day)
    if one.content is Content.NUMBERS:
        return column.mostly(_is_number)
    if one.content is Content.WORDS:
        return not column.cells or not column.mostly(lambda cell: is_day(cell) or _is_number(cell))
    if one.field is ImportField.STATUS:
        return not column.cells or not column.mostly(is_day)
    return True


def _why(column: _Column, field: ImportField, kind: ImportKind) -> str:
    filled = len(column.cells)
    counts = {
        _("{count} of {filled} cells are days."): (Content.DAYS, is_day),
        _("{count} of {filled} cells are numbers."): (Content.NUMBERS, _is_number),
    }
    content = next((one.content for one in FIELDS[kind] if one.field is field), Content.ANY)
    for says, (kept, is_one) in counts.items():
        if content is kept:
            return says.format(count=column.count(is_one), filled=filled)
    if field is ImportField.STATUS:
        says = _("{count} of {filled} cells are words for where something stands.")
        return says.format(count=column.count(_status_test(kind)), filled=filled)
    if any(_rank(one, key_of(column.name)) for one in FIELDS[kind] if one.field is field):
        return _("It is called “{name}”.").format(name=column.name)
    return _("Its cells have the most words.")


def _status_test(kind: ImportKind) -> Callable[[Cell], bool]:
    return lambda cell: status_of(cell, kind, {}) is not None


def _is_number(cell: Cell) -> bool:
    return number_of(cell) is not None


def _column(index: int, name: str, rows: Sequence[Cells]) -> _Column:
    cells = (row[index] for row in rows if index < len(row))
    return _Column(index, name, tuple(cell for cell in cells if line_of(cell)))


def _row(column: _Column, found: Mapping[int, tuple[ImportField, str]]) -> ImportColumnRow:
    nothing = _("Every cell is empty.") if not column.cells else _("Nothing here asks for it.")
    field, why = found.get(column.index, (ImportField.LEFT_OUT, nothing))
    sample = line_of(column.cells[0])[:_SAMPLE_LENGTH] if column.cells else ""
    return ImportColumnRow(column.index, column.name, field, why, sample)
