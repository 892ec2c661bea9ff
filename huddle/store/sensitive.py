"""Sensitive items: hidden from whoever may not see them, in every query of a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.orm import with_loader_criteria
from sqlmodel import col

from huddle.model import Escalation, Item, Kept, ReceivedEscalation

if TYPE_CHECKING:
    from sqlalchemy.orm import ORMExecuteState
    from sqlmodel import Session

    from huddle.vocabulary import AccessRole

WORDS = frozenset(
    {
        "text",
        "owner_text",
        "place",
        "how_known",
        "why",
        "disagreement",
        "note",
        "incident_reference",
        "deleted_why",
    }
)
"""The fields of an item that hold words a person wrote."""
_OF_AN_ESCALATION = frozenset({"reason", "ask", "answer", "deleted_why"})
"""The fields of an escalation that tell of its item."""
PATIENT = frozenset({"patient_reference"})

_HIDES = "hides sensitive items"
_VISIBLE = with_loader_criteria(Item, col(Item.is_sensitive).is_(False), include_aliases=True)


def may_see(sensitive_roles: str, role: AccessRole) -> bool:
    """Whether a ward, by the roles it names, lets one see sensitive items."""
    return role.value in sensitive_roles.split()


def hide(session: Session) -> None:
    """Have every query of a session find only what is not sensitive."""
    session.info[_HIDES] = True
    event.listen(session, "do_orm_execute", _leave_out)


@contextmanager
def shown(session: Session) -> Iterator[None]:
    """Have the queries of a session find everything for a while."""
    hides, session.info[_HIDES] = session.info.get(_HIDES, False), False
    try:
        yield
    finally:
        session.info[_HIDES] = hides


def hashed_fields(row: Kept, changed: dict[str, Any]) -> frozenset[str]:
    """The fields of a row that the audit must not hold as words."""
    is_sensitive = bool(getattr(row, "is_sensitive", False) or changed.get("is_sensitive"))
    return _hashed(type(row), is_sensitive=is_sensitive)


def hashed_of(table: type[Kept], fields: dict[str, Any]) -> frozenset[str]:
    """The same of a new row that is given as its fields."""
    return _hashed(table, is_sensitive=bool(fields.get("is_sensitive")))


def _hashed(table: type[Kept], *, is_sensitive: bool) -> frozenset[str]:
    if issubclass(table, Escalation | ReceivedEscalation):
        # Its item may be sensitive, or become so: then nothing here has to be found and emptied.
        return _OF_AN_ESCALATION
    if not issubclass(table, Item):
        return frozenset()
    return PATIENT | WORDS if is_sensitive else PATIENT


def _leave_out(state: ORMExecuteState) -> None:
    if state.is_select and state.session.info[_HIDES]:
        state.statement = state.statement.options(_VISIBLE)
