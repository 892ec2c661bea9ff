"""One import as it is written: all of its rows in one transaction, each of them noted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlmodel import SQLModel

from huddle.import_words import RowFate
from huddle.model import ImportRow
from huddle.rows.imports import ImportOwnerRow, ImportRowRow
from huddle.store.audit import entity_of
from huddle.store.transaction import Writer

T = TypeVar("T")
Progress = Callable[[int, int], None]
_AT_ONCE = 1000


@dataclass(slots=True)
class Run:
    """What an import writes, and notes of what it wrote.

    Attributes:
        id: Of the import.
        file: The name of the file.
        writer: The write that all of it is part of.
        progress: Is told how many rows are written, of how many; raises to stop it all.
        total: How many that will be.
    """

    id: str
    file: str
    writer: Writer
    progress: Progress
    total: int
    _done: int = 0
    _noted: list[dict[str, Any]] = field(default_factory=list)

    def note(
        self,
        table: type[SQLModel],
        row_id: str,
        *,
        number: int = 0,
        row_version: int = 1,
        before: Mapping[str, Any] | None = None,
        said: str = "",
        reference: str = "",
    ) -> None:
        """Note a row that was added, or changed from how it was before.

        Args:
            table: Its table.
            row_id: The row.
            number: The row of the file.
            row_version: The version that it has now.
            before: The changed fields as they were; none for a new row.
            said: Where the file says it stands.
            reference: The file's own number.
        """
        kept = "" if before is None else json.dumps(dict(before), default=str)
        if len(self._noted) >= _AT_ONCE:
            self.finish()
        self._noted.append(
            {
                "run_id": self.id,
                "number": number,
                "what": entity_of(table),
                "row_id": row_id,
                "row_version": row_version,
                "before": kept,
                "said": said,
                "reference": reference,
            }
        )

    def lots(self, rows: list[T], at_once: int = _AT_ONCE) -> Iterator[list[T]]:
        """All rows, some at once, out of a list that is empty then.

        Whoever asks for the next has written those before.
        """
        while rows:
            lot = rows[:at_once]
            del rows[:at_once]
            yield lot
            self._done += len(lot)
            self.progress(self._done, self.total)

    def finish(self) -> None:
        """Write down what was noted and is not written yet."""
        self.writer.add_many_plain(ImportRow, self._noted)
        self._noted.clear()


@dataclass(slots=True)
class Prepared:
    """What an import will do, ready to be written.

    Attributes:
        rows: What becomes of each row of the file.
        words: What people wrote that comes in, each with the number of its row; told once.
        new: What will be new, until it is written.
        changed: What will be changed, until it is.
        write: Writes it, and gives its row the code that each new thing got.
        owners: Owners that nobody knew.
    """

    rows: list[ImportRowRow]
    words: Iterable[tuple[int, str]]
    new: list[Any]
    write: Callable[[Run], None]
    changed: list[Any] = field(default_factory=list)
    owners: tuple[ImportOwnerRow, ...] = ()

    @property
    def total(self) -> int:
        """How many things are to be written."""
        return len(self.new) + len(self.changed)

    def count(self, fate: RowFate) -> int:
        """How many rows have a fate."""
        return sum(row.fate is fate for row in self.rows)


def let_go(rows: list[Any]) -> None:
    """Forget rows some at once: to free very many together would hold up the window."""
    while rows:
        del rows[-_AT_ONCE:]
