"""When a series meets: its days and times, the next one, and the ones that were missed.

Everything is in the unit's wall time, so a huddle at 08:15 stays at 08:15 all year. Only an instant
asks for the zone: a time that the clocks skip in spring is the first moment after the gap, one that
they show twice in autumn is the first of the two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

_LOOK_AHEAD_DAYS = 2 * 366
_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time a series is due: its local day and time."""

    on: dt.date
    at: dt.time


@dataclass(frozen=True, slots=True)
class OneOff:
    """A day that is not as the weekdays say.

    Attributes:
        is_held: Whether it is held, whatever the weekday and even on a closed day.
        at: The only time of that day; none for the usual ones.
    """

    is_held: bool
    at: dt.time | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """When a series is due.

    Attributes:
        weekdays: 0 for Monday; none for a series that is held when needed.
        times: The times of a day.
        starts_on: The first day it can be due.
        one_offs: Days that are not as the weekdays say.
        closed: Days it rests on, unless a one-off says otherwise.
    """

    weekdays: Collection[int]
    times: Sequence[dt.time]
    starts_on: dt.date
    one_offs: Mapping[dt.date, OneOff] = field(default_factory=dict)
    closed: Collection[dt.date] = ()


def on_day(plan: Plan, day: dt.date) -> tuple[Occurrence, ...]:
    """What is due on a day, in order."""
    if day < plan.starts_on:
        return ()
    one_off = plan.one_offs.get(day)
    if one_off is None:
        is_held = day.weekday() in plan.weekdays and day not in plan.closed
    else:
        is_held = one_off.is_held
    if not is_held:
        return ()
    times = [one_off.at] if one_off is not None and one_off.at is not None else plan.times
    return tuple(Occurrence(day, time) for time in sorted(set(times)))


def between(plan: Plan, first: dt.date, last: dt.date) -> Iterator[Occurrence]:
    """What is due from one day to another, both included, in order."""
    for ahead in range((last - first).days + 1):
        yield from on_day(plan, first + dt.timedelta(days=ahead))


def upcoming(plan: Plan, first: dt.date) -> Iterator[Occurrence]:
    """What is due from a day on, in order, as far as two years ahead."""
    if plan.weekdays:
        yield from between(plan, first, first + dt.timedelta(days=_LOOK_AHEAD_DAYS))
        return
    for day in sorted(plan.one_offs):
        if day >= first:
            yield from on_day(plan, day)


def next_after(plan: Plan, local_now: dt.datetime) -> Occurrence | None:
    """The first one whose moment is still to come.

    Args:
        plan: When the series is due.
        local_now: The present moment, aware, in the unit's zone.
    """
    coming = upcoming(plan, local_now.date())
    return next((one for one in coming if instant(one, local_now.tzinfo) > _utc(local_now)), None)


def following(plan: Plan, given: Occurrence) -> Occurrence | None:
    """The one after a given one; the given one itself need not be due."""
    return next((one for one in upcoming(plan, given.on) if one > given), None)


def next_day(plan: Plan, after: dt.date) -> dt.date | None:
    """The first day later than `after` that something is due on."""
    found = next(upcoming(plan, after + dt.timedelta(days=1)), None)
    return found.on if found else None


def unmet(due: Sequence[Occurrence], known: Collection[Occurrence]) -> list[Occurrence]:
    """Those of one day's occurrences that no huddle of that day stands for.

    A huddle stands for the occurrence of its own time; one whose time was changed since stands for
    the first that is left, so that moving a huddle to another time never makes it a missed one.
    """
    left = [one for one in due if one not in known]
    return left[sum(one not in due for one in known) :]


def unmet_of_days(due: Sequence[Occurrence], known: Collection[Occurrence]) -> list[Occurrence]:
    """Those of several days' occurrences, in order, that no huddle stands for, day by day."""
    by_day: dict[dt.date, list[Occurrence]] = {}
    for one in known:
        by_day.setdefault(one.on, []).append(one)
    return [
        one
        for day, of_day in groupby(due, key=lambda one: one.on)
        for one in unmet(list(of_day), by_day.get(day, []))
    ]


def missed(
    plan: Plan, known: Collection[Occurrence], local_now: dt.datetime, look_back_days: int = 14
) -> list[Occurrence]:
    """What was due, of which nothing is known, and which another one followed; newest first.

    Of today only those count that a later one of today has overtaken: the latest can be held yet.

    Args:
        plan: When the series is due.
        known: The huddles that were held, explained or are running.
        local_now: The present moment, aware, in the unit's zone.
        look_back_days: How many days are asked about.
    """
    today = local_now.date()
    found: list[Occurrence] = []
    for back in range(look_back_days + 1):
        day = today - dt.timedelta(days=back)
        due = on_day(plan, day)
        left = unmet(due, [one for one in known if one.on == day])
        if not back:
            left = [one for one in left if _is_overtaken(one, due, known, local_now)]
        found += reversed(left)
    return found


def _is_overtaken(
    one: Occurrence,
    due: Sequence[Occurrence],
    known: Collection[Occurrence],
    local_now: dt.datetime,
) -> bool:
    later = [other for other in due if other > one]
    return any(
        other in known or instant(other, local_now.tzinfo) <= _utc(local_now) for other in later
    )


def nearest(choices: Sequence[Occurrence], local_now: dt.datetime) -> Occurrence | None:
    """The one whose moment is nearest to the present one."""
    return min(
        choices,
        key=lambda one: abs(instant(one, local_now.tzinfo) - _utc(local_now)),
        default=None,
    )


def instant(one: Occurrence, zone: dt.tzinfo | None) -> dt.datetime:
    """The moment of an occurrence, in UTC.

    Args:
        one: The occurrence.
        zone: The unit's zone.
    """
    wall = dt.datetime.combine(one.on, one.at, tzinfo=zone)
    while _utc(wall).astimezone(zone).replace(tzinfo=None) != wall.replace(tzinfo=None):
        wall += _MINUTE
    return _utc(wall)


def _utc(moment: dt.datetime) -> dt.datetime:
    """Two moments of one zone are compared by their wall clocks, so they are taken to UTC first."""
    return moment.astimezone(dt.UTC)
