"""A row of a log as an action, a concern or what a patient said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from huddle.errors import Refused
from huddle.i18n import _
from huddle.import_words import ImportField, ImportKind
from huddle.labels import label
from huddle.rows.imports import Cell, Cells, ImportColumnRow, ImportMapping
from huddle.rules.importing.cell_words import keeps_close, key_of, line_of, means_yes, words_of
from huddle.rules.importing.days import day_of
from huddle.rules.importing.statuses import status_of
from huddle.vocabulary import Status

Due = tuple[dt.date | None, dt.time | None]

_PLAIN: dict[ImportField, tuple[str, Callable[[Cell], Any]]] = {
    ImportField.OWNER: ("owner", words_of),
    ImportField.DEPARTMENT: ("department", line_of),
    ImportField.STAGE: ("stage", line_of),
    ImportField.PLACE: ("place", line_of),
    ImportField.PRIORITY: ("is_priority", means_yes),
    ImportField.SENSITIVE: ("is_sensitive", keeps_close),
    ImportField.HOW_KNOWN: ("how_known", words_of),
    ImportField.THEME: ("theme", line_of),
    ImportField.REFERENCE: ("reference", line_of),
}
"""Fields that one cell alone says, and how it does."""
_JUST_NOTES = frozenset(("note", "notes", "comment", "comments"))


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What one row says.

    Attributes:
        number: Its number in the file.
        text: What is to be done, or was said.
        owner: Owner words as they stand.
        status: Where it stands; none where the row does not say.
        due_on: By when.
        due_time: At what time of that day.
        raised_on: When it was raised, or said to stand so.
        done_on: When it was done.
        department: The department or group it belongs to.
        stage: The journey stage.
        place: Where.
        is_priority: Whether it goes first.
        is_sensitive: Whether only some may see it.
        how_known: How one will know that it worked.
        theme: What it is about, in a word or two; only of what patients said.
        reference: The file's own number.
        note: All else that was asked for, each column a line.
    """

    number: int
    text: str
    owner: str = ""
    status: Status | None = None
    due_on: dt.date | None = None
    due_time: dt.time | None = None
    raised_on: dt.date | None = None
    done_on: dt.date | None = None
    department: str = ""
    stage: str = ""
    place: str = ""
    is_priority: bool = False
    is_sensitive: bool = False
    how_known: str = ""
    theme: str = ""
    reference: str = ""
    note: str = ""


class LineReader:
    """Reads the rows of one file.

    Args:
        kind: What the rows are.
        columns: What each column says.
        mapping: What was decided about days and statuses.
        zone: The unit's, in which a point in time is told.
    """

    def __init__(
        self,
        kind: ImportKind,
        columns: Sequence[ImportColumnRow],
        mapping: ImportMapping,
        zone: dt.tzinfo,
    ) -> None:
        self._mapping = mapping
        self._zone = zone
        self._at = {column.field: column.index for column in columns}
        self._notes = [one for one in columns if one.field is ImportField.NOTE]
        self._plain = [
            (name, self._at[field], read)
            for field, (name, read) in _PLAIN.items()
            if field in self._at
        ]
        # A log says the same few words again and again.
        self._status_of = lru_cache(maxsize=1000)(
            lambda said: status_of(said, kind, mapping.statuses)
        )

    def line(self, number: int, cells: Cells) -> ItemLine:
        """What a row says.

        Raises:
            Refused: It has no words, or a day that is none; says which column.
        """
        text = words_of(self._cell(cells, ImportField.TEXT))
        if not text:
            raise Refused(_("It does not say what is to be done: that cell is empty."))
        status = self._status_of(line_of(self._cell(cells, ImportField.STATUS)))
        due_on, due_time = self._day(cells, ImportField.DUE)
        return ItemLine(
            number=number,
            text=text,
            status=status,
            due_on=due_on,
            due_time=due_time,
            raised_on=self._day(cells, ImportField.RAISED)[0],
            done_on=self._day(cells, ImportField.DONE)[0],
            note=self._note(cells),
            **{name: read(cells[at]) for name, at, read in self._plain if at < len(cells)},
        )

    def _cell(self, cells: Cells, field: ImportField) -> Cell:
        at = self._at.get(field, len(cells))
        return cells[at] if at < len(cells) else None

    def _day(self, cells: Cells, field: ImportField) -> Due:
        try:
            return day_of(self._cell(cells, field), self._mapping.date_order, self._zone)
        except Refused as refused:
            says = _("{field}: {why}").format(field=label(field), why=refused.message)
            raise Refused(says) from None

    def _note(self, cells: Cells) -> str:
        said = (
            (column.name, words_of(cells[column.index]))
            for column in self._notes
            if column.index < len(cells)
        )
        return "\n".join(
            words if key_of(name) in _JUST_NOTES else f"{name}: {words}"
            for name, words in said
            if words
        )
