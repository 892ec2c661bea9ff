"""The parts of an action: a department each, with its owner and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemRow, PartRow
from huddle.rows.people import Known
from huddle.vocabulary import OPEN_ACTION_STATUSES, Status
from ui import wording
from ui.pages.followups.state import PartEdit
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.emptying import empty
from ui.widgets.labels import heading, secondary, strong

_STATUSES = (*OPEN_ACTION_STATUSES, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class _Row:
    part: PartRow
    owner: Choice
    status: Choice

    @property
    def edit(self) -> PartEdit:
        return (self.part.id, self.owner.key, self.status.key)


class PartsList(QWidget):
    """What each department does of an action.

    Signals:
        edited: An owner or a status was chosen; it is kept with the other fields.
        part_wanted: The department that shall get a part.
    """

    edited = Signal()
    part_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detail_parts")
        self._rows: list[_Row] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("one"), 0, 0)
        column.setSpacing(space("one"))
        column.addWidget(heading(_("Parts")))
        self._missing = secondary("", "detail_missing_parts")
        column.addWidget(self._missing)
        self._column = QVBoxLayout()
        self._column.setSpacing(space("one"))
        column.addLayout(self._column)
        column.addWidget(self._build_adding())

    @property
    def edits(self) -> tuple[PartEdit, ...]:
        """The parts whose owner or status is chosen otherwise than they are."""
        return tuple(row.edit for row in self._rows if row.edit != _as_it_is(row.part))

    def show_parts(self, item: ItemRow, known: Known, edits: Sequence[PartEdit] = ()) -> None:
        """Show the parts, and offer the departments that have none.

        Args:
            item: The action.
            known: Who can own a part.
            edits: What was chosen and not kept.
        """
        empty(self._column)
        missing = wording.missing_words(item)
        self._missing.setText(missing[:1].upper() + missing[1:])
        self._missing.setVisible(bool(missing))
        self._rows = []
        chosen = {edit[0]: edit for edit in edits}
        for part in item.parts:
            self._add_row(part, known, chosen.get(part.id, _as_it_is(part)))
        has_one = {part.department_id for part in item.parts}
        free = [(team.id, team.name) for team in known.departments if team.id not in has_one]
        self._team.offer(free)
        self._adding.setVisible(bool(free))

    def _build_adding(self) -> QWidget:
        self._adding = QWidget()
        row = QHBoxLayout(self._adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        self._team = Choice("detail_part_department", _("Department"))
        add = button(_("Add its part"), "detail_add_part")
        add.clicked.connect(lambda: self.part_wanted.emit(self._team.key))
        row.addWidget(self._team, 1)
        row.addWidget(add)
        return self._adding

    def _add_row(self, part: PartRow, known: Known, chosen: PartEdit) -> None:
        held = QWidget()
        held.setObjectName("detail_part")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addWidget(strong(part.department_name))
        name = part.department_name
        owner = Choice("part_owner", _("Owner of the part of {name}").format(name=name))
        people = [(person.id, person.name) for person in known.people]
        if part.owner_id and part.owner_id not in dict(people):
            people.append((part.owner_id, part.owner_name))
        owner.offer([("", _("nobody yet")), *people], chosen[1])
        status = Choice("part_status", _("Status of the part of {name}").format(name=name))
        statuses = _STATUSES if part.status in _STATUSES else (*_STATUSES, part.status)
        status.offer([(one.value, label(one)) for one in statuses], chosen[2])
        columns = Columns((1, 1), gap="one")
        for choice in (owner, status):
            choice.picked.connect(lambda _key: self.edited.emit())
            columns.add(choice)
        column.addWidget(columns)
        self._column.addWidget(held)
        self._rows.append(_Row(part, owner, status))


def _as_it_is(part: PartRow) -> PartEdit:
    return (part.id, part.owner_id or "", part.status.value)
