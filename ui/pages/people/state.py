"""What the People and departments page shows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from huddle.rows.people import DepartmentRow, PersonRow, StageRow
from huddle.rows.units import StoreUnitRow

PEOPLE = "people"
DEPARTMENTS = "departments"
STAGES = "stages"
TIERS = "tiers"
SECTIONS = (PEOPLE, DEPARTMENTS, STAGES, TIERS)


@dataclass(frozen=True, slots=True)
class PeopleState:
    """Everybody, also those who left, and how the list of them is narrowed."""

    people: tuple[PersonRow, ...] = ()
    departments: tuple[DepartmentRow, ...] = ()
    stages: tuple[StageRow, ...] = ()
    chosen_id: str = ""
    text: str = ""
    """What the listed people must hold, word by word."""
    with_retired: bool = False
    sends_mail: bool = False
    """Whether the ward sends mail, so that mailboxes matter."""

    @property
    def listed(self) -> tuple[PersonRow, ...]:
        """The people to list."""
        words = self.text.casefold().split()
        return tuple(
            person
            for person in self.people
            if (self.with_retired or not person.is_retired) and _holds(person, words)
        )

    @property
    def chosen(self) -> PersonRow | None:
        """Whose details are shown: the chosen one while listed, else the first."""
        listed = self.listed
        found = next((one for one in listed if one.id == self.chosen_id), None)
        return found or next(iter(listed), None)

    @property
    def listed_departments(self) -> tuple[DepartmentRow, ...]:
        """The departments in their order, retired ones last if at all."""
        present = tuple(one for one in self.departments if not one.is_retired)
        retired = tuple(one for one in self.departments if one.is_retired)
        return present + retired if self.with_retired else present

    def person(self, person_id: str) -> PersonRow | None:
        """A person by their id."""
        return next((one for one in self.people if one.id == person_id), None)

    def department(self, department_id: str) -> DepartmentRow | None:
        """A department by its id."""
        return next((one for one in self.departments if one.id == department_id), None)

    def having(self, row: PersonRow | DepartmentRow) -> PeopleState:
        """The same with a newer version of one row."""
        if isinstance(row, PersonRow):
            people = tuple(row if one.id == row.id else one for one in self.people)
            return replace(self, people=people)
        departments = tuple(row if one.id == row.id else one for one in self.departments)
        return replace(self, departments=departments)


@dataclass(frozen=True, slots=True)
class UnitsState:
    """The units of the store, and what a unit can be."""

    units: tuple[StoreUnitRow, ...] = ()
    tiers: tuple[str, ...] = ()

    @property
    def in_use(self) -> StoreUnitRow | None:
        """The unit in use."""
        return next((unit for unit in self.units if unit.is_in_use), None)

    @property
    def others(self) -> tuple[StoreUnitRow, ...]:
        """The units besides the one in use."""
        return tuple(unit for unit in self.units if not unit.is_in_use)

    def unit(self, unit_id: str) -> StoreUnitRow | None:
        """A unit by its id."""
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def having(self, row: StoreUnitRow) -> UnitsState:
        """The same with a newer version of one unit."""
        units = tuple(row if one.id == row.id else one for one in self.units)
        return replace(self, units=units)


def _holds(person: PersonRow, words: list[str]) -> bool:
    if not words:
        return True
    said = f"{person.name} {person.department_name} {person.extension}".casefold()
    return all(word in said for word in words)
