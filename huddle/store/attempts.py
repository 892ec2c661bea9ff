"""Wrong attempts to sign in, kept beside the key file while the data file cannot be opened.

They make the next attempt wait, also after a restart, and are told to the audit at the next
sign-in. Of a name that nobody has only the count is kept: it may be a password typed too early.
"""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from huddle.errors import Environment, Refused
from huddle.files import write_atomically
from huddle.i18n import _, ngettext
from huddle.rules.back_off import left_to_wait

_FILE = "attempts.json"


class MustWait(Refused):
    """Too many wrong attempts; says how long to wait."""


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong attempts under one name since its last sign-in.

    Attributes:
        name: The sign-in name; empty for names that nobody has.
        count: How many in a row.
        last_at: When the last one was.
        pc: The computer it was made on.
        told: How many of them the audit knows.
    """

    name: str
    count: int
    last_at: dt.datetime
    pc: str
    told: int = 0


def refuse_too_soon(folder: Path, name: str, now: dt.datetime) -> None:
    """Refuse another attempt while a name has to wait.

    Raises:
        MustWait: It came too soon.
    """
    found = _read(folder).get(name)
    if found is not None:
        refuse_while_waiting(found.count, found.last_at, now)


def refuse_while_waiting(count: int, last_at: dt.datetime, now: dt.datetime) -> None:
    """Refuse while so many wrong attempts, the last at an instant, cost a wait.

    Raises:
        MustWait: Something is left of it.
    """
    left = left_to_wait(count, last_at, now).total_seconds()
    if left > 0:
        raise MustWait(_wait_in_words(left), "password")


def failed(folder: Path, name: str, now: dt.datetime, pc: str) -> None:
    """Note a wrong attempt."""
    known = _read(folder)
    before = known.get(name) or Failures(name, 0, now, pc)
    known[name] = replace(before, count=before.count + 1, last_at=now, pc=pc)
    _keep(folder, known)


def untold(folder: Path) -> tuple[Failures, ...]:
    """What the audit does not know yet."""
    return tuple(row for row in _read(folder).values() if row.count > row.told)


def start_afresh(folder: Path, signed_in: str, told: tuple[Failures, ...] = ()) -> None:
    """Forget the wrong attempts of whoever signed in, and that the audit knows some others."""
    known = _read(folder)
    if not known:
        return
    for row in told:
        if row.name in known:
            known[row.name] = replace(known[row.name], told=row.count)
    known.pop(signed_in, None)
    if any(not row.name for row in told):
        known.pop("", None)
    _keep(folder, known)


def _wait_in_words(seconds: float) -> str:
    if seconds > 60:
        minutes = round(seconds / 60)
        wait = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    else:
        count = max(1, round(seconds))
        wait = ngettext("{count} second", "{count} seconds", count).format(count=count)
    return _("That was wrong several times. Nothing is lost: wait {wait}, then try again.").format(
        wait=wait
    )


def _read(folder: Path) -> dict[str, Failures]:
    try:
        found = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return {row["name"]: _failures(row) for row in found}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _failures(row: dict[str, Any]) -> Failures:
    last_at = dt.datetime.fromisoformat(row["last_at"]).astimezone(dt.UTC)
    return Failures(str(row["name"]), int(row["count"]), last_at, str(row["pc"]), int(row["told"]))


def _keep(folder: Path, known: dict[str, Failures]) -> None:
    rows = [{**asdict(row), "last_at": row.last_at.isoformat()} for row in known.values()]
    # A full disk must not turn a wrong password into a failure of the machine.
    with suppress(Environment):
        write_atomically(folder / _FILE, json.dumps(rows, indent=2).encode())
