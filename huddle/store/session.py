"""The open store: who uses it, and the transactions they read and write in.

A service never commits by itself: leaving the `with` block does, and an error undoes all of it.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from huddle.clock import Clock
from huddle.errors import Environment, NotAllowed
from huddle.i18n import _
from huddle.model import Account, Unit
from huddle.rows import AccountRow, Changes
from huddle.rules.access import EVERYONE
from huddle.store.database import driver_errors_in_words, writing
from huddle.store.ids import NewId
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import AccessRole

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from huddle.store.home import Home
    from huddle.store.keys import Keys

_STANDING = select(
    col(Account.is_disabled), col(Account.unit_id), col(Account.other_unit_ids)
).where(col(Account.id) == bindparam("account"))


class Store:
    """One open store, and who uses it.

    Args:
        home: Where it lives.
        engine: What it runs on, from its home.
        clock: What time it is.
        unit_id: The unit in use.
        account: Who is signed in; somebody else may follow while the file stays open.
        new_id: Makes row ids.
        keys: What opened it.
    """

    def __init__(
        self,
        home: Home,
        engine: Engine,
        clock: Clock,
        unit_id: str,
        account: AccountRow,
        new_id: NewId,
        keys: Keys,
    ) -> None:
        self.home = home
        self.engine = engine
        self.clock = clock
        self.unit_id = unit_id
        self.account = account
        self.new_id = new_id
        self.keys = keys
        self.pc = platform.node()
        self._noted: set[tuple[str, str, str]] = set()
        self._writing = writing(engine)
        self._listeners: list[Callable[[Changes], None]] = []

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

    def _check_standing(self) -> None:
        """Refuse whom somebody, perhaps in another program, disabled or shut out meanwhile."""
        row = None
        # What stands in the way of reading is told by the function that is called.
        with suppress(Environment), driver_errors_in_words(), self.engine.connect() as connection:
            row = connection.execute(_STANDING, {"account": self.account.id}).one_or_none()
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

    def use_unit(self, unit_id: str) -> None:
        """Read and write as another unit of the store from now on."""
        self.unit_id = unit_id

    def subscribe(self, listener: Callable[[Changes], None]) -> None:
        """Hear of each finished write, on the thread that made it."""
        self._listeners.append(listener)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A read transaction: one unchanging picture of the data."""
        with driver_errors_in_words(), Session(self.engine, autoflush=False) as session:
            reader = Reader(session, self)
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
            driver_errors_in_words(),
            Session(self._writing, autoflush=False, expire_on_commit=False) as session,
        ):
            if first is not None:
                session.add(first)
                session.flush()
            writer = Writer(session, self)
            yield writer
            session.commit()
        self.announce(writer.changes)

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
        self.engine.dispose()

    def reopen(self, keys: Keys) -> None:
        """Take hold of the data again, after they or their key were changed."""
        self.keys = keys
        self.engine = self.home.engine(keys)
        self._writing = writing(self.engine)
