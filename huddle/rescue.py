"""When the data will not open: which backups there are, and bringing one back before sign-in."""

from __future__ import annotations

import platform
from pathlib import Path

from huddle.clock import Clock
from huddle.errors import DamagedData, Refused
from huddle.i18n import _
from huddle.paths import Paths
from huddle.rows.upkeep import RescueRow
from huddle.services.upkeep import unopened_backups
from huddle.store import key_change, restoring
from huddle.store.backup_facts import read_backup
from huddle.store.ids import new_id
from huddle.store.keys import Keys
from huddle.store.place import check_data_folder
from huddle.unlocks import Unlock

__all__ = ["bring_back", "unopened_backups"]


def bring_back(paths: Paths, clock: Clock, unlock: Unlock, chosen: Path) -> RescueRow:
    """Bring a backup back in place of data that will not open.

    The key file that stands there decides who may; when it is missing or damaged, the backup's
    own, which then takes its place: the passwords are those of its day. Data that was whole all
    the time stays.

    Args:
        paths: The store.
        clock: What time it is.
        unlock: Opens the keys.
        chosen: The backup's folder, or the data file in it.

    Raises:
        WrongPassword: Name and password do not open it.
        Refused: The data opens after all, or this is no whole backup of this store.
        Environment: Another program has the store open, or the disk stands in the way.
    """
    folder = restoring.backup_folder(chosen)
    check_data_folder(paths.data_dir)
    found, name, is_old = _unlocked(paths, clock, unlock, folder)
    is_finished = not is_old and key_change.finish_change(paths, found)
    if is_finished or restoring.is_whole(paths, found):
        return _nothing_but_keys(paths, clock, folder, is_old=is_old)
    if is_old:
        restoring.check_backup(paths, found, folder)
        restoring.bring_back_key_file(paths, folder, clock.now())
    by = restoring.Restorer(name, platform.node(), clock.now(), new_id)
    row = restoring.restore(paths, found, folder, by)
    return RescueRow(row.made_at, is_data_back=True, are_keys_back=is_old)


def _unlocked(paths: Paths, clock: Clock, unlock: Unlock, folder: Path) -> tuple[Keys, str, bool]:
    """The keys, the name, and whether they are from the backup's key file."""
    try:
        return *unlock(paths, clock), False
    except DamagedData:
        return *unlock(Paths(folder, paths.config_dir), clock), True


def _nothing_but_keys(paths: Paths, clock: Clock, folder: Path, *, is_old: bool) -> RescueRow:
    if not is_old:
        raise Refused(
            _(
                "The data is whole and opens with this password, so nothing was replaced. Sign in "
                "as usual; a backup is brought back from “Data and backup”."
            ),
            "backup",
        )
    restoring.bring_back_key_file(paths, folder, clock.now())
    return RescueRow(read_backup(folder).made_at, is_data_back=False, are_keys_back=True)
