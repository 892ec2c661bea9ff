"""The check: how the data, its keys, its backups and this computer are, in plain words.

A part that is not set up is said to be so; it is no failure.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from huddle import dates
from huddle.clock import local
from huddle.errors import DamagedData, Environment
from huddle.fleet_keys import in_words
from huddle.i18n import _, ngettext
from huddle.paths import Paths
from huddle.rows.upkeep import BackupRow, CheckRow
from huddle.services.policies import policy_of
from huddle.store import audit, backup, inbox, keys
from huddle.store.backup_facts import DATA, KEYS, list_backups
from huddle.store.database import connect, driver_errors_in_words
from huddle.store.session import Store

_LEAST_FREE_BYTES = 200 * 1024 * 1024
_ROOM_FOR_COPIES = 3
_MEGABYTE = 1024 * 1024


def look_at_everything(store: Store, paths: Paths) -> tuple[CheckRow, ...]:
    """A line for each part; just the data file's when it is too damaged to say what is decided."""
    try:
        return _Checking(store, paths).rows()
    except DamagedData as error:
        return (CheckRow(_("Data file"), error.message, is_well=False),)


def server_says() -> str:
    """Who backs up what is on a server."""
    return _(
        "The data is on a database server, whose own tools back it up and bring it back: ask "
        "whoever keeps the server."
    )


