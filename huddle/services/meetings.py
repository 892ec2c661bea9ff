"""The huddles of a time: what was held of what was due, how they ran, and who was there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func
from sqlalchemy import select as sql_select
from sqlmodel import col

from huddle.model import Attendance, Huddle, Series
from huddle.rows.month import Counted, HuddlesOfMonth, OfTeam, Share
from huddle.rules import huddle_measures as measures
from huddle.rules import recurrence
from huddle.rules.huddle_measures import Run, Times
from huddle.rules.recurrence import Occurrence
from huddle.services import timing
from huddle.services.calendar import began_on
from huddle.services.held import Due, due_of
from huddle.services.reading import departments
from huddle.services.roster import teams_here
from huddle.services.wall import MayShow
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus

# Built once: that costs more than to run them.
IN_TIME: tuple[ColumnElement[bool], ...] = (
    col(Huddle.series_id).in_(bindparam("series_ids", expanding=True)),
    col(Huddle.status) == bindparam("status"),
    col(Huddle.held_on).between(bindparam("first"), bindparam("last")),
    col(Huddle.deleted_at).is_(None),
)
"""The conditions that walk the index of a series' huddles."""
_HELD = sql_select(
    *(col(Huddle.series_id), col(Huddle.held_on), col(Huddle.starts_at)),
    *(col(Huddle.planned_seconds), col(Huddle.created_at), col(Huddle.started_at)),
    *(col(Huddle.closed_at), col(Huddle.ended_at), col(Huddle.paused_at)),
    *(col(Huddle.paused_seconds), col(Huddle.entered_late_at)),
).where(*IN_TIME)
"""What the clock of a huddle is read from."""
_REASONS = sql_select(
    col(Huddle.series_id), col(Huddle.held_on), col(Huddle.not_held_reason)
).where(*IN_TIME)


def huddles_of(
    reader: Reader,
    series: Sequence[Series],
    first: dt.date,
    last: dt.date,
    allowed: MayShow,
    times_there: Mapping[str, int],
) -> HuddlesOfMonth:
    """The huddles of some series from one day to another.

    Args:
        reader: Reads what may be shown to whoever asks.
        series: The series.
        first, last: The days, both included.
        allowed: Which reasons for not holding one may be shown.
        times_there: At how many of them each department was, by its id.
    """
    since_begun = due_since_began(reader, series)
    due = [each.within(first, last) for each in since_begun]
    planned = {
        (one.id, occurrence.on)
        for one, each in zip(series, due, strict=True)
        for occurrence in each.possible
    }
    held = list(reader.execute(_HELD, in_time(series, HuddleStatus.CLOSED, first, last)))
    not_held = in_time(series, HuddleStatus.NOT_HELD, first, last)
    times = [(one, _times(reader, one)) for one in held]
    lengths = [each.length for _one, each in times]
    judged = [
        each
        for one, each in times
        if (one.series_id, one.held_on) in planned and not _was_typed_in_later(one)
    ]
    of_plan = held_of_possible(due)
    runs = [run for run in runs_in(since_begun) if first <= run.on <= last]
    return HuddlesOfMonth(
        held=of_plan,
        besides=max(0, len(held) - of_plan.part),
        not_held=_reasons(reader, due, planned, not_held, allowed),
        on_time=measures.on_time(judged),
        typed_in_later=sum(map(_was_typed_in_later, held)),
        minutes=measures.median_minutes(lengths),
        short=measures.within(lengths, measures.SHORT),
        run=max((run.length for run in runs), default=0),
        is_embedded=any(run.is_embedded for run in runs),
        teams=tuple(_teams(reader, times_there, len(held))),
    )


def times_there(
    reader: Reader, series: Sequence[Series], first: dt.date, last: dt.date
) -> dict[str, int]:
    """At how many huddles each department was, by itself or by one of its people."""
    query = teams_here(func.count(col(Attendance.huddle_id).distinct())).join(
        Huddle, col(Huddle.id) == col(Attendance.huddle_id)
    )
    held = in_time(series, HuddleStatus.CLOSED, first, last)
    return {row[0]: row[1] for row in reader.execute(query.where(*IN_TIME), held)}


def held_of_possible(due: Iterable[Due]) -> Share:
    """How many were held of those that were possible."""
    due = list(due)
    return Share(sum(each.held for each in due), sum(len(each.possible) for each in due))


def due_since_began(reader: Reader, series: Iterable[Series]) -> list[Due]:
    """What was due of each series since it began."""
    return [due_of(reader, one, began_on(reader, one), reader.today) for one in series]


def runs_in(due: Iterable[Due]) -> list[Run]:
    """The runs of weekdays in what was due of each series."""
    return [
        run for each in due for run in measures.runs(measures.weekdays(each.possible, each.missed))
    ]


def in_time(
    series: Iterable[Series], status: HuddleStatus, first: dt.date, last: dt.date
) -> dict[str, Any]:
    """What `IN_TIME` asks for: huddles of some series from one day to another."""
    ids = [one.id for one in series]
    return {"series_ids": ids, "status": status.value, "first": first, "last": last}


def _was_typed_in_later(huddle: Any) -> bool:
    return huddle.entered_late_at is not None


def _times(reader: Reader, huddle: Any) -> Times:
    occurrence = Occurrence(huddle.held_on, huddle.starts_at)
    began = huddle.started_at or huddle.created_at
    # Opened again for a correction, it did not last until then.
    lasted = dt.timedelta(seconds=timing.running_seconds(huddle, huddle.closed_at or began))
    return Times(
        set_for=recurrence.instant(occurrence, reader.local_now.tzinfo),
        planned=dt.timedelta(seconds=huddle.planned_seconds),
        began=began,
        ended=began + lasted,
    )


def _reasons(
    reader: Reader,
    due: Sequence[Due],
    planned: Collection[tuple[str, dt.date]],
    not_held: dict[str, Any],
    allowed: MayShow,
) -> tuple[Counted, ...]:
    """Why huddles were not held, most often first; those without a reason to show come last."""
    said = Counter(
        reason.strip()
        for series_id, held_on, reason in reader.execute(_REASONS, not_held)
        if (series_id, held_on) in planned and allowed(reason)
    )
    missed = sum(len(each.missed) for each in due)
    told = [Counted(reason, times) for reason, times in said.most_common()]
    unsaid = missed - said.total()
    return (*told, Counted("", unsaid)) if unsaid > 0 else tuple(told)


def _teams(reader: Reader, times_there: Mapping[str, int], held: int) -> Iterator[OfTeam]:
    """At how many of the huddles each department was, by itself or by one of its people."""
    for one in departments(reader, with_retired=True):
        if one.id in times_there or not one.is_retired:
            yield OfTeam(one.name, Share(times_there.get(one.id, 0), held))
