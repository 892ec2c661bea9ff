"""What was due of a series, and what of it was held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import select

from huddle.model import Disposal, Series
from huddle.rules import recurrence
from huddle.rules.recurrence import Occurrence
from huddle.services.calendar import known_of, plans_of
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus, RecordKind


@dataclass(frozen=True, slots=True)
class Due:
    """What could have been held of one series, and what of it was not."""

    possible: list[Occurrence]
    missed: list[Occurrence]

    @property
    def held(self) -> int:
        """How many were held."""
        return len(self.possible) - len(self.missed)

    def within(self, first: dt.date, last: dt.date) -> Due:
        """What of it was due from one day to another."""
        return Due(
            [one for one in self.possible if first <= one.on <= last],
            [one for one in self.missed if first <= one.on <= last],
        )


def gone_before(reader: Reader) -> dt.date:
    """The first day of which no huddle was destroyed by the ward's rules."""
    query = select(func.max(Disposal.before_on)).where(
        Disposal.unit_id == reader.unit_id, Disposal.kind == RecordKind.HUDDLES.value
    )
    return reader.execute(query).scalar_one() or dt.date.min


def due_of(reader: Reader, series: Series, first: dt.date, last: dt.date) -> Due:
    """What was due of a series from one day to another, by its plan then and the closed days.

    Of today only what was held, or said not to be held, counts: the rest can be held yet. A
    series that is no longer held was due until its last huddle. Of days whose huddles are destroyed
    nobody can say what was held.
    """
    first = max(first, gone_before(reader))
    held = known_of(reader, series.id, first, [HuddleStatus.CLOSED])
    explained = known_of(reader, series.id, first, [HuddleStatus.NOT_HELD])
    if series.is_retired:
        last = min(last, max((one.on for one in (*held, *explained)), default=dt.date.min))
    due = list(_planned(reader, series, first, min(last, reader.today)))
    to_come = set(recurrence.unmet_of_days(_of(due, reader.today), [*held, *explained]))
    possible = [one for one in due if one not in to_come]
    return Due(possible, recurrence.unmet_of_days(possible, held))


def _planned(reader: Reader, series: Series, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
    """What was due by the plan of each day."""
    for plan, until in plans_of(reader, series):
        yield from recurrence.between(plan, max(first, plan.starts_on), min(last, until))


def _of(due: list[Occurrence], day: dt.date) -> list[Occurrence]:
    return [one for one in due if one.on == day]
