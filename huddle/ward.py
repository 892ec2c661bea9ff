"""The composition root: opens a store and puts its services on one object, the ward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from huddle.clock import Clock, local
from huddle.errors import DamagedData, LineGone, NoStore
from huddle.i18n import _
from huddle.model import Unit
from huddle.new_ward import NewWard
from huddle.on_demand import OnDemand, made_once
from huddle.paths import Paths
from huddle.rows.changes import Changes
from huddle.rows.ward import AccountRow
from huddle.services.accounts import account_row, first_open, refuse_unusable
from huddle.services.calendar import Calendar
from huddle.services.passwords import check_password
from huddle.services.planning import Planning
from huddle.services.setting_up import SettingUp, fill_new_store, first_unit_values
from huddle.services.signing_in import SigningIn, account_called, note_sign_in
from huddle.store import keys
from huddle.store.database import driver_errors_in_words
from huddle.store.ground import Ground
from huddle.store.home import Home, home_of, taken
from huddle.store.ids import NewId, new_id
from huddle.store.moved import refuse_moved
from huddle.store.session import Store
from huddle.unlocks import Unlock
from huddle.vocabulary import AccessRole

if TYPE_CHECKING:
    from huddle.mailing.courier import Courier
    from huddle.services.mail import Mail
    from huddle.services.moving import Moving
    from huddle.sheets.orders import Sheets
    from huddle.sheets.posting import Posting
    from huddle.store.line import Line


class Ward(OnDemand):
    """An open store, and what can be wanted of it.

    Its services are called on a worker, one at a time; `subscribe` tells of each finished write
    on the thread that made it.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        super().__init__(store, paths)
        store.fleet = paths.fleet
        self.clock = store.clock
        self.signing_in = SigningIn(store)
        self.setting_up = SettingUp(store)
        self.calendar = Calendar(store)
        self.planning = Planning(store)

    def today(self) -> dt.date:
        """The local day of the unit in use."""
        return local(self.clock.now(), self.setting_up.unit().time_zone).date()

    # Opening a ward does without these, too.

    @made_once
    def courier(self) -> Courier:
        """Speaks to the ward's mail server, if it has one; whoever tests sets another."""
        from huddle.mailing.courier import Courier  # noqa: PLC0415 - as above

        return Courier()

    @made_once
    def mail(self) -> Mail:
        """Mail, off until somebody turns it on."""
        from huddle.services.mail import Mail  # noqa: PLC0415 - as above

        return Mail(self._store, self.paths, self.courier)

    @made_once
    def sheets(self) -> Sheets:
        """What goes on paper; asked for on a worker, for it brings reportlab in."""
        from huddle.sheets.drafting import Sources  # noqa: PLC0415 - as above
        from huddle.sheets.orders import Sheets  # noqa: PLC0415 - as above

        return Sheets(
            self._store,
            Sources(
                setting_up=self.setting_up,
                people=self.people,
                planning=self.planning,
                followups=self.followups,
                history=self.history,
                escalations=self.escalations,
                received=self.received,
                wall=self.wall,
                month=self.month,
                measures=self.measures,
                patient_voice=self.patient_voice,
                thanks=self.thanks,
                guidance=self.guidance,
                technology=self.technology,
            ),
        )

    @made_once
    def posting(self) -> Posting:
        """Sheets by mail."""
        from huddle.sheets.posting import Posting  # noqa: PLC0415 - as above

        return Posting(self._store, self.sheets, self.courier)

    @made_once
    def moving(self) -> Moving:
        """Moving all of it to another place."""
        from huddle.services.moving import Moving  # noqa: PLC0415 - as above

        return Moving(self._store, self.paths, self.inbox)

    @property
    def account(self) -> AccountRow:
        """Whoever is signed in now."""
        return self._store.account

    @property
    def unit_id(self) -> str:
        """The unit in use now."""
        return self._store.unit_id

    @property
    def line(self) -> Line | None:
        """The line to the server that is watched; none where there is no server, or nobody does."""
        return self._store.line

    def watch_line(self) -> Line | None:
        """Hear from now on what other computers change, and go on when the line breaks.

        Raises:
            Environment: This computer's copy cannot be made.
        """
        from huddle.store import bridging  # noqa: PLC0415 - only where there is a server

        if self._store.line is None and self.is_on_server:
            bridging.begin(self._store, self.paths)
        if self._store.line is not None:
            self._store.line.begin()
        return self._store.line

    @property
    def is_on_server(self) -> bool:
        """Whether a server keeps the data, so that its own tools back them up."""
        return self._store.home.is_on_server

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Hear of each finished write, on the thread that made it."""
        self._store.subscribe(listener)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()


def open_ward(paths: Paths, clock: Clock, unlock: Unlock, *, may_use_copy: bool = False) -> Ward:
    """Open a store for one account.

    Args:
        paths: Where it is.
        clock: What time it is.
        unlock: Opens its keys.
        may_use_copy: Whether this computer's copy does while the server cannot be reached.

    Raises:
        WrongPassword: Name and password do not open it.
        NoStore: There is none here.
        Refused: It was moved to another place.
        Environment: The folder, the file, the disk or the server stands in the way.
    """
    try:
        return _open(paths, clock, unlock)
    except LineGone:
        if not may_use_copy:
            raise
        try:
            found = _open_copy(paths, clock, unlock)
        except DamagedData:
            # It is set aside, and said, when the server is there again.
            found = None
        if found is None:
            raise
        return found


def _open(paths: Paths, clock: Clock, unlock: Unlock) -> Ward:
    home = home_of(paths)
    if not home.has_store():
        raise NoStore(
            _("There is no Huddle data in “{folder}” yet. Set up a ward first.").format(
                folder=paths.called
            )
        )
    home.prepare()
    found, sign_in_name = unlock(paths, clock)
    home.bring_up_to_date(found, clock.now())
    # Not before: whoever moved it held up the line above.
    refuse_moved(home)
    return _entered(paths, clock, Ground.of(home, found), sign_in_name)


def _open_copy(paths: Paths, clock: Clock, unlock: Unlock) -> Ward | None:
    """Open this computer's copy of a store on a server; none where there is none."""
    from huddle.store import bridging  # noqa: PLC0415 - only where there is a server

    place = bridging.copy_of(paths)
    if place is None:
        return None
    found, sign_in_name = unlock(place, clock)
    copy = bridging.opened(paths, found)
    if copy is None:
        return None
    join = partial(bridging.join, paths=paths, copy=copy)
    return _entered(paths, clock, copy.ground, sign_in_name, join)


