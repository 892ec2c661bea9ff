"""Changing the data file's key: the data is copied under the new one, proved, and put in place.

The key file changes first, then the data file takes its place. Cut off between the two, the
newest key does not open the data and an older one does: the next opening finishes the change.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from huddle.errors import DamagedData, Environment
from huddle.files import disk_errors_in_words, write_atomically
from huddle.i18n import _
from huddle.paths import Paths
from huddle.store import keys as key_files
from huddle.store.backup import check_room, copy_from, count_rows, prove
from huddle.store.database import connect, driver_errors_in_words
from huddle.store.keys import Keys
from huddle.store.replacing import alone, put_in_place

_COPY = "ward.db.new-key"


def change_key(paths: Paths, keys: Keys) -> Keys:
    """Put the data under a new key, and give the new keys to everybody who can open it.

    Nothing is left under the old key but earlier backups, which the new keys still open.

    Raises:
        DiskFull: There is not enough room for the copy; nothing was changed.
        Environment: Another program has the data open, or the copy did not pass its proof.
    """
    changed = key_files.next_keys(keys)
    _copy_over(paths, keys.key, changed)
    return changed


def finish_change(paths: Paths, keys: Keys) -> bool:
    """Finish a change of key that was cut off between the key file and the data file.

    Returns:
        Whether there was one to finish.
    """
    for number in sorted(keys.older, reverse=True):
        if opens(paths.database, keys.older[number]):
            _copy_over(paths, keys.older[number], keys)
            return True
    return False


def opens(database: Path, key: bytes) -> bool:
    """Whether a key opens a data file; the file is not touched."""
    if not database.exists() or not database.stat().st_size:
        return False
    try:
        connect(database, key, read_only=True).close()
    except DamagedData:
        return False
    return True


def _copy_over(paths: Paths, old_key: bytes, keys: Keys) -> None:
    """Put the data, which an old key opens, under the newest one."""
    copy = paths.database.with_name(_COPY)
    try:
        with alone(paths.database, old_key) as held:
            if held is None:
                raise DamagedData(
                    _("“{file}” cannot be read.").format(file=paths.database),
                    _("Nothing was changed. Bring back the last good backup."),
                )
            check_room(paths.database, paths.data_dir)
            _make_copy(held, copy, keys.key)
            _change_both(paths, keys, copy, held)
    finally:
        for leftover in paths.data_dir.glob(f"{_COPY}*"):
            with suppress(OSError):
                leftover.unlink()


def _change_both(paths: Paths, keys: Keys, copy: Path, held: Any) -> None:
    before = paths.key_file.read_bytes()
    key_files.hand_out(paths.key_file, keys)
    try:
        put_in_place(copy, paths.database, held)
    except Environment:
        # Whoever is signed in goes on with the old key, and the key file must say the same.
        write_atomically(paths.key_file, before)
        raise


def _make_copy(held: Any, copy: Path, key: bytes) -> None:
    with disk_errors_in_words(copy):
        copy.unlink(missing_ok=True)
    copy_from(held, copy, key)
    with driver_errors_in_words(copy):
        problem = prove(copy, key, count_rows(held))
    if problem:
        raise Environment(
            _("The data under its new key did not pass its proof: {problem}.").format(
                problem=problem
            ),
            _("Nothing was changed. Run the check, then try again."),
        )