class _Checking:
    """One look at everything.

    Args:
        store: The open store.
        paths: Where it stands.
    """

    def __init__(self, store: Store, paths: Paths) -> None:
        self._store = store
        self._paths = paths
        with store.read() as reader:
            self._policy, self._zone = policy_of(reader), reader.time_zone
            self._now, self._local_now = reader.now, reader.local_now

    def rows(self) -> tuple[CheckRow, ...]:
        """A line for each part; what keeps it from being looked at is what was found."""
        parts = self._of_a_server() if self._store.home.is_on_server else self._of_a_file()
        parts |= {
            _("Clock"): self._clock,
            _("Notes for the huddle"): self._notes,
            _("Reminders"): self._reminders,
            _("Organisation"): self._organisation,
        }
        found = []
        for name, look in parts.items():
            try:
                found.append(look(name))
            except Environment as error:
                found.append(CheckRow(name, error.message, is_well=False))
        return tuple(found)

    def _of_a_file(self) -> dict[str, Callable[[str], CheckRow]]:
        return {
            _("Data file"): self._data_file,
            _("Key file"): self._key_file,
            _("Audit"): self._audit,
            _("Last backup"): self._last_backup,
            _("Second place"): self._second_place,
            _("Disk room"): self._room,
        }

    def _of_a_server(self) -> dict[str, Callable[[str], CheckRow]]:
        return {
            _("Database server"): self._server,
            _("Keys"): self._key_file,
            _("Audit"): self._audit,
            _("Backups"): lambda name: CheckRow(name, server_says(), is_well=True, is_set_up=False),
        }

    def _server(self, name: str) -> CheckRow:
        """It answered, or this would not be asked; here is which one it is."""
        with self._store.read() as reader:
            numbers = reader.connection.dialect.server_version_info or ()
        version = ".".join(map(str, numbers))
        says = _("PostgreSQL {version} at {place}.")
        return CheckRow(name, says.format(version=version, place=self._paths.called), is_well=True)

    def _data_file(self, name: str) -> CheckRow:
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

    def _key_file(self, name: str) -> CheckRow:
        count = len(keys.sign_in_names(self._store.home.key_ring))
        says = ngettext(
            "It can be read; {count} name can sign in.",
            "It can be read; {count} names can sign in.",
            count,
        ).format(count=count)
        return CheckRow(name, says, is_well=True)

    def _audit(self, name: str) -> CheckRow:
        noted = keys.noted_audit_head(self._store.home.key_ring)
        with self._store.read() as reader:
            broken = audit.broken_at(reader.connection)
            count = audit.head(reader.connection)[0]
            is_cut = bool(noted and noted[0] and not audit.holds(reader.connection, *noted))
            is_guarded = audit.is_guarded(reader.connection)
        if is_cut:
            return CheckRow(name, _("Entries are missing at its end."), is_well=False)
        if broken is not None:
            says = _("The chain does not fit at entry {number}.").format(number=broken)
            return CheckRow(name, says, is_well=False)
        if not is_guarded:
            says = _("What keeps its entries from being changed was taken out.")
            return CheckRow(name, says, is_well=False)
        says = _("{count} entries, the chain is whole.").format(count=f"{count:,}")
        return CheckRow(name, says, is_well=True)

    def _last_backup(self, name: str) -> CheckRow:
        newest = next(iter(list_backups(self._paths.backups)), None)
        if newest is None:
            says = _("There is none yet. One is made when Huddle is closed.")
            return CheckRow(name, says, is_well=True, is_set_up=False)
        return self._tried(name, newest)

    def _second_place(self, name: str) -> CheckRow:
        folder = self._policy.second_backup_folder
        if not folder:
            says = _("None is chosen: a lost or broken disk would take the backups with it.")
            return CheckRow(name, says, is_well=True, is_set_up=False)
        if not Path(folder).is_dir():
            says = _("“{folder}” is not there. Connect the disk or the share.")
            return CheckRow(name, says.format(folder=folder), is_well=False)
        store = backup.identity(self._paths.key_file)
        own = [row for row in list_backups(Path(folder)) if row.store == store]
        if not own:
            says = _("“{folder}” holds no backup yet.").format(folder=folder)
            return CheckRow(name, says, is_well=False)
        return self._tried(name, own[0])

    def _tried(self, name: str, row: BackupRow) -> CheckRow:
        """How a backup is, by opening it again."""
        when = dates.in_table(local(row.made_at, self._zone))
        problem = row.problem or self._problem_of(row)
        if problem:
            says = _("{when}: {problem}.").format(when=when, problem=problem)
            return CheckRow(name, says, is_well=False)
        days = max(0, (self._now - row.made_at).days)
        age = ngettext("one day old", "{count} days old", days).format(count=days)
        age = age if days else _("less than a day old")
        says = _("{when}, opened again and counted, {age}.").format(when=when, age=age)
        limit = dt.timedelta(days=self._policy.backup_alarm_days)
        return CheckRow(name, says, is_well=self._now - row.made_at <= limit)

    def _problem_of(self, row: BackupRow) -> str:
        place, key = Path(row.path), self._store.keys.key_of(row.key_number)
        if key is None:
            return _("its key is not known here")
        keys.sign_in_names(place / KEYS)
        return backup.prove(place / DATA, key, row.counts)

    def _room(self, name: str) -> CheckRow:
        free = shutil.disk_usage(self._paths.data_dir).free
        wanted = self._paths.database.stat().st_size * _ROOM_FOR_COPIES
        says = _("{free} MB free.").format(free=f"{free // _MEGABYTE:,}")
        return CheckRow(name, says, is_well=free > max(_LEAST_FREE_BYTES, wanted))

    def _clock(self, name: str) -> CheckRow:
        with self._store.read() as reader:
            newest = audit.latest_at(reader.connection)
        if newest is not None and newest > self._now:
            says = _("It shows a time before the last change. Set this computer's clock.")
            return CheckRow(name, says, is_well=False)
        now = self._local_now
        says = _("{when} in {zone}.").format(when=dates.in_table(now), zone=now.tzinfo)
        return CheckRow(name, says, is_well=True)

    def _notes(self, name: str) -> CheckRow:
        """What was raised while nobody was signed in."""
        broken = inbox.unreadable(self._paths)
        if broken:
            says = ngettext(
                "{count} note could not be read. It is kept in “{folder}”.",
                "{count} notes could not be read. They are kept in “{folder}”.",
                broken,
            ).format(count=broken, folder=self._paths.inbox)
            return CheckRow(name, says, is_well=False)
        return CheckRow(name, _("All that were left have been read."), is_well=True)

    def _reminders(self, name: str) -> CheckRow:
        """When they were last looked for; that is done while the window is open."""
        file = self._paths.reminders_asked
        try:
            asked_at = dt.datetime.fromisoformat(file.read_text("utf-8"))
        except (OSError, ValueError):
            says = _("Nobody has looked for them yet. An open window does.")
            return CheckRow(name, says, is_well=True, is_set_up=False)
        when = dates.in_table(local(asked_at, self._zone))
        return CheckRow(name, _("Last looked for {when}.").format(when=when), is_well=True)

    def _organisation(self, name: str) -> CheckRow:
        """What is set for the whole computer, and where."""
        fleet = self._paths.fleet
        if not fleet.places:
            says = _("Nothing is set for this computer.")
            return CheckRow(name, says, is_well=True, is_set_up=False)
        says = ", ".join(
            _("{key}: {value} (in “{place}”)").format(
                key=key, value=in_words(key, getattr(fleet, key)), place=place
            )
            for key, place in fleet.places
        )
        return CheckRow(name, says, is_well=True)
