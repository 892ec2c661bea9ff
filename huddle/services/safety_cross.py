"""The safety cross: which harms are looked for, what each day held of them, and days since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select as sql_select
from sqlmodel import col, func, select

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Harm, HarmDay
from huddle.rows.safety_cross import CrossDay, CrossesRow, CrossRow, DaysSince, HarmRow
from huddle.rules import reading_line
from huddle.rules import safety_cross as rules
from huddle.rules.safety_cross import Looked, Reached, Tally
from huddle.services.guarded import Service
from huddle.services.people import found, move, refuse_taken
from huddle.services.setting_up import check_version
from huddle.store.transaction import Reader, Writer

_DAY = dt.timedelta(days=1)


class SafetyCross(Service, called="safety_cross"):
    """Kinds of harm, and the days on which somebody looked for them."""

    # Kinds of harm

    def harms(self, *, with_retired: bool = False) -> tuple[HarmRow, ...]:
        """The kinds of harm in their order, those that are looked for no more last."""
        with self._store.read() as reader:
            return tuple(map(_harm_row, _harms(reader, with_retired=with_retired)))

    def add(self, name: str, since_on: dt.date | None = None) -> HarmRow:
        """Look for one more kind of harm.

        Args:
            name: What it is called.
            since_on: From when on its days count; today where nothing is said.

        Raises:
            Refused: The name is empty, too long or taken, or the day is still to come.
        """
        from huddle.model.inputs import NameInput, validated  # noqa: PLC0415 - at first write

        values = validated(NameInput, name=name)
        with self._store.write() as writer:
            begins = since_on or writer.today
            _refuse_future(begins, writer.today)
            harms = _harms(writer, with_retired=True)
            refuse_taken(values["name"], harms)
            position = max((harm.position for harm in harms), default=-1) + 1
            return _harm_row(writer.add(Harm, since_on=begins, position=position, **values))

    def rename(self, harm_id: str, row_version: int, name: str) -> HarmRow:
        """Call a kind of harm something else; its days stay."""
        from huddle.model.inputs import NameInput, validated  # noqa: PLC0415 - at first write

        values = validated(NameInput, name=name)
        with self._store.write() as writer:
            harm = found(writer, Harm, harm_id)
            check_version(harm.row_version, row_version)
            others = [one for one in _harms(writer, with_retired=True) if one.id != harm_id]
            refuse_taken(values["name"], others)
            return _harm_row(writer.change(harm, **values))

    def count_from(self, harm_id: str, row_version: int, from_on: str) -> HarmRow:
        """Begin to count the days of a kind of harm on another day.

        Args:
            harm_id: The kind of harm.
            row_version: The version it was read at.
            from_on: The day as typed, such as `6 Aug`.

        Raises:
            Refused: That is no day, it is still to come, or an earlier one was marked.
            ChangedElsewhere: Somebody changed it since it was read.
        """
        with self._store.write() as writer:
            harm = found(writer, Harm, harm_id)
            check_version(harm.row_version, row_version)
            begins = reading_line.day_of(from_on, writer.today)
            _refuse_future(begins, writer.today, "from_on")
            _refuse_after(_first_marked(writer, harm) or begins, begins)
            return _harm_row(writer.change(harm, since_on=begins))

    def move(self, harm_id: str, by: int) -> tuple[HarmRow, ...]:
        """Move a kind of harm up or down the list."""
        with self._store.write() as writer:
            move(writer, _harms(writer), harm_id, by)
            return tuple(map(_harm_row, _harms(writer)))

    def retire(self, harm_id: str) -> None:
        """Look for a kind of harm no more; its days stay."""
        with self._store.write() as writer:
            writer.change(found(writer, Harm, harm_id), is_retired=True)

    def bring_back(self, harm_id: str) -> None:
        """Look for it again; the days between were not checked."""
        with self._store.write() as writer:
            writer.change(found(writer, Harm, harm_id), is_retired=False)

    # Days

    def mark(
        self,
        harm_id: str,
        day: dt.date,
        *,
        events: int = 0,
        near_misses: int = 0,
        note: str = "",
        row_version: int = 0,
    ) -> CrossDay:
        """Say what a day held; with nothing but the day, that somebody looked and found none.

        Args:
            harm_id: The kind of harm.
            day: The day; not one to come, nor one before its days count.
            events: How many there were.
            near_misses: How many were nearly one.
            note: A few words.
            row_version: The version of the day that this is made on; 0 for one nobody checked.

        Raises:
            Refused: The day or a value cannot be used.
            ChangedElsewhere: Somebody said something else of that day meanwhile.
        """
        from huddle.model.inputs import HarmDayInput, validated  # noqa: PLC0415 - at first write

        values = validated(HarmDayInput, events=events, near_misses=near_misses, note=note)
        with self._store.write() as writer:
            harm = found(writer, Harm, harm_id)
            _refuse_future(day, writer.today)
            _refuse_before(harm, day)
            rows = _rows_of(writer, harm_id, day, row_version)
            if not rows:
                writer.add(HarmDay, harm_id=harm_id, day=day, **values)
            for row in rows[:1]:
                writer.change(row, **values)
            for row in rows[1:]:
                writer.delete(row)
            return _cross_day(day, _history(writer, harm))

    def unmark(self, harm_id: str, day: dt.date, row_version: int) -> CrossDay:
        """Take back that somebody looked on a day, because nobody did."""
        with self._store.write() as writer:
            harm = found(writer, Harm, harm_id)
            for row in _rows_of(writer, harm_id, day, row_version):
                writer.delete(row)
            return _cross_day(day, _history(writer, harm))

    # Crosses

    def month(self, year: int | None = None, month: int | None = None) -> CrossesRow:
        """The crosses of a month; of the present one where nothing is said."""
        with self._store.read() as reader:
            today = reader.today
            first = dt.date(year or today.year, month or today.month, 1)
            crosses = tuple(_cross(harm, history, first) for harm, history in _histories(reader))
            begins = min((one.harm.since_on for one in crosses), default=today)
            return CrossesRow(first=first, today=today, begins=begins, crosses=crosses)


def reached_by(reader: Reader) -> Iterator[tuple[str, Reached]]:
    """The name of a harm, and each time that so many days had gone by without an event."""
    for harm, history in _histories(reader):
        for one in rules.reached(history.tally):
            yield harm.name, one


def crosses_at(reader: Reader, first: dt.date, until: dt.date) -> Iterator[CrossRow]:
    """The crosses of a month as they stood at the end of a day of it.

    Args:
        reader: A transaction.
        first: The first day of the month.
        until: The day. What is looked for no more is there if it was in these days.
    """
    harms = [one for one in _harms(reader, with_retired=True) if one.since_on <= until]
    read = _read(reader, harms, until)
    for harm in harms:
        history = read[harm.id]
        if not harm.is_retired or any(first <= day <= until for day in history.kept):
            yield _cross(_harm_row(harm), history, first)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of one day.

    Two computers without a line may each have made a row of it: neither's events are lost.
    """

    looked: Looked
    note: str
    row_version: int

    def __add__(self, other: _Kept) -> _Kept:
        """Both together."""
        return _Kept(
            Looked(
                max(self.looked.events, other.looked.events),
                max(self.looked.near_misses, other.looked.near_misses),
            ),
            " · ".join(dict.fromkeys(note for note in (self.note, other.note) if note)),
            self.row_version + other.row_version,
        )


