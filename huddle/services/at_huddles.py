"""Which team or role group was at which huddle, and whether it spoke there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col

from huddle.model import Attendance, Huddle, Item, Person, Series
from huddle.rules.voices import AtHuddle
from huddle.services.meetings import IN_TIME, in_time
from huddle.services.month_items import IS_KEPT
from huddle.store.transaction import Reader
from huddle.vocabulary import HuddleStatus, Presence

_PERSONS_TEAM, _ROLE = col(Person.department_id), col(Person.role_group)

_RAISING_TEAM = func.coalesce(col(Item.raised_by_department_id), _PERSONS_TEAM)
# Built once: that costs more than to run them.
_PRESENT: Any = (
    sql_select(
        func.coalesce(col(Attendance.department_id), _PERSONS_TEAM),
        *(_ROLE, col(Attendance.huddle_id)),
        *(col(Attendance.person_id), col(Attendance.is_heard)),
    )
    .select_from(Huddle)
    .join(Attendance, col(Attendance.huddle_id) == col(Huddle.id))
    .join(Person, col(Person.id) == col(Attendance.person_id), isouter=True)
    .where(
        *IN_TIME,
        col(Attendance.presence) == Presence.HERE.value,
        col(Attendance.deleted_at).is_(None),
    )
)
"""Whoever was marked as here."""
_SAID: Any = (
    sql_select(_RAISING_TEAM, _ROLE, col(Item.huddle_id))
    .select_from(Huddle)
    .join(Item, col(Item.huddle_id) == col(Huddle.id))
    .join(Person, col(Person.id) == col(Item.raised_by_person_id), isouter=True)
    .where(*IN_TIME, *IS_KEPT, _RAISING_TEAM.is_not(None) | _ROLE.is_not(None))
)
"""Who raised something in which huddle."""


@dataclass(frozen=True, slots=True)
class Room:
    """Who was in the room over a time.

    Attributes:
        teams, roles: Each department, and each role group by name, at each huddle.
        team_sizes, role_sizes: How many people the ward knows of each.
    """

    teams: tuple[AtHuddle, ...]
    roles: tuple[AtHuddle, ...]
    team_sizes: Counter[str]
    role_sizes: Counter[str]


def room_of(reader: Reader, series: Sequence[Series], first: dt.date, last: dt.date) -> Room:
    """Who was at the huddles of some series from one day to another, and who spoke there."""
    held = in_time(series, HuddleStatus.CLOSED, first, last)
    present, said = reader.execute(_PRESENT, held).all(), reader.execute(_SAID, held).all()
    team_sizes, role_sizes = _sizes(reader)
    return Room(
        teams=tuple(_groups(present, said, by=0)),
        roles=tuple(_groups(present, said, by=1)),
        team_sizes=team_sizes,
        role_sizes=role_sizes,
    )


def _groups(present: Iterable[Any], said: Iterable[Any], *, by: int) -> Iterator[AtHuddle]:
    """Each group at each huddle once; who belongs to none is left out.

    Args:
        present, said: Rows that begin with the department, the role group and the huddle.
        by: Which of the first two.
    """
    spoke = {(row[2], row[by]) for row in said}
    found: dict[tuple[str, str], tuple[int, bool]] = {}
    for row in present:
        if row[by] is not None:
            key = row[2], row[by]
            people, was_heard = found.get(key, (0, False))
            found[key] = people + (row[3] is not None), was_heard or row[4]
    for key, (people, was_heard) in found.items():
        has_contributed = key in spoke
        yield AtHuddle(*key, people, has_contributed, has_contributed or was_heard)


def _sizes(reader: Reader) -> tuple[Counter[str], Counter[str]]:
    """How many people the ward knows of each department and of each role group."""
    query = sql_select(_PERSONS_TEAM, _ROLE, func.count()).where(
        col(Person.unit_id) == reader.unit_id,
        col(Person.deleted_at).is_(None),
        col(Person.is_retired).is_(False),
        col(Person.is_post).is_(False),
    )
    teams: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for team, role, count in reader.execute(query.group_by(_PERSONS_TEAM, _ROLE)):
        teams[team or ""] += count
        roles[role] += count
    return teams, roles
