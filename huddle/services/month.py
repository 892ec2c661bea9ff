"""A month of one unit in numbers, and how far it has come: nobody by name, nothing sensitive."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Attendance, Huddle, Series
from huddle.rows import (
    Counted,
    HuddlesOfMonth,
    MilestonesRow,
    MonthRow,
    OfTeam,
    Share,
)
from huddle.rules import huddle_measures as measures
from huddle.rules import recurrence
from huddle.rules.huddle_measures import Run, Times
from huddle.rules.recurrence import Occurrence
from huddle.services import timing
from huddle.services.calendar import began_on
from huddle.services.guarded import Service
from huddle.services.held import Due, due_of, gone_before
from huddle.services.milestones import milestones_of
from huddle.services.month_items import actions_of, concerns_of, escalations_of, texts_of
from huddle.services.reading import departments
from huddle.services.roster import teams_here
from huddle.services.templates import all_series
from huddle.services.wall import MayShow, answers_between, words_rule
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus, ItemKind


class Month(Service, called="month"):
    """What a month came to."""

    def of(self, month: dt.date) -> MonthRow:
        """The month of a day, as far as it has come.

        What words tell who somebody is, by the rule of the wall, is counted and left out.

        Raises:
            Refused: Huddles of that month were destroyed by the ward's rules.
        """
        first, last = dates.month_days(month)
        with self._read() as reader:
            if first < gone_before(reader):
                raise Refused(
                    _(
                        "Huddles of {month} were destroyed as the ward's rules say, so that month "
                        "cannot be counted any more."
                    ).format(month=dates.month(first)),
                    "month",
                )
            series, allowed = all_series(reader, with_retired=True), words_rule(reader)
            ids = [one.id for one in series]

            def said(kind: ItemKind) -> Any:
                return texts_of(reader, ids, kind, first, last, allowed)

            return MonthRow(
                first=first,
                until=min(last, reader.today),
                huddles=_huddles(reader, series, first, last, allowed),
                concerns=concerns_of(reader, ids, first, last),
                actions=actions_of(reader, ids, first, last),
                escalations=escalations_of(reader, first, last),
                answers=tuple(answers_between(reader, allowed, first, last)),
                decisions=said(ItemKind.DECISION),
                thanks=said(ItemKind.RECOGNITION),
                goals=said(ItemKind.GOAL),
            )

    def held(self, month: dt.date) -> Share:
        """The huddles held of those possible in the month of a day, as far as it has come."""
        first, last = dates.month_days(month)
        with self._read() as reader:
            due = [
                due_of(reader, one, first, last) for one in all_series(reader, with_retired=True)
            ]
            return _held_of_possible(due)

    def milestones(self) -> MilestonesRow:
        """What is worth a certificate, from the first huddle until now."""
        with self._read() as reader:
            return milestones_of(
                reader, _runs_of_each(reader, all_series(reader, with_retired=True))
            )

    @contextmanager
    def _read(self) -> Iterator[Reader]:
        """Reading as one who may see nothing sensitive, whoever asks."""
        with self._store.read() as reader:
            reader.hide_sensitive()
            yield reader


def _huddles(
    reader: Reader, series: Sequence[Series], first: dt.date, last: dt.date, allowed: MayShow
) -> HuddlesOfMonth:
    due = [due_of(reader, one, first, last) for one in series]
    planned = {
        (one.id, occurrence.on)
        for one, each in zip(series, due, strict=True)
        for occurrence in each.possible
    }
    held = _held(reader, first, last)
    times = [(one, _times(reader, one)) for one in held]
    lengths = [each.length for _one, each in times]
    judged = [
        each
        for one, each in times
        if (one.series_id, one.held_on) in planned and not _was_typed_in_later(one)
    ]
    of_plan = _held_of_possible(due)
    runs = [run for run in _runs_of_each(reader, series) if first <= run.on <= last]
    return HuddlesOfMonth(
        held=of_plan,
        besides=max(0, len(held) - of_plan.part),
        not_held=_reasons(reader, due, planned, first, last, allowed),
        on_time=measures.on_time(judged),
        typed_in_later=sum(map(_was_typed_in_later, held)),
        minutes=measures.median_minutes(lengths),
        short=measures.within(lengths, measures.SHORT),
        run=max((run.length for run in runs), default=0),
        is_embedded=any(run.is_embedded for run in runs),
        teams=tuple(_teams(reader, [one.id for one in held])),
    )


def _held_of_possible(due: Sequence[Due]) -> Share:
    return Share(sum(each.held for each in due), sum(len(each.possible) for each in due))


def _runs_of_each(reader: Reader, series: Sequence[Series]) -> list[Run]:
    """The runs of every series since it began."""
    since_each_began = (due_of(reader, one, began_on(reader, one), reader.today) for one in series)
    return [
        run
        for due in since_each_began
        for run in measures.runs(measures.weekdays(due.possible, due.missed))
    ]


def _held(reader: Reader, first: dt.date, last: dt.date) -> Sequence[Huddle]:
    query = select(Huddle).where(*_in_month(reader, HuddleStatus.CLOSED, first, last))
    return reader.session.exec(query).all()


def _in_month(
    reader: Reader, status: HuddleStatus, first: dt.date, last: dt.date
) -> tuple[Any, ...]:
    return (
        Huddle.unit_id == reader.unit_id,
        Huddle.status == status.value,
        col(Huddle.held_on).between(first, last),
        col(Huddle.deleted_at).is_(None),
    )


def _was_typed_in_later(huddle: Huddle) -> bool:
    return huddle.entered_late_at is not None


def _times(reader: Reader, huddle: Huddle) -> Times:
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
    first: dt.date,
    last: dt.date,
    allowed: MayShow,
) -> tuple[Counted, ...]:
    """Why huddles were not held, most often first; those without a reason to show come last."""
    query = select(col(Huddle.series_id), col(Huddle.held_on), col(Huddle.not_held_reason)).where(
        *_in_month(reader, HuddleStatus.NOT_HELD, first, last)
    )
    said = Counter(
        reason.strip()
        for series_id, held_on, reason in reader.execute(query)
        if (series_id, held_on) in planned and allowed(reason)
    )
    missed = sum(len(each.missed) for each in due)
    told = [Counted(reason, times) for reason, times in said.most_common()]
    unsaid = missed - said.total()
    return (*told, Counted("", unsaid)) if unsaid > 0 else tuple(told)


def _teams(reader: Reader, huddle_ids: Sequence[str]) -> Iterator[OfTeam]:
    """At how many of some huddles each department was, by itself or by one of its people."""
    query = teams_here(func.count(col(Attendance.huddle_id).distinct())).where(
        col(Attendance.huddle_id).in_(huddle_ids)
    )
    present = {row[0]: row[1] for row in reader.execute(query)}
    for one in departments(reader, with_retired=True):
        if one.id in present or not one.is_retired:
            yield OfTeam(one.name, Share(present.get(one.id, 0), len(huddle_ids)))
