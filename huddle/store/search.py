"""The full-text index over items: kept up to date in each write, asked word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from huddle.rules.codes import read_slip

if TYPE_CHECKING:
    from sqlmodel import Session

SEARCHED_FIELDS = ("text", "owner_text", "place", "how_known", "why", "note", "code", "slip")
"""The fields of an item that can be found by their words."""

_ADD_ENTRY = text(
    "INSERT INTO search_entry (item_id, unit_id) VALUES (:item_id, :unit_id) RETURNING number"
)
_FIND_ENTRY = text("SELECT number FROM search_entry WHERE item_id = :item_id")
_ADD_WORDS = text("INSERT INTO search_text (rowid, words) VALUES (:number, :words)")
_DROP_WORDS = text("DELETE FROM search_text WHERE rowid = :number")
_DROP_ENTRY = text("DELETE FROM search_entry WHERE number = :number")
_MATCH = text(
    "SELECT search_entry.item_id FROM search_text "
    "JOIN search_entry ON search_entry.number = search_text.rowid "
    "WHERE search_text MATCH :query AND search_entry.unit_id = :unit_id "
    "ORDER BY search_text.rowid DESC LIMIT :limit"
)
_WORD = re.compile(r"\w+")


def add(session: Session, item: Mapping[str, Any]) -> None:
    """Make a new item findable."""
    entry = {"item_id": item["id"], "unit_id": item["unit_id"]}
    number = session.connection().execute(_ADD_ENTRY, entry).scalar_one()
    session.connection().execute(_ADD_WORDS, {"number": number, "words": words_of(item)})


def change(session: Session, item: Mapping[str, Any], *, is_gone: bool) -> None:
    """Bring the index up to date with a changed item, or take out one that is gone."""
    number = session.connection().execute(_FIND_ENTRY, {"item_id": item["id"]}).scalar_one()
    session.connection().execute(_DROP_WORDS, {"number": number})
    if not is_gone:
        session.connection().execute(_ADD_WORDS, {"number": number, "words": words_of(item)})


def remove(session: Session, item_ids: Iterable[str]) -> None:
    """Take items out that are removed for good."""
    connection = session.connection()
    for item_id in item_ids:
        number = connection.execute(_FIND_ENTRY, {"item_id": item_id}).scalar_one()
        connection.execute(_DROP_WORDS, {"number": number})
        connection.execute(_DROP_ENTRY, {"number": number})


def words_of(item: Mapping[str, Any]) -> str:
    """What of an item is searched."""
    return "\n".join(str(item[name]) for name in SEARCHED_FIELDS if item.get(name))


def matching(session: Session, unit_id: str, typed: str, limit: int = 1000) -> tuple[str, ...]:
    """Ids of a unit's items that hold every typed word or its beginning, newest first."""
    words = _WORD.findall(read_slip(typed) or typed)
    if not words:
        return ()
    query = " ".join(f'"{word}"*' for word in words)
    values = {"query": query, "unit_id": unit_id, "limit": limit}
    found = session.connection().execute(_MATCH, values)
    return tuple(found.scalars())
