"""The rota of a series as it is shown: its places, and the turns that come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import islice

from huddle.model import Person, RotaPlace, Series
from huddle.rows.rota import RotaPlaceRow, RotaRow, TurnRow
from huddle.rules import recurrence
from huddle.rules import rota as rules
from huddle.services import reading
from huddle.services.calendar import plan_of
from huddle.services.turns import Turns, places_of, turns_of
from huddle.store.transaction import Reader
from huddle.vocabulary import RotaTurns

COMING = 8
"""So many turns are shown."""


def rota_row(reader: Reader, series: Series, count: int = COMING) -> RotaRow:
    """The rota of a series with its next turns."""
    turns = turns_of(reader, series)
    return RotaRow(
        series_id=series.id,
        row_version=series.row_version,
        today=reader.today,
        turns=RotaTurns(series.rota_turns) if series.rota_turns else None,
        starts_on=series.rota_from,
        places=tuple(_place_rows(reader, series, turns)),
        coming=tuple(_coming(reader, series, turns, count)),
    )


def days_from(reader: Reader, series: Series, first: dt.date) -> Iterator[dt.date]:
    """The days a series is held on, each once."""
    before: dt.date | None = None
    for one in recurrence.upcoming(plan_of(reader, series), first):
        if one.on != before:
            yield one.on
        before = one.on


def _coming(reader: Reader, series: Series, turns: Turns, count: int) -> Iterator[TurnRow]:
    """The next turns; of a series that is held when needed, the first one alone."""
    if turns.rota is None:
        return
    first = max(reader.today, turns.rota.starts_on)
    for day in list(islice(days_from(reader, series, first), count)) or [first]:
        if (turn := turns.on(day)) is not None:
            yield turn


def _place_rows(reader: Reader, series: Series, turns: Turns) -> Iterator[RotaPlaceRow]:
    people = {one.id: one for one in reading.people(reader, with_retired=True)}
    now = rules.place_on(turns.rota, reader.today) if turns.rota else None
    for at, place in enumerate(places_of(reader, series.id)):
        yield _place_row(place, people, is_now=at == now)


def _place_row(place: RotaPlace, people: Mapping[str, Person], *, is_now: bool) -> RotaPlaceRow:
    person, deputy = people.get(place.person_id), people.get(place.deputy_id or "")
    return RotaPlaceRow(
        id=place.id,
        person_id=place.person_id,
        name=person.name if person else "",
        deputy_id=place.deputy_id or "",
        deputy_name=deputy.name if deputy else "",
        row_version=place.row_version,
        has_left=person is None or person.is_retired,
        deputy_has_left=bool(place.deputy_id) and (deputy is None or deputy.is_retired),
        is_now=is_now,
    )
