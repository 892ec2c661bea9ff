"""What a backup says of itself: written beside its data, read without any key.

It holds numbers and names of tables; nothing that was captured, and nobody's name.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import huddle
from huddle.files import write_atomically
from huddle.i18n import _
from huddle.rows.upkeep import BackupRow
from huddle.vocabulary import BackupPlace, BackupWhy

FACTS, DATA, KEYS = "backup.json", "ward.db", "keys.json"
UNFINISHED = ".unfinished"
"""The ending of a folder's name until it holds a whole backup."""


def facts(
    *,
    made_at: dt.datetime,
    why: BackupWhy,
    store: str,
    key_number: int,
    revision: str,
    byte_count: int,
    counts: dict[str, int],
    audit_head: tuple[int, str],
) -> dict[str, Any]:
    """What is written of a backup that was proved."""
    return {
        "made_at": made_at.isoformat(),
        "why": why.value,
        "store": store,
        "key_number": key_number,
        "revision": revision,
        "program": huddle.__version__,
        "byte_count": byte_count,
        "counts": counts,
        "audit_head": {"number": audit_head[0], "hash": audit_head[1]},
        "proved": True,
    }


def write(place: Path, found: dict[str, Any]) -> None:
    """Write it beside the data."""
    write_atomically(place / FACTS, json.dumps(found, indent=2).encode())


def mark_proved(place: Path) -> None:
    """Say that what stands there was opened again, checked and counted."""
    found = json.loads((place / FACTS).read_text(encoding="utf-8"))
    write(place, {**found, "proved": True})


def read_backup(folder: Path, place: BackupPlace = BackupPlace.ELSEWHERE) -> BackupRow:
    """What a backup says of itself; what cannot be read is its problem."""
    written = folder / FACTS
    try:
        return _row(folder, json.loads(written.read_text(encoding="utf-8")), place)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        when = written if written.exists() else folder
        made_at = dt.datetime.fromtimestamp(when.stat().st_mtime, dt.UTC)
        problem = _("what was written about it cannot be read")
        size = _length(folder / DATA)
        return BackupRow(
            str(folder), made_at, is_proved=False, byte_count=size, problem=problem, place=place
        )


def list_backups(folder: Path, place: BackupPlace = BackupPlace.ELSEWHERE) -> tuple[BackupRow, ...]:
    """The backups in a folder, newest first; none when it is not there."""
    try:
        named = [found.parent for found in folder.glob(f"*/{FACTS}")]
        rows = [read_backup(one, place) for one in named if one.suffix != UNFINISHED]
    except OSError:
        # A share that went away while it was read.
        return ()
    return tuple(sorted(rows, key=lambda row: row.made_at, reverse=True))


def _row(folder: Path, found: dict[str, Any], place: BackupPlace) -> BackupRow:
    size = _length(folder / DATA)
    problem = _problem(size, int(found.get("byte_count", size)))
    head = found.get("audit_head", {"number": 0, "hash": ""})
    return BackupRow(
        path=str(folder),
        made_at=dt.datetime.fromisoformat(found["made_at"]).astimezone(dt.UTC),
        is_proved=bool(found["proved"]) and not problem,
        byte_count=size,
        counts={str(name): int(count) for name, count in found["counts"].items()},
        problem=problem,
        why=BackupWhy(found["why"]) if "why" in found else None,
        place=place,
        store=str(found.get("store", "")),
        key_number=int(found.get("key_number", 0)),
        revision=str(found.get("revision", "")),
        program=str(found.get("program", "")),
        audit_head=(int(head["number"]), str(head["hash"])),
    )


def _length(data: Path) -> int:
    return data.stat().st_size if data.exists() else 0


def _problem(size: int, written: int) -> str:
    if not size:
        return _("its data file is missing or empty")
    return "" if size == written else _("its data file is not as long as it was")
