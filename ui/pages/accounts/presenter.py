"""What the Accounts page does: lets people in and out, and changes what opens the ward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from huddle.errors import ChangedElsewhere, Refused
from huddle.i18n import _
from huddle.rows.ward import AccountRow
from huddle.rules.access import may
from huddle.vocabulary import Thing
from ui.keeping import KeepingPresenter
from ui.pages.accounts.account_form import Filled, Purpose
from ui.pages.accounts.page import AccountsPage
from ui.pages.accounts.state import EVERYBODY, KEYS, MINE, AccountsState
from ui.recovery import save_recovery_page

if TYPE_CHECKING:
    from ui.desk import Desk


class AccountsPresenter(KeepingPresenter[AccountsState]):
    """The behaviour of the Accounts page."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.ACCOUNTS, Thing.PEOPLE, Thing.PRIVACY, Thing.UNIT}
    )

    def __init__(self, page: AccountsPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self._page = page
        self._accounts = desk.ward.accounts
        self._state: AccountsState | None = None
        self._chosen_id = ""
        self._recovery_key = ""
        self._role = role = desk.ward.account.role
        self._may_see = may(role, "accounts.accounts")
        self._may_change = may(role, "accounts.change")
        opens = desk.may("accounts.new_recovery_key") or desk.may("signing_in.open_wall")
        page.offer_sections(everybody=self._may_see, keys=opens)
        self._offer_keys()
        if self._may_see:
            page.show_section(EVERYBODY)
        self._connect()

    def _connect(self) -> None:
        page, everybody = self._page, self._page.everybody
        page.section_shown.connect(lambda _section: self._forget_secrets())
        everybody.chosen.connect(self._choose)
        everybody.card.changed.connect(self._change)
        everybody.card.let_in_asked.connect(self._let_in)
        everybody.card.disable_asked.connect(self._ask_disable)
        everybody.form.sent.connect(self._send_form)
        page.mine.password_sent.connect(self._change_password)
        page.mine.pin_sent.connect(self._choose_pin)
        page.mine.pin_dropped.connect(self._forget_pin)
        page.keys.recovery_asked.connect(self._ask_recovery_key)
        page.keys.change_asked.connect(self._ask_change_key)
        page.keys.wall_asked.connect(self._open_wall)
        page.keys.recovery.print_asked.connect(self._print_recovery_key)
        page.keys.recovery.noted.connect(self._forget_secrets)

    def arrive(self, **what: str) -> None:
        """Show the page; `section` is one of its parts that this account may see."""
        section = what.get("section", "")
        if section == MINE or (section in (EVERYBODY, KEYS) and self._may_see):
            self._page.show_section(section)
        # Whether there is a PIN changes without a word.
        self._is_stale = True
        super().arrive(**what)

    def leave(self) -> None:
        """Leave no password and no key on a page that nobody looks at."""
        super().leave()
        self._forget_secrets()

    # What is shown

    def _read(self) -> AccountsState:
        ward = self.desk.ward
        unit = ward.setting_up.unit()
        mine = self._accounts.mine()
        return AccountsState(
            mine=mine,
            zone=ZoneInfo(unit.time_zone),
            ward_name=unit.name,
            accounts=self._accounts.accounts() if self._may_see else (),
            people=ward.people.people() if self._may_change else (),
            units=ward.units.units() if self._may_change else (),
            pins_allowed=ward.signing_in.pins_allowed(),
            has_pin=any(one.has_pin for one in ward.signing_in.names() if one.name == mine.name),
        )

    def _show_read(self, read: AccountsState) -> None:
        self._state = replace(read, chosen_id=self._chosen_id)
        if (chosen := self._state.chosen) is not None:
            # Whoever is looked at stays, wherever their row goes.
            self._chosen_id = chosen.id
        self._show()

    def _show(self) -> None:
        if self._state is not None:
            self._page.everybody.show_state(self._state, can_change=self._may_change)
            self._page.mine.show_state(self._state)

    def _choose(self, account_id: str) -> None:
        self._chosen_id = account_id
        if self._state is not None:
            self._state = replace(self._state, chosen_id=account_id)
            self._show()

    def _forget_secrets(self) -> None:
        self._recovery_key = ""
        self._page.keys.forget_recovery_key()
        self._offer_keys()
        self._page.mine.forget()
        self._page.everybody.close_form()

    @property
    def _has_key(self) -> bool:
        """Whether there is a data file with a key; a server's data has none of Huddle's."""
        return not self.desk.ward.is_on_server

    def _offer_keys(self) -> None:
        self._page.keys.offer(
            recovery=may(self._role, "accounts.new_recovery_key"),
            change=may(self._role, "accounts.change_key") and self._has_key,
            wall=self.desk.may("signing_in.open_wall"),
        )

    # One account

    def _change(self, account_id: str, field: str, value: object) -> None:
        def prepare() -> Callable[[], AccountRow] | None:
            row = self._state.account(account_id) if self._state else None
            if row is None:
                return None
            new: dict[str, Any] = {"role": row.role, "person_id": row.person_id, field: value}
            return lambda: self._accounts.change(account_id, row.row_version, **new)

        def failed(error: Exception) -> None:
            if isinstance(error, Refused) and not isinstance(error, ChangedElsewhere):
                self._show()
                self._page.everybody.card.show_error(field, error.message)
            else:
                self.refused(error)

        self._page.saved.clear()
        self._turns.add(prepare, self._kept, failed)

    def _let_in(self, account_id: str, unit_id: str, on: bool) -> None:
        def prepare() -> Callable[[], AccountRow] | None:
            row = self._state.account(account_id) if self._state else None
            if row is None:
                return None
            others = {*row.unit_ids, unit_id} if on else {*row.unit_ids} - {unit_id}
            return lambda: _with_units(row, self.desk.ward.units.let_in(account_id, list(others)))

        def failed(error: Exception) -> None:
            self._show()
            self.refused(error)

        self._page.saved.clear()
        self._turns.add(prepare, self._kept, failed)

    def _kept(self, row: AccountRow) -> None:
        if self._state is not None:
            self._state = self._state.having(row)
            self._show()
        self._page.saved.saved()

    def _send_form(self, filled: Filled) -> None:
        self._page.everybody.form.show_busy(busy=True)
        self.desk.tasks.run(
            self.widget,
            partial(self._fill, filled),
            partial(self._filled, filled.purpose),
            self._not_filled,
            key="account",
        )

    def _fill(self, filled: Filled) -> AccountRow:
        if filled.purpose is Purpose.COVER:
            return self._accounts.add_cover(filled.name, filled.password, filled.role)
        if filled.purpose is Purpose.RESET:
            return self._accounts.reset(filled.account_id, filled.password)
        if filled.purpose is Purpose.ENABLE:
            return self._accounts.enable(filled.account_id, filled.password)
        return self._accounts.add(
            filled.name, filled.password, filled.role, person_id=filled.person_id
        )

    def _filled(self, purpose: Purpose, row: AccountRow) -> None:
        self._chosen_id = row.id
        self._page.everybody.close_form()
        said = {
            Purpose.ADD: _("{name} can sign in."),
            Purpose.COVER: _("{name} can sign in until midnight."),
            Purpose.RESET: _("{name} has a new password."),
            Purpose.ENABLE: _("{name} can sign in again."),
        }
        self.desk.messages.say(said[purpose].format(name=row.name))
        self.ask_again()

    def _not_filled(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._page.everybody.form.show_refusal(error.field, error.message)
        else:
            self._page.everybody.form.show_busy(busy=False)
            self.refused(error)

    def _ask_disable(self, account_id: str) -> None:
        row = self._state.account(account_id) if self._state else None
        if row is not None:
            self.desk.ask.confirm(
                self.widget,
                title=_("Disable {name}?").format(name=row.name),
                text=_("It opens nothing any more. What was done under it stays, with its name."),
                yes=_("Disable"),
                then=partial(self._disable, row),
                harmful=True,
            )

    def _disable(self, row: AccountRow) -> None:
        self.desk.tasks.run(
            self.widget,
            lambda: self._accounts.disable(row.id),
            self._disabled,
            self.refused,
            key="account",
        )

    def _disabled(self, row: AccountRow) -> None:
        self.desk.messages.say(_("{name} can sign in no more.").format(name=row.name))
        if row.can_sign_in and self._has_key:
            self.desk.ask.confirm(
                self.widget,
                title=_("Change the data file’s key, too?"),
                text=_(
                    "Then whoever kept a key cannot read what comes after. It cannot undo this: "
                    "whoever copied the data file and knows its password can still read that copy."
                ),
                yes=_("Change the key"),
                no=_("Not now"),
                then=self._change_key,
            )

    # One's own account

    def _change_password(self, old: str, new: str) -> None:
        self._page.mine.show_busy(busy=True)
        self.desk.tasks.run(
            self.widget,
            lambda: self._accounts.change_my_password(old, new),
            self._password_changed,
            partial(self._not_mine, "old_password"),
            key="password",
        )

    def _password_changed(self, _done: object) -> None:
        self._page.mine.password_changed()
        self.desk.messages.say(_("You have a new password."))

    def _choose_pin(self, pin: str) -> None:
        signing_in = self.desk.ward.signing_in
        self.desk.tasks.run(
            self.widget,
            lambda: signing_in.choose_pin(pin),
            partial(self._pin_changed, _("Your PIN unlocks this computer until Huddle is closed.")),
            partial(self._not_mine, "pin"),
        )

    def _forget_pin(self) -> None:
        signing_in = self.desk.ward.signing_in
        done = partial(self._pin_changed, _("Your PIN is forgotten. Your password opens the ward."))
        self.desk.tasks.run(self.widget, signing_in.forget_pin, done, self.refused)

    def _pin_changed(self, said: str, _done: object) -> None:
        self._page.mine.forget()
        self.desk.messages.say(said)
        self.ask_again()

    def _not_mine(self, instead: str, error: Exception) -> None:
        if isinstance(error, Refused):
            self._page.mine.show_refusal(error.field, error.message, instead=instead)
        else:
            self._page.mine.show_busy(busy=False)
            self.refused(error)

    # Keys and the wall

    def _ask_recovery_key(self) -> None:
        self.desk.ask.confirm(
            self.widget,
            title=_("Make a new recovery key?"),
            text=_("The one on paper opens nothing any more. Have a printer or a pen ready."),
            yes=_("Make it"),
            then=self._make_recovery_key,
        )

    def _make_recovery_key(self) -> None:
        self._run_key(self._accounts.new_recovery_key, self._show_recovery_key)

    def _show_recovery_key(self, recovery_key: str) -> None:
        self._page.keys.show_busy(busy=False)
        self._page.show_section(KEYS)
        self._recovery_key = recovery_key
        self._page.keys.show_recovery_key(recovery_key)

    def _print_recovery_key(self) -> None:
        desk = self.desk
        if self._state is not None:
            save_recovery_page(
                self.widget,
                desk.tasks,
                desk.files,
                desk.messages,
                self._state.ward_name,
                self._recovery_key,
            )

    def _ask_change_key(self) -> None:
        self.desk.ask.confirm(
            self.widget,
            title=_("Change the data file’s key?"),
            text=_(
                "The data is written anew under it, which can take a minute. Close Huddle for "
                "everybody else on this computer first. Passwords stay as they are."
            ),
            yes=_("Change the key"),
            then=self._change_key,
        )

    def _change_key(self) -> None:
        self.desk.messages.say(_("Changing the data file’s key. One moment…"))
        self._run_key(self._accounts.change_key, self._key_changed)

    def _key_changed(self, number: int) -> None:
        self._page.keys.show_busy(busy=False)
        said = _("The data file has a new key, number {number}. Make a backup soon.")
        self.desk.messages.say(said.format(number=number))

    def _run_key(self, call: Callable[[], Any], done: Callable[[Any], None]) -> None:
        def failed(error: Exception) -> None:
            self._page.keys.show_busy(busy=False)
            self.refused(error)

        self._page.keys.show_busy(busy=True)
        self.desk.tasks.run(self.widget, call, done, failed, key="key")

    def _open_wall(self) -> None:
        self.desk.go("wall")


def _with_units(row: AccountRow, let_in: AccountRow) -> AccountRow:
    return replace(row, unit_ids=let_in.unit_ids, row_version=let_in.row_version)


def open_page(desk: Desk) -> AccountsPresenter:
    """The Accounts page at work."""
    return AccountsPresenter(AccountsPage(), desk)
