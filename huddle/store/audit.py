"""The audit chain: one entry for each change, written in the change's own transaction.

Each entry's hash covers the one before, so that changing or removing one shows. The values stand
in a table of their own and enter the chain only as a salted hash. Words that the audit must not
hold stand in the values as keyed hashes. Triggers keep everything from being changed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, delete, insert, select, table, text

from huddle.model import AuditEmptied, AuditEntry, AuditValue
from huddle.model.base import METADATA
from huddle.store.adding import add_together
from huddle.store.ids import NewId

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlmodel import SQLModel

_NEVER_AUDITED = {"attendance": {"is_heard"}}
"""Fields that are kept for counts alone."""

_ENTRIES, _VALUES = (METADATA.tables[name].c for name in ("audit_entry", "audit_value"))
_LINK = table("audit_link", column("number"), column("chain_hash"))
"""A view of the whole chain without what was done: others' entries may be hidden from a login."""
_HEAD = select(_LINK.c.number, _LINK.c.chain_hash).order_by(_LINK.c.number.desc()).limit(1)
_ADD_ENTRY, _ADD_VALUE = insert(AuditEntry), insert(AuditValue)
_GUARDS = {
    "sqlite": text("SELECT name FROM sqlite_master WHERE type = 'trigger'"),
    # One that was turned off is not there.
    "postgresql": text(
        "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND tgrelid IN "
        "('audit_entry'::regclass, 'audit_value'::regclass, 'audit_emptied'::regclass)"
    ),
}
_GUARDED = ("audit_entry", "audit_value", "audit_emptied")
_GUARDED_ACTS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}
_LOOKED_BACK = 1000
"""Entries among which a time that is still to come shows that the clock was set back."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str)

START = ""
"""What the first entry is chained to."""


class AuditTrail:
    """Appends to the chain within one transaction.

    Args:
        connection: In a write, which holds the write lock.
        unit_id: The unit the changes belong to.
        account_id: Who makes them.
        pc: The name of the computer they are made on.
        now: The instant they are made at.
        new_id: Makes row ids.
        secret: Keys the hashes that stand for words the audit must not hold.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        unit_id: str,
        account_id: str,
        pc: str,
        now: dt.datetime,
        new_id: NewId,
        secret: bytes,
    ) -> None:
        self._connection = connection
        self._secret = secret
        self._at = now
        self._who = {"unit_id": unit_id, "account_id": account_id, "pc": pc, "at": now}
        self._new_id = new_id
        self._head: tuple[int, str] | None = None

    @contextmanager
    def acting_for(self, unit_id: str) -> Iterator[None]:
        """Have entries belong to another unit for a while."""
        own, self._who["unit_id"] = self._who["unit_id"], unit_id
        try:
            yield
        finally:
            self._who["unit_id"] = own

    def act_for(self, unit_id: str) -> None:
        """Have entries belong to another unit from now on."""
        self._who["unit_id"] = unit_id

    def append(
        self,
        act: str,
        entity: str,
        entity_id: str,
        old: dict[str, Any],
        new: dict[str, Any],
        hashed: frozenset[str] = frozenset(),
    ) -> None:
        """Add an entry. Nothing is added when only unaudited fields changed.

        Args:
            act: What was done.
            entity: The table of the row.
            entity_id: The row.
            old: The changed fields as they were.
            new: The changed fields as they are.
            hashed: Fields whose words must not stand in the audit.
        """
        old, new = self._kept(entity, old, hashed), self._kept(entity, new, hashed)
        if act in ("change", "undo") and not new:
            return
        self._add([self._entry(act, entity, entity_id, _json(old), _json(new))])

    def append_added(
        self, entity: str, rows: Iterable[tuple[str, dict[str, Any], frozenset[str]]]
    ) -> None:
        """Add an entry for each of many rows that were added together.

        Args:
            entity: The table of the rows.
            rows: Of each its id, its fields, and those whose words must not stand in the audit.
        """
        self._add(
            [
                self._entry("add", entity, row_id, "", _json(self._kept(entity, new, hashed)))
                for row_id, new, hashed in rows
            ]
        )

    def _entry(
        self, act: str, entity: str, entity_id: str, was: str, became: str
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The next entry of the chain, and its values."""
        number, before = self._head or head(self._connection)
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
        self._head = (entry["number"], entry["chain_hash"])
        return entry, {"id": entry["id"], "unit_id": entry["unit_id"], "old": was, "new": became}

    def _add(self, entries: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
        told, values = [entry for entry, _value in entries], [value for _entry, value in entries]
        add_together(self._connection, AuditEntry, self._who, told)
        add_together(self._connection, AuditValue, {}, values)

    def empty(self, entity: str, entity_id: str, why: str) -> None:
        """Take the values of a row's earlier entries away; the chain still holds."""
        empty_of(self._connection, entity, entity_id, self._at, why)

    def _kept(self, entity: str, values: dict[str, Any], hashed: frozenset[str]) -> dict[str, Any]:
        """What the audit keeps of fields: not those of counts, and no words of the hashed ones."""
        hidden = _NEVER_AUDITED.get(entity)
        if not hidden and not hashed:
            return values
        return {
            name: self._keyed_hash(value) if name in hashed and value else value
            for name, value in values.items()
            if not hidden or name not in hidden
        }

    def _keyed_hash(self, value: object) -> str:
        digest = hmac.digest(self._secret, str(value).encode(), "sha256").hex()
        return f"hash:{digest[:32]}"


def chain_on(connection: Connection, entry: Mapping[str, Any], value: Mapping[str, Any]) -> None:
    """Add an entry that was made elsewhere, with its values, to the end of this chain.

    Args:
        connection: In a write, which holds the write lock.
        entry: The entry as it was made; its place in the chain was another one.
        value: Its values.
    """
    number, before = head(connection)
    placed = {**entry, "number": number + 1}
    placed["chain_hash"] = _chain_hash(before, placed)
    connection.execute(_ADD_ENTRY, placed)
    connection.execute(_ADD_VALUE, dict(value))


def entity_of(table: type[SQLModel]) -> str:
    """What the rows of a table are called in the audit."""
    return str(table.__tablename__)


def empty_of(
    connection: Connection, entity: str, entity_id: str, at: dt.datetime, why: str
) -> None:
    """Take the values of a row's entries away; the chain still holds."""
    query = (
        select(_ENTRIES.id)
        .join(AuditValue, _VALUES.id == _ENTRIES.id)
        .where(_ENTRIES.entity == entity, _ENTRIES.entity_id == entity_id)
    )
    empty_values(connection, list(connection.execute(query).scalars()), at, why)


def empty_values(connection: Connection, entry_ids: list[str], at: dt.datetime, why: str) -> None:
    """Take the values of some entries away, and say so; the chain still holds."""
    if not entry_ids:
        return
    units = select(_ENTRIES.id, _ENTRIES.unit_id).where(_ENTRIES.id.in_(entry_ids))
    said = [
        {"id": row[0], "unit_id": row[1], "at": at, "why": why} for row in connection.execute(units)
    ]
    connection.execute(insert(AuditEmptied), said)
    connection.execute(delete(AuditValue).where(_VALUES.id.in_(entry_ids)))


def head(connection: Connection) -> tuple[int, str]:
    """The number and hash of the newest entry."""
    row = connection.execute(_HEAD).first()
    return (row[0], row[1]) if row else (0, START)


def holds(connection: Connection, number: int, chain_hash: str) -> bool:
    """Whether the chain has an entry of this number and hash."""
    query = select(_LINK.c.number).where(_LINK.c.number == number, _LINK.c.chain_hash == chain_hash)
    return connection.execute(query).first() is not None


def latest_at(connection: Connection) -> dt.datetime | None:
    """The latest time that stands in the newest entries."""
    newest = select(_ENTRIES.at).order_by(_ENTRIES.number.desc()).limit(_LOOKED_BACK)
    return max(connection.execute(newest).scalars(), default=None)


def is_guarded(connection: Connection) -> bool:
    """Whether the triggers that keep the audit unchanged are still there."""
    engine = connection.dialect.name
    there = set(connection.execute(_GUARDS[engine]).scalars())
    return there >= {f"{table}_no_{act}" for table in _GUARDED for act in _GUARDED_ACTS[engine]}


def broken_at(connection: Connection) -> int | None:
    """The number of the first entry that does not fit the chain or its values; none when whole.

    What stands in the entries of other units is looked at where it can be seen.
    """
    entries, values = AuditEntry.__table__, AuditValue.__table__  # type: ignore[attr-defined]
    emptied = AuditEmptied.__table__  # type: ignore[attr-defined]
    query = (
        select(
            _LINK.c.number.label("place"),
            _LINK.c.chain_hash.label("link"),
            *(entries, values.c.old, values.c.new, emptied.c.at.label("emptied_at")),
        )
        .select_from(_LINK)
        .outerjoin(entries, entries.c.number == _LINK.c.number)
        .outerjoin(values, values.c.id == entries.c.id)
        .outerjoin(emptied, emptied.c.id == entries.c.id)
        .order_by(_LINK.c.number)
        .execution_options(yield_per=1000)
    )
    with connection.execute(query) as found:
        return _first_misfit(found.mappings())


def _first_misfit(rows: Iterable[Mapping[Any, Any]]) -> int | None:
    before, expected = START, 1
    for row in rows:
        is_hidden = row["id"] is None
        if row["place"] != expected or not (is_hidden or _fits(before, dict(row))):
            return expected
        before, expected = row["link"], expected + 1
    return None


def _fits(before: str, entry: dict[str, Any]) -> bool:
    if entry["chain_hash"] != _chain_hash(before, entry):
        return False
    if entry["old"] is None:
        return entry["emptied_at"] is not None
    return bool(entry["value_hash"] == _value_hash(entry["salt"], entry["old"], entry["new"]))


def _json(values: dict[str, Any]) -> str:
    return _ENCODER.encode(values) if values else ""


def _value_hash(salt: str, old: str, new: str) -> str:
    return hashlib.sha256(f"{salt}\n{len(old)}\n{old}{new}".encode()).hexdigest()


def _chain_hash(before: str, entry: dict[str, Any]) -> str:
    at = _in_utc(entry["at"])
    names = ("number", "unit_id", "account_id", "pc", "act", "entity", "entity_id", "value_hash")
    told = "\n".join([before, at, *(str(entry[name]) for name in names)])
    return hashlib.sha256(told.encode()).hexdigest()


@lru_cache(maxsize=8)
def _in_utc(at: dt.datetime) -> str:
    """An instant as the chain tells it; that of a write stands in all of its entries."""
    return at.astimezone(dt.UTC).isoformat()
