"""The table of people and posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from huddle.i18n import N_, _
from huddle.labels import label
from huddle.rows.people import PersonRow
from huddle.vocabulary import RoleGroup

COLUMNS = (N_("Name"), N_("Role"), N_("Department"), N_("Extension"))

_Index = QModelIndex | QPersistentModelIndex


class PeopleModel(QAbstractTableModel):
    """One row a person or post."""

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[PersonRow, ...] = ()

    def show_people(self, people: Sequence[PersonRow]) -> None:
        """Show these; nothing happens when they are the same."""
        if tuple(people) == self._people:
            return
        if [one.id for one in people] == [one.id for one in self._people]:
            self._people = tuple(people)
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self._people = tuple(people)
        self.endResetModel()

    def person_at(self, row: int) -> PersonRow | None:
        """The person of a row."""
        return self._people[row] if 0 <= row < len(self._people) else None

    def row_of(self, person_id: str) -> int:
        """The row of a person; -1 for none."""
        return next((at for at, one in enumerate(self._people) if one.id == person_id), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many people there are."""
        return 0 if parent is not None and parent.isValid() else len(self._people)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Name, role, department, extension."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        person = self.person_at(index.row())
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if person is None or role not in shown:
            return None
        return (
            _("{name} (left)").format(name=person.name) if person.is_retired else person.name,
            role_words(person),
            person.department_name,
            person.extension,
        )[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None


def role_words(person: PersonRow) -> str:
    """Post or role group, and nothing for a role that says nothing."""
    group = "" if person.role_group is RoleGroup.OTHER else label(person.role_group)
    if not person.is_post:
        return group
    return _("Post, {group}").format(group=group.lower()) if group else _("Post")
