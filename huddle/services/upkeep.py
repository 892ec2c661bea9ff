"""Keeping the data safe: proved backups here and in a second place, and bringing one back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select

from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.model import AuditEntry, Policy
from huddle.paths import Paths
from huddle.rows.changes import Changes
from huddle.rows.upkeep import BackupRow, CheckRow, DataState, SinceRow, WatchRow
from huddle.rows.ward import PolicyRow
from huddle.rules.backups import is_nightly_due, is_too_old
from huddle.services.checking import look_at_everything, server_says
from huddle.services.guarded import Service
from huddle.services.policies import decided, first_unit_id, store_policy
from huddle.store import audit, backup, keys, restoring
from huddle.store.backup_facts import list_backups, read_backup
from huddle.store.ids import new_id
from huddle.store.session import Store
from huddle.store.transaction import Reader
from huddle.vocabulary import BackupPlace, BackupWhy, Thing


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
        """Make a proved backup in the data folder and the second place, or in a folder given.

        Returns:
            The backup in the data folder; it says what kept a copy from the second place.

        Raises:
            Refused: The data is on a server.
            DiskFull: There is not enough room.
            Environment: The folder cannot be written, or the copy does not pass its proof.
        """
        return self._back_up(BackupWhy.ASKED, to)

    def back_up_at_close(self) -> BackupRow:
        """As `back_up`, because Huddle is being closed."""
        return self._back_up(BackupWhy.CLOSE)

    def watch(self) -> WatchRow:
        """Make the night's backup when it is due, and tell whether the last one is too old.

        It is asked every few minutes, whoever is signed in; what fails is told, not raised.
        """
        if self._store.home.is_on_server:
            return WatchRow(None, is_too_old=False)
        with self._store.read() as reader:
            local_now, policy, began = (
                reader.local_now,
                store_policy(reader),
                reader.unit.created_at,
            )
        last, problem = self._newest_proved(), ""
        if is_nightly_due(last, local_now):
            try:
                last = self._back_up(BackupWhy.NIGHT).made_at
            except Environment as error:
                problem = str(error)
        days = policy.backup_alarm_days
        return WatchRow(last, is_too_old(last or began, self._store.clock.now(), days), problem)

    def backups(self) -> tuple[BackupRow, ...]:
        """The backups here and in the second place, newest first, then what was replaced."""
        with self._store.read() as reader:
            second = store_policy(reader).second_backup_folder
        return self._listed(second)

    def state(self) -> DataState:
        """Where the data is, and how its backups are."""
        with self._store.read() as reader:
            policy, zone = store_policy(reader), reader.time_zone
            now, began = reader.now, reader.unit.created_at
        listed, last = self._listed(policy.second_backup_folder), self._newest_proved()
        is_on_server = self._store.home.is_on_server
        return DataState(
            data_dir=self._paths.called,
            byte_count=sum(path.stat().st_size for path in self._paths.data_dir.glob("ward.db*")),
            backups=listed,
            newest_proved=last,
            is_too_old=not is_on_server
            and is_too_old(last or began, now, policy.backup_alarm_days),
            alarm_days=policy.backup_alarm_days,
            second_folder=policy.second_backup_folder,
            is_second_there=Path(policy.second_backup_folder).is_dir(),
            time_zone=zone,
            policy_version=policy.row_version,
            server_says=server_says() if is_on_server else "",
        )

    def backup_in(self, path: Path) -> BackupRow:
        """What the backup in a folder says of itself.

        Raises:
            Refused: There is none.
        """
        return read_backup(restoring.backup_folder(path))

    def since(self, path: Path) -> SinceRow:
        """What was done since a backup was made: it would not be there after bringing it back."""
        row = self.backup_in(path)
        number = row.audit_head[0]
        # By their order, not by a clock that somebody may have set.
        later = col(AuditEntry.number) > number if number else col(AuditEntry.at) > row.made_at
        added, entity = col(AuditEntry.act) == "add", col(AuditEntry.entity)
        with self._store.read() as reader:
            return SinceRow(
                huddles=_count(reader, later, added, entity == "huddle"),
                items=_count(reader, later, added, entity == "item"),
                changes=_count(reader, later),
            )

    def restore(self, path: Path) -> BackupRow:
        """Bring a backup back in place of the present data, which is kept.

        Whoever is signed in must sign in again: the ward is as it was then.

        Args:
            path: The backup's folder, or the data file in it.

        Raises:
            Refused: It is no whole backup of this store, or the data is on a server.
            NewerData: A newer program made it.
            Environment: Another program has the store open, or the disk stands in the way.
        """
        store = self._store
        self._refuse_on_server()
        folder = restoring.backup_folder(path)
        by = restoring.Restorer(store.account.name, store.pc, store.clock.now(), new_id)
        store.close()
        row = restoring.restore(self._paths, store.keys, folder, by)
        store.reopen(store.keys)
        return row

    def choose_second_place(self, folder: Path | None) -> PolicyRow:
        """Say where each backup is copied to, such as a stick or a share; none for nowhere.

        Raises:
            Refused: It is not there, or it is the data folder itself.
        """
        self._refuse_on_server()
        if folder is not None:
            self._refuse_unfit(folder)
        named = str(folder.absolute()) if folder else ""
        with self._store.write() as writer, writer.acting_for(first_unit_id(writer)):
            found = decided(writer)
            if found is None:
                writer.add(Policy, second_backup_folder=named)
            else:
                writer.change(found, second_backup_folder=named)
            return store_policy(writer)

    def check(self) -> tuple[CheckRow, ...]:
        """How the data, its backups and its disk are, in plain words."""
        return look_at_everything(self._store, self._paths)

    def _back_up(self, why: BackupWhy, to: Path | None = None) -> BackupRow:
        self._refuse_on_server()
        with self._store.write() as writer:
            # The write lock keeps every other program from the key file meanwhile.
            keys.note_audit_head(writer.key_ring, *audit.head(writer.connection))
            second, zone = store_policy(writer).second_backup_folder, writer.time_zone
        folder = to or self._paths.backups
        found, now = self._store.keys, self._store.clock.now()
        made = backup.make_backup(self._paths, found, folder, now, why)
        if to is None:
            backup.rotate(folder, made.store, zone)
            made = replace(made, place=BackupPlace.DATA_FOLDER)
            if second:
                made = replace(made, second_problem=self._copy_to(Path(second), made, zone))
        self._store.announce(Changes(frozenset({Thing.BACKUPS})))
        return made

    def _copy_to(self, second: Path, made: BackupRow, zone: str) -> str:
        """Copy a backup to the second place; what kept it from there, in words."""
        try:
            backup.copy_backup(made, second, self._store.keys)
            backup.rotate(second, made.store, zone)
        except Environment as error:
            return str(error)
        return ""

    def _listed(self, second: str) -> tuple[BackupRow, ...]:
        own = list_backups(self._paths.backups, BackupPlace.DATA_FOLDER)
        there = list_backups(Path(second), BackupPlace.SECOND_PLACE) if second else ()
        both = sorted((*own, *there), key=lambda row: row.made_at, reverse=True)
        return (*both, *list_backups(self._paths.replaced, BackupPlace.REPLACED))

    def _newest_proved(self) -> dt.datetime | None:
        rows = list_backups(self._paths.backups)
        return next((row.made_at for row in rows if row.is_proved), None)

    def _refuse_on_server(self) -> None:
        if self._store.home.is_on_server:
            raise Refused(server_says())

    def _refuse_unfit(self, folder: Path) -> None:
        if not folder.is_dir():
            raise Refused(
                _("“{folder}” is not there. Connect the disk first.").format(folder=folder),
                "second_place",
            )
        if folder.absolute().is_relative_to(self._paths.data_dir.absolute()):
            raise Refused(
                _("That is inside the data folder. Choose a place on another disk."),
                "second_place",
            )


def unopened_backups(paths: Paths) -> tuple[BackupRow, ...]:
    """The backups in the data folder, when the data will not open; no key is needed."""
    own = list_backups(paths.backups, BackupPlace.DATA_FOLDER)
    return (*own, *list_backups(paths.replaced, BackupPlace.REPLACED))


def _count(reader: Reader, *conditions: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(AuditEntry).where(*conditions)
    return int(reader.execute(query).scalar_one())
