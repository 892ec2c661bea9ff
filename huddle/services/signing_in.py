"""Signing in again while the ward is open: unlocking, switching to somebody else, and PINs.

A PIN is kept in memory only, and only for somebody who gave their password since the program
started; wrong ones make the next attempt wait, and too many drop it.
"""

from __future__ import annotations

import hmac
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from sqlmodel import Session, col, select

from huddle.errors import DamagedData, Environment, Refused, WrongPassword
from huddle.i18n import _
from huddle.model import Account
from huddle.model.base import NAME_LENGTH
from huddle.rows.changes import Changes
from huddle.rows.ward import AccountRow, SignInName
from huddle.rules.back_off import FREE
from huddle.services.accounts import (
    MANAGING,
    account_row,
    all_accounts,
    close_ended,
    first_open,
    is_taken,
    is_usable,
    refuse_unusable,
    units_of,
)
from huddle.services.guarded import Service
from huddle.services.people import found
from huddle.services.policies import policy_of
from huddle.store import attempts, sealing
from huddle.store.key_file import folded
from huddle.store.session import Store
from huddle.store.transaction import Reader, Writer
from huddle.store.unlocking import unlock
from huddle.vocabulary import AccessRole, Thing

_LOG = logging.getLogger(__name__)

PIN_LENGTH = 6
_PIN = re.compile(r"[0-9]{6}")
_PIN_TRIES = FREE + 2
"""Wrong PINs after which the password is needed again."""
_EASY_RUNS = "0123456789012345 9876543210987654"


@dataclass(slots=True)
class _Pin:
    """A PIN in memory, as a keyed hash, and the wrong ones since it last opened."""

    digest: bytes
    row_version: int
    """The account's when it was chosen: a later change, such as a reset, makes it void."""
    wrong: int = 0


class SigningIn(Service, called="signing_in"):
    """Who is at the keys of an open ward.

    Args:
        store: The open store.
    """

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._pins: dict[str, _Pin] = {}
        # A key of this run of the program: what is kept says nothing without it.
        self._pin_key = sealing.new_key()
        store.subscribe(self._heard)

    def names(self) -> tuple[SignInName, ...]:
        """Who can unlock the ward or switch to it, by name."""
        with self._store.read() as reader:
            return tuple(
                SignInName(
                    one.name, AccessRole(one.role), has_pin=self._pin(reader, one) is not None
                )
                for one in all_accounts(reader)
                if is_usable(one, reader.now) and one.role != AccessRole.WALL_SCREEN
            )

    def pins_allowed(self) -> bool:
        """Whether the ward lets people use PINs."""
        with self._store.read() as reader:
            return policy_of(reader).pins_allowed

    def switch(self, name: str, secret: str) -> AccountRow:
        """Unlock the ward for a person, by their password or the PIN they chose.

        Raises:
            WrongPassword: It is neither.
            Refused: The account has ended, or it came too soon after wrong ones.
        """
        with self._store.read() as reader:
            account = _named(reader, name)
            pin = self._pin(reader, account) if account is not None else None
        if account is not None and pin is not None and _PIN.fullmatch(secret):
            self._check_pin(account, pin, secret)
        else:
            now = self._store.clock.now()
            unlock(self._store.home, name, secret, now, self._store.pc)
        if account is None:
            raise WrongPassword(_("Nobody of that name can sign in here."), "sign_in_name")
        refuse_unusable(account, self._store.clock.now())
        unit_id = self._store.unit_id
        if unit_id not in units_of(account):
            unit_id = first_open(self._store, account)
        self._store.account = account_row(account)
        self._store.use_unit(unit_id)
        note_sign_in(self._store)
        if self._store.line is not None:
            self._store.line.let_in(account.name)
        return self._store.account

    def choose_pin(self, pin: str) -> None:
        """Let whoever is signed in use a PIN until the program ends.

        Raises:
            Refused: The ward uses none, or it is not six digits, or it is guessed at once.
        """
        account = self._store.account
        with self._store.read() as reader:
            if not policy_of(reader).pins_allowed:
                raise Refused(_("This ward uses no PINs. Your password opens it."), "pin")
            row_version = found(reader, Account, account.id).row_version
        if not _PIN.fullmatch(pin):
            raise Refused(_("A PIN is six digits."), "pin")
        if pin in _EASY_RUNS or len(set(pin)) <= 2:
            raise Refused(_("That PIN is guessed at once. Choose six other digits."), "pin")
        self._pins[account.id] = _Pin(self._digest(account.id, pin), row_version)

    def forget_pin(self) -> None:
        """Let whoever is signed in use their password only."""
        self._pins.pop(self._store.account.id, None)

    def lock(self) -> None:
        """Note that the screen was locked."""
        with self._store.write() as writer:
            writer.note("lock", "account", writer.account_id)

    def open_wall(self) -> AccountRow:
        """Hand the screen to the wall, which sees nobody's name; a person opens it each time."""
        with self._store.write() as writer:
            wall = next(
                (one for one in all_accounts(writer) if one.role == AccessRole.WALL_SCREEN), None
            )
            if wall is None:
                name = _free_name(writer, self._wall_name(writer))
                wall = writer.add(Account, name=name, role=AccessRole.WALL_SCREEN.value)
            refuse_unusable(wall, writer.now)
            writer.note("open_wall", "account", wall.id)
            row = account_row(wall)
        self._store.account = row
        return row

    def _wall_name(self, reader: Reader) -> str:
        if self._store.open_units is None:
            return _("Wall")
        # The walls of other units are not seen, and each has its own name.
        return _("Wall of {unit}").format(unit=reader.unit.name)[:NAME_LENGTH]

    def _pin(self, reader: Reader, account: Account) -> _Pin | None:
        """The PIN that opens the ward for an account now."""
        pin = self._pins.get(account.id)
        if pin is None or not policy_of(reader).pins_allowed:
            return None
        return pin if pin.row_version == account.row_version else None

    def _heard(self, changes: Changes) -> None:
        """Forget every PIN once the ward wants none."""
        if self._pins and Thing.PRIVACY in changes.things:
            with self._store.read() as reader:
                if not policy_of(reader).pins_allowed:
                    self._pins.clear()

    def _check_pin(self, account: Account, known: _Pin, pin: str) -> None:
        now, place = self._store.clock.now(), self._store.home.attempts
        attempts.refuse_too_soon(place, account.name, now)
        if hmac.compare_digest(known.digest, self._digest(account.id, pin)):
            known.wrong = 0
            return
        known.wrong += 1
        attempts.failed(place, account.name, now, self._store.pc)
        if known.wrong >= _PIN_TRIES:
            del self._pins[account.id]
            raise WrongPassword(
                _("That PIN was wrong too often. Sign in with your password."), "password"
            )
        raise WrongPassword(_("That is not your PIN. Try again, or use your password."), "password")

    def _digest(self, account_id: str, pin: str) -> bytes:
        return hmac.digest(self._pin_key, f"{account_id} {pin}".encode(), "sha256")


