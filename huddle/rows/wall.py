"""What the wall shows: no person, no patient reference, nothing sensitive."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """You said, we did."""

    said: str
    did: str
    """Empty when nobody wrote more than that it is done."""
    on: dt.date


@dataclass(frozen=True, slots=True)
class PublicFace:
    """What anybody may read who passes by."""

    ward_name: str
    as_at: dt.datetime
    """The ward's wall clock."""
    next_title: str
    next_on: dt.date | None
    """None when no series recurs."""
    next_at: dt.time | None
    held: int
    planned: int
    """Huddles of the last four weeks."""
    answers: tuple[AnswerRow, ...]
    """The newest first."""


@dataclass(frozen=True, slots=True)
class TeamCountsRow:
    """How many open actions a department has."""

    name: str
    open: int
    due_today: int
    late: int


@dataclass(frozen=True, slots=True)
class SoonRow:
    """One open action."""

    text: str
    team: str
    due_on: dt.date
    due_time: dt.time | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class StaffFace:
    """What only staff may read."""

    public: PublicFace
    teams: tuple[TeamCountsRow, ...]
    """Departments with open actions, in their order."""
    unnamed: int
    """Open actions that no person has."""
    soonest: tuple[SoonRow, ...]
