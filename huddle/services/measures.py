"""Measures and what is read of them: defined, read in one line or many, corrected, charted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import col, select

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.measure_words import ChartKind, Direction, Family, MeasureKind
from huddle.model import Measure, Reading, Rebase
from huddle.rows.measures import ChartRow, MeasureRow, ReadingRow, RebaseRow
from huddle.rules import reading_line
from huddle.rules.reading_line import ReadingLine
from huddle.services import charts
from huddle.services.guarded import Service
from huddle.services.last_readings import lasts
from huddle.services.people import found, refuse_taken
from huddle.services.setting_up import check_version
from huddle.store.transaction import Reader, Writer


class Measures(Service, called="measures"):
    """What is counted or timed, and how it varies."""

    # Their definitions

    def measures(self, *, with_retired: bool = False) -> tuple[MeasureRow, ...]:
        """The measures in their order, with the last reading of each."""
        with self._store.read() as reader:
            read = lasts(reader)
            return tuple(
                charts.measure_row(measure, read.get(measure.id))
                for measure in all_measures(reader, with_retired=with_retired)
            )

    def named(self, name: str = "") -> MeasureRow:
        """The measure of a name, be it retired; without one the first that is read.

        Raises:
            Refused: There is none.
        """
        wanted = name.strip().casefold()
        measures = self.measures(with_retired=bool(wanted))
        for measure in measures:
            if not wanted or measure.name.casefold() == wanted:
                return measure
        if not wanted:
            raise Refused(_("There is no measure yet: add one under Measures first."), "measure")
        names = ", ".join(measure.name for measure in measures) or _("none yet")
        told = _("There is no measure “{name}”. There are: {names}.")
        raise Refused(told.format(name=name, names=names), "measure")

    def add(
        self, name: str, *, family: Family, kind: MeasureKind, direction: Direction, **more: Any
    ) -> MeasureRow:
        """Define a measure, at the end of the list.

        Args:
            name: What it is called on the ward.
            family: What it is about.
            kind: What its readings are.
            direction: Which way is an improvement.
            more: Other fields of `MeasureInput`.

        Raises:
            Refused: A field is empty, too long or out of range, or the name is taken.
        """
        values = _checked(name=name, family=family, kind=kind, direction=direction, **more)
        with self._store.write() as writer:
            there = all_measures(writer, with_retired=True)
            refuse_taken(values["name"], there)
            position = max((one.position for one in there), default=-1) + 1
            return charts.measure_row(writer.add(Measure, position=position, **values))

    def change(self, measure_id: str, row_version: int, **fields: Any) -> MeasureRow:
        """Change fields of a definition; its readings stay.

        Raises:
            Refused: A field cannot be used, or what the readings are would be another thing.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            measure = found(writer, Measure, measure_id)
            check_version(measure.row_version, row_version)
            values = _checked(**{**charts.definition(measure), **fields})
            others = [one for one in all_measures(writer, with_retired=True) if one is not measure]
            refuse_taken(values["name"], others)
            last = lasts(writer).get(measure.id)
            if values["kind"] != measure.kind and last:
                raise Refused(
                    _("It has readings already: add another measure for another kind of reading."),
                    "kind",
                )
            return charts.measure_row(writer.change(measure, **values), last)

    def retire(self, measure_id: str) -> None:
        """Read a measure no more; what was read stays."""
        with self._store.write() as writer:
            writer.change(found(writer, Measure, measure_id), is_retired=True)

    def bring_back(self, measure_id: str) -> None:
        """Read a retired measure again."""
        with self._store.write() as writer:
            writer.change(found(writer, Measure, measure_id), is_retired=False)

    # Readings

    def readings(self, measure_id: str) -> tuple[ReadingRow, ...]:
        """The readings of a measure, the last first, with what corrected ones said before."""
        with self._store.read() as reader:
            replaced = charts.replaced(reader, measure_id)
            rows = reversed(charts.readings(reader, measure_id))
            return tuple(charts.reading_row(row, replaced) for row in rows)

    def read(self, measure_id: str, line: str) -> ReadingRow:
        """Keep a reading as it is typed: `12`, `12/80`, `6 Aug 12/80 the lift was broken`.

        Raises:
            Refused: It is none, or there is one of that day already.
        """
        return self.read_all(measure_id, [line])[0]

    def read_all(self, measure_id: str, lines: Sequence[str]) -> tuple[ReadingRow, ...]:
        """Keep several readings, such as a pasted table of two columns: all of them, or none.

        Raises:
            Refused: A line is no reading, or there is one of its day already; says which line.
        """
        with self._store.write() as writer:
            measure = found(writer, Measure, measure_id)
            read = _understood(measure, lines, writer.today)
            _refuse_twice(writer, measure, read)
            return tuple(charts.reading_row(_keep(writer, measure, one), {}) for one in read)

    def correct(self, reading_id: str, row_version: int, line: str) -> ReadingRow:
        """Put another reading in the place of one; the old one is kept beside it.

        Raises:
            Refused: It is none, or there is another one of that day.
            ChangedElsewhere: Somebody corrected it since it was read.
        """
        with self._store.write() as writer:
            old = found(writer, Reading, reading_id)
            check_version(old.row_version, row_version)
            measure = found(writer, Measure, old.measure_id)
            typed = _understood(measure, [line], writer.today)
            writer.delete(old, why=_("corrected"))
            _refuse_twice(writer, measure, typed)
            new = _keep(writer, measure, typed[0], replaces_id=old.id)
            return charts.reading_row(new, charts.replaced(writer, measure.id))

    def take_back(self, reading_id: str, why: str) -> None:
        """Leave a reading out that is none; it is kept with who did so, when and why."""
        with self._store.write() as writer:
            writer.delete(found(writer, Reading, reading_id), why=why)

    # Known changes of the process

    def rebase(self, measure_id: str, from_on: str, note: str) -> RebaseRow:
        """Take limits anew from a day on, because the process is known to have changed.

        Args:
            measure_id: The measure.
            from_on: The day as typed, such as `6 Aug`.
            note: What changed.

        Raises:
            Refused: That is no day, or it does not say what changed, or limits begin anew on that
                day already.
        """
        from huddle.model.inputs import validated  # noqa: PLC0415 - at first write
        from huddle.model.measure_inputs import RebaseInput  # noqa: PLC0415 - at first write

        with self._store.write() as writer:
            found(writer, Measure, measure_id)
            day = reading_line.day_of(from_on, writer.today)
            values = validated(RebaseInput, from_on=day, note=note)
            if any(row.from_on == day for row in charts.rebases(writer, measure_id)):
                raise Refused(_("Limits begin anew on that day already."), "from_on")
            row = writer.add(Rebase, measure_id=measure_id, **values)
            return RebaseRow(row.id, row.from_on, row.note)

    def take_back_rebase(self, rebase_id: str) -> None:
        """Let limits go through a day again."""
        with self._store.write() as writer:
            writer.delete(found(writer, Rebase, rebase_id))

    # Charts

    def chart(self, measure_id: str, kind: ChartKind | None = None) -> ChartRow:
        """The chart of a measure: the one that suits it, or another that was chosen."""
        with self._store.read() as reader:
            return charts.chart_of(reader, found(reader, Measure, measure_id), kind)

    def of_the_day(self) -> ChartRow | None:
        """The chart that huddles look at today: one after another of those that were chosen."""
        with self._store.read() as reader:
            chosen = [one for one in all_measures(reader) if one.is_of_the_day]
            if not chosen:
                return None
            return charts.chart_of(reader, chosen[reader.today.toordinal() % len(chosen)])


