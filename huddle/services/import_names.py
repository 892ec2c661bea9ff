"""The departments and posts that an import makes, and what the names of a file then mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from huddle.import_words import OwnerIs
from huddle.model import Department, Person
from huddle.model.base import NAME_LENGTH
from huddle.rows.imports import ImportOwnerRow
from huddle.rows.people import DepartmentRow, Known, PersonRow
from huddle.rules.importing.owners import unknown_owners
from huddle.rules.names import nameable
from huddle.rules.owner_words import Owners, read_owners
from huddle.services import reading
from huddle.services.import_run import Run
from huddle.store.transaction import Reader
from huddle.vocabulary import RoleGroup


@dataclass(slots=True)
class Names:
    """Who is known, and who will be.

    Attributes:
        known: The names there are, with those that the import makes; who was retired counts.
        new_id: Makes row ids.
        owners: The owners that nobody knew, and what is made of them.
        departments: The departments to be made.
        posts: The posts to be made.
    """

    known: Known
    new_id: Callable[[], str]
    owners: tuple[ImportOwnerRow, ...] = ()
    departments: list[DepartmentRow] = field(default_factory=list)
    posts: list[PersonRow] = field(default_factory=list)
    _by_name: dict[str, str] = field(default_factory=dict)
    _by_words: dict[str, str | None] = field(default_factory=dict)
    _stages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, reader: Reader, new_id: Callable[[], str]) -> Names:
        """Who a ward knows."""
        known = reading.known(reader, with_retired=True)
        names = cls(known, new_id)
        teams = nameable("+", known, with_retired=True)
        names._by_name = {one.name.casefold(): one.id for one in reversed(teams)}
        names._stages = {one.name.casefold(): one.id for one in reversed(known.stages)}
        return names

    def learn_owners(self, cells: Iterable[str], decided: Mapping[str, OwnerIs]) -> None:
        """Take in who owns the rows."""
        self.owners = unknown_owners(cells, self.known, decided)
        for one in self.owners:
            if one.is_a is OwnerIs.DEPARTMENT:
                self.department(one.words)
            elif one.is_a is OwnerIs.POST:
                self._make_post(one.words)

    def department(self, name: str) -> str | None:
        """The id of a department, which is made if there is none; none for no name."""
        if name not in self._by_words:
            self._by_words[name] = self._department(name)
        return self._by_words[name]

    def _department(self, name: str) -> str | None:
        plain = " ".join(name.split())[:NAME_LENGTH]
        if not plain:
            return None
        if plain.casefold() not in self._by_name:
            row = DepartmentRow(self.new_id(), plain, "", len(self._by_name), False, 1)
            self.departments.append(row)
            self._by_name[plain.casefold()] = row.id
            self.known = replace(self.known, departments=(*self.known.departments, row))
        return self._by_name[plain.casefold()]

    def stage(self, name: str) -> str | None:
        """The id of a journey stage; none where there is none of that name."""
        return self._stages.get(name.casefold()) if name else None

    def reader(self) -> Callable[[str], Owners]:
        """Reads owner words by the names that there will be."""
        known = self.known
        return lru_cache(maxsize=None)(lambda words: read_owners(words, known, with_retired=True))

    @property
    def makes_any(self) -> bool:
        """Whether the import makes any."""
        return bool(self.departments or self.posts)

    def made(self, used: Collection[str | None]) -> dict[str, str]:
        """By their ids, the names that the import makes because something new needs them."""
        names = {one.id: one.name for one in self.departments}
        names |= {one.id: one.name for one in self.posts}
        return {row_id: name for row_id, name in names.items() if row_id in used}

    def write(self, run: Run, used: Collection[str | None]) -> None:
        """Make the departments and posts that something new needs, by their ids."""
        for team in (one for one in self.departments if one.id in used):
            row = run.writer.add(Department, row_id=team.id, name=team.name, position=team.position)
            run.note(Department, row.id)
        for post in (one for one in self.posts if one.id in used):
            run.writer.add(Person, row_id=post.id, name=post.name, is_post=True)
            run.note(Person, post.id)

    def _make_post(self, name: str) -> None:
        plain = name[:NAME_LENGTH]
        row = PersonRow(self.new_id(), plain, True, RoleGroup.OTHER, None, "", "", False, 1)
        self.posts.append(row)
        self.known = replace(self.known, people=(*self.known.people, row))
