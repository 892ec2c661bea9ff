"""Where a store and this computer's own settings stand."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

APP_FOLDER = "Huddle"


@dataclass(frozen=True, slots=True)
class Paths:
    """The places of one store and of this operating-system account's settings.

    Attributes:
        data_dir: The data folder: everything of one store.
        config_dir: Settings of this operating-system account; nothing of a ward's.
        database_url: The address of the database server that holds the data; empty where they
            stand in the data folder, which then keeps only this computer's log and notes.
        is_by_fleet: Whether the computer's own setting says so, and may say something else later.
    """

    data_dir: Path
    config_dir: Path
    database_url: str = field(default="", repr=False)
    is_by_fleet: bool = False

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
    """The user's own places, or another data folder with the user's own settings.

    What this computer keeps of a store on a server has a folder of its own in the data folder, so
    that it never mixes with a store that stands there.
    """
    import platformdirs  # noqa: PLC0415 - only when the places are not given

    found = data_dir or Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))
    config = Path(platformdirs.user_config_dir(APP_FOLDER, appauthor=False))
    folder = found.expanduser().absolute()
    if database_url:
        folder /= f"server-{_mark_of(database_url)}"
    return Paths(folder, config, database_url)


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
