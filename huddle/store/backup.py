"""Proved backups: copied while the store is in use, then opened again, checked and counted.

A backup stands in a folder of its own with the key file that opens it and what it holds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from huddle.errors import DamagedData, DiskFull, Environment
from huddle.files import copy_durably, disk_errors_in_words, sync_folder
from huddle.i18n import _
from huddle.paths import Paths
from huddle.rows.upkeep import BackupRow
from huddle.rules.backups import kept
from huddle.store import backup_facts
from huddle.store.backup_facts import DATA, FACTS, KEYS, UNFINISHED, list_backups, read_backup
from huddle.store.database import connect, driver_errors_in_words, stored_revision
from huddle.store.key_file import as_bytes, read_key_file
from huddle.store.keys import Keys
from huddle.vocabulary import BackupPlace, BackupWhy

COUNTED = ("huddle", "item", "person", "department", "account", "audit_entry")
"""The tables whose rows are counted as part of the proof."""

_ROOM_FACTOR = 1.2
_DAY_SECONDS = 24 * 60 * 60


def make_backup(
    paths: Paths, keys: Keys, folder: Path, now: dt.datetime, why: BackupWhy
) -> BackupRow:
    """Copy a store's data and key file, prove the copy, and only then count it as a backup.

    Args:
        paths: The store; it may be in use.
        keys: What opens it.
        folder: Where backups stand; the new one gets a folder of its own in it.
        now: The instant it is made, which names it.
        why: What it is made for.

    Raises:
        DiskFull: There is not enough room.
        Environment: The folder cannot be written, or the copy does not pass its proof.
    """
    with _growing(folder, now) as place:
        check_room(paths.database, place)
        # Before the data: a key changed meanwhile would not open the copy, and that is noticed.
        copy_durably(paths.key_file, place / KEYS)
        with closing(connect(paths.database, keys.key)) as source:
            copy_from(source, place / DATA, keys.key)
        with closing(connect(place / DATA, keys.key, read_only=True)) as copy:
            facts = facts_of(place, copy, now, why)
        _refuse_unproved(place, keys, facts["counts"])
        backup_facts.write(place, facts)
    return read_backup(_finished(place))


def copy_backup(made: BackupRow, folder: Path, keys: Keys) -> BackupRow:
    """Copy a backup to another place and prove the copy there.

    Raises:
        DiskFull: There is not enough room.
        Environment: The place is not there or cannot be written, or the copy is not whole.
    """
    if not folder.is_dir():
        raise Environment(
            _("The second place “{folder}” is not there.").format(folder=folder),
            _("Connect the disk or the share, then back up again."),
        )
    source = Path(made.path)
    with _growing(folder, made.made_at) as place:
        check_room(source / DATA, place)
        for name in (DATA, KEYS):
            copy_durably(source / name, place / name)
        _refuse_unproved(place, keys, made.counts)
        copy_durably(source / FACTS, place / FACTS)
    return read_backup(_finished(place), BackupPlace.SECOND_PLACE)


def prove(copy: Path, key: bytes, counts: dict[str, int] | None = None) -> str:
    """Open a data file with its key, check every page, and count its rows.

    Args:
        copy: The file.
        key: Its key.
        counts: How many rows of each table there must be; not counted when not given.

    Returns:
        What is wrong with it, in words; empty when it is whole.
    """
    if not copy.exists() or not copy.stat().st_size:
        return _("its data file is missing or empty")
    try:
        with driver_errors_in_words(copy), closing(connect(copy, key, read_only=True)) as opened:
            if opened.execute("PRAGMA cipher_integrity_check").fetchone():
                return _("a page does not match its seal")
            if opened.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                return _("the file is not whole")
            if counts and not counts.items() <= count_rows(opened).items():
                return _("rows are missing")
    except DamagedData:
        return _("it cannot be opened with its key")
    return ""


def rotate(folder: Path, store: str, zone: str) -> None:
    """Remove the backups of a store that are in nobody's way to remove.

    Only proved ones count, as kept and as removed; the newest before an update always stays.
    """
    own = [row for row in list_backups(folder) if row.is_proved and row.store == store]
    keep = kept([row.made_at for row in own], zone)
    spared = next((row.path for row in own if row.why is BackupWhy.MIGRATION), "")
    for row in own:
        if row.made_at not in keep and row.path != spared:
            _remove(Path(row.path))
    _clear_half_made(folder)


def identity(key_file: Path) -> str:
    """What tells backups of one store from those of another."""
    public = as_bytes(read_key_file(key_file)["ward_public"])
    return hashlib.sha256(public).hexdigest()[:16]


def facts_of(place: Path, opened: Any, now: dt.datetime, why: BackupWhy) -> dict[str, Any]:
    """What is to be written beside a data file and its key file.

    Args:
        place: Their folder.
        opened: A connection to the data; none when it cannot be read.
        now: The instant it is written.
        why: What it is kept for.
    """
    return backup_facts.facts(
        made_at=now,
        why=why,
        store=identity(place / KEYS),
        key_number=read_key_file(place / KEYS)["key_number"],
        revision=stored_revision(opened) if opened else "",
        byte_count=(place / DATA).stat().st_size if (place / DATA).exists() else 0,
        counts=count_rows(opened) if opened else {},
        audit_head=_audit_head(opened) if opened else (0, ""),
    )


def copy_from(source: Any, target: Path, key: bytes) -> None:
    """Copy the data of an open connection into a new file under a key, its own or another."""
    with driver_errors_in_words(target), closing(connect(target, key)) as copy:
        source.backup(copy)
        # The copy must be one file: whoever carries it away would not take its log along.
        copy.execute("PRAGMA journal_mode = DELETE")


def check_room(data: Path, place: Path) -> None:
    """Refuse where a copy of a data file has no room.

    Raises:
        DiskFull: It has not.
    """
    log = data.with_name(f"{data.name}-wal")
    wanted = sum(path.stat().st_size for path in (data, log) if path.exists())
    if shutil.disk_usage(place).free < wanted * _ROOM_FACTOR:
        raise DiskFull(
            _("There is not enough room on the disk for a backup."),
            _("The data itself is safe. Make room, or back up to another disk."),
        )


def count_rows(connection: Any) -> dict[str, int]:
    """How many rows of each counted table there are."""
    return {
        table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
        for table in COUNTED
    }


def _audit_head(connection: Any) -> tuple[int, str]:
    query = "SELECT number, chain_hash FROM audit_entry ORDER BY number DESC LIMIT 1"
    row = connection.execute(query).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def _refuse_unproved(place: Path, keys: Keys, counts: dict[str, int]) -> None:
    problem = prove(place / DATA, keys.key, counts)
    if not problem and read_key_file(place / KEYS)["key_number"] != keys.number:
        problem = _("the key was changed meanwhile")
    if problem:
        raise Environment(
            _("The backup did not pass its proof: {problem}.").format(problem=problem),
            _("The data itself was not touched. Run the check."),
        )


def _finished(place: Path) -> Path:
    return place.with_name(place.name.removesuffix(UNFINISHED))


@contextmanager
def _growing(folder: Path, now: dt.datetime) -> Iterator[Path]:
    """A new folder in a folder, which gets its name when it is whole and vanishes when not."""
    free = _free_place(folder, now)
    place = free.with_name(free.name + UNFINISHED)
    with disk_errors_in_words(place), driver_errors_in_words(place):
        place.mkdir(parents=True)
        try:
            yield place
            place.rename(_finished(place))
            sync_folder(folder)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise


def _free_place(folder: Path, now: dt.datetime) -> Path:
    name = now.strftime("%Y-%m-%d-%H%M%S")
    number, place = 1, folder / name
    while place.exists():
        number += 1
        place = folder / f"{name}-{number}"
    return place


def _remove(place: Path) -> None:
    """Take a backup away so that half of one is never taken for a whole one."""
    going = place.with_name(place.name + UNFINISHED)
    try:
        place.rename(going)
    except OSError:
        # It is looked at or write-protected: the next rotation tries again.
        return
    shutil.rmtree(going, ignore_errors=True)


def _clear_half_made(folder: Path) -> None:
    """Remove what a program that was ended left half made, once nobody can be making it still."""
    for left in folder.glob(f"*{UNFINISHED}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _DAY_SECONDS:
                shutil.rmtree(left)