def all_measures(reader: Reader, *, with_retired: bool = False) -> Sequence[Measure]:
    """The measures of the unit, in its order."""
    query = select(Measure).where(
        Measure.unit_id == reader.unit_id, col(Measure.deleted_at).is_(None)
    )
    if not with_retired:
        query = query.where(col(Measure.is_retired).is_(False))
    return reader.session.exec(query.order_by(col(Measure.position), col(Measure.id))).all()


def _checked(**fields: Any) -> dict[str, Any]:
    from huddle.model.inputs import validated  # noqa: PLC0415 - at first write
    from huddle.model.measure_inputs import MeasureInput  # noqa: PLC0415 - at first write

    return validated(MeasureInput, **fields)


def _understood(measure: Measure, lines: Sequence[str], today: dt.date) -> list[ReadingLine]:
    given = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not given:
        raise Refused(_("There is no reading yet: write a number."), "line")
    if len(given) > reading_line.MOST_LINES:
        raise Refused(
            _("These are {count} lines, and {most} fit. Nothing was kept.").format(
                count=f"{len(given):,}", most=f"{reading_line.MOST_LINES:,}"
            ),
            "line",
        )
    kind, found_lines = MeasureKind(measure.kind), []
    for number, line in given:
        try:
            found_lines.append(reading_line.understand(line, kind, measure.per, today))
        except Refused as refused:
            if len(given) == 1:
                raise
            told = _("Line {number}: {why} Nothing was kept.")
            raise Refused(told.format(number=number, why=refused.message), "line") from None
    return found_lines


def _refuse_twice(reader: Reader, measure: Measure, read: Sequence[ReadingLine]) -> None:
    """Refuse a second reading of a day; events can come on one day more than once."""
    if measure.kind == MeasureKind.DAYS_BETWEEN:
        return
    typed = {one.on for one in read}
    query = charts.query(measure.id).where(col(Reading.read_on).between(min(typed), max(typed)))
    days = {row.read_on for row in reader.session.exec(query)}
    for one in read:
        if one.on in days:
            told = _("There is a reading of {day} already: correct that one.")
            raise Refused(told.format(day=dates.in_table(one.on)), "line")
        days.add(one.on)


def _keep(
    writer: Writer, measure: Measure, read: ReadingLine, replaces_id: str | None = None
) -> Reading:
    from huddle.model.inputs import validated  # noqa: PLC0415 - at first write
    from huddle.model.measure_inputs import ReadingInput  # noqa: PLC0415 - at first write

    values = validated(
        ReadingInput,
        read_on=read.on,
        value=read.value,
        numerator=read.numerator,
        denominator=read.denominator,
        note=read.note,
    )
    return writer.add(Reading, measure_id=measure.id, replaces_id=replaces_id, **values)
