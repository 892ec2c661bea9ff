"""Where a store and this computer's own settings stand on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

APP_FOLDER = "Huddle"


@dataclass(frozen=True, slots=True)
class Paths:
    """The places of one store and of this operating-system account's settings.

    Attributes:
        data_dir: The data folder: everything of one store.
        config_dir: Settings of this operating-system account; nothing of a ward's.
    """

    data_dir: Path
    config_dir: Path

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
        import hashlib  # noqa: PLC0415 - not before the first paint

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

    def has_store(self) -> bool:
        """Whether a store was made here."""
        return self.database.exists() or self.key_file.exists()


def default_paths(data_dir: Path | None = None) -> Paths:
    """The user's own places, or another data folder with the user's own settings."""
    import platformdirs  # noqa: PLC0415 - only when the places are not given

    found = data_dir or Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))
    config = Path(platformdirs.user_config_dir(APP_FOLDER, appauthor=False))
    return Paths(found.expanduser().absolute(), config)
