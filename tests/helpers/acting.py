"""An open ward used as somebody of another role, and what its audit says of it."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from sqlmodel import select

from huddle.model import AuditEntry, AuditValue
from huddle.store.session import Store
from huddle.vocabulary import AccessRole
from huddle.ward import Ward


def store_of(ward: Ward) -> Store:
    """The store under a ward's services, which a ward hands to nobody."""
    return ward.planning._store  # noqa: SLF001


def act_as(ward: Ward, role: AccessRole) -> None:
    """Go on as somebody of another role."""
    store = store_of(ward)
    store.account = dataclasses.replace(store.account, role=role)


def audited(ward: Ward, *acts: str) -> list[tuple[str, dict[str, Any]]]:
    """The audited acts of these names, in order, with what they tell."""
    with store_of(ward).read() as reader:
        query = select(AuditEntry, AuditValue).where(AuditEntry.id == AuditValue.id)
        found = sorted(reader.session.exec(query), key=lambda pair: pair[0].number)
        return [(one.act, json.loads(two.new or "{}")) for one, two in found if one.act in acts]
