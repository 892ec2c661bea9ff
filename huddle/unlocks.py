"""Ways to open a store's keys. None needs the tables, so one can begin before those come."""

from __future__ import annotations

import platform
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from huddle.clock import Clock
from huddle.paths import Paths
from huddle.store import unlocking
from huddle.store.key_file import FolderGate, Gate
from huddle.store.keys import Keys

Unlock = Callable[[Paths, Clock], tuple[Keys, str]]
"""Opens a store's keys; gives them with the sign-in name, empty for the recovery key."""


def by_password(sign_in_name: str, password: str) -> Unlock:
    """Unlock with a name and its password."""

    def opened(paths: Paths, clock: Clock) -> tuple[Keys, str]:
        gate, now = _gate_of(paths), clock.now()
        return unlocking.unlock(gate, sign_in_name, password, now, platform.node()), sign_in_name

    return opened


def by_recovery_key(recovery_key: str) -> Unlock:
    """Unlock with the recovery key, as the first account that can let others in."""

    def opened(paths: Paths, clock: Clock) -> tuple[Keys, str]:
        gate, now = _gate_of(paths), clock.now()
        return unlocking.unlock_by_recovery_key(gate, recovery_key, now, platform.node()), ""

    return opened


def begun(unlock: Unlock, paths: Paths, clock: Clock) -> Unlock:
    """The same way, begun now on a thread of its own.

    Argon2id takes no turn of Python's, so whatever else must be done first goes on beside it.

    Args:
        unlock: The way.
        paths: Where the store is. A server's is opened when it is asked for: if the line is
            broken, the copy on this computer has keys of its own.
        clock: What time it is.
    """
    if paths.database_url:
        return unlock
    thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="huddle-keys")
    keys = thread.submit(unlock, paths, clock)
    thread.shutdown(wait=False)
    return lambda _paths, _clock: keys.result()


def _gate_of(paths: Paths) -> Gate:
    if not paths.database_url:
        return FolderGate(paths)
    from huddle.store.home import home_of  # noqa: PLC0415 - only where there is a server

    return home_of(paths)
