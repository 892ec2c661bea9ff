"""The days and times series are held: their plan, single other days, and closed days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlmodel import col, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import ClosedDay, Huddle, PastPlan, Series, SeriesException
from huddle.rows.planning import ClosedDayRow, ExceptionRow
from huddle.rules import day_lines
from huddle.rules.day_lines import DayLine
from huddle.rules.recurrence import Occurrence, OneOff, Plan
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import HuddleStatus

_DAY = dt.timedelta(days=1)
MOST_LINES = 200
"""More days than any list of bank holidays has; a pasted novel is refused here."""


class Calendar(Service, called="calendar"):
    """When series are not held as their weekdays say."""

    def exceptions(self) -> tuple[ExceptionRow, ...]:
        """The other days of every series from today on, in order."""
        with self._store.read() as reader:
            query = (
                select(SeriesException)
                .where(
                    SeriesException.unit_id == reader.unit_id,
                    col(SeriesException.deleted_at).is_(None),
                    col(SeriesException.on_day) >= reader.today,
                )
                .order_by(col(SeriesException.on_day))
            )
            return tuple(map(_exception_row, reader.session.exec(query)))

    def add_exceptions(
        self, series_id: str, lines: Sequence[str], *, is_held: bool
    ) -> tuple[ExceptionRow, ...]:
        """Say on which single days a series is held, or is not held, whatever the weekday.

        Args:
            series_id: The series.
            lines: One a day: the day, for one that is held perhaps its only time, and why.
            is_held: Whether it is held on them.

        Raises:
            Refused: A line names no day, or has words that do not fit; nothing is added.
        """
        from huddle.model.inputs import ExceptionInput, validated  # noqa: PLC0415 - at first write

        with self._store.write() as writer:
            found(writer, Series, series_id)
            made = []
            for line in _read_lines(lines, writer.today):
                if line.at is not None and not is_held:
                    raise Refused(
                        _("A day that is not held has no time. Leave {time} out.").format(
                            time=f"{line.at:%H:%M}"
                        )
                    )
                values = validated(
                    ExceptionInput, is_held=is_held, starts_at=line.at, reason=line.words
                )
                key = {"series_id": series_id, "on_day": line.on}
                made.append(_exception_row(put(writer, SeriesException, key, values)))
            return tuple(made)

    def remove_exception(self, exception_id: str) -> None:
        """Let a day be as the weekdays say again."""
        with self._store.write() as writer:
            writer.delete(found(writer, SeriesException, exception_id))

    def closed_days(self) -> tuple[ClosedDayRow, ...]:
        """The ward's closed days from today on, in order."""
        with self._store.read() as reader:
            query = (
                select(ClosedDay)
                .where(
                    ClosedDay.unit_id == reader.unit_id,
                    col(ClosedDay.deleted_at).is_(None),
                    col(ClosedDay.on_day) >= reader.today,
                )
                .order_by(col(ClosedDay.on_day))
            )
            return tuple(map(_closed_day_row, reader.session.exec(query)))

    def add_closed_days(self, lines: Sequence[str]) -> tuple[ClosedDayRow, ...]:
        """Add bank holidays and other closed days.

        Args:
            lines: One a day, such as "25 Dec 2026 Christmas Day".

        Raises:
            Refused: A line names no day, or a day without its name; nothing is added.
        """
        from huddle.model.inputs import NameInput, validated  # noqa: PLC0415 - at first write

        with self._store.write() as writer:
            made = []
            for line in _read_lines(lines, writer.today):
                values = validated(NameInput, name=line.words)
                key = {"on_day": line.on}
                made.append(_closed_day_row(put(writer, ClosedDay, key, values)))
            return tuple(made)

    def remove_closed_day(self, closed_day_id: str) -> None:
        """Let a day be one like others again."""
        with self._store.write() as writer:
            writer.delete(found(writer, ClosedDay, closed_day_id))


def plan_of(reader: Reader, series: Series) -> Plan:
    """When a series is due."""
    return _plan(reader, series, series.id)


def plan_on(reader: Reader, series: Series, day: dt.date) -> Plan:
    """When a series was due on a day, which may be before its days or times were changed."""
    return next((plan for plan, last in plans_of(reader, series) if day <= last))


def plans_of(reader: Reader, series: Series) -> Iterator[tuple[Plan, dt.date]]:
    """When a series was due, the oldest plan first, each with its last day; at last the present."""
    for past in _past_plans(reader, series):
        yield _plan(reader, past, series.id), past.until - _DAY
    yield plan_of(reader, series), dt.date.max


