"""The composition root: opens a store and puts its services on one object, the ward."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from huddle.clock import Clock
from huddle.errors import DamagedData, Refused
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.model import Account, Unit
from huddle.new_ward import NewWard
from huddle.paths import Paths
from huddle.rows import AccountRow, Changes
from huddle.services.accounts import MANAGING, Accounts, account_row, refuse_unusable
from huddle.services.calendar import Calendar
from huddle.services.escalations import Escalations
from huddle.services.followups import FollowUpsService
from huddle.services.history import History
from huddle.services.inbox import Inbox
from huddle.services.passwords import check_password
from huddle.services.people import People
from huddle.services.planning import Planning
from huddle.services.privacy import Privacy
from huddle.services.received import Received
from huddle.services.reminders import Reminders
from huddle.services.rotas import Rotas
from huddle.services.running import Running
from huddle.services.setting_up import SettingUp, fill_new_store, first_unit_values
from huddle.services.signing_in import SigningIn, note_sign_in
from huddle.services.templates import Templates
from huddle.services.units import Units
from huddle.services.upkeep import Upkeep
from huddle.sheets.drafting import Sources
from huddle.sheets.orders import Sheets
from huddle.store import key_change, keys, unlocking
from huddle.store.backup import make_backup
from huddle.store.database import driver_errors_in_words, make_engine
from huddle.store.ids import NewId, new_id
from huddle.store.key_file import folded
from huddle.store.keys import Keys
from huddle.store.migrating import migrate
from huddle.store.place import check_data_folder
from huddle.store.session import Store
from huddle.vocabulary import AccessRole, BackupWhy

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from huddle.exchange.handing_over import HandingOver
    from huddle.mailing.courier import Courier
    from huddle.services.audit_log import AuditLog
    from huddle.services.mail import Mail
    from huddle.services.month import Month
    from huddle.services.paper import Paper
    from huddle.services.retention import Retention
    from huddle.services.rights import Rights
    from huddle.services.typing_in import TypingIn
    from huddle.services.views import Views
    from huddle.services.wall import Wall
    from huddle.sheets.posting import Posting


class Ward:
    """An open store, and what can be wanted of it.

    Its services are called on a worker, one at a time; `subscribe` tells of each finished write
    on the thread that made it.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        self._store = store
        self.paths = paths
        self.clock = store.clock
        self.signing_in = SigningIn(store, paths)
        self.accounts = Accounts(store, paths)
        self.privacy = Privacy(store)
        self.setting_up = SettingUp(store)
        self.people = People(store)
        self.templates = Templates(store)
        self.calendar = Calendar(store)
        self.rotas = Rotas(store)
        self.planning = Planning(store)
        self.inbox = Inbox(store, paths)
        self.running = Running(store, self.inbox)
        self.followups = FollowUpsService(store)
        self.units = Units(store)
        self.escalations = Escalations(store)
        self.received = Received(store)
        self.history = History(store)
        self.upkeep = Upkeep(store, paths)
        self.reminders = Reminders(store, paths)
        self.sheets = Sheets(
            store,
            Sources(
                setting_up=self.setting_up,
                people=self.people,
                planning=self.planning,
                followups=self.followups,
                history=self.history,
                escalations=self.escalations,
                received=self.received,
                wall=lambda: self.wall,
                month=lambda: self.month,
            ),
        )

    # Seldom asked for, and slow to import together: not when a ward is opened.

    @cached_property
    def handover(self) -> HandingOver:
        """Escalations and answers as files."""
        from huddle.exchange.handing_over import HandingOver  # noqa: PLC0415 - as above

        return HandingOver(self._store, self.paths)

    @cached_property
    def audit(self) -> AuditLog:
        """What the audit tells."""
        from huddle.services.audit_log import AuditLog  # noqa: PLC0415 - as above

        return AuditLog(self._store, self.paths)

    @cached_property
    def courier(self) -> Courier:
        """Speaks to the ward's mail server, if it has one; whoever tests sets another."""
        from huddle.mailing.courier import Courier  # noqa: PLC0415 - as above

        return Courier()

    @cached_property
    def mail(self) -> Mail:
        """Mail, off until somebody turns it on."""
        from huddle.services.mail import Mail  # noqa: PLC0415 - as above

        return Mail(self._store, self.paths, self.courier)

    @cached_property
    def posting(self) -> Posting:
        """Sheets by mail."""
        from huddle.sheets.posting import Posting  # noqa: PLC0415 - as above

        return Posting(self._store, self.sheets, self.courier)

    @cached_property
    def paper(self) -> Paper:
        """Huddles that were held on paper."""
        from huddle.services.paper import Paper  # noqa: PLC0415 - as above

        return Paper(self._store)

    @cached_property
    def rights(self) -> Rights:
        """What a person may ask for."""
        from huddle.services.rights import Rights  # noqa: PLC0415 - as above

        return Rights(self._store)

    @cached_property
    def retention(self) -> Retention:
        """What is kept, and what goes."""
        from huddle.services.retention import Retention  # noqa: PLC0415 - as above

        return Retention(self._store)

    @cached_property
    def typing_in(self) -> TypingIn:
        """What comes back on paper."""
        from huddle.services.typing_in import TypingIn  # noqa: PLC0415 - as above

        return TypingIn(self._store)

    @cached_property
    def views(self) -> Views:
        """Saved views of Follow-ups."""
        from huddle.services.views import Views  # noqa: PLC0415 - as above

        return Views(self._store)

    @cached_property
    def wall(self) -> Wall:
        """The two faces of the wall."""
        from huddle.services.wall import Wall  # noqa: PLC0415 - as above

        return Wall(self._store)

    @cached_property
    def month(self) -> Month:
        """A month in numbers."""
        from huddle.services.month import Month  # noqa: PLC0415 - as above

        return Month(self._store)

    @property
    def account(self) -> AccountRow:
        """Whoever is signed in now."""
        return self._store.account

    @property
    def unit_id(self) -> str:
        """The unit in use now."""
        return self._store.unit_id

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Hear of each finished write, on the thread that made it."""
        self._store.subscribe(listener)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()


Unlock = Callable[[Paths, Clock], tuple[Keys, str]]
"""Opens a store's keys; gives them with the sign-in name, empty for the recovery key."""


