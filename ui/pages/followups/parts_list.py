"""The parts of an action: a department each, with its owner and where it stands."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows import ItemRow, Known, PartRow
from huddle.vocabulary import OPEN_ACTION_STATUSES, Status, label
from ui.theme.look import space
from ui.widgets.choices import Choice
from ui.widgets.columns import Columns
from ui.widgets.labels import heading, strong

_STATUSES = (*OPEN_ACTION_STATUSES, Status.CLOSED)


class PartsList(QWidget):
    """What each department does of an action; a choice is kept at once.

    Signals:
        part_changed: The part, its owner's id or nothing, and its status.
        part_wanted: The department that shall get a part.
    """

    part_changed = Signal(object, str, str)
    part_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("detail_parts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space("one"), 0, 0)
        column.setSpacing(space("one"))
        column.addWidget(heading(_("Parts")))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(space("one"))
        column.addLayout(self._rows)
        self._add = Choice("detail_add_part", _("Give a department a part"))
        self._add.picked.connect(self._wanted)
        column.addWidget(self._add)

    def show_parts(self, item: ItemRow, known: Known) -> None:
        """Show the parts, and offer the departments that have none."""
        while (taken := self._rows.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for part in item.parts:
            self._rows.addWidget(self._row(part, known))
        has_one = {part.department_id for part in item.parts}
        free = [(team.id, team.name) for team in known.departments if team.id not in has_one]
        self._add.offer([("", _("Give a department a part…")), *free])
        self._add.setVisible(bool(free))

    def _wanted(self, department_id: str) -> None:
        if department_id:
            self.part_wanted.emit(department_id)

    def _row(self, part: PartRow, known: Known) -> QWidget:
        held = QWidget()
        held.setObjectName("detail_part")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addWidget(strong(part.department_name))
        owner = Choice(
            "part_owner", _("Owner of the part of {name}").format(name=part.department_name)
        )
        people = [(person.id, person.name) for person in known.people]
        if part.owner_id and part.owner_id not in dict(people):
            people.append((part.owner_id, part.owner_name))
        owner.offer([("", _("nobody yet")), *people], part.owner_id or "")
        status = Choice(
            "part_status", _("Status of the part of {name}").format(name=part.department_name)
        )
        status.offer([(one.value, label(one)) for one in _STATUSES], part.status.value)

        def changed(_key: str) -> None:
            self.part_changed.emit(part, owner.key, status.key)

        owner.picked.connect(changed)
        status.picked.connect(changed)
        columns = Columns((1, 1), gap="one")
        columns.add(owner)
        columns.add(status)
        column.addWidget(columns)
        return held
