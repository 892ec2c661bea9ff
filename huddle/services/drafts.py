"""Drafts: what an account is typing, by huddle or, outside one, unit, and field, until kept."""

from __future__ import annotations

from sqlalchemy import bindparam, delete
from sqlmodel import col, select

from huddle.model import Draft
from huddle.store.transaction import Reader, Writer

_DROP = delete(Draft).where(
    col(Draft.account_id) == bindparam("account_id"),
    col(Draft.huddle_id) == bindparam("huddle_id"),
    col(Draft.field) == bindparam("field"),
)


def save(writer: Writer, huddle_id: str | None, field: str, text: str) -> None:
    """Keep the text of a field; an empty one drops the draft."""
    drop(writer, huddle_id or writer.unit_id, field)
    if text:
        writer.add_plain(
            Draft,
            account_id=writer.account_id,
            huddle_id=huddle_id or writer.unit_id,
            field=field,
            text=text,
            saved_at=writer.now,
        )


def drop(writer: Writer, huddle_id: str, field: str) -> None:
    """Drop the draft of a field."""
    which = {"account_id": writer.account_id, "huddle_id": huddle_id, "field": field}
    writer.execute(_DROP, which)


def drop_all(writer: Writer, huddle_id: str) -> None:
    """Drop everybody's drafts of a huddle, when it closes."""
    writer.execute(delete(Draft).where(col(Draft.huddle_id) == huddle_id))


def of_huddle(reader: Reader, account_id: str, huddle_id: str | None) -> dict[str, str]:
    """An account's drafts by field.

    A huddle is one room's work: when this account has none in it, the newest of another account
    is offered, so that whoever takes over finds what was being typed.
    """
    place = huddle_id or reader.unit_id
    query = select(Draft).where(Draft.huddle_id == place).order_by(col(Draft.saved_at))
    if not huddle_id:
        query = query.where(Draft.account_id == account_id)
    found = sorted(reader.session.exec(query), key=lambda draft: draft.account_id == account_id)
    return {draft.field: draft.text for draft in found}
