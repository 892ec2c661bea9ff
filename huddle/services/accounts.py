"""Accounts: who can sign in, with which role, and the keys that let them.

The key file is changed last in each write, while the data file's write lock keeps others out. So
a failure leaves at worst a name in the key file that no account answers to, which opens nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from huddle.clock import local
from huddle.errors import NotAllowed, Refused, WrongPassword
from huddle.i18n import _
from huddle.model import Account, Person
from huddle.paths import Paths
from huddle.rows.ward import AccountRow
from huddle.services.guarded import Service
from huddle.services.learned import forget
from huddle.services.passwords import check_password
from huddle.services.people import found
from huddle.services.setting_up import check_version
from huddle.store import key_change, keys
from huddle.store.attempts import MustWait
from huddle.store.key_file import folded
from huddle.store.session import Store
from huddle.store.transaction import Reader, Writer
from huddle.store.unlocking import unlock
from huddle.vocabulary import AccessRole

MANAGING = (AccessRole.WARD_MANAGER, AccessRole.ADMINISTRATOR)
"""Roles that can let others in; one of them must be left."""
COVER_ROLES = (AccessRole.FACILITATOR, AccessRole.CONTRIBUTOR, AccessRole.READER)


class Accounts(Service, called="accounts"):
    """Who can open the ward.

    Args:
        store: The open store.
        paths: Where its key file stands.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        super().__init__(store)
        self._paths = paths

    def accounts(self) -> tuple[AccountRow, ...]:
        """Every account that may work in this unit, by name, disabled ones last."""
        with self._store.read() as reader:
            called = _person_names(reader)
            rows = [
                _named_row(account, called)
                for account in all_accounts(reader)
                if reader.unit_id in units_of(account)
            ]
            return tuple(sorted(rows, key=lambda row: row.is_disabled))

    def mine(self) -> AccountRow:
        """Whoever is signed in."""
        with self._store.read() as reader:
            account = found(reader, Account, reader.account_id)
            return _named_row(account, _person_names(reader))

    def add(
        self, name: str, password: str, role: AccessRole, *, person_id: str | None = None
    ) -> AccountRow:
        """Let somebody sign in.

        Raises:
            Refused: The name is taken, or the name, password or role cannot be used.
        """
        if role is AccessRole.WALL_SCREEN:
            raise Refused(_no_password_for_a_wall(), "role")
        return self._add(name, password, role, person_id=person_id)

    def add_cover(self, name: str, password: str, role: AccessRole) -> AccountRow:
        """Let somebody who covers sign in until midnight, with no more rights than one has.

        Raises:
            Refused: The name is taken, or the name, password or role cannot be used.
        """
        if role not in COVER_ROLES:
            raise Refused(_cover_roles_only(), "role")
        return self._add(name, password, role, is_cover=True)

    def change(
        self, account_id: str, row_version: int, *, role: AccessRole, person_id: str | None
    ) -> AccountRow:
        """Change an account's role and whom it belongs to.

        Raises:
            Refused: Nobody would be left who can let others in, it is one's own role, or this
                account cannot have that role.
        """
        with self._store.write() as writer:
            account = _own(writer, account_id)
            check_version(account.row_version, row_version)
            if role != account.role:
                _refuse_role(writer, account, role)
            _refuse_no_person(writer, person_id)
            writer.change(account, role=role.value, person_id=person_id)
            _refuse_nobody_left(writer)
            return _named_row(account, _person_names(writer))

    def disable(self, account_id: str) -> AccountRow:
        """Let an account sign in no more; what it did stays under its name, what it learned goes.

        Whoever copied the data file and knows the password can still read that copy: change the
        file's key, so that they cannot read what comes after.

        Raises:
            Refused: It is one's own, or nobody would be left who can let others in.
        """
        with self._store.write() as writer:
            account = _own(writer, account_id)
            if account.id == writer.account_id:
                raise Refused(_("This is your own account. Ask somebody else to disable it."))
            writer.change(account, act="disable", is_disabled=True)
            _refuse_nobody_left(writer)
            keys.remove_account(writer.key_ring, account.name)
            forget(writer, account.id)
            return account_row(account)

    def enable(self, account_id: str, password: str) -> AccountRow:
        """Let a disabled account sign in again, with a new password; a cover account for today."""
        with self._giving_password(account_id, password) as (writer, account):
            ends_at = None if account.ends_at is None else _tonight(writer)
            writer.change(account, act="enable", is_disabled=False, ends_at=ends_at)
            return account_row(account)

    def reset(self, account_id: str, password: str) -> AccountRow:
        """Give an account a new password in place of a forgotten one.

        Raises:
            Refused: The password cannot be used, or the account is disabled or has ended.
        """
        with self._giving_password(account_id, password) as (writer, account):
            if not is_usable(account, writer.now):
                raise Refused(_("This account is disabled. Enable it with a new password instead."))
            # A newer version: the PIN chosen under the old password opens nothing any more.
            writer.touch(account)
            writer.note("reset_password", "account", account.id)
            return account_row(account)

    def change_my_password(self, old: str, new: str) -> None:
        """Change one's own password.

        Raises:
            MustWait: It came too soon after wrong passwords.
            WrongPassword: The old one is not it.
            Refused: The new one cannot be used.
        """
        name = self._store.account.name
        check_password(new, name, self._ward_name())
        try:
            unlock(self._store.home, name, old, self._store.clock.now(), self._store.pc)
        except MustWait as error:
            raise MustWait(error.message, "old_password") from error
        except WrongPassword as error:
            says = _("That is not your present password. Nothing was changed.")
            raise WrongPassword(says, "old_password") from error
        with self._store.write() as writer:
            writer.note("change_password", "account", writer.account_id)
            # So that other computers let nobody in by the old one.
            writer.touch(found(writer, Account, writer.account_id))
            keys.set_password(writer.key_ring, self._store.keys, name, new)

    def new_recovery_key(self) -> str:
        """Make a new recovery key; the old one opens nothing any more.

        Returns:
            The key to print or write down; it is shown only now.
        """
        with self._store.write() as writer:
            writer.note("new_recovery_key", "unit", writer.unit_id)
            return keys.new_recovery_key(writer.key_ring, self._store.keys)

    def change_key(self) -> int:
        """Change the data file's key; older backups stay readable with the new one.

        Returns:
            The new key's number.

        Raises:
            Refused: The data is on a server, where it is in no file of Huddle's.
            Environment: Another program has the data open, or the disk stands in the way.
        """
        if self._store.home.is_on_server:
            raise Refused(_("The data is on a server, which keeps it without a key of Huddle's."))
        self._store.close()
        changed = key_change.change_key(self._paths, self._store.keys)
        self._store.reopen(changed)
        with self._store.write() as writer:
            writer.note("change_key", "unit", writer.unit_id, number=changed.number)
        return changed.number

    def _add(
        self,
        name: str,
        password: str,
        role: AccessRole,
        *,
        person_id: str | None = None,
        is_cover: bool = False,
    ) -> AccountRow:
        keys.check_sign_in_name(name)
        check_password(password, name, self._ward_name())
        with _taken_elsewhere(name), self._store.write() as writer:
            if is_taken(writer, name):
                raise _taken(name)
            _refuse_no_person(writer, person_id)
            account = writer.add(
                Account,
                name=name.strip(),
                role=role.value,
                person_id=person_id,
                ends_at=_tonight(writer) if is_cover else None,
            )
            keys.set_password(writer.key_ring, self._store.keys, account.name, password)
            return account_row(account)

    @contextmanager
    def _giving_password(self, account_id: str, password: str) -> Iterator[tuple[Writer, Account]]:
        """A write that ends in a new password for an account."""
        with self._store.read() as reader:
            name = found(reader, Account, account_id).name
        check_password(password, name, self._ward_name())
        with self._store.write() as writer:
            account = _own(writer, account_id)
            if account.role == AccessRole.WALL_SCREEN:
                raise Refused(_no_password_for_a_wall())
            yield writer, account
            keys.set_password(writer.key_ring, self._store.keys, account.name, password)

    def _ward_name(self) -> str:
        with self._store.read() as reader:
            return reader.unit.name


