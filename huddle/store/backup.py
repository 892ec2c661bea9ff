"""Proved backups: copied while the store is in use, then opened again, checked and counted.

A backup stands in a folder of its own with the key file that opens it and what it holds.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from huddle.errors import DamagedData, DiskFull, Environment
from huddle.files import disk_errors_in_words, write_atomically
from huddle.i18n import _
from huddle.rows import BackupRow
from huddle.store.database import connect, driver_errors_in_words

COUNTED = ("huddle", "item", "person", "department", "audit_entry")
"""The tables whose rows are counted as part of the proof."""

_FACTS = "backup.json"
_DATA = "ward.db"
_KEYS = "keys.json"
_ROOM_FACTOR = 1.2
_UNFINISHED = ".unfinished"


def make_backup(
    database: Path, key_file: Path, key: bytes, folder: Path, now: dt.datetime
) -> BackupRow:
    """Copy a store's data and key file, prove the copy, and only then count it as a backup.

    Args:
        database: The data file; it may be in use.
        key_file: The key file that opens it.
        key: The data file's key.
        folder: Where backups stand; the new one gets a folder of its own in it.
        now: The instant it is made, which names it.

    Raises:
        DiskFull: There is not enough room.
        Environment: The folder cannot be written, or the copy does not pass its proof.
    """
    finished = _free_place(folder, now)
    place = finished.with_name(finished.name + _UNFINISHED)
    with disk_errors_in_words(place), driver_errors_in_words(place):
        place.mkdir(parents=True)
        try:
            _check_room(database, place)
            counts = _copy(database, key, place / _DATA)
            shutil.copyfile(key_file, place / _KEYS)
            problem = prove(place / _DATA, key, counts)
            if problem:
                raise Environment(
                    _("The backup did not pass its proof: {problem}.").format(problem=problem),
                    _("The data itself was not touched. Run the check in Settings."),
                )
            facts = {"made_at": now.isoformat(), "counts": counts, "proved": True}
            write_atomically(place / _FACTS, json.dumps(facts, indent=2).encode())
            place.rename(finished)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
    return read_backup(finished)


def prove(copy: Path, key: bytes, counts: dict[str, int]) -> str:
    """Open a copy with its key, check every page, and count its rows.

    Returns:
        What is wrong with it, in words; empty when it is whole.
    """
    try:
        with driver_errors_in_words(copy), closing(connect(copy, key, read_only=True)) as opened:
            if opened.execute("PRAGMA cipher_integrity_check").fetchone():
                return _("a page does not match its seal")
            if opened.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                return _("the file is not whole")
            if _count(opened) != counts:
                return _("rows are missing")
    except DamagedData:
        return _("it cannot be opened with its key")
    return ""


def list_backups(folder: Path) -> tuple[BackupRow, ...]:
    """The backups in a folder, newest first."""
    found = [read_backup(facts.parent) for facts in folder.glob(f"*/{_FACTS}")]
    return tuple(sorted(found, key=lambda row: row.made_at, reverse=True))


def keep_newest(folder: Path, count: int) -> None:
    """Remove all but the newest backups."""
    for old in list_backups(folder)[count:]:
        shutil.rmtree(old.path, ignore_errors=True)


def read_backup(place: Path) -> BackupRow:
    """What a backup says of itself."""
    data, written = place / _DATA, place / _FACTS
    try:
        facts = json.loads(written.read_text(encoding="utf-8"))
        made_at = dt.datetime.fromisoformat(facts["made_at"])
        facts["proved"], facts["counts"]
    except (OSError, ValueError, KeyError, TypeError):
        made_at = dt.datetime.fromtimestamp(written.stat().st_mtime, dt.UTC)
        problem = _("what was written about it cannot be read")
        return BackupRow(str(place), made_at, is_proved=False, byte_count=0, problem=problem)
    return BackupRow(
        path=str(place),
        made_at=made_at,
        is_proved=bool(facts["proved"]) and data.exists(),
        byte_count=data.stat().st_size if data.exists() else 0,
        counts=facts["counts"],
        problem="" if data.exists() else _("its data file is missing"),
    )


def _free_place(folder: Path, now: dt.datetime) -> Path:
    name = now.strftime("%Y-%m-%d-%H%M%S")
    number, place = 1, folder / name
    while place.exists():
        number += 1
        place = folder / f"{name}-{number}"
    return place


def _check_room(database: Path, place: Path) -> None:
    if shutil.disk_usage(place).free < database.stat().st_size * _ROOM_FACTOR:
        raise DiskFull(
            _("There is not enough room on the disk for a backup."),
            _("The data itself is safe. Make room, or back up to another disk."),
        )


def _copy(database: Path, key: bytes, copy: Path) -> dict[str, int]:
    with closing(connect(database, key)) as source, closing(connect(copy, key)) as target:
        source.backup(target)
        # The copy must be one file: whoever carries it away would not take its log along.
        target.execute("PRAGMA journal_mode = DELETE")
        return _count(target)


def _count(connection: Any) -> dict[str, int]:
    return {
        table: int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
        for table in COUNTED
    }