def by_password(sign_in_name: str, password: str) -> Unlock:
    """Unlock with a name and its password."""

    def opened(paths: Paths, clock: Clock) -> tuple[Keys, str]:
        found = unlocking.unlock(
            paths.key_file, sign_in_name, password, clock.now(), platform.node()
        )
        return found, sign_in_name

    return opened


def by_recovery_key(recovery_key: str) -> Unlock:
    """Unlock with the recovery key, as the first account that can let others in."""

    def opened(paths: Paths, clock: Clock) -> tuple[Keys, str]:
        found = unlocking.unlock_by_recovery_key(
            paths.key_file, recovery_key, clock.now(), platform.node()
        )
        return found, ""

    return opened


def open_ward(paths: Paths, clock: Clock, unlock: Unlock) -> Ward:
    """Open a store for one account.

    Raises:
        WrongPassword: Name and password do not open it.
        Refused: There is no store here.
        Environment: The folder, the file or the disk stands in the way.
    """
    if not paths.has_store():
        raise Refused(
            _("There is no Huddle data in “{folder}” yet. Set up a ward first.").format(
                folder=paths.data_dir
            )
        )
    check_data_folder(paths.data_dir)
    found, sign_in_name = unlock(paths, clock)
    _refuse_missing_data(paths)
    _bring_up_to_date(paths, found, clock)
    engine = make_engine(paths.database, found.key)
    try:
        return _entered(paths, clock, engine, found, sign_in_name)
    except BaseException:
        # A connection left open would keep a backup from taking the file's place.
        engine.dispose()
        raise


