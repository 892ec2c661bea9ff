"""The hand-over file: one escalation or one answer, sealed so that only its receiver can read it.

It is a small JSON text: what it is, for which unit, and the sealed content, padded so that its size
says nothing. Anybody who knows an address can make one for it; an answer is believed because it
names an escalation whose id only the two stores know.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rules.addresses import Address
from huddle.store import sealing

ENDING = ".huddle"
MOST_BYTES = 1024 * 1024
"""More than the longest escalation needs."""

_MARK = "hand-over"
_VERSION = 1
_PADDED_TO = 32 * 1024
_ABOUT = "hand-over file"


def written(to: Address, content: dict[str, Any]) -> bytes:
    """A file for an address.

    Args:
        to: Whose it is.
        content: Plain values, days, times and instants.
    """
    plain = json.dumps(content, ensure_ascii=False, default=_as_text).encode()
    padded = plain.ljust(-(-len(plain) // _PADDED_TO) * _PADDED_TO)
    sealed = sealing.seal(to.public, padded, _ABOUT)
    envelope = {
        "huddle": _MARK,
        "version": _VERSION,
        "unit": to.unit_id,
        "sealed": base64.b64encode(sealed).decode(),
    }
    return json.dumps(envelope, indent=1).encode()


def read(file: bytes, private: bytes) -> tuple[str, dict[str, Any]]:
    """The unit a file is for, and its content.

    Raises:
        Refused: It is no hand-over file, of a newer program, damaged, or for somebody else.
    """
    envelope = _envelope(file)
    if envelope.get("version") != _VERSION:
        raise Refused(_("A newer Huddle made this file. Nothing was read in; ask for a slip."))
    try:
        sealed = base64.b64decode(envelope["sealed"], validate=True)
        content = json.loads(sealing.unseal(private, sealed, _ABOUT))
    except sealing.WillNotOpen as error:
        raise Refused(
            _("This file was made for another store, or was damaged. Nothing was read in.")
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _no_file() from error
    if not isinstance(content, dict) or not isinstance(envelope.get("unit"), str):
        raise _no_file()
    return envelope["unit"], content


def day(value: object) -> dt.date | None:
    """A day as a file holds it."""
    return dt.date.fromisoformat(str(value)) if value else None


def time(value: object) -> dt.time | None:
    """A time of day as a file holds it."""
    return dt.time.fromisoformat(str(value)) if value else None


def _envelope(file: bytes) -> dict[str, Any]:
    try:
        found = json.loads(file) if len(file) <= MOST_BYTES else None
    except (ValueError, RecursionError) as error:
        raise _no_file() from error
    if not isinstance(found, dict) or found.get("huddle") != _MARK:
        raise _no_file()
    return found


def _no_file() -> Refused:
    return Refused(_("This is no hand-over file, or it was damaged. Nothing was read in."))


def _as_text(value: object) -> str:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} in a hand-over file")
