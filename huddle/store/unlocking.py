"""Opening the keys for a person: wrong passwords are counted, and make the next one wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from huddle.errors import WrongPassword
from huddle.store import attempts, keys
from huddle.store.key_file import Gate, Place
from huddle.store.keys import Keys


def unlock(gate: Gate, name: str, password: str, now: dt.datetime, pc: str) -> Keys:
    """The store's keys, by an account's password.

    Raises:
        MustWait: It came too soon after wrong ones.
        WrongPassword: The two do not open it.
        DamagedData: The key file cannot be read.
    """
    ring = gate.key_ring
    known = keys.written(ring, name)
    return _counted(gate.attempts, known, now, pc, lambda: keys.unlock(ring, name, password))


def unlock_by_recovery_key(gate: Gate, recovery_key: str, now: dt.datetime, pc: str) -> Keys:
    """The store's keys, by the recovery key.

    Raises:
        MustWait: It came too soon after wrong ones.
        WrongPassword: It is not this store's recovery key.
        DamagedData: The key file cannot be read.
    """
    ring = gate.key_ring
    return _counted(
        gate.attempts, "", now, pc, lambda: keys.unlock_by_recovery_key(ring, recovery_key)
    )


def _counted(place: Place, name: str, now: dt.datetime, pc: str, opens: Callable[[], Keys]) -> Keys:
    attempts.refuse_too_soon(place, name, now)
    try:
        return opens()
    except WrongPassword:
        attempts.failed(place, name, now, pc)
        raise
