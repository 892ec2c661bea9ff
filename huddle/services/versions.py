"""Two versions of one thing: who made the one that stands, and what its fields say in words."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Any

from sqlmodel import col, select

from huddle.clock import local
from huddle.i18n import _
from huddle.model import Account, AuditEntry, Department, Item, Person, Stage, Template, Unit
from huddle.rows.versions import ChangeRow
from huddle.services.audit_words import field_in_words, value_in_words
from huddle.services.guarded import Service
from huddle.store.transaction import Reader

_NAMED: tuple[Any, ...] = (Person, Department, Stage, Template, Unit)


class Versions(Service, called="versions"):
    """What somebody needs to know who must choose between two versions."""

    def last_change(self, row_id: str) -> ChangeRow | None:
        """Who changed a row of this unit last, when and on which computer."""
        with self._store.read() as reader:
            query = (
                select(Account.name, AuditEntry.at, AuditEntry.pc)
                .join(Account, col(Account.id) == col(AuditEntry.account_id))
                .where(
                    AuditEntry.unit_id == reader.unit_id,
                    AuditEntry.entity_id == row_id,
                    AuditEntry.act != "open",
                )
                # What was changed just now stands near the end of the audit.
                .order_by(col(AuditEntry.number).desc())
                .limit(1)
            )
            found = reader.execute(query).one_or_none()
            return (
                ChangeRow(found[0], local(found[1], reader.time_zone), found[2]) if found else None
            )

    def in_words(self, field: str, value: Any) -> tuple[str, str]:
        """The name of a field, and what a value of it says to a person."""
        with self._store.read() as reader:
            told = plain(value)
            words = value_in_words(field, told, names_of(reader, field, told), reader.time_zone)
            said = field_in_words(field)
            return said[:1].upper() + said[1:], words or _("nothing")


def plain(value: Any) -> Any:
    """A value as the audit holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def names_of(reader: Reader, field: str, value: Any) -> dict[str, str]:
    """What an id stands for; the words of a goal only for whoever may read them."""
    if not value or not field.endswith("_id"):
        return {}
    for table in _NAMED:
        query = select(table.id, table.name).where(table.id == value)
        if (row := reader.execute(query).one_or_none()) is not None:
            return {row[0]: row[1]}
    goals = reader.session.exec(select(Item.id, Item.text).where(Item.id == value)).all()
    return {row[0]: row[1] for row in goals}
