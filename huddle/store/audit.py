"""The audit chain: one entry for each change, written in the change's own transaction.

Each entry's hash covers the one before, so that changing or removing one shows. The values stand
in a table of their own and enter the chain only as a salted hash.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from huddle.model import AuditEntry, AuditValue
from huddle.store.ids import NewId

if TYPE_CHECKING:
    from sqlmodel import Session

_NEVER_AUDITED = {"attendance": {"is_heard"}}
"""Fields that are kept for counts alone."""

_ENTRIES = AuditEntry.__table__.c  # type: ignore[attr-defined]
_HEAD = select(_ENTRIES.number, _ENTRIES.chain_hash).order_by(_ENTRIES.number.desc()).limit(1)
_ADD_ENTRY, _ADD_VALUE = insert(AuditEntry), insert(AuditValue)

START = ""
"""What the first entry is chained to."""


class AuditTrail:
    """Appends to the chain within one transaction.

    Args:
        session: The write session, which holds the write lock.
        unit_id: The unit the changes belong to.
        account_id: Who makes them.
        pc: The name of the computer they are made on.
        now: The instant they are made at.
        new_id: Makes row ids.
    """

    def __init__(
        self,
        session: Session,
        *,
        unit_id: str,
        account_id: str,
        pc: str,
        now: dt.datetime,
        new_id: NewId,
    ) -> None:
        self._session = session
        self._who = {"unit_id": unit_id, "account_id": account_id, "pc": pc, "at": now}
        self._new_id = new_id
        self._head: tuple[int, str] | None = None

    def append(
        self, act: str, entity: str, entity_id: str, old: dict[str, Any], new: dict[str, Any]
    ) -> None:
        """Add an entry. Nothing is added when only unaudited fields changed."""
        hidden = _NEVER_AUDITED.get(entity, set())
        old = {name: value for name, value in old.items() if name not in hidden}
        new = {name: value for name, value in new.items() if name not in hidden}
        if act in ("change", "undo") and not new:
            return
        was, became = _json(old), _json(new)
        number, before = self._head or head(self._session)
        entry: dict[str, Any] = {
            **self._who,
            "id": self._new_id(),
            "number": number + 1,
            "act": act,
            "entity": entity,
            "entity_id": entity_id,
            "salt": secrets.token_hex(16),
        }
        entry["value_hash"] = _value_hash(entry["salt"], was, became)
        entry["chain_hash"] = _chain_hash(before, entry)
        self._session.connection().execute(_ADD_ENTRY, entry)
        value = {"id": entry["id"], "unit_id": entry["unit_id"], "old": was, "new": became}
        self._session.connection().execute(_ADD_VALUE, value)
        self._head = (entry["number"], entry["chain_hash"])


def head(session: Session) -> tuple[int, str]:
    """The number and hash of the newest entry."""
    row = session.connection().execute(_HEAD).first()
    return (row[0], row[1]) if row else (0, START)


def holds(session: Session, number: int, chain_hash: str) -> bool:
    """Whether the chain has an entry of this number and hash."""
    query = select(_ENTRIES.id).where(_ENTRIES.number == number, _ENTRIES.chain_hash == chain_hash)
    return session.connection().execute(query).first() is not None


def newest_at(session: Session) -> dt.datetime | None:
    """When the newest entry was made."""
    query = select(_ENTRIES.at).order_by(_ENTRIES.number.desc()).limit(1)
    found: dt.datetime | None = session.connection().execute(query).scalar()
    return found


def broken_at(session: Session) -> int | None:
    """The number of the first entry that does not fit the chain or its values; none when whole."""
    entries, values = AuditEntry.__table__, AuditValue.__table__  # type: ignore[attr-defined]
    query = (
        select(entries, values.c.old, values.c.new)
        .outerjoin(values, values.c.id == entries.c.id)
        .order_by(entries.c.number)
        .execution_options(yield_per=1000)
    )
    before, expected = START, 1
    for row in session.connection().execute(query).mappings():
        entry = dict(row)
        fits = entry["number"] == expected and entry["chain_hash"] == _chain_hash(before, entry)
        if entry["old"] is not None:
            found = _value_hash(entry["salt"], entry["old"], entry["new"])
            fits = fits and entry["value_hash"] == found
        if not fits:
            return expected
        before, expected = entry["chain_hash"], expected + 1
    return None


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str) if values else ""


def _value_hash(salt: str, old: str, new: str) -> str:
    return hashlib.sha256(f"{salt}\n{len(old)}\n{old}{new}".encode()).hexdigest()


def _chain_hash(before: str, entry: dict[str, Any]) -> str:
    at = entry["at"].astimezone(dt.UTC).isoformat()
    names = ("number", "unit_id", "account_id", "pc", "act", "entity", "entity_id", "value_hash")
    told = "\n".join([before, at, *(str(entry[name]) for name in names)])
    return hashlib.sha256(told.encode()).hexdigest()
