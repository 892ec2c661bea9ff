"""What comes in from a file: how it was understood, what becomes of each row, what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from huddle.import_words import DateOrder, ImportField, ImportKind, OwnerIs, RowFate
from huddle.vocabulary import Status

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | None
"""A text is never empty, a number never infinite; an instant has its zone where one is known."""
Cells = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ImportTable:
    """One table of a file: a sheet, a list, a calendar's entries.

    Attributes:
        name: The sheet's name; the file's where it has none.
        how: In words, how it was read, such as "Commas, UTF-8".
        header: The columns' names where the format knows them (a calendar, a board); empty where
            the header is a row that is still to be found.
        read: The rows from the beginning, as often as wanted and one at a time, each without the
            empty cells at its end. An empty row between others is one too, so that the rows'
            numbers are those that the person sees. While they are read they may raise `Refused`
            (damaged further down, too long) and `Environment`.
    """

    name: str
    how: str
    header: tuple[str, ...]
    read: Callable[[], Iterator[Cells]]


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """What a person decided about files of one shape; what is not in it is guessed.

    Attributes:
        kind: What the rows are.
        columns: By the name of a column, what it says.
        date_order: Which number of a day comes first.
        statuses: By a word of the file in small letters, which status it is.
        owners: By words that name nobody known, in small letters, what they are.
    """

    kind: ImportKind | None = None
    columns: Mapping[str, ImportField] = field(default_factory=dict)
    date_order: DateOrder | None = None
    statuses: Mapping[str, Status] = field(default_factory=dict)
    owners: Mapping[str, OwnerIs] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportColumnRow:
    """A column of the file, and how it was understood.

    Attributes:
        index: Its place, from 0.
        name: Its name in the header.
        field: What it says of a row.
        why: Why it was understood so, as a sentence.
        sample: The first words that stand in it.
    """

    index: int
    name: str
    field: ImportField
    why: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class ImportRowRow:
    """What becomes of one row of the file.

    Attributes:
        number: Its number in the file, from 1, as a spreadsheet counts.
        fate: What becomes of it.
        text: The words it is known by.
        says: Why, or what changes, as a sentence; empty for what is simply new.
        code: The item that is there already, or that it became.
    """

    number: int
    fate: RowFate
    text: str = ""
    says: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ImportOwnerRow:
    """Owner words that name nobody known, and what will be made of them.

    Attributes:
        words: As they stand in the file.
        is_a: What they are taken for.
        count: In how many rows they stand.
    """

    words: str
    is_a: OwnerIs
    count: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do.

    Attributes:
        file: The name of the file, without its folder.
        how: How it was read, in words.
        mapping: All that was decided or guessed, ready to be kept as a file.
        header_at: The number of the header row, from 1; 0 where the file has none.
        columns: Each column.
        rows: Each row below the header.
        owners: Owner words that name nobody known yet.
        asks_date_order: Whether no day of the file tells which number comes first.
        asks_statuses: Words in the status column that nobody knows, with how many rows have them.
        guarded: What looks as if it told who a patient is, in words.
        missing: What no column says, without which nothing can come in.
        is_known_shape: Whether a file with this header came in before.
    """

    file: str
    how: str
    mapping: ImportMapping
    header_at: int
    columns: tuple[ImportColumnRow, ...]
    rows: tuple[ImportRowRow, ...]
    owners: tuple[ImportOwnerRow, ...] = ()
    asks_date_order: bool = False
    asks_statuses: tuple[tuple[str, int], ...] = ()
    guarded: tuple[str, ...] = ()
    missing: tuple[ImportField, ...] = ()
    is_known_shape: bool = False

    @property
    def has_questions(self) -> bool:
        """Whether something must be answered before anything comes in."""
        return self.asks_date_order or bool(self.asks_statuses or self.missing)

    def count(self, fate: RowFate) -> int:
        """How many rows have a fate."""
        return sum(row.fate is fate for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportRunRow:
    """An import that was done.

    Attributes:
        id: What `--undo` asks for.
        file: The name of the file, without its folder.
        kind: What came in.
        at: When.
        by: Whose account did it.
        new: Rows that became something new.
        changed: Rows that brought something up to date.
        left: Rows that were there already, empty or refused.
        undone_at: When it was taken back.
    """

    id: str
    file: str
    kind: ImportKind
    at: dt.datetime
    by: str
    new: int
    changed: int
    left: int
    undone_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """What taking an import back did.

    Attributes:
        run: The import.
        removed: How many things went.
        put_back: How many are as they were.
        kept: What was changed or used since and stays, as sentences.
    """

    run: ImportRunRow
    removed: int
    put_back: int
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What an import did.

    Attributes:
        run: The import, by which it can be taken back.
        plan: What became of each row.
    """

    run: ImportRunRow
    plan: ImportPlan
