"""Departments, people and posts, and the stages of the patient's way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from huddle.errors import Refused
from huddle.i18n import _
from huddle.model import Department, Kept, Person, Stage
from huddle.rows.people import DepartmentRow, Known, PersonRow, StageRow
from huddle.services import reading
from huddle.services.guarded import Service
from huddle.services.setting_up import check_version
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import RoleGroup

KeptT = TypeVar("KeptT", bound=Kept)


class People(Service, called="people"):
    """Who takes part, and where on the patient's way things happen."""

    # Departments

    def departments(self, *, with_retired: bool = False) -> tuple[DepartmentRow, ...]:
        """The departments in their order."""
        with self._store.read() as reader:
            found = reading.departments(reader, with_retired=with_retired)
            return tuple(reading.department_row(team) for team in found)

    def add_department(self, name: str, extension: str = "", mailbox: str = "") -> DepartmentRow:
        """Add a department at the end.

        Raises:
            Refused: The name is empty, too long or taken.
        """
        from huddle.model.inputs import DepartmentInput, validated  # noqa: PLC0415 - at first write

        values = validated(DepartmentInput, name=name, extension=extension, mailbox=mailbox)
        with self._store.write() as writer:
            teams = reading.departments(writer, with_retired=True)
            refuse_taken(values["name"], teams)
            position = max((team.position for team in teams), default=-1) + 1
            return reading.department_row(writer.add(Department, position=position, **values))

    def change_department(
        self,
        department_id: str,
        row_version: int,
        *,
        name: str,
        extension: str,
        mailbox: str | None = None,
    ) -> DepartmentRow:
        """Rename a department or change how it is reached; no mailbox leaves the one it has."""
        from huddle.model.inputs import DepartmentInput, validated  # noqa: PLC0415 - at first write

        given = {"name": name, "extension": extension, **_given(mailbox)}
        values = validated(DepartmentInput, **given)
        with self._store.write() as writer:
            team = found(writer, Department, department_id)
            check_version(team.row_version, row_version)
            teams = reading.departments(writer, with_retired=True)
            refuse_taken(values["name"], [other for other in teams if other.id != team.id])
            return reading.department_row(writer.change(team, **values))

    def move_department(self, department_id: str, by: int) -> tuple[DepartmentRow, ...]:
        """Move a department up or down the list."""
        with self._store.write() as writer:
            move(writer, reading.departments(writer), department_id, by)
            return tuple(map(reading.department_row, reading.departments(writer)))

    def retire_department(self, department_id: str) -> None:
        """Take a department off rosters and lists; what it did stays."""
        self._set_retired(Department, department_id, is_retired=True)

    def bring_back_department(self, department_id: str) -> None:
        """Take a retired department back."""
        self._set_retired(Department, department_id, is_retired=False)

    # People

    def people(self, *, with_retired: bool = False) -> tuple[PersonRow, ...]:
        """People and posts by name."""
        with self._store.read() as reader:
            teams = reading.departments(reader, with_retired=True)
            called = {team.id: team.name for team in teams}
            return tuple(
                reading.person_row(who, called.get(who.department_id or "", ""))
                for who in reading.people(reader, with_retired=with_retired)
            )

    def add_person(
        self,
        name: str,
        *,
        is_post: bool = False,
        role_group: RoleGroup = RoleGroup.OTHER,
        department_id: str | None = None,
        extension: str = "",
        mailbox: str = "",
    ) -> PersonRow:
        """Add a person or a post.

        Raises:
            Refused: The name is empty, too long or taken.
        """
        from huddle.model.inputs import PersonInput, validated  # noqa: PLC0415 - at first write

        values = validated(
            PersonInput,
            name=name,
            is_post=is_post,
            role_group=role_group,
            department_id=department_id,
            extension=extension,
            mailbox=mailbox,
        )
        with self._store.write() as writer:
            refuse_taken(values["name"], reading.people(writer, with_retired=True))
            return _person_row(writer, writer.add(Person, **values))

    def change_person(
        self,
        person_id: str,
        row_version: int,
        *,
        name: str,
        is_post: bool,
        role_group: RoleGroup,
        department_id: str | None,
        extension: str,
        mailbox: str | None = None,
    ) -> PersonRow:
        """Change what is known of a person or post; no mailbox leaves the one they have."""
        from huddle.model.inputs import PersonInput, validated  # noqa: PLC0415 - at first write

        values = validated(
            PersonInput,
            name=name,
            is_post=is_post,
            role_group=role_group,
            department_id=department_id,
            extension=extension,
            **_given(mailbox),
        )
        with self._store.write() as writer:
            person = found(writer, Person, person_id)
            check_version(person.row_version, row_version)
            others = reading.people(writer, with_retired=True)
            refuse_taken(values["name"], [who for who in others if who.id != person.id])
            return _person_row(writer, writer.change(person, **values))

    def retire_person(self, person_id: str) -> None:
        """Take somebody who left off the lists; what they did stays."""
        self._set_retired(Person, person_id, is_retired=True)

    def bring_back_person(self, person_id: str) -> None:
        """Take somebody back who had left."""
        self._set_retired(Person, person_id, is_retired=False)

    # Stages

    def stages(self) -> tuple[StageRow, ...]:
        """The stages of the patient's way in their order."""
        with self._store.read() as reader:
            return tuple(map(reading.stage_row, reading.stages(reader)))

    def add_stage(self, name: str) -> tuple[StageRow, ...]:
        """Add a stage at the end."""
        from huddle.model.inputs import NameInput, validated  # noqa: PLC0415 - at first write

        values = validated(NameInput, name=name)
        with self._store.write() as writer:
            places = reading.stages(writer)
            refuse_taken(values["name"], places)
            writer.add(Stage, position=len(places), **values)
            return tuple(map(reading.stage_row, reading.stages(writer)))

    def rename_stage(self, stage_id: str, name: str) -> tuple[StageRow, ...]:
        """Rename a stage."""
        from huddle.model.inputs import NameInput, validated  # noqa: PLC0415 - at first write

        values = validated(NameInput, name=name)
        with self._store.write() as writer:
            places = reading.stages(writer)
            refuse_taken(values["name"], [place for place in places if place.id != stage_id])
            writer.change(found(writer, Stage, stage_id), **values)
            return tuple(map(reading.stage_row, reading.stages(writer)))

    def move_stage(self, stage_id: str, by: int) -> tuple[StageRow, ...]:
        """Move a stage up or down the list."""
        with self._store.write() as writer:
            move(writer, reading.stages(writer), stage_id, by)
            return tuple(map(reading.stage_row, reading.stages(writer)))

    def remove_stage(self, stage_id: str) -> tuple[StageRow, ...]:
        """Take a stage off the list; items that name it keep its name."""
        with self._store.write() as writer:
            writer.delete(found(writer, Stage, stage_id))
            return tuple(map(reading.stage_row, reading.stages(writer)))

    def known(self) -> Known:
        """The names that signs of the capture line can refer to."""
        with self._store.read() as reader:
            return reading.known(reader)

    def _set_retired(
        self, table: type[Department] | type[Person], row_id: str, *, is_retired: bool
    ) -> None:
        with self._store.write() as writer:
            writer.change(found(writer, table, row_id), is_retired=is_retired)


