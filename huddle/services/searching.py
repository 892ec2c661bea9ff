"""Search: anything that was ever said, by words, and what was said before that is like it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any

from sqlmodel import col, select

from huddle.found_words import FoundKind
from huddle.model import Item, SavedView
from huddle.rows.found import Found, FoundRow, LikeBeforeRow, SavedSearchRow
from huddle.rules import likeness
from huddle.rules.search_words import Wanted, cut_out, marks, nearness, understand
from huddle.services import found_names, suggestions
from huddle.services.carrying import said_in
from huddle.services.finding import by_code
from huddle.services.guarded import Service
from huddle.services.reading import Names, is_overdue, named_fields, names
from huddle.services.sought import (
    FIRST_LOT,
    fields_of,
    may_be_items,
    sought,
    told_of,
)
from huddle.store import search
from huddle.store.transaction import Reader
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import ItemKind, Status

SCREENFUL = 50
_MOST_LIKE = 200
"""Earlier concerns that are compared with what is being typed."""


class Searching(Service, called="search"):
    """What was said, found again."""

    def find(self, typed: str, *, limit: int = SCREENFUL) -> Found:
        """What holds what somebody typed, newest first, the nearest of each window before others.

        With a higher limit the list goes on, and what stood in it stays where it stood.

        Args:
            typed: Words, phrases and keys, as `rules.search_words` understands them.
            limit: The most items that are given; names and huddles come beside them at first.
        """
        with self._store.read() as reader:
            wanted = understand(typed, reader.today)
            if _is_too_little(wanted):
                return Found(is_asked=False)
            called = names(reader)
            first = _first(reader, typed, wanted, called)
            ranked = list(islice(_ranked(reader, wanted, called, first), limit + 1))
            rows = _rows(reader, wanted, called, ranked[:limit])
            held, has_more = found_names.huddles(reader, wanted), len(ranked) > limit
            return Found((*first, *_together(wanted, rows, held, has_more=has_more)), has_more)

    def like_before(self, typed: str) -> LikeBeforeRow | None:
        """The concern of another day that is most like what is being typed; none is usual.

        Args:
            typed: The words of a concern.
        """
        words = likeness.telling(typed)
        if len(words) < likeness.FEWEST:
            return None
        with self._store.read() as reader:
            if SuggestionKind.LIKE_BEFORE not in suggestions.wanted(reader):
                return None
            ids = search.sharing(reader.connection, reader.unit_id, words, _MOST_LIKE)
            earlier = _concerns(reader, ids)
            found = likeness.nearest(typed, [item.text for item in earlier])
            if found is None:
                return None
            place, shared = found
            return _like_row(earlier[place], shared)

    def saved(self) -> tuple[SavedSearchRow, ...]:
        """What whoever is signed in looks for again and again, oldest first."""
        with self._store.read() as reader:
            return tuple(SavedSearchRow(one.id, one.name) for one in _saved(reader))

    def keep(self, typed: str) -> SavedSearchRow:
        """Keep what is looked for; what is kept already is kept once.

        Raises:
            Refused: It is empty, or too long to be kept.
        """
        from huddle.model.inputs import SavedViewInput, validated  # noqa: PLC0415 - at first write

        with self._store.write() as writer:
            values = validated(SavedViewInput, name=typed, wanted=typed)
            there = _saved(writer)
            kept = next((one for one in there if one.name == values["name"]), None)
            if kept is None:
                kept = writer.add(
                    SavedView,
                    account_id=writer.account_id,
                    position=len(there),
                    is_search=True,
                    **values,
                )
            return SavedSearchRow(kept.id, kept.name)

    def forget(self, search_id: str) -> None:
        """Keep one of one's own searches no more; one that is gone already stays so."""
        with self._store.write() as writer:
            for one in _saved(writer):
                if one.id == search_id:
                    writer.delete(one)


def _saved(reader: Reader) -> Sequence[SavedView]:
    query = select(SavedView).where(
        SavedView.unit_id == reader.unit_id,
        SavedView.account_id == reader.account_id,
        col(SavedView.deleted_at).is_(None),
        col(SavedView.is_search),
    )
    return reader.session.exec(query.order_by(col(SavedView.id))).all()


def _is_too_little(wanted: Wanted) -> bool:
    """Whether only a letter stands there: nearly everything begins with it."""
    is_letter = max(map(len, wanted.looked_up), default=0) < 2
    return wanted.is_empty or (wanted == Wanted(words=wanted.words) and is_letter)


def _first(reader: Reader, typed: str, wanted: Wanted, called: Names) -> tuple[FoundRow, ...]:
    """What stands before all that was said: what a code names, then people and teams."""
    item = by_code(reader, typed)
    by_its_code = _rows(reader, wanted, called, [item]) if item else ()
    return (*by_its_code, *found_names.by_name(reader, wanted, called))