def _entered(
    paths: Paths,
    clock: Clock,
    ground: Ground,
    sign_in_name: str,
    join: Callable[[Store], None] | None = None,
) -> Ward:
    """The ward of an account.

    Args:
        paths: Where the store is.
        clock: What time it is.
        ground: What it stands on.
        sign_in_name: Whose account; empty for whoever the recovery key signs in.
        join: Joins it to something before anything is written.
    """
    try:
        with driver_errors_in_words(paths.database), Session(ground.engine) as session:
            open_units = ground.home.open_units(ground.engine)
            account = account_called(session, sign_in_name)
            is_there = session.get(Unit, account.unit_id) is not None
        if not is_there:
            raise DamagedData(
                _("The data file holds no ward."), _("Bring back the last good backup.")
            )
        refuse_unusable(account, clock.now())
        row = account_row(account)
        store = Store(ground, clock, account.unit_id, row, new_id, open_units)
        store.use_unit(first_open(store, account))
        if join is not None:
            join(store)
        note_sign_in(store, by_recovery_key=not sign_in_name)
        return Ward(store, paths)
    except BaseException:
        # A connection left open would keep a backup from taking the file's place.
        ground.engine.dispose()
        raise


def has_store(paths: Paths) -> bool:
    """Whether a store was made there; a server is asked, and without a line this computer's copy.

    Raises:
        Refused: The address of the server is none.
        Environment: The server stands in the way.
    """
    try:
        return home_of(paths).has_store()
    except LineGone:
        from huddle.store import bridging  # noqa: PLC0415 - only where there is a server

        if bridging.copy_of(paths) is None:
            raise
        return True


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
    home, unit = home_of(paths), first_unit_values(wanted.ward_name, wanted.time_zone)
    if home.has_store():
        raise taken(home)
    home.prepare()
    check_password(wanted.password, wanted.sign_in_name, wanted.ward_name)
    ring = keys.new_key_ring(wanted.sign_in_name, wanted.password, cost)
    home.begin(ring)
    try:
        store = _fill(home, clock, wanted, unit, ring, make_id)
    except BaseException:
        home.abandon()
        raise
    return Ward(store, paths), ring.recovery_key


def _fill(
    home: Home,
    clock: Clock,
    wanted: NewWard,
    unit: dict[str, str],
    ring: keys.KeyRing,
    make_id: NewId,
) -> Store:
    unit_id, account_id = make_id(), make_id()
    name, now = wanted.sign_in_name.strip(), clock.now()
    stamp: dict[str, Any] = {"created_at": now, "created_by": account_id}
    stamp |= {"updated_at": now, "updated_by": account_id, **unit}
    account = AccountRow(account_id, name, AccessRole.WARD_MANAGER)
    store = Store(Ground.of(home, ring.keys), clock, unit_id, account, make_id)
    try:
        with store.write(Unit(id=unit_id, unit_id=unit_id, **stamp)) as writer:
            home.establish(writer.connection, ring)
            writer.note("created", "unit", unit_id, **unit)
            fill_new_store(
                writer,
                sign_in_name=name,
                account_id=account_id,
                departments=wanted.departments,
                today=writer.today,
            )
    except BaseException:
        store.close()
        raise
    return store
