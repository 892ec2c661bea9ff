"""Backups and the check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup on disk."""

    path: str
    made_at: dt.datetime
    is_proved: bool
    byte_count: int
    counts: dict[str, int] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the check, in plain words."""

    name: str
    says: str
    is_well: bool
    is_set_up: bool = True