def _ranked(
    reader: Reader, wanted: Wanted, called: Names, known: Sequence[FoundRow]
) -> Iterator[Item]:
    """The items that are found and not known yet, window by window the nearest before others."""
    if not may_be_items(wanted):
        return
    ids, looked_up = {row.id for row in known}, wanted.looked_up
    found = (one for one in sought(reader, wanted, called) if one.id not in ids)
    while window := list(islice(found, FIRST_LOT)):
        if looked_up:
            window.sort(key=lambda one: nearness(looked_up, one.text), reverse=True)
        yield from window


def _together(
    wanted: Wanted, items: Sequence[FoundRow], huddles: Sequence[FoundRow], *, has_more: bool
) -> Sequence[FoundRow]:
    """What was said, with what was said of huddles where it comes as near and is as new."""
    if not huddles:
        return items

    looked_up = wanted.looked_up

    def place(row: FoundRow) -> tuple[tuple[int, int, int], dt.date]:
        is_huddle = row.kind is FoundKind.HUDDLE
        told = row.beside or row.text if is_huddle else row.text
        return nearness(looked_up, told), row.on or dt.date.min

    window, nearest = items[:FIRST_LOT], sorted(huddles, key=place, reverse=True)
    found = list(merge(window, nearest, key=place, reverse=True))
    if has_more and len(window) < FIRST_LOT:
        # The last ones stand below items that are not shown yet.
        while found[-1].kind is FoundKind.HUDDLE:
            found.pop()
    return (*found, *items[FIRST_LOT:])


def _rows(
    reader: Reader, wanted: Wanted, called: Names, items: Sequence[Item]
) -> tuple[FoundRow, ...]:
    """Items as they are shown among what is found."""
    held = _held_by(reader, wanted, items)
    said = said_in(reader, (item.huddle_id for item in items))
    reader.opened.update(("item", item.id) for item in items if item.is_sensitive)
    return tuple(
        FoundRow(
            kind=FoundKind(item.kind),
            id=item.id,
            text=item.text,
            code=item.code,
            status=Status(item.status),
            on=item.raised_on,
            huddle_id=item.huddle_id,
            huddle_number=said[item.huddle_id].number if item.huddle_id in said else None,
            due_on=item.due_on,
            is_overdue=is_overdue(reader, item),
            is_sensitive=item.is_sensitive,
            **held[item.id],
            **_named(item, called),
        )
        for item in items
    )


def _held_by(reader: Reader, wanted: Wanted, items: Sequence[Item]) -> dict[str, dict[str, Any]]:
    """Where items have the words: in their text, and beside it if that has not all; by item."""
    marked = {item.id: marks(wanted, item.text) for item in items}
    in_part = [item for item in items if len(marked[item.id]) < len(wanted.looked_up)]
    told = told_of(reader, [item.id for item in in_part]) if in_part else {}
    beside = {item.id: _beside(wanted, item, told.get(item.id, [])) for item in in_part}
    return {
        item_id: {"marks": found, **beside.get(item_id, {})} for item_id, found in marked.items()
    }


def _beside(wanted: Wanted, item: Item, told: list[str]) -> dict[str, Any]:
    """The piece of what stands beside the text that has the most of the words."""
    fields = fields_of(item)
    pieces = [fields[name] for name in fields if name != "text"] + told
    best = max(pieces, key=lambda piece: len(marks(wanted, piece)), default="")
    piece = cut_out(wanted, best, found_names.PIECE)
    found = marks(wanted, piece)
    # Its code stands in the row anyway.
    return {"beside": piece, "beside_marks": found} if found and piece != item.code else {}


def _named(item: Item, called: Names) -> dict[str, Any]:
    """Who owns an item, where it sits or who raised it, and at which stage, by name."""
    named = named_fields(item, called)
    return {
        "owner_name": named["owner_name"],
        "department_name": named["department_name"] or named["raised_by"],
        "stage_name": named["stage_name"],
    }


def _concerns(reader: Reader, ids: Sequence[str]) -> list[Item]:
    """The concerns among some items that were raised on another day, newest first."""
    query = select(Item).where(
        col(Item.id).in_(ids),
        Item.unit_id == reader.unit_id,
        Item.kind == ItemKind.CONCERN.value,
        col(Item.deleted_at).is_(None),
        # What is read out in a room is seen by all of it.
        col(Item.is_sensitive).is_(False),
        col(Item.raised_on) < reader.today,
    )
    return list(reader.session.exec(query.order_by(col(Item.id).desc())))


def _like_row(item: Item, shared: tuple[str, ...]) -> LikeBeforeRow:
    return LikeBeforeRow(
        id=item.id,
        code=item.code,
        text=item.text,
        status=Status(item.status),
        on=item.raised_on,
        huddle_id=item.huddle_id,
        shared=shared,
    )