def began_on(reader: Reader, series: Series) -> dt.date:
    """The first day that a series could be due, by whichever plan."""
    return min((past.starts_on for past in _past_plans(reader, series)), default=series.starts_on)


def keep_past_plan(writer: Writer, series: Series) -> None:
    """Remember when a series was due until yesterday, before that changes."""
    if series.starts_on < writer.today:
        writer.add_plain(
            PastPlan,
            series_id=series.id,
            starts_on=series.starts_on,
            until=writer.today,
            weekdays=series.weekdays,
            starts_at=series.starts_at,
            more_times=series.more_times,
            skips_closed_days=series.skips_closed_days,
        )


def _past_plans(reader: Reader, series: Series) -> Sequence[PastPlan]:
    query = select(PastPlan).where(PastPlan.series_id == series.id)
    return reader.session.exec(query.order_by(col(PastPlan.starts_on))).all()


def _plan(reader: Reader, held: Series | PastPlan, series_id: str) -> Plan:
    query = select(
        col(SeriesException.on_day), col(SeriesException.is_held), col(SeriesException.starts_at)
    ).where(SeriesException.series_id == series_id, col(SeriesException.deleted_at).is_(None))
    return Plan(
        weekdays=weekdays_of(held),
        times=times_of(held),
        starts_on=held.starts_on,
        one_offs={row[0]: OneOff(row[1], row[2]) for row in reader.execute(query)},
        closed=_closed(reader) if held.skips_closed_days else (),
    )


def known_of(
    reader: Reader,
    series_id: str,
    since: dt.date,
    wanted: Iterable[HuddleStatus] = tuple(HuddleStatus),
) -> list[Occurrence]:
    """The times of a series' huddles since a day: held, running or explained, or some of these."""
    query = select(col(Huddle.held_on), col(Huddle.starts_at)).where(
        Huddle.series_id == series_id,
        col(Huddle.status).in_([status.value for status in wanted]),
        col(Huddle.held_on) >= since,
    )
    return [Occurrence(row[0], row[1]) for row in reader.execute(query)]


def weekdays_of(series: Series | PastPlan) -> tuple[int, ...]:
    """The weekdays a series is due on, 0 for Monday."""
    return tuple(int(digit) for digit in series.weekdays)


def times_of(series: Series | PastPlan) -> tuple[dt.time, ...]:
    """The times of a day a series is due at, its own first."""
    return (series.starts_at, *map(dt.time.fromisoformat, series.more_times.split()))


def times_as_kept(starts_at: dt.time, more_times: Iterable[dt.time]) -> str:
    """Further times of a day as a series keeps them, each once and in order."""
    return " ".join(f"{time:%H:%M}" for time in sorted({*more_times} - {starts_at}))


def _closed(reader: Reader) -> frozenset[dt.date]:
    query = select(col(ClosedDay.on_day)).where(
        ClosedDay.unit_id == reader.unit_id, col(ClosedDay.deleted_at).is_(None)
    )
    return frozenset(reader.execute(query).scalars())


def _read_lines(lines: Sequence[str], today: dt.date) -> list[DayLine]:
    if len(lines) > MOST_LINES:
        raise Refused(
            _("That is {count} lines; {most} fit at once. Nothing was added.").format(
                count=f"{len(lines):,}", most=MOST_LINES
            )
        )
    return [_read_line(line, today) for line in lines if line.strip()]


def _read_line(line: str, today: dt.date) -> DayLine:
    read = day_lines.read(line, today)
    if read is None:
        raise Refused(
            _("“{line}” does not begin with a day such as 25 Dec 2026. Nothing was added.").format(
                line=line.strip()[:60]
            )
        )
    return read


def put(writer: Writer, table: type[Any], key: dict[str, Any], values: dict[str, Any]) -> Any:
    """The row of a day, as it shall be; one that was taken away comes back."""
    query = select(table).where(
        table.unit_id == writer.unit_id, *(getattr(table, name) == key[name] for name in key)
    )
    row = writer.session.exec(query).first()
    if row is None:
        return writer.add(table, **key, **values)
    return writer.change(row, deleted_at=None, deleted_by=None, deleted_why="", **values)


def _exception_row(row: SeriesException) -> ExceptionRow:
    return ExceptionRow(row.id, row.series_id, row.on_day, row.is_held, row.starts_at, row.reason)


def _closed_day_row(row: ClosedDay) -> ClosedDayRow:
    return ClosedDayRow(row.id, row.on_day, row.name)
