"""Who takes part, and the names that the capture line knows."""

from __future__ import annotations

from dataclasses import dataclass

from huddle.vocabulary import RoleGroup


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A team that takes part."""

    id: str
    name: str
    extension: str
    position: int
    is_retired: bool
    row_version: int
    mailbox: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, or a post: an owner without a name."""

    id: str
    name: str
    is_post: bool
    role_group: RoleGroup
    department_id: str | None
    department_name: str
    extension: str
    is_retired: bool
    row_version: int
    mailbox: str = ""


@dataclass(frozen=True, slots=True)
class StageRow:
    """A place on the patient's way."""

    id: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Known:
    """The names that signs of the capture line can refer to."""

    people: tuple[PersonRow, ...] = ()
    departments: tuple[DepartmentRow, ...] = ()
    stages: tuple[StageRow, ...] = ()
