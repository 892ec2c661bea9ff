"""The setting for all programs of a computer: where its administrator says the data is kept.

One small file that only an administrator may write, so that nobody needs a command line.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from huddle.errors import Environment
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.paths import default_paths, without_password

if TYPE_CHECKING:
    from huddle.paths import Paths

_NAME = "fleet.toml"
_KEY = "database_url"


def fleet_file() -> Path:
    """Where this computer's administrator puts the setting."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData"), "Huddle", _NAME)
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Huddle", _NAME)
    return Path("/etc/huddle", _NAME)


def chosen_paths(data_dir: Path | None, database_url: str, file: Path | None = None) -> Paths:
    """The places of a store: those of the command line, else the computer's, else one's own.

    Args:
        data_dir: The data folder that was given.
        database_url: The address that was given.
        file: The computer's setting; where an administrator puts it when not given.

    Raises:
        Environment: The computer's setting cannot be used.
    """
    if data_dir is not None or database_url:
        return default_paths(data_dir, database_url)
    address = _address_in(file or fleet_file())
    return replace(default_paths(None, address), is_by_fleet=bool(address))


def _address_in(file: Path) -> str:
    """The address of the database server in the setting; empty where there is none."""
    if not file.exists():
        return ""
    import tomllib  # noqa: PLC0415 - few computers have one

    with disk_errors_in_words(file):
        content = file.read_bytes()
    try:
        found = tomllib.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise _not_usable(file, str(error)) from error
    address = found.get(_KEY)
    if set(found) != {_KEY} or not isinstance(address, str):
        raise _not_usable(file, _("it holds something else than {key}").format(key=_KEY))
    if not address.startswith("postgresql://"):
        raise _not_usable(file, _("its address does not begin with postgresql://"))
    if without_password(address) != address:
        raise _not_usable(file, _("its address holds a password, which everybody here could read"))
    return address


def _not_usable(file: Path, reason: str) -> Environment:
    return Environment(
        _("This computer's setting for Huddle, “{file}”, cannot be used: {reason}.").format(
            file=file, reason=reason
        ),
        _(
            "Nothing was opened or changed. Ask whoever set this computer up: it holds one line, "
            'such as database_url = "postgresql://huddle@db.hospital.example/huddle".'
        ),
    )
