"""The details of one person or post."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.people import DepartmentRow, PersonRow
from huddle.vocabulary import RoleGroup
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.kept import LineField
from ui.widgets.labels import quiet
from ui.widgets.toggle import ToggleGroup

PERSON = "person"
POST = "post"


class PersonCard(Card):
    """The fields of one person; each keeps itself.

    Signals:
        changed: The person's id, a field's name in the row, and its new value.
        retired: The person's id, and whether they left or came back.
    """

    changed = Signal(str, str, object)
    retired = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__("person_card")
        self.person_id = ""
        self._is_retired = False
        self._name = LineField(_("Name"), "person_name")
        self._extension = LineField(_("Extension"), "person_extension")
        self._mailbox = LineField(
            _("Mailbox"), "person_mailbox", hint=_("Their reminders are mailed to it.")
        )
        self._kind = ToggleGroup(
            _("Person or post"),
            [(PERSON, _("A person")), (POST, _("A post"))],
            "person_kind",
        )
        self._group = Choice("person_role_group")
        self._group.offer([(one.value, label(one)) for one in RoleGroup])
        self._department = Choice("person_department")
        for choice in (self._group, self._department):
            choice.be_narrow()
        self._fields: dict[str, Field] = {
            "name": self._name,
            "is_post": Field(
                _("This is"),
                self._kind,
                hint=_("A post, such as the nurse in charge, is whoever fills it that day."),
                object_name="person_kind_field",
            ),
            "role_group": Field(_("Role group"), self._group, object_name="person_group_field"),
            "department_id": Field(
                _("Department"), self._department, object_name="person_department_field"
            ),
            "extension": self._extension,
            "mailbox": self._mailbox,
        }
        self._build()

    def _build(self) -> None:
        self.column.setSpacing(space("two"))
        for field in self._fields.values():
            self.column.addWidget(field)
        self._note = quiet("", "person_note")
        self._retire = button("", "person_retire")
        self._retire.clicked.connect(
            lambda: self.retired.emit(self.person_id, not self._is_retired)
        )
        self.column.addWidget(self._note)
        self.column.addWidget(self._retire)
        self.column.addStretch()
        self._name.keep.connect(lambda text: self._say("name", text))
        self._extension.keep.connect(lambda text: self._say("extension", text))
        self._mailbox.keep.connect(lambda text: self._say("mailbox", text))
        self._kind.chosen.connect(lambda key: self._say("is_post", key == POST))
        self._group.picked.connect(lambda key: self._say("role_group", RoleGroup(key)))
        self._department.picked.connect(lambda key: self._say("department_id", key or None))

    def _say(self, field: str, value: object) -> None:
        self.changed.emit(self.person_id, field, value)

    def show_person(
        self, person: PersonRow, departments: Sequence[DepartmentRow], *, sends_mail: bool
    ) -> None:
        """Show a person; what is being typed about the same one stays.

        Args:
            person: Who.
            departments: Those to choose from.
            sends_mail: Whether the ward sends mail; without it a mailbox is of no use.
        """
        if person.id != self.person_id:
            self.person_id = person.id
            self._forget()
        self._is_retired = person.is_retired
        self._name.show_kept(person.name)
        self._extension.show_kept(person.extension)
        self._mailbox.show_kept(person.mailbox)
        self._mailbox.setVisible(sends_mail)
        self._kind.select(POST if person.is_post else PERSON)
        self._group.select(person.role_group.value)
        self._offer_departments(person, departments)
        self._say_whether_left(person)

    def put_back(self, field: str, text: str, error: str) -> None:
        """Put words that could not be kept back where they were typed, with what is wrong."""
        line = self._fields.get(field)
        if isinstance(line, LineField):
            line.put_back(text)
        self.show_error(field, error)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        if field in self._fields:
            self._fields[field].show_error(text)

    def _forget(self) -> None:
        for field in self._fields.values():
            field.clear_error()
        self._name.forget()
        self._extension.forget()
        self._mailbox.forget()

    def _offer_departments(self, person: PersonRow, departments: Sequence[DepartmentRow]) -> None:
        known = [
            (one.id, one.name)
            for one in departments
            if not one.is_retired or one.id == person.department_id
        ]
        self._department.offer([("", _("No department")), *known], person.department_id or "")

    def _say_whether_left(self, person: PersonRow) -> None:
        self._note.setVisible(person.is_retired)
        if person.is_retired:
            self._note.setText(_("No longer on the lists. What they did stays."))
            self._retire.set_text(_("Bring back"), _("Bring back {name}").format(name=person.name))
            return
        self._retire.set_text(
            _("Retire post") if person.is_post else _("Mark as left"),
            _("Take {name} off the lists").format(name=person.name),
        )
