"""Keeping the data safe: backups that are proved, and a check that says in words how things are."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from huddle import dates
from huddle.clock import local
from huddle.errors import Environment
from huddle.i18n import _, ngettext
from huddle.paths import Paths
from huddle.rows import BackupRow, Changes, CheckRow
from huddle.services.guarded import Service
from huddle.store import audit, backup, keys
from huddle.store.database import connect, driver_errors_in_words
from huddle.store.session import Store
from huddle.vocabulary import Thing

KEPT_BACKUPS = 10
_LEAST_FREE_BYTES = 200 * 1024 * 1024
_OLDEST_BACKUP_DAYS = 7
_MEGABYTE = 1024 * 1024


class Upkeep(Service, called="upkeep"):
    """Backups and the check.

    Args:
        store: The open store.
        paths: Where it stands.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        super().__init__(store)
        self._paths = paths

    def back_up(self, to: Path | None = None) -> BackupRow:
        """Make a proved backup in the data folder, or in another one.

        Raises:
            DiskFull: There is not enough room.
            Environment: The folder cannot be written, or the copy does not pass its proof.
        """
        with self._store.write() as writer:
            # The write lock keeps every other program from the key file meanwhile.
            keys.note_audit_head(self._paths.key_file, *audit.head(writer.session))
        folder = to or self._paths.backups
        made = backup.make_backup(
            self._paths.database,
            self._paths.key_file,
            self._store.keys.key,
            folder,
            self._store.clock.now(),
        )
        if to is None:
            backup.keep_newest(folder, KEPT_BACKUPS)
        self._store.announce(Changes(frozenset({Thing.BACKUPS})))
        return made

    def backups(self) -> tuple[BackupRow, ...]:
        """The backups in the data folder, newest first."""
        return backup.list_backups(self._paths.backups)

    def check(self) -> tuple[CheckRow, ...]:
        """How the data, its backups and its disk are, in plain words."""
        checks = {
            _("Data file"): self._check_data,
            _("Audit"): self._check_audit,
            _("Last backup"): self._check_backup,
            _("Disk room"): self._check_room,
            _("Clock"): self._check_clock,
        }
        return tuple(_checked(name, check) for name, check in checks.items())

    def _check_data(self, name: str) -> CheckRow:
        database = self._paths.database
        with (
            driver_errors_in_words(database),
            closing(connect(database, self._store.keys.key, read_only=True)) as connection,
        ):
            broken = connection.execute("PRAGMA cipher_integrity_check").fetchone()
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if broken or not whole:
            says = _("It is damaged. Bring back the last good backup.")
            return CheckRow(name, says, is_well=False)
        return CheckRow(name, _("Whole, every page matches its seal."), is_well=True)

    def _check_audit(self, name: str) -> CheckRow:
        with self._store.read() as reader:
            broken = audit.broken_at(reader.session)
            count = audit.head(reader.session)[0]
            noted = keys.noted_audit_head(self._paths.key_file)
            is_cut = bool(noted and noted[0] and not audit.holds(reader.session, *noted))
        if is_cut:
            return CheckRow(name, _("Entries are missing at its end."), is_well=False)
        if broken is not None:
            says = _("The chain does not fit at entry {number}.").format(number=broken)
            return CheckRow(name, says, is_well=False)
        says = _("{count} entries, the chain is whole.").format(count=f"{count:,}")
        return CheckRow(name, says, is_well=True)

    def _check_backup(self, name: str) -> CheckRow:
        newest = next(iter(self.backups()), None)
        if newest is None:
            says = _("There is none yet. One is made when Huddle is closed.")
            return CheckRow(name, says, is_well=True, is_set_up=False)
        with self._store.read() as reader:
            zone, now = reader.unit.time_zone, reader.now
        days = (now - newest.made_at).days
        when = dates.in_table(local(newest.made_at, zone))
        problem = newest.problem or backup.prove(
            Path(newest.path) / self._paths.database.name, self._store.keys.key, newest.counts
        )
        if problem:
            says = _("{when}: {problem}.").format(when=when, problem=problem)
            return CheckRow(name, says, is_well=False)
        age = ngettext("one day old", "{count} days old", days).format(count=days)
        says = _("{when}, opened again and counted, {age}.").format(when=when, age=age)
        return CheckRow(name, says, is_well=days <= _OLDEST_BACKUP_DAYS)

    def _check_room(self, name: str) -> CheckRow:
        free = shutil.disk_usage(self._paths.data_dir).free
        says = _("{free} MB free.").format(free=f"{free // _MEGABYTE:,}")
        return CheckRow(name, says, is_well=free > _LEAST_FREE_BYTES)

    def _check_clock(self, name: str) -> CheckRow:
        with self._store.read() as reader:
            now = reader.local_now
            newest = audit.latest_at(reader.session)
        says = _("{when} in {zone}.").format(when=dates.in_table(now), zone=now.tzinfo)
        if newest is not None and newest > now:
            says = _("It shows a time before the last change. Set this computer's clock.")
            return CheckRow(name, says, is_well=False)
        return CheckRow(name, says, is_well=True)


def _checked(name: str, check: Callable[[str], CheckRow]) -> CheckRow:
    """What a check finds; what keeps it from looking is what it found."""
    try:
        return check(name)
    except Environment as error:
        return CheckRow(name, error.message, is_well=False)
