"""The file that says what comes due while nobody is signed in, and the note of what was said.

Both stand with the settings of this operating-system account, unencrypted: they hold moments, kinds
and counts, no word, no name and no id.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

from huddle.files import write_atomically
from huddle.paths import Paths
from huddle.rules.coming import Coming, Outlook, to_say
from huddle.vocabulary import ReminderKind

T = TypeVar("T")


def leave(paths: Paths, outlook: Outlook) -> None:
    """Leave word of what comes, unless just that stands there already.

    Raises:
        Environment: The folder cannot be written.
    """
    if read(paths) != outlook or not paths.coming_file.exists():
        _write(paths.coming_file, _plain(outlook))


def read(paths: Paths) -> Outlook:
    """What was left; nothing from a file that is missing or cannot be understood."""
    return _read(paths.coming_file, _outlook, Outlook())


def said(paths: Paths) -> frozenset[str]:
    """The keys of what was said before anybody signed in."""
    return _read(paths.said_file, _keys, frozenset())


def take_due(paths: Paths, now: dt.datetime) -> tuple[Coming, ...]:
    """What to say now; it counts as said from then on.

    Raises:
        Environment: The folder cannot be written; nothing counts as said.
    """
    outlook, before = read(paths), said(paths)
    found = to_say(outlook, now, before)
    if found:
        # Whatever the outlook does not know any more can never be said twice.
        known = {one.key for one in outlook.coming}
        _write(paths.said_file, sorted(before & known | {one.key for one in found}))
    return found


def _plain(outlook: Outlook) -> dict[str, Any]:
    coming = [
        {
            "at": _stamp(one.at),
            "kind": one.kind.value,
            "count": one.count,
            **({"until": _stamp(one.until)} if one.until else {}),
        }
        for one in outlook.coming
    ]
    return {"coming": coming, "quiet": [[_stamp(at) for at in span] for span in outlook.quiet]}


def _outlook(plain: Any) -> Outlook:
    return Outlook(
        coming=tuple(
            Coming(
                at=_instant(one["at"]),
                kind=ReminderKind(one["kind"]),
                count=int(one["count"]),
                until=_instant(one["until"]) if "until" in one else None,
            )
            for one in plain["coming"]
        ),
        quiet=tuple((_instant(start), _instant(end)) for start, end in plain["quiet"]),
    )


def _keys(plain: Any) -> frozenset[str]:
    return frozenset(str(key) for key in plain)


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _instant(text: str) -> dt.datetime:
    """An instant; one without its zone is taken to be in UTC."""
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _read(file: Path, understand: Callable[[Any], T], nothing: T) -> T:
    try:
        return understand(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return nothing


def _write(file: Path, plain: dict[str, Any] | Collection[str]) -> None:
    write_atomically(file, json.dumps(plain, separators=(",", ":")).encode())
