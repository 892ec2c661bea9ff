"""What a sheet says and how it hangs together, before anybody decides how it looks.

Paper is set by hand, a message is lines and a web page is elements; the last two are made from
this, so that both say the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A text and what it is, such as *Where*: *Bay 3*; without a text it is left out."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts that belong together."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Plain texts, one after the other; the empty ones leave no trace."""

    texts: tuple[str, ...]
    is_strong: bool = False
    """Whether they must not be missed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One point of a list."""

    name: str
    """Its kind or code; may be empty."""
    texts: tuple[str, ...]
    """What it says, and then what is known about it."""
    facts: tuple[Fact, ...] = ()
    """More about it, each on a line of its own; a name may be empty."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    entries: tuple[Entry, ...]


Cell = tuple[str, ...]
"""The texts of one cell, under one another."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; without a row it is left out.

    Attributes:
        title: What the rows are; empty where the heading above says it.
        heads: What each column is.
        rows: For each row a cell for each column; the first names the row.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Parts under a heading.

    Attributes:
        title: The heading.
        parts: What stands under it.
        about: Short facts about it, on one line.
    """

    title: str
    parts: tuple[Part, ...]
    about: str = ""


Part = Words | Facts | Points | Table | Section


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole sheet.

    Attributes:
        title: The loudest line.
        word: A short word beside it; may be empty.
        about: Short facts below it, a line each.
        parts: The rest, in order.
        as_at: The moment it speaks of, on the unit's wall clock.
        huddle_number: The huddle it is about; 0 for none.
    """

    title: str
    word: str
    about: tuple[str, ...]
    parts: tuple[Part, ...]
    as_at: dt.datetime
    huddle_number: int = 0
