"""Opening the key file for a person: wrong passwords are counted, and make the next one wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from huddle.errors import WrongPassword
from huddle.store import attempts, keys
from huddle.store.key_file import folded
from huddle.store.keys import Keys


def unlock(key_file: Path, name: str, password: str, now: dt.datetime, pc: str) -> Keys:
    """The store's keys, by an account's password.

    Raises:
        MustWait: It came too soon after wrong ones.
        WrongPassword: The two do not open it.
        DamagedData: The key file cannot be read.
    """
    known = next((own for own in keys.sign_in_names(key_file) if folded(own) == folded(name)), "")
    return _counted(key_file.parent, known, now, pc, lambda: keys.unlock(key_file, name, password))


def unlock_by_recovery_key(key_file: Path, recovery_key: str, now: dt.datetime, pc: str) -> Keys:
    """The store's keys, by the recovery key.

    Raises:
        MustWait: It came too soon after wrong ones.
        WrongPassword: It is not this store's recovery key.
        DamagedData: The key file cannot be read.
    """
    return _counted(
        key_file.parent, "", now, pc, lambda: keys.unlock_by_recovery_key(key_file, recovery_key)
    )


def _counted(folder: Path, name: str, now: dt.datetime, pc: str, opens: Callable[[], Keys]) -> Keys:
    attempts.refuse_too_soon(folder, name, now)
    try:
        return opens()
    except WrongPassword:
        attempts.failed(folder, name, now, pc)
        raise
