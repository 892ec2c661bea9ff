"""Putting another data file in the place of the present one, which is kept or not, as one step.

At any moment there is a whole data file in its place: the old one or the new one. Nobody else
can have it open meanwhile.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from huddle.errors import DamagedData, Environment
from huddle.files import copy_durably, disk_errors_in_words, sync_folder
from huddle.i18n import _
from huddle.paths import Paths
from huddle.store.database import connect, driver_errors_in_words

_LOGS = ("-wal", "-shm", "-journal")
_WAITS_MS = 3000
_SHARED_BYTE = 128
"""Of the file beside a log: every connection holds a lock on it (SQLite's os_unix.c)."""


@contextmanager
def alone(database: Path, key: bytes) -> Iterator[Any]:
    """Hold a data file as the only one, until the block ends; what its log held is in it then.

    Yields:
        A connection to it; none when it cannot be read as a database of its key.

    Raises:
        Environment: Another program has it open.
    """
    connection = _readable(database, key)
    try:
        if connection is None:
            _refuse_log_in_use(database)
        else:
            _take_alone(connection, database)
        yield connection
    finally:
        if connection is not None:
            connection.close()


def put_in_place(new: Path, database: Path, held: Any) -> None:
    """Give a new file the place of the data file that is held alone; the old one is gone."""
    if os.name == "nt" and held is not None:
        # Windows renames no file that is open, and so refuses by itself when another has it.
        held.close()
    with disk_errors_in_words(database):
        for name in _LOGS:
            database.with_name(database.name + name).unlink(missing_ok=True)
        new.replace(database)
        sync_folder(database.parent)


def keep_replaced(paths: Paths, now: dt.datetime, *, keys_only: bool = False) -> Path:
    """Keep the present data file, its log and the key file in a folder of their own.

    Args:
        paths: The store.
        now: The instant, which names the folder.
        keys_only: Whether only the key file is to be replaced.

    Returns:
        The folder.
    """
    folder = _new_folder(paths.replaced, now)
    names = () if keys_only else ("", *_LOGS)
    present = [paths.database.with_name(paths.database.name + name) for name in names]
    with disk_errors_in_words(folder):
        for path in present:
            if path.exists():
                _keep(path, folder / path.name)
        if paths.key_file.exists():
            copy_durably(paths.key_file, folder / paths.key_file.name)
        sync_folder(folder)
        sync_folder(paths.replaced)
    return folder


def _readable(database: Path, key: bytes) -> Any:
    if not database.exists() or not database.stat().st_size:
        return None
    try:
        return connect(database, key)
    except DamagedData:
        return None


def _take_alone(connection: Any, database: Path) -> None:
    connection.execute(f"PRAGMA busy_timeout = {_WAITS_MS}")
    try:
        # Leaving the log behind takes every other connection gone.
        if connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise _in_use()
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except driver.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise _in_use() from error
        with driver_errors_in_words(database):
            raise


def _refuse_log_in_use(database: Path) -> None:
    """Refuse when some program has the log of a damaged file open."""
    shared = database.with_name(f"{database.name}-shm")
    if os.name == "nt" or not shared.exists():
        return
    import fcntl  # noqa: PLC0415 - Windows has none

    with shared.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _SHARED_BYTE)
        except OSError as error:
            raise _in_use() from error


def _in_use() -> Environment:
    return Environment(
        _("Another Huddle has this store open."),
        _("Nothing was changed. Close it there, then try again."),
    )


def _new_folder(parent: Path, now: dt.datetime) -> Path:
    name = now.strftime("%Y-%m-%d-%H%M%S")
    number, folder = 1, parent / name
    while folder.exists():
        number += 1
        folder = parent / f"{name}-{number}"
    with disk_errors_in_words(folder):
        folder.mkdir(parents=True)
    return folder


def _keep(path: Path, place: Path) -> None:
    try:
        os.link(path, place)
    except OSError:
        # A file system without a second name for one file.
        shutil.copy2(path, place)
