"""Where a store lives: in a data folder of this computer, or in a database on a server.

This is decided here, once. Everything above asks the home and does not care.
"""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from huddle.errors import DamagedData, Refused
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.store import key_change, moving_file
from huddle.store.backup import make_backup
from huddle.store.database import make_engine
from huddle.store.key_file import FolderGate, Gate, KeyPlace, Place, is_there, write_key_file
from huddle.store.migrating import migrate
from huddle.store.place import check_data_folder
from huddle.vocabulary import BackupWhy

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from huddle.paths import Paths
    from huddle.store.keys import KeyRing, Keys


class Home(Gate, Protocol):
    """What a store stands on.

    Attributes:
        is_on_server: Whether others keep the data: then their tools back it up and mend it.
    """

    is_on_server: bool

    def key_ring_in(self, connection: Connection) -> KeyPlace:
        """Where the keys stand for a write that has begun."""

    def prepare(self) -> None:
        """Make sure that a store can be opened or made here."""

    def has_store(self) -> bool:
        """Whether a store was made here."""

    def begin(self, ring: KeyRing) -> None:
        """Begin a new store: its tables, and its keys where they are what others see first."""

    def establish(self, connection: Connection, ring: KeyRing) -> None:
        """Have the first write make it a store that one can sign in to."""

    def abandon(self) -> None:
        """Undo what `begin` did."""

    def bring_up_to_date(self, keys: Keys, now: dt.datetime) -> None:
        """Upgrade the tables, if they are older ones."""

    def engine(self, keys: Keys) -> Engine:
        """What the open store runs on."""

    def open_units(self, engine: Engine) -> frozenset[str] | None:
        """The units that may be worked in from here; none for all of them."""

    def clear(self) -> None:
        """Take away a store that could not be filled."""

    @property
    def moved(self) -> Place:
        """What says that the store was moved from here, and where to."""

    def leaving(self, keys: Keys) -> AbstractContextManager[Connection]:
        """A write transaction on a store that leaves this place; nobody else changes it."""

    def filling(self, ring: KeyRing) -> AbstractContextManager[Connection]:
        """A transaction on empty tables, which becomes a store with those keys, or nothing."""


class FileHome(FolderGate):
    """A store in a data folder: an encrypted file and its key file.

    Args:
        paths: The folder.
    """

    is_on_server = False

    def key_ring_in(self, connection: Connection) -> Path:  # noqa: ARG002 - the server's asks it
        """The key file, which the write lock keeps others from."""
        return self._paths.key_file

    def prepare(self) -> None:
        """Make sure of the folder.

        Raises:
            Environment: It cannot be written, or stands on a network share.
        """
        check_data_folder(self._paths.data_dir)

    def has_store(self) -> bool:
        """Whether a store was made in the folder."""
        return self._paths.has_store()

    def begin(self, ring: KeyRing) -> None:
        """Write the key file, and make the data file.

        Raises:
            Refused: A key file stands there already.
            Environment: The disk stands in the way; nothing is left.
        """
        if is_there(self._paths.key_file):
            raise taken(self)
        try:
            write_key_file(self._paths.key_file, ring.content)
            migrate(self._paths.database, ring.keys.key)
        except BaseException:
            # A half-made store would be neither one to sign in to nor an empty folder.
            self.clear()
            raise

    def establish(self, connection: Connection, ring: KeyRing) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Leave an empty folder."""
        self.clear()

    def bring_up_to_date(self, keys: Keys, now: dt.datetime) -> None:
        """Upgrade the schema if it is an older one, after a proved backup.

        Raises:
            DamagedData: The data file is missing, or is not one of these keys.
            Environment: The backup could not be made, or the disk stands in the way.
        """
        database = self._paths.database
        if not database.exists() or not database.stat().st_size:
            raise DamagedData(
                _("The data file “{file}” is missing or empty.").format(file=database),
                _("Nothing was changed. Bring back the last good backup."),
            )

        def back_up() -> None:
            make_backup(self._paths, keys, self._paths.backups, now, BackupWhy.MIGRATION)

        try:
            migrate(database, keys.key, back_up)
        except DamagedData:
            if not key_change.finish_change(self._paths, keys):
                raise
            migrate(database, keys.key, back_up)

    def engine(self, keys: Keys) -> Engine:
        """The engine of the data file."""
        return make_engine(self._paths.database, keys.key)

    def open_units(self, engine: Engine) -> frozenset[str] | None:  # noqa: ARG002 - as above
        """All of them: a file knows no logins."""
        return None

    def clear(self) -> None:
        """Remove the data file and the key file."""
        with disk_errors_in_words(self._paths.data_dir):
            self._paths.key_file.unlink(missing_ok=True)
            for leftover in self._paths.data_dir.glob(f"{self._paths.database.name}*"):
                leftover.unlink()

    @property
    def moved(self) -> Path:
        """The file beside the data."""
        return self._paths.data_dir / "moved.json"

    def leaving(self, keys: Keys) -> AbstractContextManager[Connection]:
        """A write transaction on the data file, which nobody else has open.

        Raises:
            Environment: Another program has it open, or it is damaged.
        """
        return moving_file.leave_file(self._paths, keys)

    def filling(self, ring: KeyRing) -> AbstractContextManager[Connection]:
        """A transaction on a data file that gets its name when it is whole.

        Raises:
            Refused: Somebody made a store here meanwhile.
            Environment: The disk stands in the way; nothing is left.
        """
        if self.has_store():
            raise taken(self)
        return moving_file.fill_file(self._paths, ring)


def taken(home: Home) -> Refused:
    """The refusal to make a store where there is one."""
    if home.is_on_server:
        return Refused(_("There is a store in this database already. Sign in to it instead."))
    return Refused(_("There is a store in this folder already. Sign in to it instead."))


def home_of(paths: Paths) -> Home:
    """Where the store of some paths lives.

    Raises:
        Refused: The address of the server is none.
        Environment: What speaks to servers is not installed.
    """
    if not paths.database_url:
        return FileHome(paths)
    from huddle.store.server import ServerHome  # noqa: PLC0415 - only where there is a server

    return ServerHome(paths)
