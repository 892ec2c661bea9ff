"""The facilitator rota of a series, and whose turn it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.vocabulary import RotaTurns


@dataclass(frozen=True, slots=True)
class TurnRow:
    """Who facilitates a series on one day."""

    on: dt.date
    person_id: str
    name: str
    """Who facilitates; empty where the rota names nobody who is still here."""
    deputy: str
    """Who fills in when they cannot; empty for nobody."""
    instead_of: str = ""
    """Whose turn it was before a swap."""
    has_left: str = ""
    """Who would have the turn and is not here any more, so that the deputy has it."""
    reason: str = ""
    """Why it was swapped."""
    swap_id: str = ""
    """The swap of the day, if there is one."""


@dataclass(frozen=True, slots=True)
class RotaPlaceRow:
    """One place in a rota."""

    id: str
    person_id: str
    name: str
    deputy_id: str
    deputy_name: str
    row_version: int
    has_left: bool = False
    deputy_has_left: bool = False
    is_now: bool = False
    """Whether the turn is at this place today."""


@dataclass(frozen=True, slots=True)
class RotaRow:
    """The rota of a series."""

    series_id: str
    row_version: int
    """The series' own."""
    today: dt.date
    turns: RotaTurns | None
    """How often it moves on; none when the series has no rota."""
    starts_on: dt.date | None
    """The day of the first place's first turn."""
    places: tuple[RotaPlaceRow, ...] = ()
    coming: tuple[TurnRow, ...] = ()
    """The turns of the next days that the series is held on."""