@dataclass(slots=True)
class _History:
    """All that is known of one kind of harm."""

    since_on: dt.date
    today: dt.date
    kept: dict[dt.date, _Kept] = field(default_factory=dict)

    def take(self, day: dt.date, one: _Kept) -> None:
        """Take in a row of a day."""
        self.kept[day] = self.kept[day] + one if day in self.kept else one

    @property
    def tally(self) -> Tally:
        """The same for the rules."""
        return Tally(self.since_on, self.today, {day: one.looked for day, one in self.kept.items()})


def _harms(reader: Reader, *, with_retired: bool = False) -> list[Harm]:
    query = (
        select(Harm)
        .where(Harm.unit_id == reader.unit_id, col(Harm.deleted_at).is_(None))
        .order_by(col(Harm.is_retired), col(Harm.position), col(Harm.id))
    )
    if not with_retired:
        query = query.where(col(Harm.is_retired).is_(False))
    return list(reader.session.exec(query))


def _harm_row(harm: Harm) -> HarmRow:
    return HarmRow(harm.id, harm.name, harm.since_on, harm.is_retired, harm.row_version)


def _histories(reader: Reader) -> list[tuple[HarmRow, _History]]:
    """Each kind that is looked for, with its days."""
    harms = _harms(reader)
    read = _read(reader, harms)
    return [(_harm_row(harm), read[harm.id]) for harm in harms]


