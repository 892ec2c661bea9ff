"""Tables that leave: what each column is called, what stands in it, and what a person wrote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any, Generic, TypeVar

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.rules.plain_text import shown
from huddle.sheets.guarding import Written

RowT = TypeVar("RowT")
Cell = str | int | float | dt.date | dt.time | tuple[str, ...] | None
"""What a column holds: a date is also an instant, a whole number also a yes or no."""


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """A column.

    Attributes:
        name: Its name for programs.
        title: Its name for people, not translated yet.
        width: How wide it is in a spreadsheet, in letters.
        cell: Takes its value from a row.
        is_written: Whether a person wrote it, so that the guard looks through it.
    """

    name: str
    title: str
    width: int
    cell: Callable[[RowT], Cell]
    is_written: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[RowT]):
    """Rows of one kind, as they leave.

    Attributes:
        name: Its name for programs and in the audit.
        title: Its name for people, not translated yet.
        columns: From left to right.
    """

    name: str
    title: str
    columns: tuple[Column[RowT], ...]

    @property
    def titles(self) -> list[str]:
        """The heads of the columns, in the language in use."""
        return [_(column.title) for column in self.columns]

    def cells(self, row: RowT) -> list[Cell]:
        """What stands in a row."""
        return [column.cell(row) for column in self.columns]

    def written(self, row: RowT) -> Iterator[Written]:
        """What of a row a person wrote."""
        item = row if isinstance(row, ItemRow) else None
        for column in self.columns:
            if column.is_written and (words := column.cell(row)):
                yield Written(str(words), column.name if item else column.title, item)


def field(name: str, title: str, width: int = 12) -> Column[Any]:
    """A column of what a row holds under the same name."""
    return Column(name, title, width, attrgetter(name))


def words(name: str, title: str, width: int = 24) -> Column[Any]:
    """The same, of what a person wrote."""
    return Column(name, title, width, attrgetter(name), is_written=True)


def in_words(cell: Cell) -> str:
    """A cell as text: days by ISO 8601, words of a vocabulary as people say them."""
    for kind, said in _SAID:
        if isinstance(cell, kind):
            return said(cell)
    return "" if cell is None else shown(str(cell))


def in_zone(cell: Cell, zone: dt.tzinfo) -> Cell:
    """A cell with an instant as the clock of the ward showed it."""
    return cell.astimezone(zone) if isinstance(cell, dt.datetime) else cell


_SAID: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (bool, lambda yes: _("yes") if yes else _("no")),
    (StrEnum, label),
    (tuple, lambda several: ", ".join(map(shown, several))),
    (dt.datetime, lambda at: at.isoformat(timespec="seconds")),
    (dt.date, dt.date.isoformat),
    (dt.time, lambda at: at.isoformat(timespec="minutes")),
)
"""How each kind of cell is said; a kind stands before those that it is one of, too."""
