"""Backups and the check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from huddle.vocabulary import BackupPlace, BackupWhy


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup on disk.

    Attributes:
        path: Its folder.
        made_at: When it was made.
        is_proved: Whether it was opened again, checked and counted, and is as long as it was then.
        byte_count: The length of its data file.
        counts: Rows by table.
        problem: What is wrong with it, in words; empty when nothing is known to be.
        why: What it was made for; none when that cannot be read.
        place: Where it stands.
        store: Tells backups of one store from those of another.
        key_number: The number of the data file's key; 0 when unknown.
        revision: The schema of its data.
        program: The version of Huddle that made it.
        audit_head: The number and hash of its newest audit entry.
        second_problem: Why there is no copy of it in the second place, in words.
    """

    path: str
    made_at: dt.datetime
    is_proved: bool
    byte_count: int
    counts: dict[str, int] = field(default_factory=dict)
    problem: str = ""
    why: BackupWhy | None = None
    place: BackupPlace = BackupPlace.ELSEWHERE
    store: str = ""
    key_number: int = 0
    revision: str = ""
    program: str = ""
    audit_head: tuple[int, str] = (0, "")
    second_problem: str = ""


@dataclass(frozen=True, slots=True)
class DataState:
    """Where a ward's data is, and its backups.

    Attributes:
        data_dir: The data folder.
        byte_count: The length of the data file and its log.
        backups: Those in the data folder and in the second place, newest first, and after them
            what was replaced.
        newest_proved: When the newest one was made that counts; none when there is none.
        is_too_old: Whether that is longer ago than the ward wants.
        alarm_days: How old it may be.
        second_folder: The second place; empty when none is chosen.
        is_second_there: Whether it can be reached now.
        time_zone: The ward's.
        policy_version: Of the ward's decisions.
        server_says: Who backs the data up where they are on a server; empty where they are not.
    """

    data_dir: str
    byte_count: int
    backups: tuple[BackupRow, ...]
    newest_proved: dt.datetime | None
    is_too_old: bool
    alarm_days: int
    second_folder: str
    is_second_there: bool
    time_zone: str
    policy_version: int
    server_says: str = ""


@dataclass(frozen=True, slots=True)
class WatchRow:
    """How the backups are, as it is asked every few minutes.

    Attributes:
        newest_proved: When the newest one was made that counts; none when there is none.
        is_too_old: Whether that is longer ago than the ward wants.
        problem: Why the night's backup could not be made, in words.
    """

    newest_proved: dt.datetime | None
    is_too_old: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SinceRow:
    """What was done since a backup was made, and would not be there after it is brought back."""

    huddles: int
    items: int
    changes: int


@dataclass(frozen=True, slots=True)
class RescueRow:
    """What was brought back when the data would not open.

    Attributes:
        made_at: When the backup was made.
        is_data_back: Whether the data is the backup's; it stays when only the keys were damaged.
        are_keys_back: Whether the key file is the backup's, with the passwords of its day.
    """

    made_at: dt.datetime
    is_data_back: bool
    are_keys_back: bool


@dataclass(frozen=True, slots=True)
class MovedRow:
    """What was moved.

    Attributes:
        units: The names of the units, oldest first.
        left: What the old place is called.
        to: What the new place is called.
        count: How many rows arrived and were compared.
    """

    units: tuple[str, ...]
    left: str
    to: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the check, in plain words."""

    name: str
    says: str
    is_well: bool
    is_set_up: bool = True
