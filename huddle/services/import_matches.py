"""Which items of the store a file speaks of: by its own numbers, else by the same words.

A number alone tells nothing, because another log has its own No 1: its words must be alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import col

from huddle.model import ImportRow, Item
from huddle.model.base import NAME_LENGTH
from huddle.rows.people import Known
from huddle.rules.importing.folding import (
    LOOKED_BACK,
    Thread,
    reference_key,
    same_owner,
    same_words,
    text_key,
)
from huddle.store.audit import entity_of
from huddle.store.transaction import Reader
from huddle.vocabulary import FINISHED_STATUSES, ItemKind, Status


@dataclass(frozen=True, slots=True)
class Match:
    """An item of the store, as far as a file can speak of it.

    Attributes:
        id: The item.
        code: Its code.
        text: Its words.
        owner: Who owns it, as known or as typed.
        status: Where it stands.
        due_on: By when.
        due_time: At what time of that day.
        raised_on: When it was raised.
        done_on: When it was done.
        said: What the last file that spoke of it said; empty for none.
    """

    id: str
    code: str
    text: str
    owner: str
    status: Status
    due_on: dt.date | None
    due_time: dt.time | None
    raised_on: dt.date
    done_on: dt.date | None
    said: str = ""


@dataclass(slots=True)
class Matches:
    """The items that a file may speak of; each is given out once."""

    _by_text: dict[str, list[Match]] = field(default_factory=dict)
    _by_reference: dict[str, list[Match]] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)

    @classmethod
    def of(
        cls, reader: Reader, kind: ItemKind, threads: Collection[Thread], known: Known
    ) -> Matches:
        """What the store has that some rows may speak of.

        Args:
            reader: A read.
            kind: The kind of item.
            threads: What the rows say.
            known: Who there is, for the names of owners.
        """
        texts = {thread.key for thread in threads}
        references = set(map(number_of, threads)) - {""}
        names = {person.id: person.name for person in known.people}
        said, numbers = _said_before(reader, references)
        matches = cls()
        for match in _items(reader, kind, names, said):
            key = text_key(match.text)
            if key in texts:
                matches._by_text.setdefault(key, []).append(match)
            if match.id in numbers:
                matches._by_reference.setdefault(numbers[match.id], []).append(match)
        return matches

    def take(self, thread: Thread, owner: str) -> Match | None:
        """The item that a thread speaks of, so that no other does; none for something new.

        Args:
            thread: What some rows say.
            owner: Who owns it, by the name that an item would have; none fits any.
        """
        fitting = self._numbered(thread) or self._worded(thread, owner)
        if not fitting:
            return None
        best = min(fitting, key=lambda one: _distance(one, thread))
        self._given.add(best.id)
        return best

    def _numbered(self, thread: Thread) -> list[Match]:
        known = self._by_reference.get(number_of(thread), [])
        return [
            one
            for one in known[-LOOKED_BACK:]
            if self._is_free(one, thread) and same_words(thread.line.text, one.text)
        ]

    def _worded(self, thread: Thread, owner: str) -> list[Match]:
        return [
            one
            for one in self._by_text.get(thread.key, ())
            if same_owner(owner, one.owner) and self._is_free(one, thread)
        ]

    def _is_free(self, match: Match, thread: Thread) -> bool:
        return match.id not in self._given and not _is_anew(match, thread)


def number_of(thread: Thread) -> str:
    """The file's own number, as much of it as is kept to know it again; empty for none."""
    return reference_key(thread.line.reference)[:NAME_LENGTH]


def _is_anew(match: Match, thread: Thread) -> bool:
    """Whether what was finished is raised anew, on a later day than it was finished."""
    over_on = match.done_on or match.raised_on
    is_later = thread.told_on is not None and thread.told_on > over_on
    is_open = thread.status not in FINISHED_STATUSES
    return match.status in FINISHED_STATUSES and is_open and is_later and match.said != thread.said


def _distance(match: Match, thread: Thread) -> tuple[bool, bool, bool]:
    """How far an item is from what rows say: the same day first, then what still goes on."""
    is_other_day = match.raised_on != (thread.line.raised_on or match.raised_on)
    return is_other_day, match.said != thread.said, match.status in FINISHED_STATUSES


def _said_before(reader: Reader, references: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """By item, what the last file said of it, and the number by which a file knows it."""
    query = (
        select(col(ImportRow.row_id), col(ImportRow.said), col(ImportRow.reference))
        .where(col(ImportRow.unit_id) == reader.unit_id, col(ImportRow.what) == entity_of(Item))
        .order_by(col(ImportRow.id))
    )
    said: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for row_id, words, reference in reader.execute(query):
        said[row_id] = words
        if reference in references:
            numbers[row_id] = reference
    return said, numbers


def _items(
    reader: Reader, kind: ItemKind, names: dict[str, str], said: dict[str, str]
) -> Iterator[Match]:
    query = select(
        *(col(Item.id), col(Item.text), col(Item.code), col(Item.owner_id)),
        *(col(Item.owner_text), col(Item.status), col(Item.due_on), col(Item.due_time)),
        *(col(Item.raised_on), col(Item.done_on)),
    ).where(
        col(Item.unit_id) == reader.unit_id,
        col(Item.kind) == kind.value,
        col(Item.deleted_at).is_(None),
        col(Item.turned_into_id).is_(None),
    )
    # By the session, which leaves out what whoever asks may not see.
    for row in reader.session.execute(query):
        owner = names.get(row.owner_id or "", row.owner_text)
        told = (Status(row.status), row.due_on, row.due_time, row.raised_on, row.done_on)
        yield Match(row.id, row.code, row.text, owner, *told, said.get(row.id, ""))
