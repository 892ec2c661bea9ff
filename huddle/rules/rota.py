"""Whose turn it is to facilitate: a circle of people that moves on by the day or by the week.

Days are counted by the weekdays of the series alone. A day that is not held, or held although no
weekday names it, therefore shifts nobody after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

_DAY = dt.timedelta(days=1)
_WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the circle: whose it is, and who is ready to fill in; empty for nobody."""

    person: str
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class Rota:
    """A rota.

    Attributes:
        places: The circle, in the order of its turns.
        by_week: Whether a turn lasts from Monday to Sunday; else it is one day of the series.
        starts_on: The day of the first place's first turn.
        weekdays: The days of the series, 0 for Monday; none counts every day.
        swaps: Who does a day instead.
        gone: Whoever is not here any more.
    """

    places: Sequence[Place]
    by_week: bool
    starts_on: dt.date
    weekdays: Collection[int] = ()
    swaps: Mapping[dt.date, str] = field(default_factory=dict)
    gone: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn of one day.

    Attributes:
        leads: Who facilitates; empty when neither whoever should nor the deputy is here.
        deputy: Who is ready to fill in for them.
        usual: Whose place in the circle it is.
        wanted: Who should lead: the usual one, or whoever swapped with them.
    """

    leads: str
    deputy: str
    usual: str
    wanted: str


def turn_on(rota: Rota, day: dt.date) -> Turn | None:
    """Whose turn a day is; none before the rota starts.

    A swap wins, and the deputy stays. Where whoever should lead is gone, the deputy does.
    """
    at = place_on(rota, day)
    if at is None:
        return None
    place = rota.places[at]
    wanted = rota.swaps.get(day, place.person)
    here = (one for one in (wanted, place.deputy) if one and one not in rota.gone)
    leads, deputy = (*dict.fromkeys(here), "", "")[:2]
    return Turn(leads, deputy, place.person, wanted)


def place_on(rota: Rota, day: dt.date) -> int | None:
    """Which place has the turn on a day, whatever was swapped; none before the rota starts."""
    if not rota.places or day < rota.starts_on:
        return None
    return _moves(rota, day) % len(rota.places)


def next_turn_of(rota: Rota, person: str, days: Iterable[dt.date]) -> dt.date | None:
    """The first of some days on which somebody facilitates."""
    turns = ((day, turn_on(rota, day)) for day in days)
    return next((day for day, turn in turns if turn and turn.leads == person), None)


def given_back(rota: Rota, day: dt.date) -> dt.date | None:
    """The day that was given for a swapped one, where two people changed places."""
    return next((other for other in sorted(rota.swaps) if _are_exchanged(rota, day, other)), None)


def start_for(rota: Rota, at: int, day: dt.date) -> dt.date:
    """The latest start that gives one place the turn on a day."""
    start = day - _DAY * day.weekday() if rota.by_week else day
    while _moves(replace(rota, starts_on=start), day) < at:
        start -= _DAY * _WEEK_DAYS if rota.by_week else _DAY
    return start


def _moves(rota: Rota, day: dt.date) -> int:
    """How often the turn has moved on from the start until a day."""
    first = rota.starts_on
    if rota.by_week:
        return ((day - first).days + first.weekday()) // _WEEK_DAYS
    named = set(rota.weekdays) or set(range(_WEEK_DAYS))
    weeks, rest = divmod((day - first).days, _WEEK_DAYS)
    return weeks * len(named) + sum(
        (first + _DAY * past).weekday() in named for past in range(rest)
    )


def _are_exchanged(rota: Rota, day: dt.date, other: dt.date) -> bool:
    one, two = turn_on(rota, day), turn_on(rota, other)
    if one is None or two is None or one.usual == one.wanted:
        return False
    return (one.usual, one.wanted) == (two.wanted, two.usual)
