"""The open store: who uses it, and the transactions they read and write in.

A service never commits by itself: leaving the `with` block does, and an error undoes all of it.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from huddle.clock import Clock
from huddle.errors import Environment, LineGone, NeedsLine, NotAllowed
from huddle.i18n import _
from huddle.model import Account, Unit
from huddle.organisation import NOTHING_SET, FleetSettings
from huddle.rows.changes import Changes
from huddle.rows.ward import AccountRow
from huddle.rules.access import EVERYONE
from huddle.store.database import WRITE_ID_OPTION, driver_errors_in_words
from huddle.store.ground import Ground
from huddle.store.ids import NewId
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import AccessRole

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from huddle.store.home import Home
    from huddle.store.keys import Keys
    from huddle.store.line import Line
    from huddle.store.writes import Write

_STANDING = select(
    col(Account.is_disabled), col(Account.unit_id), col(Account.other_unit_ids)
).where(col(Account.id) == bindparam("account"))


class Store:
    """One open store, and who uses it.

    Args:
        ground: What it stands on.
        clock: What time it is.
        unit_id: The unit in use.
        account: Who is signed in; somebody else may follow while the file stays open.
        new_id: Makes row ids.
        open_units: The units that can be worked in from here; none for all of them.
    """

    def __init__(
        self,
        ground: Ground,
        clock: Clock,
        unit_id: str,
        account: AccountRow,
        new_id: NewId,
        open_units: frozenset[str] | None = None,
    ) -> None:
        self.ground = ground
        self.clock = clock
        self.unit_id = unit_id
        self.account = account
        self.new_id = new_id
        self.open_units = open_units
        self.pc = platform.node()
        self.line: Line | None = None
        self.fleet: FleetSettings = NOTHING_SET
        self._noted: set[tuple[str, str, str]] = set()
        self._listeners: list[Callable[[Changes], None]] = []

    @property
    def home(self) -> Home:
        """Where it lives just now."""
        return self.ground.home

    @property
    def engine(self) -> Engine:
        """What it reads with just now."""
        return self.ground.engine

    @property
    def keys(self) -> Keys:
        """What opened it."""
        return self.ground.keys

    def check_allowed(self, roles: frozenset[AccessRole]) -> None:
        """Refuse whoever has none of some roles, and whose account may not work here any more.

        Raises:
            NotAllowed: It is not for them.
        """
        if self.account.role not in roles:
            raise NotAllowed(
                _("Your account cannot do this. Ask a ward manager, or sign in as somebody else.")
            )
        if roles == EVERYONE:
            # Whoever's account is over can still let somebody else in.
            return
        ends_at = self.account.ends_at
        if ends_at is not None and ends_at <= self.clock.now():
            raise NotAllowed(
                _("This cover account has ended. What you did is kept; sign in with your own.")
            )
        self._check_standing()

    def check_line(self) -> None:
        """Refuse what concerns all computers while the server cannot be reached.

        Raises:
            NeedsLine: It cannot.
        """
        if self.line is not None and self.line.is_gone:
            raise NeedsLine(
                _("This needs the line to the server, which is gone. Try again when it is back.")
            )

    def _check_standing(self) -> None:
        """Refuse whom somebody, perhaps in another program, disabled or shut out meanwhile."""
        row = None
        try:
            with driver_errors_in_words(), self.ground.asking.connect() as connection:
                row = connection.execute(_STANDING, {"account": self.account.id}).one_or_none()
        except LineGone:
            raise
        except Environment:
            # What stands in the way of reading is told by the function that is called.
            return
        if row is None:
            return
        is_disabled, own_unit_id, other_unit_ids = row
        if is_disabled:
            raise NotAllowed(
                _("This account was disabled. What you did is kept; sign in with another.")
            )
        if self.unit_id not in (own_unit_id, *other_unit_ids.split()):
            raise NotAllowed(
                _("You may not work in this unit any more. What you did is kept; sign in again.")
            )

    def is_open(self, unit_id: str) -> bool:
        """Whether a unit can be worked in from here: by this login, or in this computer's copy."""
        return self.open_units is None or unit_id in self.open_units

    def use_unit(self, unit_id: str) -> None:
        """Read and write as another unit of the store from now on."""
        self.unit_id = unit_id

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Hear of each finished write, on the thread that made it."""
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A read transaction: one unchanging picture of the data."""
        with driver_errors_in_words(), self.engine.connect() as connection:
            reader = Reader(connection, self)
            yield reader
        if reader.opened:
            self._note_opened(reader.opened)

    @contextmanager
    def write(self, first: Unit | None = None) -> Iterator[Writer]:
        """A write transaction: all of it durable at the end, or none of it.

        Args:
            first: The first unit of a store that holds nothing yet.
        """
        with (
            self._writing() as (ground, write),
            driver_errors_in_words(),
            Session(ground.writing, autoflush=False, expire_on_commit=False) as session,
        ):
            if write is not None:
                session.connection(execution_options={WRITE_ID_OPTION: write.id})
            if first is not None:
                session.add(first)
                session.flush()
            writer = Writer(session, self, ground, write.new_id if write else self.new_id)
            yield writer
            session.commit()
        self.announce(writer.changes)

    def _writing(self) -> AbstractContextManager[tuple[Ground, Write | None]]:
        """What the next write stands on, which nobody exchanges meanwhile."""
        return nullcontext((self.ground, None)) if self.line is None else self.line.writing()

    def _note_opened(self, opened: set[tuple[str, str]]) -> None:
        """Put into the audit what this account opened for the first time since it signed in."""
        new = {(self.account.id, *what) for what in opened} - self._noted
        if not new:
            return
        # A full disk must not keep anybody from reading; it is noted the next time.
        with suppress(Environment), self.write() as writer:
            for _account_id, entity, entity_id in sorted(new):
                writer.note("open", entity, entity_id)
            self._noted |= new

    def announce(self, changes: Changes) -> None:
        """Tell the listeners."""
        if changes.things:
            for listener in self._listeners:
                listener(changes)

    def close(self) -> None:
        """Let go of the file."""
        if self.line is not None:
            self.line.end()
        self.engine.dispose()

    def reopen(self, keys: Keys) -> None:
        """Take hold of the data again, after they or their key were changed."""
        self.ground = Ground.of(self.home, keys)
