"""By which server the ward sends mail, and what; off until somebody turns it on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.mail_words import MailSecurity
from huddle.rows.mail import MailRow
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.choices import Choice, Tick
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.fixed import FixedField, fix, set_for_all
from ui.widgets.flow import Flow
from ui.widgets.kept import LineField
from ui.widgets.labels import Label, heading, quiet
from ui.widgets.secret import secret_line


class MailCard(Card):
    """The mail settings; each field keeps itself. Until mail is wanted only two sentences show.

    Signals:
        changed: A field's name in the row, and its new value.
        password_given: The password for the name at the server; empty takes it away.
        test_asked: A mailbox to send a test message to.

    Args:
        fixed: The names of the fields that the organisation set.
    """

    changed = Signal(str, object)
    password_given = Signal(str)
    test_asked = Signal(str)

    def __init__(self, *, fixed: frozenset[str] = frozenset()) -> None:
        super().__init__("mail_card")
        self._are_fixed = fixed
        self.column.setSpacing(space("two"))
        self._row = MailRow(row_version=0)
        self._fields: dict[str, Field] = {}
        self.column.addWidget(heading(_("Mail")))
        self._state = Label("", "strong", object_name="mail_state")
        self.column.addWidget(self._state)
        for text in (
            _(
                "While it is on, two things leave the ward: reminders, to the mailboxes of those "
                "they are for; and sheets as PDF, to the mailboxes of departments, each time "
                "somebody has seen where and pressed Send."
            ),
            _(
                "Sensitive items and patient references never do. Your server and the mailboxes "
                "are not encrypted by Huddle: ask your organisation first."
            ),
        ):
            self.column.addWidget(quiet(text))
        self._unfold = quiet_button(_("Set mail up…"), "mail_unfold")
        self._unfold.clicked.connect(self._show_form)
        self.column.addWidget(_alone(self._unfold))
        self._form = self._build_form()
        self.column.addWidget(self._form)
        self._form.hide()

    # What it shows

    def show_settings(self, row: MailRow) -> None:
        """Show the settings as they are; what is being typed stays."""
        self._row = row
        for name, field in self._fields.items():
            if isinstance(field, LineField):
                field.show_kept(str(getattr(row, name)))
        self._security.select(row.security.value)
        if self._fixed_security is not None:
            self._fixed_security.show_text(label(row.security))
        self._digest.setChecked(row.sends_digest)
        self._sheets.setChecked(row.sends_sheets)
        self._state.setText(_state_words(row))
        self._state.set_tone("good" if row.is_on else "")
        self._turn.set_text(_("Turn mail off") if row.is_on else _("Turn mail on"))
        if row.host or row.is_on:
            self._unfold.hide()
            self._form.show()

    def show_password(self, words: str) -> None:
        """Say whether this computer holds the password."""
        self._password_state.setText(words)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong with it; empty takes it back."""
        self._fields[field if field in self._fields else "host"].show_error(text)

    def password_kept(self) -> None:
        """The password is kept: nothing of it stays in the field."""
        self._password.clear()
        self._fields["password"].clear_error()

    def show_test(self, words: str, *, is_well: bool) -> None:
        """Say what became of the test message."""
        self._fields["test"].show_error("" if is_well else words)
        self._test_state.setText(words if is_well else "")
        self._test_state.setVisible(is_well and bool(words))
        self._send_test.setEnabled(True)

    def show_testing(self) -> None:
        """Say that the server is being spoken to."""
        self._send_test.setEnabled(False)
        self._fields["test"].clear_error()
        self._test_state.setText(_("Sending…"))
        self._test_state.show()

    # Building

    def _build_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        self._line("host", _("Mail server"), hint=_("Such as smtp.hospital.example"))
        self._line("port", _("Port"))
        place = Columns((2, 1))
        place.add(self._fields["host"])
        place.add(self._fields["port"])
        column.addWidget(place)
        column.addWidget(self._build_security())
        self._line("user_name", _("Name at the server"), hint=_("Empty if it asks for none"))
        column.addWidget(self._fields["user_name"])
        column.addWidget(self._build_password())
        self._line("sender", _("Mailbox it is sent from"))
        column.addWidget(self._fields["sender"])
        self._digest = self._tick(_("Mail reminders to those they are for"), "sends_digest")
        self._sheets = self._tick(
            _("Offer to mail the summary and the action sheets at each close"), "sends_sheets"
        )
        column.addWidget(self._digest)
        column.addWidget(self._sheets)
        hint = _("One or more mailboxes. Departments and people have theirs on the People page.")
        self._line("summary_to", _("The summary goes to"), hint=hint)
        column.addWidget(self._fields["summary_to"])
        column.addWidget(self._build_test())
        self._turn = button("", "mail_turn")
        self._turn.clicked.connect(lambda: self.changed.emit("is_on", not self._row.is_on))
        column.addWidget(_alone(self._turn))
        return form

    def _line(self, name: str, text: str, *, hint: str = "") -> None:
        is_fixed = name in self._are_fixed
        field = LineField(text, f"mail_{name}", hint=set_for_all() if is_fixed else hint)
        if is_fixed:
            fix(field.line)
        field.keep.connect(lambda text: self.changed.emit(name, text))
        self._fields[name] = field

    def _tick(self, text: str, name: str) -> Tick:
        made = Tick(text, f"mail_{name}")
        made.clicked.connect(lambda on: self.changed.emit(name, on))
        return made

    def _build_security(self) -> Field:
        self._security = Choice("mail_security")
        self._security.offer([(one.value, label(one)) for one in MailSecurity])
        self._security.be_narrow()
        self._security.picked.connect(lambda key: self.changed.emit("security", key))
        self._fixed_security = (
            FixedField(_("Encryption"), "mail_security_set")
            if "security" in self._are_fixed
            else None
        )
        if self._fixed_security is not None:
            return self._fixed_security
        hint = _("Nothing is sent without it, or to a server this computer does not trust.")
        return Field(_("Encryption"), self._security, hint=hint, object_name="mail_security_field")

    def _build_password(self) -> QWidget:
        self._password = secret_line("mail_password")
        keep = button(_("Keep the password"), "mail_password_keep")
        keep.clicked.connect(lambda: self.password_given.emit(self._password.text()))
        self._password.returnPressed.connect(keep.click)
        hint = _("In the keyring of this computer and this account only, never in Huddle’s files")
        self._fields["password"] = Field(
            _("Password"), self._password, hint=hint, object_name="mail_password_field"
        )
        self._password_state = quiet("", "mail_password_state")
        return _beside(self._fields["password"], keep, self._password_state)

    def _build_test(self) -> QWidget:
        self._test = QLineEdit()
        self._test.setObjectName("mail_test")
        self._send_test = button(_("Send a test message"), "mail_test_send")
        self._send_test.clicked.connect(lambda: self.test_asked.emit(self._test.text().strip()))
        self._test.returnPressed.connect(self._send_test.click)
        self._fields["test"] = Field(
            _("Try it with a mailbox"), self._test, object_name="mail_test_field"
        )
        self._test_state = quiet("", "mail_test_state")
        self._test_state.hide()
        return _beside(self._fields["test"], self._send_test, self._test_state)

    def _show_form(self) -> None:
        self._unfold.hide()
        self._form.show()
        self._fields["host"].control.setFocus()


def _beside(field: Field, act: QWidget, said: QWidget) -> QWidget:
    """A field with what can be done with it below, and what came of that."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space("one"))
    for part in (field, _alone(act), said):
        column.addWidget(part)
    return made


def _alone(act: QWidget) -> Flow:
    """A button in its own size."""
    row = Flow()
    row.add(act)
    return row


def _state_words(row: MailRow) -> str:
    if row.is_on:
        return _("On, by {host}").format(host=row.host)
    return _("Off: nothing leaves this computer by itself.")
