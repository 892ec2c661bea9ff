"""One's own account: a new password, and the PIN of today."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from huddle.i18n import _
from huddle.labels import label
from ui.pages.accounts.state import AccountsState
from ui.pages.accounts.wording import may_in_words
from ui.theme.look import space
from ui.widgets.buttons import button, primary_button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.labels import body, heading, quiet
from ui.widgets.secret import secret_line, show_tick

_PIN_LENGTH = 6


class MineSection(Columns):
    """Two cards: the password, and the PIN.

    Signals:
        password_sent: The old password and the new one.
        pin_sent: Six digits.
        pin_dropped: The PIN is not wanted any more.
    """

    password_sent = Signal(str, str)
    pin_sent = Signal(str)
    pin_dropped = Signal()

    def __init__(self) -> None:
        super().__init__((1, 1), "mine_section", gap="three")
        self._fields: dict[str, Field] = {}
        self.add(self._password_card())
        self.add(self._pin_card())

    def _password_card(self) -> Card:
        card = Card("password_card")
        card.column.setSpacing(space("two"))
        self._name = heading("", "mine_name")
        self._role = quiet("", "mine_role")
        self._old, self._new = secret_line("old_password"), secret_line("new_password")
        self._add(card, self._name, self._role)
        self._field(card, "old_password", _("Present password"), self._old)
        self._field(
            card,
            "password",
            _("New password"),
            self._new,
            hint=_("At least 15 characters; three words do well. Pasting works."),
        )
        self._add(card, show_tick(_("Show what I type"), "mine_show", [self._old, self._new]))
        self._send = primary_button(_("Change my password"), "change_password")
        self._send.clicked.connect(self._send_password)
        row = Flow("password_buttons")
        row.add(self._send)
        self._add(card, row)
        card.column.addStretch()
        for line in (self._old, self._new):
            line.returnPressed.connect(self._send_password)
        return card

    def _pin_card(self) -> Card:
        card = Card("pin_card")
        card.column.setSpacing(space("two"))
        self._pin_state = quiet("", "pin_state")
        self._add(
            card,
            heading(_("A PIN for today"), "pin_heading"),
            body(
                _(
                    "Six digits unlock this computer for you, and let you back after somebody "
                    "else, until Huddle is closed. A PIN is kept in memory only; after six wrong "
                    "ones your password is needed again."
                ),
                "pin_about",
            ),
            self._pin_state,
        )
        self._pin = secret_line("pin")
        self._pin.setMaxLength(_PIN_LENGTH)
        self._pin.returnPressed.connect(self._send_pin)
        self._field(card, "pin", _("Six digits"), self._pin)
        self._choose = button(_("Use this PIN"), "choose_pin")
        self._forget = button(_("Forget my PIN"), "forget_pin")
        self._choose.clicked.connect(self._send_pin)
        self._forget.clicked.connect(self.pin_dropped)
        row = Flow("pin_buttons")
        row.add(self._choose)
        row.add(self._forget)
        self._add(card, row)
        card.column.addStretch()
        return card

    def _add(self, card: Card, *widgets: object) -> None:
        for widget in widgets:
            card.column.addWidget(widget)  # type: ignore[arg-type]

    def _field(self, card: Card, name: str, text: str, line: QLineEdit, *, hint: str = "") -> None:
        field = Field(text, line, hint=hint, object_name=f"{line.objectName()}_field")
        line.textEdited.connect(field.clear_error)
        self._fields[name] = field
        card.column.addWidget(field)

    def show_state(self, state: AccountsState) -> None:
        """Show whose account it is, and whether it has a PIN."""
        self._name.setText(state.mine.name)
        self._role.setText("\n".join((label(state.mine.role), may_in_words(state.mine.role))))
        self._fields["pin"].setVisible(state.pins_allowed)
        self._choose.setVisible(state.pins_allowed)
        self._forget.setVisible(state.has_pin)
        if not state.pins_allowed:
            self._pin_state.setText(_("This ward uses no PINs. Your password opens it."))
        elif state.has_pin:
            self._pin_state.setText(_("You have a PIN now."))
        else:
            self._pin_state.setText(_("You have no PIN now."))

    def show_busy(self, *, busy: bool) -> None:
        """Say that the key is being made."""
        self._send.setEnabled(not busy)

    def show_refusal(self, field: str, text: str, *, instead: str) -> None:
        """Say beside a field what does not fit.

        Args:
            field: The name of the field.
            text: What is wrong.
            instead: The field to say it beside when there is none of that name.
        """
        self.show_busy(busy=False)
        wrong = self._fields.get(field, self._fields[instead])
        wrong.show_error(text)
        wrong.control.setFocus()

    def password_changed(self) -> None:
        """Let go of what was typed."""
        self.show_busy(busy=False)
        self.forget()

    def forget(self) -> None:
        """Let go of what was typed, and of what was wrong with it."""
        for line in (self._old, self._new, self._pin):
            line.clear()
        for field in self._fields.values():
            field.clear_error()

    def _send_password(self) -> None:
        if not self._send.isEnabled():
            return
        for field in self._fields.values():
            field.clear_error()
        self.password_sent.emit(self._old.text(), self._new.text())

    def _send_pin(self) -> None:
        self._fields["pin"].clear_error()
        self.pin_sent.emit(self._pin.text())
