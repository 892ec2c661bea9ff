"""The roster of a huddle: who usually comes, who is here, and who has been heard."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func
from sqlalchemy import select as sql_select
from sqlmodel import col, select

from huddle.model import Attendance, Department, Huddle, Item, Person
from huddle.model.huddle import NEWEST_FIRST
from huddle.rows.huddles import RosterRow
from huddle.services import reading
from huddle.services.people import found
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import HuddleStatus, Presence

_RECENT_HUDDLES = 10
_USUALLY = 0.5


def fill(writer: Writer, huddle: Huddle) -> None:
    """Put every department and the people of the last huddle on the roster of a new one."""
    recent = _recent_huddles(writer, huddle)
    usual = _times_here(writer, recent)
    needed = max(1, round(len(recent) * _USUALLY))
    position = 0
    for team in reading.departments(writer):
        _add(writer, huddle, team.name, position, team=team, usual=usual.get(team.id, 0) >= needed)
        position += 1
    for person in _people_of(writer, recent[:1]):
        _add(writer, huddle, person.name, position, person=person, usual=True)
        position += 1


def rows(reader: Reader, huddle_id: str) -> tuple[RosterRow, ...]:
    """The roster as shown."""
    query = (
        select(Attendance)
        .where(Attendance.huddle_id == huddle_id, col(Attendance.deleted_at).is_(None))
        .order_by(col(Attendance.position))
    )
    return tuple(
        RosterRow(
            id=row.id,
            department_id=row.department_id,
            person_id=row.person_id,
            name=row.name,
            presence=Presence(row.presence),
            is_heard=row.is_heard,
            comes_usually=row.comes_usually,
        )
        for row in reader.session.exec(query)
    )


def teams_here(counted: Any) -> Select[Any]:
    """The departments that were at huddles, by themselves or by one of their people.

    Args:
        counted: What is told of each beside its id.
    """
    team = func.coalesce(Attendance.department_id, Person.department_id)
    return (
        sql_select(team, counted)
        .select_from(Attendance)
        .join(Person, col(Person.id) == col(Attendance.person_id), isouter=True)
        .where(
            col(Attendance.presence) == Presence.HERE.value, col(Attendance.deleted_at).is_(None)
        )
        .group_by(team)
    )


def set_presence(writer: Writer, roster_id: str, presence: Presence) -> None:
    """Mark a row; whoever is not here was not heard."""
    row = found(writer, Attendance, roster_id)
    is_heard = row.is_heard and presence is Presence.HERE
    writer.change(row, presence=presence.value, is_heard=is_heard)


def set_heard(writer: Writer, roster_id: str, *, is_heard: bool) -> None:
    """Mark a row as heard; whoever is heard is here."""
    row = found(writer, Attendance, roster_id)
    presence = Presence.HERE.value if is_heard else row.presence
    writer.change(row, is_heard=is_heard, presence=presence)


def hear(writer: Writer, huddle_id: str, item: Item) -> None:
    """Raising an item marks its department as heard."""
    if item.raised_by_department_id is None:
        return
    query = select(Attendance).where(
        Attendance.huddle_id == huddle_id,
        Attendance.department_id == item.raised_by_department_id,
        col(Attendance.person_id).is_(None),
    )
    row = writer.session.exec(query).first()
    if row is not None:
        writer.change(row, is_heard=True, presence=Presence.HERE.value)


def add_person(writer: Writer, huddle_id: str, name: str) -> None:
    """Mark somebody as here by name; a new name becomes a person."""
    from huddle.model.inputs import PersonInput, validated  # noqa: PLC0415 - at first write

    called = validated(PersonInput, name=name)["name"]
    person = _named(writer, called) or writer.add(Person, name=called)
    query = select(Attendance).where(Attendance.huddle_id == huddle_id)
    present = list(writer.session.exec(query))
    row = next((row for row in present if row.person_id == person.id), None)
    if row is not None:
        writer.change(row, presence=Presence.HERE.value)
        return
    huddle = found(writer, Huddle, huddle_id)
    _add(writer, huddle, person.name, len(present), person=person, presence=Presence.HERE)


def _named(writer: Writer, name: str) -> Person | None:
    people = reading.people(writer)
    return next((who for who in people if who.name.casefold() == name.casefold()), None)


def _add(
    writer: Writer,
    huddle: Huddle,
    name: str,
    position: int,
    *,
    team: Department | None = None,
    person: Person | None = None,
    usual: bool = False,
    presence: Presence = Presence.UNMARKED,
) -> None:
    writer.add(
        Attendance,
        huddle_id=huddle.id,
        department_id=team.id if team else None,
        person_id=person.id if person else None,
        name=name,
        position=position,
        presence=presence.value,
        comes_usually=usual,
    )


def _recent_huddles(writer: Writer, huddle: Huddle) -> list[str]:
    query = (
        select(Huddle.id)
        .where(
            Huddle.series_id == huddle.series_id,
            Huddle.status == HuddleStatus.CLOSED.value,
            col(Huddle.closed_at) <= huddle.started_at,
        )
        .order_by(*NEWEST_FIRST)
        .limit(_RECENT_HUDDLES)
    )
    return list(writer.session.exec(query))


def _times_here(writer: Writer, huddle_ids: list[str]) -> dict[str, int]:
    query = (
        select(Attendance.department_id, func.count())
        .where(
            col(Attendance.huddle_id).in_(huddle_ids),
            col(Attendance.department_id).is_not(None),
            Attendance.presence == Presence.HERE.value,
        )
        .group_by(col(Attendance.department_id))
    )
    return {str(row[0]): int(row[1]) for row in writer.session.exec(query)}


def _people_of(writer: Writer, huddle_ids: list[str]) -> list[Person]:
    query = (
        select(Person)
        .join(Attendance, col(Attendance.person_id) == col(Person.id))
        .where(
            col(Attendance.huddle_id).in_(huddle_ids),
            Attendance.presence == Presence.HERE.value,
            col(Person.is_retired).is_(False),
        )
        .order_by(col(Attendance.position))
    )
    return list(writer.session.exec(query))
