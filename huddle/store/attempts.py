"""Wrong attempts to sign in, kept beside the key file while the data cannot be opened.

They make the next attempt wait, also after a restart, and are told to the audit at the next
sign-in. Of a name that nobody has only the count is kept: it may be a password typed too early.
"""

from __future__ import annotations

import datetime as dt
import json
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from huddle.errors import Environment, Refused
from huddle.i18n import _, ngettext
from huddle.rules.back_off import left_to_wait
from huddle.store.key_file import Place, put


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


def refuse_too_soon(place: Place, name: str, now: dt.datetime) -> None:
    """Refuse another attempt while a name has to wait.

    Raises:
        MustWait: It came too soon.
    """
    found = _read(place).get(name)
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


def failed(place: Place, name: str, now: dt.datetime, pc: str) -> None:
    """Note a wrong attempt."""
    # A full disk must not turn a wrong password into a failure of the machine.
    with suppress(Environment), _alone(place) as held:
        known = _read(held)
        before = known.get(name) or Failures(name, 0, now, pc)
        known[name] = replace(before, count=before.count + 1, last_at=now, pc=pc)
        _keep(held, known)


def untold(place: Place) -> tuple[Failures, ...]:
    """What the audit does not know yet."""
    return tuple(row for row in _read(place).values() if row.count > row.told)


def start_afresh(place: Place, signed_in: str, told: tuple[Failures, ...] = ()) -> None:
    """Forget the wrong attempts of whoever signed in, and that the audit knows some others."""
    if not _read(place):
        return
    with suppress(Environment), _alone(place) as held:
        known = _read(held)
        for row in told:
            if row.name in known:
                known[row.name] = replace(known[row.name], told=row.count)
        known.pop(signed_in, None)
        if any(not row.name for row in told):
            known.pop("", None)
        _keep(held, known)


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


def _alone(place: Place) -> AbstractContextManager[Place]:
    return nullcontext(place) if isinstance(place, Path) else place.alone()


def _read(place: Place) -> dict[str, Failures]:
    try:
        text = place.read_bytes() if isinstance(place, Path) else place.read() or b"[]"
        return {row["name"]: _failures(row) for row in json.loads(text)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _failures(row: dict[str, Any]) -> Failures:
    last_at = dt.datetime.fromisoformat(row["last_at"]).astimezone(dt.UTC)
    return Failures(str(row["name"]), int(row["count"]), last_at, str(row["pc"]), int(row["told"]))


def _keep(place: Place, known: dict[str, Failures]) -> None:
    rows = [{**asdict(row), "last_at": row.last_at.isoformat()} for row in known.values()]
    put(place, json.dumps(rows, indent=2).encode())
