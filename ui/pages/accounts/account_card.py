"""The details of one account."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.people import PersonRow
from huddle.rows.ward import AccountRow
from huddle.vocabulary import AccessRole
from ui.pages.accounts.state import AccountsState
from ui.pages.accounts.unit_ticks import UnitTicks
from ui.pages.accounts.wording import (
    COVER_ROLES,
    ROLES,
    may_in_words,
    role_options,
    state_in_words,
)
from ui.theme.look import space
from ui.widgets.buttons import Button, button
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.labels import heading, quiet, secondary


class AccountCard(Card):
    """How one account stands; those who may, change it here.

    Signals:
        changed: The account's id, `role` or `person_id`, and the new value.
        reset_asked: Its password was forgotten.
        disable_asked: It shall open nothing any more.
        enable_asked: It shall open the ward again.
        let_in_asked: The account's id, a unit's id, and whether it may work there.
    """

    changed = Signal(str, str, object)
    reset_asked = Signal(str)
    disable_asked = Signal(str)
    enable_asked = Signal(str)
    let_in_asked = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__("account_card")
        self.account_id = ""
        self.column.setSpacing(space("two"))
        self._name = heading("", "account_name")
        self._state = quiet("", "account_state")
        self._may = secondary("", "account_may")
        self._role = Choice("account_role")
        self._person = Choice("account_person")
        for choice in (self._role, self._person):
            choice.be_narrow()
        self._role_field = Field(_("Role"), self._role, object_name="account_role_field")
        self._person_field = Field(
            _("Whose it is"), self._person, object_name="account_person_field"
        )
        self._role.picked.connect(lambda key: self._say("role", AccessRole(key)))
        self._person.picked.connect(lambda key: self._say("person_id", key or None))
        self._units = UnitTicks()
        self._units.changed.connect(
            lambda unit_id, on: self.let_in_asked.emit(self.account_id, unit_id, on)
        )
        self._reset = button(_("Give a new password…"), "account_reset")
        self._disable = button(_("Disable…"), "account_disable")
        self._enable = button(_("Enable…"), "account_enable")
        widgets: tuple[QWidget, ...] = (
            self._name,
            self._state,
            self._role_field,
            self._may,
            self._person_field,
            self._units,
            self._buttons(),
        )
        for widget in widgets:
            self.column.addWidget(widget)
        self.column.addStretch()

    def _buttons(self) -> Flow:
        flow = Flow("account_buttons")
        pairs = (
            (self._reset, self.reset_asked),
            (self._disable, self.disable_asked),
            (self._enable, self.enable_asked),
        )
        for one, signal in pairs:
            one.clicked.connect(lambda _on=False, signal=signal: signal.emit(self.account_id))
            flow.add(one)
        return flow

    def _say(self, field: str, value: object) -> None:
        self.changed.emit(self.account_id, field, value)

    def show_account(self, account: AccountRow, state: AccountsState, *, can_change: bool) -> None:
        """Show an account.

        Args:
            account: The account.
            state: What else the page shows.
            can_change: Whether whoever looks at it may change accounts.
        """
        self.account_id = account.id
        is_own = account.id == state.mine.id
        is_wall = account.role is AccessRole.WALL_SCREEN
        is_foreign = state.is_foreign(account)
        changes = can_change and not is_wall and not is_foreign
        self._name.setText(account.name)
        facts = _facts(account, state, can_change=can_change and not is_foreign)
        self._state.setText("\n".join(facts))
        self._may.setText(may_in_words(account.role))
        self._offer_roles(account)
        self._role.setEnabled(not is_own)
        self._offer_people(account, state.people)
        for field in (self._role_field, self._person_field):
            field.clear_error()
            field.setVisible(changes)
        self._units.setVisible(can_change and not is_wall and len(state.units) > 1)
        self._units.show_units(account, state.units, is_own=is_own)
        _show(self._reset, changes and not account.is_disabled)
        can_disable = can_change and not is_own and not is_foreign
        _show(self._disable, can_disable and not account.is_disabled)
        _show(self._enable, changes and account.is_disabled)

    def show_error(self, field: str, text: str) -> None:
        """Say beside a field what is wrong."""
        shown = self._person_field if field == "person_id" else self._role_field
        shown.show_error(text)

    def _offer_roles(self, account: AccountRow) -> None:
        roles = COVER_ROLES if account.ends_at is not None else ROLES
        self._role.offer(role_options(roles), account.role.value)

    def _offer_people(self, account: AccountRow, people: tuple[PersonRow, ...]) -> None:
        known = [(one.id, one.name) for one in people if not one.is_post]
        if account.person_id and account.person_id not in dict(known):
            known.append((account.person_id, account.person_name))
        self._person.offer([("", _("Nobody on the lists")), *known], account.person_id or "")


def _facts(account: AccountRow, state: AccountsState, *, can_change: bool) -> list[str]:
    """What is to be known of it; those who change it have fields for role and person."""
    facts = [state_in_words(account, state.zone)]
    if not can_change:
        facts = [label(account.role), *filter(None, [account.person_name]), *facts]
    if account.id == state.mine.id:
        facts.append(_("This is your own account."))
    if state.is_foreign(account):
        facts.append(_("It belongs to another unit: its own manager changes it."))
    return facts


def _show(one: Button, shown: bool) -> None:
    one.setVisible(shown)