def _history(reader: Reader, harm: Harm) -> _History:
    return _read(reader, [harm])[harm.id]


def _first_marked(reader: Reader, harm: Harm) -> dt.date | None:
    query = select(func.min(HarmDay.day)).where(
        HarmDay.harm_id == harm.id, col(HarmDay.deleted_at).is_(None)
    )
    return reader.session.exec(query).one()


def _read(
    reader: Reader, harms: list[Harm], today: dt.date | None = None
) -> Mapping[str, _History]:
    """The days of some kinds of harm, by their ids; plain values, for there are years of them."""
    histories = {harm.id: _History(harm.since_on, today or reader.today) for harm in harms}
    query = (
        sql_select(
            col(HarmDay.harm_id),
            col(HarmDay.day),
            col(HarmDay.events),
            col(HarmDay.near_misses),
            col(HarmDay.note),
            col(HarmDay.row_version),
        )
        .where(col(HarmDay.harm_id).in_(histories), col(HarmDay.deleted_at).is_(None))
        .order_by(col(HarmDay.id))
    )
    for harm_id, day, events, near_misses, note, row_version in reader.execute(query):
        histories[harm_id].take(day, _Kept(Looked(events, near_misses), note, row_version))
    return histories


def _rows_of(writer: Writer, harm_id: str, day: dt.date, row_version: int) -> list[HarmDay]:
    """The rows of a day, which are as they were when the change was made.

    Raises:
        ChangedElsewhere: They are not.
    """
    query = (
        select(HarmDay)
        .where(HarmDay.harm_id == harm_id, HarmDay.day == day, col(HarmDay.deleted_at).is_(None))
        .order_by(col(HarmDay.id))
    )
    rows = list(writer.session.exec(query))
    check_version(sum(row.row_version for row in rows), row_version)
    return rows


def _refuse_future(day: dt.date, today: dt.date, field: str = "day") -> None:
    if day > today:
        words = _("{day} is still to come: nobody can have looked yet.")
        raise Refused(words.format(day=dates.in_prose(day)), field)


def _refuse_after(marked: dt.date, begins: dt.date) -> None:
    """Let no day that says something lie before the count begins."""
    if begins > marked:
        words = _("{day} is marked: choose that day or an earlier one.")
        raise Refused(words.format(day=dates.in_prose(marked)), "from_on")


def _refuse_before(harm: Harm, day: dt.date) -> None:
    if day < harm.since_on:
        words = _("Days of “{name}” count from {day} on.")
        raise Refused(words.format(name=harm.name, day=dates.in_prose(harm.since_on)), "day")


def _cross(harm: HarmRow, history: _History, first: dt.date) -> CrossRow:
    tally, (_first, last) = history.tally, dates.month_days(first)
    before, _last = dates.month_days(first - _DAY)
    return CrossRow(
        days=tuple(_cross_day(first + number * _DAY, history, tally) for number in range(last.day)),
        since=_days_since(harm, tally),
        today=_cross_day(history.today, history, tally),
        near_misses=rules.near_misses_in(tally, first, last),
        near_misses_before=rules.near_misses_in(tally, before, first - _DAY),
    )


def _cross_day(day: dt.date, history: _History, tally: Tally | None = None) -> CrossDay:
    kept = history.kept.get(day, _Kept(Looked(), "", 0))
    return CrossDay(
        day=day,
        state=rules.state_of(tally or history.tally, day),
        events=kept.looked.events,
        near_misses=kept.looked.near_misses,
        note=kept.note,
        row_version=kept.row_version,
    )


def _days_since(harm: HarmRow, tally: Tally) -> DaysSince:
    runs = rules.free_runs(tally)
    *ended, running = runs
    return DaysSince(
        harm=harm,
        days=running.days if ended else None,
        last_on=running.since if ended else None,
        running=running,
        record=rules.record_of(runs),
        ended=ended[-1] if ended else None,
        not_checked=rules.not_checked(tally),
    )