def all_accounts(reader: Reader) -> list[Account]:
    """Every account by name."""
    query = select(Account).where(col(Account.deleted_at).is_(None)).order_by(col(Account.name))
    return list(reader.session.exec(query))


def units_of(account: Account) -> tuple[str, ...]:
    """The units an account may work in, its own first."""
    return (account.unit_id, *account.other_unit_ids.split())


def account_row(account: Account, person_name: str = "") -> AccountRow:
    """An account as shown."""
    return AccountRow(
        id=account.id,
        name=account.name,
        role=AccessRole(account.role),
        person_id=account.person_id,
        person_name=person_name,
        is_disabled=account.is_disabled,
        ends_at=account.ends_at,
        can_sign_in=account.role != AccessRole.WALL_SCREEN,
        since=account.created_at,
        row_version=account.row_version,
        unit_ids=units_of(account),
    )


def is_usable(account: Account, now: dt.datetime) -> bool:
    """Whether an account may sign in at an instant."""
    return not account.is_disabled and (account.ends_at is None or account.ends_at > now)


def refuse_unusable(account: Account, now: dt.datetime) -> None:
    """Refuse a disabled account, and a cover account after its night."""
    if account.is_disabled:
        raise Refused(_("This account is disabled. Ask a ward manager, or sign in with another."))
    if not is_usable(account, now):
        raise Refused(_("This cover account has ended. Ask a facilitator for a new one."))


