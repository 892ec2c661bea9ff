"""Items that hold what somebody looks for, newest first.

The index gives what has the words in lots that grow, so that the first screenful costs little and
what is seldom is found all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import count
from typing import Any

from sqlalchemy import BindParameter, bindparam
from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from huddle.found_words import FoundState
from huddle.model import Item, Part
from huddle.rules.search_words import Wanted, fits, holds
from huddle.services.finding import Query, escalated, is_overdue, my_person, read_page
from huddle.services.reading import Names
from huddle.store import search
from huddle.store.transaction import Reader
from huddle.vocabulary import ItemKind, Status

FIRST_LOT = 200
"""How many are looked at before more are asked for; also what is ranked together."""
_MOST_IN_A_LOT = 10_000
_GROWS = 4
_ME = "me"
_OPEN = (
    *(Status.NOT_STARTED, Status.IN_PROGRESS, Status.BLOCKED),
    *(Status.NEW, Status.BEING_WORKED_ON, Status.ESCALATED, Status.PARKED),
)
_STATUSES = {
    FoundState.OPEN: _OPEN,
    FoundState.BLOCKED: (Status.BLOCKED,),
    FoundState.DONE: (Status.CLOSED, Status.AWAITING_CHECK),
    FoundState.CLOSED: (Status.CLOSED, Status.NOT_EFFECTIVE, Status.CANCELLED),
    FoundState.PARKED: (Status.PARKED,),
}
_ASKED = ("?",)
"""Stands in a shape for any values."""


def sought(reader: Reader, wanted: Wanted, called: Names) -> Iterator[Item]:
    """The unit's items that hold what is wanted, as plain values, newest first.

    Args:
        reader: Of whom the unit and the right to see it are.
        wanted: What is looked for.
        called: The names in the unit.
    """
    needs_words = bool(wanted.phrases or wanted.without)
    for lot in _lots(reader, wanted, called):
        told = _beside(reader, lot) if needs_words else {}
        yield from (item for item in lot if holds(wanted, text_of(item, told)))


def text_of(item: Item, told: dict[str, list[str]]) -> str:
    """All that an item is found by."""
    return search.words_of(fields_of(item), told.get(item.id, ()))


def fields_of(item: Item) -> dict[str, str]:
    """The searched fields of an item."""
    return {name: getattr(item, name) or "" for name in search.SEARCHED_FIELDS}


def told_of(reader: Reader, item_ids: Sequence[str]) -> dict[str, list[str]]:
    """What is told of items beside their own rows; by item."""
    return search.beside(reader.session.connection(), item_ids)


def is_of_items(wanted: Wanted) -> bool:
    """Whether items can be meant."""
    return not wanted.kinds or bool(_item_kinds(wanted))


def _beside(reader: Reader, lot: Sequence[Item]) -> dict[str, list[str]]:
    return told_of(reader, [item.id for item in lot])


def _lots(reader: Reader, wanted: Wanted, called: Names) -> Iterator[Sequence[Item]]:
    values = _values(reader, wanted, called)
    words = wanted.looked_up
    statement = _statement(
        _shape(wanted), has_words=bool(words), sees_sensitive=reader.sees_sensitive
    )
    query = Query(statement, values)
    at, size = 0, FIRST_LOT
    for _turn in count():
        if words:
            ids = search.newest(reader.session, reader.unit_id, words, size, at)
            found = _of_ids(reader, query, ids)
            is_last = len(ids) < size
        else:
            found = read_page(reader, query, size, at)
            is_last = len(found) < size
        yield found
        if is_last:
            return
        at, size = at + size, min(size * _GROWS, _MOST_IN_A_LOT)


def _of_ids(reader: Reader, query: Query, ids: Sequence[str]) -> Sequence[Item]:
    if not ids:
        return ()
    asked = replace(query, values={**query.values, "ids": ids})
    places = {item_id: place for place, item_id in enumerate(ids)}
    return sorted(read_page(reader, asked, len(ids)), key=lambda item: places[item.id])


def _shape(wanted: Wanted) -> Wanted:
    """What of it makes another statement: all but the values that are bound."""
    return Wanted(
        states=tuple(sorted(set(wanted.states))),
        kinds=tuple(sorted(set(wanted.kinds))),
        owners=_ASKED if wanted.owners else (),
        departments=_ASKED if wanted.departments else (),
        stages=_ASKED if wanted.stages else (),
        before=wanted.before and wanted.before.min,
        after=wanted.after and wanted.after.min,
    )


def _values(reader: Reader, wanted: Wanted, called: Names) -> dict[str, Any]:
    people = {person_id: name for person_id, (name, _post, _team) in called.people.items()}
    owners = _ids_of(wanted.owners, people)
    if any(one.casefold() == _ME for one in wanted.owners):
        owners.append(my_person(reader))
    teams = _ids_of(wanted.departments, called.departments)
    values = {
        "owner_ids": owners,
        "owner_text": re.sub(r"([/%_])", r"/\1", "".join(wanted.owners[:1])),
        "department_ids": teams,
        "member_ids": [one for one, (*_name, team) in called.people.items() if team in teams],
        "stage_ids": _ids_of(wanted.stages, called.stages),
        "before": wanted.before,
        "after": wanted.after,
    }
    given = _given(wanted)
    return {
        "unit_id": reader.unit_id,
        "today": reader.today,
        "time": reader.local_now.time(),
        **{name: value for name, value in values.items() if name in given},
    }


def _given(wanted: Wanted) -> set[str]:
    """The names of the values that a statement of its shape asks for."""
    asked = {
        "owner_ids owner_text": wanted.owners,
        "department_ids member_ids": wanted.departments,
        "stage_ids": wanted.stages,
        "before": wanted.before,
        "after": wanted.after,
    }
    return {name for names, is_asked in asked.items() if is_asked for name in names.split()}


def _ids_of(typed: Sequence[str], called: dict[str, str]) -> list[str]:
    return [row_id for row_id, name in called.items() if any(fits(one, name) for one in typed)]


@lru_cache(maxsize=256)
def _statement(shape: Wanted, *, has_words: bool, sees_sensitive: bool) -> SelectOfScalar[Item]:
    query = select(Item).where(
        col(Item.unit_id) == bindparam("unit_id"),
        col(Item.deleted_at).is_(None),
        # What an action came from stands beside it; of all else what it was turned into is shown.
        or_(col(Item.turned_into_id).is_(None), col(Item.kind) == ItemKind.CONCERN.value),
        *(_is_so(state) for state in shape.states),
        *_is_what(shape),
        *_is_whose(shape),
    )
    if not sees_sensitive:
        # It is run for plain values, where a session hides nothing by itself.
        query = query.where(col(Item.is_sensitive).is_(False))
    if has_words:
        return query.where(col(Item.id).in_(_many("ids")))
    return query.order_by(col(Item.id).desc())


def _is_so(state: FoundState) -> Any:
    if state is FoundState.OVERDUE:
        return is_overdue()
    if state is FoundState.SENSITIVE:
        return col(Item.is_sensitive).is_(True)
    if state is FoundState.ESCALATED:
        return or_(Item.status == Status.ESCALATED.value, col(Item.id).in_(escalated()))
    return col(Item.status).in_([status.value for status in _STATUSES[state]])


def _is_what(shape: Wanted) -> Iterator[Any]:
    if shape.kinds:
        yield col(Item.kind).in_(_item_kinds(shape))
    if shape.before:
        yield col(Item.raised_on) < bindparam("before")
    if shape.after:
        yield col(Item.raised_on) >= bindparam("after")
    if shape.stages:
        ids = _many("stage_ids")
        yield or_(col(Item.stage_id).in_(ids), col(Item.join_stage_id).in_(ids))


def _is_whose(shape: Wanted) -> Iterator[Any]:
    if shape.owners:
        typed = col(Item.owner_text).icontains(bindparam("owner_text"), escape="/")
        yield or_(
            col(Item.owner_id).in_(_many("owner_ids")),
            col(Item.owner_id).is_(None) & typed,
            _has_part(col(Part.owner_id).in_(_many("owner_ids"))),
        )
    if shape.departments:
        ids = _many("department_ids")
        yield or_(
            col(Item.department_id).in_(ids),
            col(Item.raised_by_department_id).in_(ids),
            col(Item.owner_id).in_(_many("member_ids")),
            _has_part(col(Part.department_id).in_(ids)),
        )


def _has_part(is_it: Any) -> Any:
    parts = select(Part.item_id).where(is_it, col(Part.deleted_at).is_(None))
    return col(Item.id).in_(parts)


def _item_kinds(wanted: Wanted) -> list[str]:
    return [kind.value for kind in wanted.kinds if kind.value in set(ItemKind)]


def _many(name: str) -> BindParameter[Any]:
    return bindparam(name, expanding=True)