def account_called(session: Session, sign_in_name: str) -> Account:
    """Whose account a name opens; without a name, the one that the recovery key signs in.

    Raises:
        DamagedData: There is none of that name.
    """
    accounts = session.exec(select(Account).order_by(col(Account.id))).all()
    if not sign_in_name:
        return _keeper(accounts)
    for account in accounts:
        if folded(account.name) == folded(sign_in_name):
            return account
    raise DamagedData(
        _("The key file and the data file do not belong together."),
        _("Nothing was changed. Bring back both from the same backup."),
    )


def _keeper(accounts: Sequence[Account]) -> Account:
    """Whom the recovery key signs in: the first who can let others in."""
    managing = (one for one in accounts if one.role in MANAGING and not one.is_disabled)
    return next(managing, accounts[0])


def note_sign_in(store: Store, *, by_recovery_key: bool = False) -> None:
    """Put a sign-in into the audit, with the wrong attempts since the last one.

    Where nothing can be written it is left out: nothing else can be done there either, and what
    is there can still be read.

    Raises:
        DamagedData: The file is not whole.
    """
    act = "sign_in_by_recovery_key" if by_recovery_key else "sign_in"
    failures = attempts.untold(store.home.attempts)
    try:
        with store.write() as writer:
            _note_failures(writer, failures)
            writer.note(act, "account", store.account.id)
            close_ended(writer, store.is_open)
    except DamagedData:
        raise
    except Environment as error:
        failures = ()
        _LOG.info("a sign-in could not be noted: %s", type(error).__name__)
    attempts.start_afresh(store.home.attempts, store.account.name, failures)


def _note_failures(writer: Writer, failures: Iterable[attempts.Failures]) -> None:
    for row in failures:
        told = {"count": row.count - row.told, "last_at": row.last_at, "pc": row.pc}
        name = row.name or _("a name that nobody has")
        writer.note("sign_in_failed", "account", "", name=name, **told)


def _named(reader: Reader, name: str) -> Account | None:
    wanted = folded(name)
    return next((one for one in all_accounts(reader) if folded(one.name) == wanted), None)


def _free_name(reader: Reader, name: str) -> str:
    tried = (name if number == 1 else f"{name} {number}" for number in count(1))
    return next(one for one in tried if not is_taken(reader, one))