def first_open(store: Store, account: Account) -> str:
    """The first of an account's units that can be worked in from here.

    Raises:
        Refused: There is none in this computer's copy, which is all that can be used just now.
    """
    found = next(filter(store.is_open, units_of(account)), None)
    if found is None:
        raise Refused(_("While the line to the server is gone, your unit is not on this computer."))
    return found


def close_ended(writer: Writer, is_open: Callable[[str], bool]) -> None:
    """Take the keys of cover accounts away whose night is over, in the units that are open here."""
    for account in filter(lambda one: is_open(one.unit_id), all_accounts(writer)):
        if not account.is_disabled and not is_usable(account, writer.now):
            writer.change(account, act="end_cover", is_disabled=True)
            keys.remove_account(writer.key_ring, account.name)
            forget(writer, account.id)


def _own(writer: Writer, account_id: str) -> Account:
    """An account of a unit in which whoever is signed in may work, too."""
    account = found(writer, Account, account_id)
    if account.unit_id not in units_of(found(writer, Account, writer.account_id)):
        raise NotAllowed(_("That account belongs to another unit: its own manager changes it."))
    return account


def _named_row(account: Account, called: dict[str, str]) -> AccountRow:
    return account_row(account, called.get(account.person_id or "", ""))


def _person_names(reader: Reader) -> dict[str, str]:
    return {row[0]: row[1] for row in reader.session.exec(select(Person.id, Person.name))}


def _tonight(reader: Reader) -> dt.datetime:
    """Midnight at the end of the ward's day."""
    tomorrow = reader.today + dt.timedelta(days=1)
    zone = local(reader.now, reader.time_zone).tzinfo
    return dt.datetime.combine(tomorrow, dt.time(), zone).astimezone(dt.UTC)


def is_taken(reader: Reader, name: str) -> bool:
    """Whether an account has this name already, whatever its case."""
    return any(folded(account.name) == folded(name) for account in all_accounts(reader))


@contextmanager
def _taken_elsewhere(name: str) -> Iterator[None]:
    """Refuse a name of a unit that this computer's login to the server does not see."""
    try:
        yield
    except IntegrityError as error:
        raise _taken(name) from error


def _taken(name: str) -> Refused:
    says = _("There is an account “{name}” already.")
    return Refused(says.format(name=name.strip()), "sign_in_name")


def _refuse_no_person(reader: Reader, person_id: str | None) -> None:
    if person_id is not None:
        found(reader, Person, person_id)


def _refuse_role(reader: Reader, account: Account, role: AccessRole) -> None:
    if account.id == reader.account_id:
        raise NotAllowed(_("This is your own role. Ask somebody else to change it."), "role")
    if AccessRole.WALL_SCREEN in (role, account.role):
        raise Refused(_("A wall screen stays one, and nobody’s account becomes one."), "role")
    if account.ends_at is not None and role not in COVER_ROLES:
        raise Refused(_cover_roles_only(), "role")


def _cover_roles_only() -> str:
    return _("A cover account can be facilitator, contributor or reader.")


def _no_password_for_a_wall() -> str:
    return _("A wall screen has no password: a person opens it.")


def _refuse_nobody_left(writer: Writer) -> None:
    for account in all_accounts(writer):
        if account.role in MANAGING and not account.is_disabled and account.ends_at is None:
            return
    raise Refused(
        _("Somebody must be left who can let others in. Make another account manager first.")
    )
