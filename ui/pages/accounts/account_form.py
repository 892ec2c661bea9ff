"""A form for whoever shall sign in: a new account, a cover for tonight, or a new password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from huddle.i18n import _
from huddle.rows.people import PersonRow
from huddle.rows.ward import AccountRow
from huddle.vocabulary import AccessRole
from ui.actions import bind, shown
from ui.pages.accounts.wording import COVER_ROLES, ROLES, may_in_words, role_options
from ui.widgets.buttons import button, primary_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.labels import heading, quiet, secondary
from ui.widgets.secret import secret_line, show_tick


class Purpose(StrEnum):
    """What the form is for."""

    ADD = "add"
    COVER = "cover"
    RESET = "reset"
    ENABLE = "enable"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in."""

    purpose: Purpose
    account_id: str
    name: str
    password: str
    role: AccessRole
    person_id: str | None


class AccountForm(Card):
    """Asks for a name, a role and a password, as far as its purpose needs them.

    Signals:
        sent: It is filled in; carries a `Filled`.
        left: It is not wanted any more.
    """

    sent = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("account_form")
        self._purpose, self._account_id = Purpose.ADD, ""
        self._title = heading("", "form_title")
        self._about = quiet("", "form_about")
        self._name = QLineEdit()
        self._name.setObjectName("form_name")
        self._password = secret_line("form_password")
        self._role = Choice("form_role")
        self._person = Choice("form_person")
        for choice in (self._role, self._person):
            choice.be_narrow()
        self._may = secondary("", "form_may")
        self._fields = {
            "sign_in_name": Field(
                _("Sign-in name"),
                self._name,
                object_name="form_name_field",
            ),
            "role": Field(_("Role"), self._role, object_name="form_role_field"),
            "person_id": Field(_("Whose it is"), self._person, object_name="form_person_field"),
            "password": Field(
                _("Their password"),
                self._password,
                hint=_("At least 15 characters. They choose and type it."),
                object_name="form_password_field",
            ),
        }
        self._build()

    def _build(self) -> None:
        self.column.addWidget(self._title)
        self.column.addWidget(self._about)
        self.column.addWidget(self._fields["sign_in_name"])
        self.column.addWidget(self._fields["role"])
        self.column.addWidget(self._may)
        self.column.addWidget(self._fields["person_id"])
        self.column.addWidget(self._fields["password"])
        self._show = show_tick(_("Show the password"), "form_show", [self._password])
        self.column.addWidget(self._show)
        row = Flow("form_buttons")
        self._send = primary_button("", "form_send", key=shown("keep"))
        cancel = button(_("Cancel"), "form_cancel", key=shown("leave"))
        row.add(self._send)
        row.add(cancel)
        self.column.addWidget(row)
        self.column.addStretch()
        self._role.picked.connect(self._say_role)
        self._send.clicked.connect(self._submit)
        cancel.clicked.connect(self.left)
        for line in (self._name, self._password):
            line.returnPressed.connect(self._submit)
        bind(self, "leave", self.left.emit)

    @property
    def purpose(self) -> Purpose:
        """What it is for now."""
        return self._purpose

    def begin(
        self, purpose: Purpose, account: AccountRow | None, people: Sequence[PersonRow]
    ) -> None:
        """Ask anew.

        Args:
            purpose: What for.
            account: The account that gets a password; none for a new one.
            people: Whom a new account can belong to.
        """
        self._purpose = purpose
        self._account_id = account.id if account else ""
        name = account.name if account else ""
        self._title.setText(_titles()[purpose].format(name=name))
        self._about.setText(_abouts()[purpose])
        self._send.set_text(_verbs()[purpose])
        self._name.setText(name)
        self._password.clear()
        self._show.setChecked(False)
        self._role.offer(role_options(COVER_ROLES if purpose is Purpose.COVER else ROLES))
        self._role.select(AccessRole.CONTRIBUTOR.value)
        self._say_role(self._role.key)
        known = [(one.id, one.name) for one in people if not one.is_post]
        self._person.offer([("", _("Nobody on the lists")), *known])
        is_new = account is None
        for field in ("sign_in_name", "role"):
            self._fields[field].setVisible(is_new)
        self._may.setVisible(is_new)
        self._fields["person_id"].setVisible(purpose is Purpose.ADD)
        self.clear_errors()
        self.show_busy(busy=False)

    def take_keyboard(self) -> None:
        """Put the cursor where the next word goes."""
        (self._password if self._account_id else self._name).setFocus()

    def show_busy(self, *, busy: bool) -> None:
        """Say that the key is being made."""
        self._send.setEnabled(not busy)

    def show_refusal(self, field: str, text: str) -> None:
        """Say beside a field what does not fit."""
        self.show_busy(busy=False)
        self.clear_errors()
        wrong = self._fields.get(field, self._fields["password"])
        if not wrong.isVisibleTo(self):
            wrong = self._fields["password"]
        wrong.show_error(text)
        wrong.control.setFocus()

    def clear_errors(self) -> None:
        """Say no more that something is wrong."""
        for field in self._fields.values():
            field.clear_error()

    def forget(self) -> None:
        """Let go of what was typed."""
        self._password.clear()

    def _say_role(self, key: str) -> None:
        self._may.setText(may_in_words(AccessRole(key)))

    def _submit(self) -> None:
        if self._send.isEnabled():
            self.sent.emit(
                Filled(
                    self._purpose,
                    self._account_id,
                    self._name.text(),
                    self._password.text(),
                    AccessRole(self._role.key),
                    self._person.key or None,
                )
            )


def _titles() -> dict[Purpose, str]:
    return {
        Purpose.ADD: _("Add an account"),
        Purpose.COVER: _("Let somebody cover until midnight"),
        Purpose.RESET: _("A new password for {name}"),
        Purpose.ENABLE: _("Enable {name} again"),
    }


def _abouts() -> dict[Purpose, str]:
    return {
        Purpose.ADD: _("One for each person. Initials or a post will do."),
        Purpose.COVER: _("It ends by itself tonight. What they do stands under this name."),
        Purpose.RESET: _("The old password opens nothing any more."),
        Purpose.ENABLE: _("It opens the ward again with this password."),
    }


def _verbs() -> dict[Purpose, str]:
    return {
        Purpose.ADD: _("Add the account"),
        Purpose.COVER: _("Let them cover"),
        Purpose.RESET: _("Give this password"),
        Purpose.ENABLE: _("Enable"),
    }
