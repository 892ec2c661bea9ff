"""Bringing a backup back: proved, put under the present key, joined with today's accounts.

The present key file stays where it can be read, so that today's passwords stay good and whoever
was disabled stays out. What is replaced is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from huddle.errors import DamagedData, Environment, Refused
from huddle.files import disk_errors_in_words
from huddle.i18n import _
from huddle.paths import Paths
from huddle.rows.upkeep import BackupRow
from huddle.store import audit, backup_facts, joining
from huddle.store import keys as key_files
from huddle.store.backup import check_room, copy_from, facts_of, identity, prove
from huddle.store.backup_facts import DATA, KEYS, read_backup
from huddle.store.database import connect, driver_errors_in_words, make_engine, writing
from huddle.store.ids import NewId
from huddle.store.key_change import opens
from huddle.store.key_file import read_key_file, write_key_file
from huddle.store.keys import Keys
from huddle.store.migrating import migrate
from huddle.store.replacing import alone, keep_replaced, put_in_place
from huddle.vocabulary import BackupWhy

_COPY = "ward.db.restored"

_Head = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Restorer:
    """Who brings a backup back.

    Attributes:
        name: Their sign-in name; empty for the recovery key.
        pc: The computer.
        now: The instant.
        new_id: Makes row ids.
    """

    name: str
    pc: str
    now: dt.datetime
    new_id: NewId


def backup_folder(chosen: Path) -> Path:
    """The folder of a backup, given that or its data file.

    Raises:
        Refused: There is no backup.
    """
    folder = chosen.parent if chosen.name == DATA else chosen
    if not (folder / DATA).is_file():
        raise Refused(_("There is no backup in “{folder}”.").format(folder=folder), "backup")
    return folder


def restore(paths: Paths, keys: Keys, folder: Path, by: Restorer) -> BackupRow:
    """Put a backup in the place of the present data, which is kept among the replaced files.

    Args:
        paths: The store.
        keys: What opens it, the backup's key among them.
        folder: The backup's.
        by: Who does it.

    Returns:
        The backup.

    Raises:
        Refused: It is of another store, or not whole.
        NewerData: A newer program made it.
        DiskFull: There is not enough room; nothing was changed.
        Environment: Another program has the store open.
    """
    row, key = check_backup(paths, keys, folder)
    with (
        _copy_under_key(paths, folder, key, keys.key) as copy,
        alone(paths.database, keys.key) as held,
    ):
        known = joining.Known.of(held, key_files.sign_in_names(paths.key_file))
        before, head = _join(copy, keys, known, by, row)
        kept = keep_replaced(paths, by.now)
        _say_what_is_kept(kept, held, by.now)
        # Both the present data and the restored have it: a cut here is no cut-off audit.
        key_files.note_audit_head(paths.key_file, *before)
        put_in_place(copy, paths.database, held)
    _note_head(paths, keys, head)
    _prove_kept(kept, keys.key)
    return row


def check_backup(paths: Paths, keys: Keys, folder: Path) -> tuple[BackupRow, bytes]:
    """What a backup says of itself, and its key, once it is proved again.

    Raises:
        Refused: It is of another store, or not whole.
    """
    row, key = read_backup(folder), _key_of(folder, keys, paths)
    problem = prove(folder / DATA, key, row.counts)
    if problem:
        raise _damaged(problem)
    return row, key


def bring_back_key_file(paths: Paths, folder: Path, now: dt.datetime) -> None:
    """Put a backup's key file in the place of one that is missing or damaged, which is kept."""
    content = read_key_file(folder / KEYS)
    if paths.key_file.exists():
        keep_replaced(paths, now, keys_only=True)
    write_key_file(paths.key_file, content)


def is_whole(paths: Paths, keys: Keys) -> bool:
    """Whether the present data can be opened and is whole."""
    return not prove(paths.database, keys.key)


def _key_of(folder: Path, keys: Keys, paths: Paths) -> bytes:
    newest_first = [keys.older[number] for number in sorted(keys.older, reverse=True)]
    for key in (keys.key, *newest_first):
        if opens(folder / DATA, key):
            return key
    with suppress(Environment):
        if identity(folder / KEYS) != identity(paths.key_file):
            raise Refused(
                _("This backup is of another store. Choose one that was made here."), "backup"
            )
    raise _damaged(_("it cannot be opened with its key"))


def _damaged(problem: str) -> Refused:
    return Refused(
        _("This backup is not whole: {problem}. Nothing was changed; choose another one.").format(
            problem=problem
        ),
        "backup",
    )


@contextmanager
def _copy_under_key(paths: Paths, folder: Path, key: bytes, present_key: bytes) -> Iterator[Path]:
    """A copy of a backup beside the present data, under its key and of today's schema."""
    copy = paths.data_dir / _COPY
    check_room(folder / DATA, paths.data_dir)
    try:
        _remove(copy)
        with closing(connect(folder / DATA, key, read_only=True)) as source:
            copy_from(source, copy, present_key)
        migrate(copy, present_key)
        yield copy
    finally:
        _remove(copy)


def _remove(copy: Path) -> None:
    with disk_errors_in_words(copy):
        for leftover in copy.parent.glob(f"{copy.name}*"):
            leftover.unlink()


def _join(
    copy: Path, keys: Keys, known: joining.Known, by: Restorer, row: BackupRow
) -> tuple[_Head, _Head]:
    """Join the copy with today's accounts, and put into its audit what was brought back.

    Returns:
        The head of its audit before and after.
    """
    engine = make_engine(copy, keys.key)
    with driver_errors_in_words(copy), Session(writing(engine)) as session:
        connection = session.connection()
        before = audit.head(connection)
        account_id, unit_id = joining.join_accounts(session, known, by.name, by.now, by.new_id)
        joining.join_counters(session, known, unit_id, by.new_id)
        trail = audit.AuditTrail(
            connection,
            unit_id=unit_id,
            account_id=account_id,
            pc=by.pc,
            now=by.now,
            new_id=by.new_id,
            secret=keys.audit_secret,
        )
        told = {"backup": Path(row.path).name, "made_at": row.made_at}
        trail.append("restore", "unit", unit_id, {}, told)
        head = audit.head(connection)
        session.commit()
    engine.dispose()
    with driver_errors_in_words(copy), closing(connect(copy, keys.key)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return before, head


def _say_what_is_kept(kept: Path, held: Any, now: dt.datetime) -> None:
    """Write beside the replaced data what it holds; it is not proved yet."""
    try:
        with driver_errors_in_words(kept):
            found = facts_of(kept, held, now, BackupWhy.RESTORE)
    except DamagedData:
        found = facts_of(kept, None, now, BackupWhy.RESTORE)
    backup_facts.write(kept, {**found, "proved": False})


def _prove_kept(kept: Path, key: bytes) -> None:
    row = read_backup(kept)
    if row.why is not None and not prove(kept / DATA, key, row.counts):
        backup_facts.mark_proved(kept)


def _note_head(paths: Paths, keys: Keys, head: _Head) -> None:
    database = paths.database
    with driver_errors_in_words(database), closing(connect(database, keys.key)) as connection:
        # The write lock keeps every other program from the key file meanwhile.
        connection.execute("BEGIN IMMEDIATE")
        key_files.note_audit_head(paths.key_file, *head)
        connection.execute("ROLLBACK")