def _entered(paths: Paths, clock: Clock, engine: Engine, found: Keys, sign_in_name: str) -> Ward:
    with driver_errors_in_words(paths.database), Session(engine) as session:
        account = _account(session, sign_in_name)
        is_there = session.get(Unit, account.unit_id) is not None
    if not is_there:
        raise DamagedData(_("The data file holds no ward."), _("Bring back the last good backup."))
    refuse_unusable(account, clock.now())
    store = Store(engine, clock, account.unit_id, account_row(account), new_id, found)
    note_sign_in(store, paths, by_recovery_key=not sign_in_name)
    return Ward(store, paths)


def _bring_up_to_date(paths: Paths, found: Keys, clock: Clock) -> None:
    """Upgrade the schema if it is an older one, after a proved backup."""

    def back_up() -> None:
        make_backup(paths, found, paths.backups, clock.now(), BackupWhy.MIGRATION)

    try:
        migrate(paths.database, found.key, back_up)
    except DamagedData:
        if not key_change.finish_change(paths, found):
            raise
        migrate(paths.database, found.key, back_up)


def _refuse_missing_data(paths: Paths) -> None:
    if not paths.database.exists() or not paths.database.stat().st_size:
        raise DamagedData(
            _("The data file “{file}” is missing or empty.").format(file=paths.database),
            _("Nothing was changed. Bring back the last good backup."),
        )


def _account(session: Session, sign_in_name: str) -> Account:
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


def create_ward(
    paths: Paths,
    clock: Clock,
    wanted: NewWard,
    *,
    cost: keys.KeyCost | None = None,
    make_id: NewId = new_id,
) -> tuple[Ward, str]:
    """Make a new store with its first unit and account, and open it.

    Returns:
        The ward, and the recovery key to print or write down; it is shown only now.

    Raises:
        Refused: A field cannot be used, or there is a store here already.
        Environment: The folder or the disk stands in the way.
    """
    unit = first_unit_values(wanted.ward_name, wanted.time_zone)
    if paths.has_store():
        raise Refused(_("There is a store in this folder already. Sign in to it instead."))
    check_data_folder(paths.data_dir)
    check_password(wanted.password, wanted.sign_in_name, wanted.ward_name)
    made, recovery_key = keys.create_key_file(
        paths.key_file, wanted.sign_in_name, wanted.password, cost
    )
    try:
        migrate(paths.database, made.key)
        store = _fill(paths, clock, wanted, unit, made, make_id)
    except BaseException:
        # A half-made store would be neither one to sign in to nor an empty folder.
        with disk_errors_in_words(paths.data_dir):
            paths.key_file.unlink(missing_ok=True)
            for leftover in paths.data_dir.glob(f"{paths.database.name}*"):
                leftover.unlink()
        raise
    return Ward(store, paths), recovery_key


def _fill(
    paths: Paths,
    clock: Clock,
    wanted: NewWard,
    unit: dict[str, str],
    found: Keys,
    make_id: NewId,
) -> Store:
    engine = make_engine(paths.database, found.key)
    unit_id, account_id = make_id(), make_id()
    name = wanted.sign_in_name.strip()
    with driver_errors_in_words(paths.database), Session(engine) as session:
        now = clock.now()
        stamp: dict[str, Any] = {"created_at": now, "created_by": account_id}
        stamp |= {"updated_at": now, "updated_by": account_id, **unit}
        session.add(Unit(id=unit_id, unit_id=unit_id, **stamp))
        session.commit()
    account = AccountRow(account_id, name, AccessRole.WARD_MANAGER)
    store = Store(engine, clock, unit_id, account, make_id, found)
    with store.write() as writer:
        writer.note("created", "unit", unit_id, **unit)
        fill_new_store(
            writer,
            sign_in_name=name,
            account_id=account_id,
            departments=wanted.departments,
            today=writer.today,
        )
    return store