def found(reader: Reader, table: type[KeptT], row_id: str) -> KeptT:
    """A row by its id.

    Raises:
        Refused: It is not there any more.
    """
    row = reader.session.get(table, row_id)
    if row is None or row.deleted_at is not None:
        raise Refused(_("That is not there any more: somebody took it away meanwhile."))
    return row


def move(writer: Writer, rows: Sequence[Any], row_id: str, by: int) -> None:
    """Move one of some rows with a `position` up or down among the others."""
    order = list(rows)
    moved = next((row for row in order if row.id == row_id), None)
    if moved is None:
        raise Refused(_("That is not there any more: somebody took it away meanwhile."))
    place = max(0, min(len(order) - 1, order.index(moved) + by))
    order.remove(moved)
    order.insert(place, moved)
    for position, row in enumerate(order):
        writer.change(row, position=position)


def _given(mailbox: str | None) -> dict[str, str]:
    return {} if mailbox is None else {"mailbox": mailbox}


def _person_row(reader: Reader, person: Person) -> PersonRow:
    teams = {team.id: team.name for team in reading.departments(reader, with_retired=True)}
    return reading.person_row(person, teams.get(person.department_id or "", ""))


def refuse_taken(name: str, rows: Sequence[Any]) -> None:
    """Refuse a name that one of some rows has already."""
    for row in rows:
        if row.name.casefold() == name.casefold():
            raise Refused(_("There is a “{name}” already.").format(name=row.name), "name")
