"""Where a store and this computer's own settings stand."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

from huddle.errors import Environment
from huddle.i18n import _
from huddle.organisation import NOTHING_SET, FleetSettings

APP_FOLDER = "Huddle"
SHARED_GROUP = "huddle"
"""The group that may write the shared data folder, where the system has such groups."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The places of one store and of this operating-system account's settings.

    Attributes:
        data_dir: The data folder: everything of one store.
        config_dir: Settings of this operating-system account; nothing of a ward's.
        database_url: The address of the database server that holds the data; empty where they
            stand in the data folder, which then keeps only this computer's log and notes.
        is_by_fleet: Whether the computer's own setting says so, and may say something else later.
        fleet: What the organisation set for this computer.
        others: Other data folders that this account would find here, each with a store in it.
    """

    data_dir: Path
    config_dir: Path
    database_url: str = field(default="", repr=False)
    is_by_fleet: bool = False
    fleet: FleetSettings = field(default=NOTHING_SET, repr=False)
    others: tuple[Path, ...] = ()

    @property
    def database(self) -> Path:
        """The encrypted data file."""
        return self.data_dir / "ward.db"

    @property
    def key_file(self) -> Path:
        """The file's key, wrapped for each account."""
        return self.data_dir / "keys.json"

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.data_dir / "backups"

    @property
    def replaced(self) -> Path:
        """The folder of what was replaced by a backup; nothing in it is ever removed by itself."""
        return self.data_dir / "replaced"

    @property
    def inbox(self) -> Path:
        """The folder of sealed notes that wait to be read."""
        return self.data_dir / "inbox"

    @property
    def reminders_asked(self) -> Path:
        """Says when it was last looked what reminders are due."""
        return self.data_dir / "reminders_asked"

    @property
    def log_dir(self) -> Path:
        """The folder of the program's log, which holds no captured word."""
        return self.data_dir / "log"

    @property
    def mark(self) -> str:
        """Tells this data folder from others of this account, without saying where it is."""
        import hashlib  # noqa: PLC0415 - 4 ms that each start would pay

        return hashlib.sha256(os.fsencode(self.data_dir.absolute())).hexdigest()[:12]

    @property
    def coming_file(self) -> Path:
        """Says when what comes due, in kinds and counts, for as long as nobody is signed in."""
        return self.config_dir / f"coming-{self.mark}.json"

    @property
    def said_file(self) -> Path:
        """Says what of that was said already."""
        return self.config_dir / f"coming-{self.mark}-said.json"

    @property
    def settings_file(self) -> Path:
        """This account's settings."""
        return self.config_dir / "settings.json"

    @property
    def called(self) -> str:
        """Where the data is, as a person is told; no password stands in it."""
        return without_password(self.database_url) if self.database_url else str(self.data_dir)

    @property
    def options(self) -> list[str]:
        """What the program is started with on the same data; no password stands in it."""
        if self.is_by_fleet:
            return []
        if not self.database_url:
            return ["--data-dir", str(self.data_dir)]
        return ["--data-dir", str(self.data_dir.parent), "--database-url", self.called]

    def has_store(self) -> bool:
        """Whether a store was made here; a server is taken to have one until it is asked."""
        return bool(self.database_url) or self.database.exists() or self.key_file.exists()


def default_paths(data_dir: Path | None = None, database_url: str = "") -> Paths:
    """The usual places, or another data folder with the user's own settings.

    What this computer keeps of a store on a server has a folder of its own in the user's own data
    folder, so that it never mixes with a store that stands there.
    """
    import platformdirs  # noqa: PLC0415 - only when the places are not given

    shared = None if database_url else machine_data_dir()
    found = data_dir or shared or own_data_dir()
    config = Path(platformdirs.user_config_dir(APP_FOLDER, appauthor=False))
    folder = found.expanduser().absolute()
    if database_url:
        folder /= f"server-{_mark_of(database_url)}"
    return Paths(folder, config, database_url)


def own_data_dir() -> Path:
    """The data folder of this operating-system account alone."""
    import platformdirs  # noqa: PLC0415 - only when the places are not given

    return Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))


def machine_data_dir() -> Path | None:
    """The data folder that all accounts of this computer share, where an installer made one."""
    if not getattr(sys, "frozen", False):
        return None
    folder = shared_place()
    return folder if folder.is_dir() else None


def shared_place() -> Path:
    """Where an installer makes the shared data folder."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), APP_FOLDER, "data")
    if sys.platform == "darwin":
        return Path("/Library/Application Support", APP_FOLDER, "data")
    return Path("/var/lib/huddle")


def may_use(folder: Path) -> bool:
    """Whether this account may read and write in a folder that is there."""
    return os.access(folder, os.R_OK | os.W_OK | os.X_OK)


def usable_paths(found: Paths) -> Paths:
    """The usual places, or this account's own store where it may not use the shared folder.

    Raises:
        Environment: It may not use the shared folder, and has no store of its own.
    """
    shared = machine_data_dir()
    if shared is None or found.data_dir != shared or may_use(shared):
        return found
    own = replace(found, data_dir=own_data_dir())
    if own.has_store():
        return own
    raise Environment(not_shared(shared), how_to_share())


def not_shared(folder: Path) -> str:
    """Says that this account may not use the shared folder."""
    return _(
        "This account of the computer may not use the shared data folder, “{folder}”. "
        "What is in it is safe, and nothing was changed."
    ).format(folder=folder)


def how_to_share() -> str:
    """Says what lets this account use the shared folder."""
    if sys.platform == "win32":
        return _("Ask IT to let this account read and write there, then start Huddle again.")
    return _(
        "Ask IT to add this account to the group “{group}”, then sign in to the computer again."
    ).format(group=SHARED_GROUP)


def stores_beside(found: Paths) -> tuple[Path, ...]:
    """Other data folders with a store, so that none is hidden because a new folder came first.

    A shared folder that this account may not look into counts as one.
    """
    folders = [folder for folder in (machine_data_dir(), own_data_dir()) if folder is not None]
    return tuple(
        folder
        for folder in folders
        if folder != found.data_dir and (not may_look(folder) or Paths(folder, folder).has_store())
    )


def may_look(folder: Path) -> bool:
    """Whether this account may see what stands in a folder; there is nothing to see in none."""
    return not folder.exists() or os.access(folder, os.X_OK)


def without_password(database_url: str) -> str:
    """An address of a server as it may be shown and kept."""
    from urllib.parse import urlsplit, urlunsplit  # noqa: PLC0415 - 3 ms that each start would pay

    scheme, netloc, path, query, _fragment = urlsplit(database_url)
    account, _at, host = netloc.rpartition("@")
    name = account.partition(":")[0]
    told = "&".join(each for each in query.split("&") if not each.startswith("password="))
    return urlunsplit((scheme, f"{name}@{host}" if name else host, path, told, ""))


def _mark_of(database_url: str) -> str:
    """Tells servers apart, whatever password they are reached with."""
    import hashlib  # noqa: PLC0415 - not before the first paint

    return hashlib.sha256(without_password(database_url).encode()).hexdigest()[:12]
