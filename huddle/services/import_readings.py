"""Readings of measures, out of the rows of a file: a row each, or a column for each measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select as sql_select
from sqlmodel import col, select

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.import_words import ImportField, RowFate
from huddle.measure_words import MeasureKind
from huddle.model import Measure, Reading
from huddle.model.base import LINE_LENGTH
from huddle.rows.imports import Cells, ImportColumnRow, ImportRowRow
from huddle.rules.importing.cell_words import line_of, number_of
from huddle.rules.importing.days import day_of
from huddle.rules.importing.understanding import Understood
from huddle.rules.reading_line import ReadingLine, understand
from huddle.services.import_run import Prepared, Run
from huddle.store.transaction import Reader

_MANY_A_DAY = MeasureKind.DAYS_BETWEEN
"""Of these, several events may be on one day."""


def prepare(reader: Reader, understood: Understood, new_id: Callable[[], str]) -> Prepared:
    """What bringing readings in will do.

    Args:
        reader: A read, or the write that will do it.
        understood: The file, without a question left.
        new_id: Makes row ids.
    """
    return _Readings(reader, understood, new_id).prepared()


class _Readings:
    """Decides of each row what becomes of it."""

    def __init__(self, reader: Reader, understood: Understood, new_id: Callable[[], str]) -> None:
        self._reader = reader
        self._understood = understood
        self._new_id = new_id
        self._at = {column.field: column.index for column in understood.columns}
        self._values = [one for one in understood.columns if one.field is ImportField.VALUE]
        self._measures = _measures(reader)
        self._there = _readings(reader)
        self._zone = ZoneInfo(reader.time_zone)
        self._new: list[tuple[int, dict[str, Any]]] = []

    def prepared(self) -> Prepared:
        """Look at every row."""
        rows = [self._row(number, cells) for number, cells in self._understood.rows]
        words = [(number, row["note"]) for number, row in self._new if row["note"]]
        return Prepared(rows, words, self._new, self._write)

    def _row(self, number: int, cells: Cells) -> ImportRowRow:
        text = " · ".join(filter(None, map(line_of, cells)))
        if not text:
            return ImportRowRow(number, RowFate.BLANK)
        before = len(self._new)
        try:
            read = list(self._read(cells))
            for measure, reading in read:
                self._keep(number, measure, reading)
        except Refused as refused:
            del self._new[before:]
            return ImportRowRow(number, RowFate.REFUSED, text, refused.message)
        if not read:
            return ImportRowRow(number, RowFate.BLANK, text, _("It has no number."))
        if len(self._new) == before:
            says = _("That reading is there already.")
            return ImportRowRow(number, RowFate.DUPLICATE, text, says)
        return ImportRowRow(number, RowFate.NEW, text)

    def _read(self, cells: Cells) -> Iterator[tuple[Measure, ReadingLine]]:
        """The readings of a row."""
        order = self._understood.mapping.date_order
        day, _time = day_of(self._cell(cells, ImportField.DAY), order, self._zone)
        if day is None:
            raise Refused(_("It says no day."))
        out_of = number_of(self._cell(cells, ImportField.OUT_OF))
        note = line_of(self._cell(cells, ImportField.NOTE))
        for column in self._values:
            cell = cells[column.index] if column.index < len(cells) else None
            value = number_of(cell)
            if value is None and line_of(cell):
                raise Refused(_("“{words}” is no number.").format(words=line_of(cell)[:40]))
            if value is not None:
                measure = self._measure(cells, column)
                yield measure, _line(measure, day, (value, out_of), note, self._reader.today)

    def _cell(self, cells: Cells, field: ImportField) -> Any:
        place = self._at.get(field, len(cells))
        return cells[place] if place < len(cells) else None

    def _measure(self, cells: Cells, column: ImportColumnRow) -> Measure:
        said = line_of(self._cell(cells, ImportField.MEASURE)) or column.name
        if said.casefold() not in self._measures:
            says = _("There is no measure “{name}”. Define it first, then bring the file in.")
            raise Refused(says.format(name=said))
        return self._measures[said.casefold()]

    def _keep(self, number: int, measure: Measure, reading: ReadingLine) -> None:
        """Keep a reading unless it is there; another one of that day stands as it is."""
        key = (measure.id, reading.on)
        there = self._there.get(key, [])
        if reading.value in there:
            return
        if there and measure.kind != _MANY_A_DAY:
            told = _("{measure} has another reading of {day} already: correct that one.")
            raise Refused(told.format(measure=measure.name, day=dates.in_table(reading.on)))
        self._there[key] = [*there, reading.value]
        row = {
            "id": self._new_id(),
            "measure_id": measure.id,
            "read_on": reading.on,
            "value": reading.value,
            "numerator": reading.numerator,
            "denominator": reading.denominator,
            "note": reading.note,
        }
        self._new.append((number, row))

    def _write(self, run: Run) -> None:
        for lot in run.lots(self._new):
            run.writer.add_many(Reading, [row for _number, row in lot])
            for number, row in lot:
                run.note(Reading, row["id"], number=number)


def _line(
    measure: Measure,
    day: dt.date,
    numbers: tuple[float, float | None],
    note: str,
    today: dt.date,
) -> ReadingLine:
    """A reading by the same rules as one that is typed."""
    value, out_of = numbers
    typed = _plain(value) if out_of is None else f"{_plain(value)}/{_plain(out_of)}"
    kind = MeasureKind(measure.kind)
    return understand(f"{day.isoformat()} {typed} {note[:LINE_LENGTH]}", kind, measure.per, today)


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _measures(reader: Reader) -> dict[str, Measure]:
    query = select(Measure).where(
        Measure.unit_id == reader.unit_id, col(Measure.deleted_at).is_(None)
    )
    return {one.name.casefold(): one for one in reader.session.exec(query)}


def _readings(reader: Reader) -> dict[tuple[str, dt.date], list[float]]:
    """By measure and day, the values that there are."""
    query = sql_select(col(Reading.measure_id), col(Reading.read_on), col(Reading.value)).where(
        col(Reading.unit_id) == reader.unit_id, col(Reading.deleted_at).is_(None)
    )
    found: dict[tuple[str, dt.date], list[float]] = {}
    for measure_id, read_on, value in reader.execute(query):
        found.setdefault((measure_id, read_on), []).append(value)
    return found
