"""The line from an open store to its server: hears what others write, and bridges its breaks.

Two threads of its own: one that only listens, so that it sees at once when the server says no
more, and one that asks what is new and brings the local copy up to date. While the line is gone
the store stands on the copy; when it is back, what was written there is sent first.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from huddle.errors import Environment, LineGone
from huddle.model import Conflict
from huddle.rows.changes import Changes
from huddle.rows.line import LineRow
from huddle.store import journal
from huddle.store.database import driver_errors_in_words, writing
from huddle.store.local_copy import LocalCopy, let_in
from huddle.store.replaying import Unseen
from huddle.store.sending import Sender
from huddle.store.writes import Write, Writes
from huddle.vocabulary import Thing

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sqlalchemy import Connection

    from huddle.store.ground import Ground
    from huddle.store.hearing import Ear
    from huddle.store.journal import Touched
    from huddle.store.server import ServerHome
    from huddle.store.session import Store

_LOG = logging.getLogger(__name__)

_POLL_SECONDS = 3.0
"""How often it is asked whether there is more, where nobody says so."""
_RETRY_SECONDS = (0.2, 1.0, 2.0, 5.0)
"""How long it is waited before the first tries to reach the server again, and all later ones."""
_STEADY_SECONDS = 20.0
"""How long a line must have stood so that its next break counts as the first: one that comes and
goes each second would have the window say so each second."""
_END_SECONDS = 1.0
_OWN_WRITES = 1000
"""Writes of this program that are known as its own, so that they are not told twice."""

T = TypeVar("T")


class _Calls(threading.local):
    """The call that a thread is in: its writes, and whether one of them is open."""

    writes: Writes | None = None
    is_writing = False


class Line:
    """The line of one open store.

    Args:
        store: The store; it stands on the server, or on the copy if it could not be reached.
        server: The ground that the server gives.
        home: The server.
        copy: This computer's copy.
        set_aside: Where the one before it lies, if that was damaged.
    """

    def __init__(
        self,
        store: Store,
        server: Ground,
        home: ServerHome,
        copy: LocalCopy,
        *,
        set_aside: Path | None = None,
    ) -> None:
        self._store = store
        self._server = server
        self._home = home
        self._copy = copy
        self._set_aside = set_aside
        self._calls = _Calls()
        self._gate = threading.RLock()
        self._unseen = Unseen(server.engine)
        self._own: deque[str] = deque(maxlen=_OWN_WRITES)
        self._listeners: list[Callable[[LineRow], None]] = []
        self._gone_since: dt.datetime | None = None
        self._sent = 0
        self._tries = 0
        self._has_numbers = False
        self._is_doubted = False
        self._is_ending = False
        self._is_up = threading.Event()
        self._more = threading.Event()
        self._bell, self._ringer = socket.socketpair()
        self._threads = [
            threading.Thread(target=self._listen, name="huddle-listening", daemon=True),
            threading.Thread(target=self._follow, name="huddle-following", daemon=True),
        ]

    # What the store asks

    @property
    def is_gone(self) -> bool:
        """Whether the store stands on the copy."""
        return self._store.ground is self._copy.ground

    @property
    def can_bridge(self) -> bool:
        """Whether there is a copy to stand on when the line breaks, and it holds this unit."""
        return self._copy.is_of((self._store.unit_id,))

    def row(self) -> LineRow:
        """How it stands with the line."""
        is_gone = self.is_gone
        return LineRow(
            is_gone=is_gone,
            since=self._gone_since if is_gone else None,
            as_at=self._copy.as_at() if is_gone else None,
            waiting=self._copy.waiting() if is_gone else 0,
            sent=self._sent,
            set_aside=str(self._set_aside or ""),
        )

    def subscribe(self, listener: Callable[[LineRow], None]) -> None:
        """Hear when the line is gone, and when it is back, on whichever thread sees it."""
        self._listeners.append(listener)

    def through(self, call: Callable[[], T]) -> T:
        """Do a call; if the line breaks, do it again on the copy, with the same ids.

        Raises:
            LineGone: There is no copy yet.
        """
        if self._calls.writes is not None:
            return self._within(self._calls.writes, call)
        writes = self._calls.writes = Writes(self._store.new_id)
        try:
            try:
                return call()
            except LineGone:
                if not self.go_local():
                    raise
            writes.again()
            return call()
        finally:
            self._calls.writes = None

    def _within(self, writes: Writes, call: Callable[[], T]) -> T:
        """Do a call that is part of another; one that only reads is done again by itself.

        What the other one wrote before stands, and would be done twice if all were done again.
        """
        begun = writes.begun
        try:
            return call()
        except LineGone:
            if self._calls.is_writing or writes.begun != begun or not self.go_local():
                raise
        return call()

    @contextmanager
    def writing(self) -> Iterator[tuple[Ground, Write]]:
        """What a write stands on, which nobody exchanges meanwhile, and which write it is."""
        writes = self._calls.writes or Writes(self._store.new_id)
        with self._gate:
            write = writes.next()
            self._own.append(write.id)
            self._calls.is_writing = True
            try:
                yield self._store.ground, write
            except BaseException:
                self._unseen.forget((write.id,))
                raise
            finally:
                self._calls.is_writing = False

    def go_local(self) -> bool:
        """Have the store stand on the copy; says whether there is one to stand on."""
        with self._gate:
            if self.is_gone:
                return True
            if not self.can_bridge:
                return False
            with driver_errors_in_words(), self._copy.engine.begin() as connection:
                self._unseen.replay(connection)
            self._gone_since = self._store.clock.now()
            self._stand_on(self._copy.ground)
        self._tell()
        return True

    def _stand_on(self, ground: Ground) -> None:
        open_units = ground.home.open_units(ground.engine)
        self._store.ground, self._store.open_units = ground, open_units

    def begin(self) -> None:
        """Begin to listen, if that was not begun."""
        for thread in self._threads:
            if thread.ident is None:
                thread.start()

    def end(self) -> None:
        """Stop, with what there was to see in the copy, and let go of both ends."""
        if self._is_ending:
            return
        self._is_ending = True
        self._ringer.send(b".")
        self._more.set()
        for thread in self._threads:
            # One that is still knocking at a server that says nothing ends with the program.
            if thread.ident is not None:
                thread.join(_END_SECONDS)
        self._ringer.close()
        if self._threads[0].ident is None:
            self._bell.close()
        for ground in (self._server, self._copy.ground):
            ground.engine.dispose()

    def let_in(self, name: str) -> None:
        """Let somebody who signed in sign in here while the line is gone, too."""
        if not self.is_gone:
            let_in(self._copy.home, self._home, self._server.keys, name)

    # Listening

    def _listen(self) -> None:
        with self._bell:
            while not self._is_ending:
                self._listen_once()

    def _listen_once(self) -> None:
        try:
            with self._connected() as ear:
                while not self._is_ending:
                    ear.wait(_POLL_SECONDS, self._bell)
                    self._more.set()
        except Environment as error:
            self._broke(error)

    @contextmanager
    def _connected(self) -> Iterator[Ear]:
        ear, begun = self._home.ear(self._units()), time.monotonic()
        try:
            self._is_up.set()
            self._more.set()
            yield ear
        finally:
            ear.close()
            if time.monotonic() - begun > _STEADY_SECONDS:
                self._tries = 0

    def _broke(self, error: Environment) -> None:
        if self._is_ending:
            return
        _LOG.info("the line to the server is gone: %s", type(error).__name__)
        self._is_up.clear()
        # Whoever still waits for an answer is let go, and does it again on the copy.
        self._home.cut_lines()
        try:
            self.go_local()
        except Exception as trouble:  # noqa: BLE001 - without this thread nobody would knock again
            # Such as a full disk; whoever calls next tries it again, and is told.
            _LOG.warning("the copy cannot be stood on: %s", type(trouble).__name__)
        self._bell.settimeout(_RETRY_SECONDS[min(self._tries, len(_RETRY_SECONDS) - 1)])
        self._tries += 1
        with suppress(TimeoutError):
            self._bell.recv(1)
        self._bell.settimeout(None)

    # Following

    def _follow(self) -> None:
        while not self._is_ending:
            self._more.wait()
            self._more.clear()
            if self._is_up.is_set():
                self._try_to_catch_up()

    def _try_to_catch_up(self) -> None:
        try:
            with driver_errors_in_words():
                self._catch_up()
        except LineGone:
            # Whoever listens sees it, too, and says when it is there again.
            return
        except Environment as error:
            # Such as a full disk; it is tried again with the next thing there is to see.
            _LOG.info("the copy could not be brought up to date: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - without this thread nothing would be sent again
            _LOG.error("the copy does not fit the server: %s", type(error).__name__)
            self._is_doubted = True

    def _catch_up(self) -> None:
        if not self._has_numbers:
            self._tend_server()
        if self.is_gone:
            self._come_back()
        else:
            # What an earlier run of the program could not send any more.
            self._sender().send()
            self._announce(self._take_new())

    def _tend_server(self) -> None:
        """Have numbers kept for this computer, without which a copy is none to stand on."""
        # From a server that takes no changes just now there is still something to see.
        with suppress(Environment), driver_errors_in_words():
            self._copy.reserve_numbers(self._server.engine)
            with writing(self._server.engine).begin() as connection:
                journal.prune(connection)
            self._has_numbers = True

    def _come_back(self) -> None:
        """Send what waits, and stand on the server again."""
        # Another computer may have brought its tables to a newer Huddle's meanwhile, or this one
        # is the first of a newer one.
        self._home.bring_up_to_date(self._server.keys, self._store.clock.now())
        sender = self._sender()
        sent = sender.send()
        with self._gate:
            sent += sender.send()
            changes = self._take_new()
            self._stand_on(self._server)
            self._sent, self._has_numbers = sent, False
        self._tell()
        self._announce(changes)

    def _sender(self) -> Sender:
        return Sender(self._copy.engine, self._server.engine, self._store.new_id)

    def _take_new(self) -> Changes:
        """Bring the copy up to date, and find what others changed."""
        units, at = self._units(), self._store.clock.now()
        with self._server.engine.connect() as connection:
            newest = journal.newest(connection)
            if self._must_be_filled(connection, units):
                self._copy.fill(connection, units, newest, at)
                self._is_doubted = False
                return Changes(frozenset(Thing))
            touched = journal.touched_since(connection, self._copy.place().number, units)
            rows = [(row.table, row.row_id) for row in touched]
            self._copy.take(connection, rows, newest, at)
            self._unseen.forget(row.write_id for row in touched)
            if any(row.table == "account" for row in touched):
                # Such as another password, or somebody who may not sign in any more.
                let_in(self._copy.home, self._home, self._server.keys, self._store.account.name)
        return journal.changes_of(row for row in touched if self._is_news(row))

    def _must_be_filled(self, connection: Connection, units: Sequence[str]) -> bool:
        is_of = self._copy.is_of(units)
        return self._is_doubted or not is_of or not journal.holds(connection, self._copy.place())

    def _is_news(self, row: Touched) -> bool:
        """Whether a row is told: one's own was told at once, but for what was put aside of it."""
        return row.write_id not in self._own or row.table == Conflict.__tablename__

    def _units(self) -> tuple[str, ...]:
        found = filter(self._store.is_open, self._store.account.unit_ids)
        return tuple(found) or (self._store.unit_id,)

    def _announce(self, changes: Changes) -> None:
        # At the end there is a last look; whoever listened may be gone by then.
        if not self._is_ending:
            self._store.announce(changes)

    def _tell(self) -> None:
        row = self.row()
        for listener in () if self._is_ending else self._listeners:
            listener(row)
