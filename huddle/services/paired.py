"""A series' times of today, each with the huddle that stands for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col, select

from huddle.model import Huddle, Series
from huddle.rules import recurrence
from huddle.rules.recurrence import Occurrence, Plan
from huddle.services.calendar import plan_on
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus


@dataclass(frozen=True, slots=True)
class Day:
    """What is due on a day and what there was.

    Attributes:
        plan: When the series is due.
        due: The day's occurrences, in order, each with its huddle.
        others: Huddles of the day that stand for none of them.
    """

    plan: Plan
    due: Mapping[Occurrence, Huddle | None]
    others: Sequence[Huddle]


def today(reader: Reader, series: Series) -> Day:
    """A series' times of today."""
    return on_day(reader, series, reader.today)


def on_day(reader: Reader, series: Series, day: dt.date) -> Day:
    """A series' times of a day."""
    plan, left = plan_on(reader, series, day), huddles_on(reader, series.id, day)
    due = recurrence.on_day(plan, day)
    pairs: dict[Occurrence, Huddle | None] = dict.fromkeys(due)
    for huddle in list(left):
        own = Occurrence(day, huddle.starts_at)
        if own in pairs and pairs[own] is None:
            pairs[own] = huddle
            left.remove(huddle)
    # As `recurrence.unmet` has it: one whose time was changed stands for the first that is left,
    # a second one of the same time, such as one begun without the line, for none.
    changed = [one for one in left if Occurrence(day, one.starts_at) not in pairs]
    for one in due:
        if pairs[one] is None and changed:
            stands = pairs[one] = changed.pop(0)
            left.remove(stands)
    return Day(plan, pairs, left)


def huddles_on(reader: Reader, series_id: str, day: dt.date) -> list[Huddle]:
    """A series' huddles of a day, in the order they were begun or explained."""
    query = (
        select(Huddle)
        .where(
            Huddle.series_id == series_id,
            col(Huddle.status).in_([status.value for status in HuddleStatus]),
            Huddle.held_on == day,
        )
        .order_by(col(Huddle.number))
    )
    return list(reader.session.exec(query))


def is_over(huddle: Huddle | None) -> bool:
    """Whether a huddle was held or explained."""
    return huddle is not None and huddle.status != HuddleStatus.RUNNING.value


def running(huddles: Sequence[Huddle]) -> Huddle | None:
    """The first that runs."""
    return next((one for one in huddles if not is_over(one)), None)
