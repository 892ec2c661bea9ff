"""Items that hold what somebody looks for, newest first.

The index gives what has the words in lots that grow, so that the first screenful costs little and
what is seldom is found all the same.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam
from sqlalchemy import select as sql_select
from sqlmodel import col, or_, select

from huddle.found_words import FoundState
from huddle.model import Item, Part
from huddle.model.base import METADATA
from huddle.model.item import HAS_TYPED_OWNER
from huddle.rules.search_words import Wanted, fits, holds
from huddle.services.finding import escalated, is_overdue, my_person
from huddle.services.reading import Names
from huddle.store import search
from huddle.store.transaction import Reader
from huddle.vocabulary import OPEN_ACTION_STATUSES, ItemKind, Status

FIRST_LOT = 200
"""How many are looked at before more are asked for; also what is ranked together."""
_MOST_IN_A_LOT = 10_000
_GROWS = 4
_ME = "me"
_OPEN = (
    *OPEN_ACTION_STATUSES,
    *(Status.NEW, Status.BEING_WORKED_ON, Status.ESCALATED, Status.PARKED),
)
_STATUSES = {
    FoundState.OPEN: _OPEN,
    FoundState.BLOCKED: (Status.BLOCKED,),
    FoundState.DONE: (Status.CLOSED, Status.AWAITING_CHECK),
    FoundState.CLOSED: (Status.CLOSED, Status.NOT_EFFECTIVE, Status.CANCELLED),
    FoundState.PARKED: (Status.PARKED,),
}
_ITEM = METADATA.tables["item"]
_ITEMS = _ITEM.c
_SHOWN = dict.fromkeys(
    (
        *("id", "kind", "status", "raised_on", "due_on", "due_time", "huddle_id", "is_sensitive"),
        *("owner_id", "department_id", "stage_id", "join_stage_id"),
        *("raised_by_person_id", "raised_by_department_id"),
        *search.SEARCHED_FIELDS,
    )
)
"""What is shown of an item that is found, and what may be shown beside it."""
_TYPED_OWNERS = (
    sql_select(_ITEMS.owner_text)
    .distinct()
    .where(_ITEMS.unit_id == bindparam("unit_id"), HAS_TYPED_OWNER)
)
_as_shown: Callable[[Any], Item] = namedtuple("_Shown", _SHOWN)._make  # type: ignore[attr-defined]
"""Makes an item as read: see `finding`."""
_ASKED = ("?",)
"""Stands in a shape for any values."""


def sought(reader: Reader, wanted: Wanted, called: Names) -> Iterator[Item]:
    """The unit's items that hold what is wanted, newest first: of each as much as is shown.

    Args:
        reader: Of whom the unit and the right to see it are.
        wanted: What is looked for.
        called: The names in the unit.
    """
    needs_words = bool(wanted.phrases or wanted.without)
    for lot in _lots(reader, wanted, called):
        told = told_of(reader, [row.id for row in lot]) if needs_words else {}
        for row in lot:
            if not needs_words or holds(wanted, _words_of(row, told)):
                yield _as_shown(row)


def fields_of(item: Item) -> dict[str, str]:
    """The searched fields of an item."""
    return {name: getattr(item, name) or "" for name in search.SEARCHED_FIELDS}


def told_of(reader: Reader, item_ids: Sequence[str]) -> dict[str, list[str]]:
    """What is told of items beside their own rows; by item."""
    return search.beside(reader.connection, item_ids)


def _words_of(row: Any, told: dict[str, list[str]]) -> str:
    return search.words_of(row._mapping, told.get(row.id, ()))  # noqa: SLF001 - SQLAlchemy's own name


def may_be_items(wanted: Wanted) -> bool:
    """Whether items can be meant."""
    return not wanted.kinds or bool(_item_kinds(wanted))


def _lots(reader: Reader, wanted: Wanted, called: Names) -> Iterator[Sequence[Any]]:
    """What holds the words and answers what else is asked, by lots."""
    values, words = _values(reader, wanted, called), wanted.looked_up
    statement = _statement(
        _shape(wanted),
        engine=reader.connection.dialect.name if words else "",
        sees_sensitive=reader.sees_sensitive,
    )
    if words:
        values |= search.asked(reader.connection, reader.unit_id, words)
    # One more than is ranked together tells whether there is more.
    at, size, is_last = 0, FIRST_LOT + 1, False
    while not is_last:
        rows = reader.execute(statement, {**values, "limit": size, "offset": at}).all()
        yield [row for row in rows if row[0]]
        is_last = len(rows) < size
        at, size = at + size, min(size * _GROWS, _MOST_IN_A_LOT)


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
    """What the names in a statement of its shape stand for."""
    values = {"unit_id": reader.unit_id, "today": reader.today, "time": reader.local_now.time()}
    if wanted.owners:
        values |= _owners(reader, wanted, called)
    if wanted.departments:
        teams = _ids_of(wanted.departments, called.departments)
        members = [one for one, (*_name, team) in called.people.items() if team in teams]
        values |= {"department_ids": teams, "member_ids": members}
    if wanted.stages:
        values["stage_ids"] = _ids_of(wanted.stages, called.stages)
    days = {"before": wanted.before, "after": wanted.after}
    return values | {name: day for name, day in days.items() if day}


def _owners(reader: Reader, wanted: Wanted, called: Names) -> dict[str, Any]:
    """Whom the names of owners mean, and which of those of whom only a name is known."""
    people = {person_id: name for person_id, (name, _post, _team) in called.people.items()}
    named = [one for one in wanted.owners if one.casefold() != _ME]
    ids = _ids_of(named, people)
    if len(named) < len(wanted.owners):
        ids.append(my_person(reader))
    return {"owner_ids": ids, "owner_texts": _ids_of(named, _typed_owners(reader)) if named else []}


def _typed_owners(reader: Reader) -> dict[str, str]:
    """What owners of whom only a name is known are called, as `Names` tells of those known."""
    found = reader.execute(_TYPED_OWNERS, {"unit_id": reader.unit_id}).scalars()
    return {name: name for name in found}


def _ids_of(typed: Sequence[str], called: dict[str, str]) -> list[str]:
    return [row_id for row_id, name in called.items() if any(fits(one, name) for one in typed)]


@lru_cache(maxsize=256)
def _statement(shape: Wanted, *, engine: str, sees_sensitive: bool) -> Any:
    """What gives a lot, newest first; by an engine's index of words, or of all items.

    Of what holds the words and is not wanted otherwise it gives nothing but an empty row: how many
    rows there are tells whether there is more.
    """
    query = sql_select(*(_ITEMS[name] for name in _SHOWN))
    is_wanted = and_(*_is_wanted(shape, sees_sensitive=sees_sensitive))
    if engine:
        found = search.FOUND[engine]
        with_words = found.outerjoin(_ITEM, (_ITEMS.id == found.c.item_id) & is_wanted)
        return query.select_from(with_words).order_by(found.c.number.desc())
    newest_first = query.where(is_wanted).order_by(_ITEMS.id.desc())
    return newest_first.limit(bindparam("limit")).offset(bindparam("offset"))


def _is_wanted(shape: Wanted, *, sees_sensitive: bool) -> Iterator[Any]:
    yield _ITEMS.unit_id == bindparam("unit_id")
    yield _ITEMS.deleted_at.is_(None)
    # What an action came from stands beside it; of all else what it was turned into is shown.
    yield or_(_ITEMS.turned_into_id.is_(None), _ITEMS.kind == ItemKind.CONCERN.value)
    if not sees_sensitive:
        # It is run for plain values, where a session hides nothing by itself.
        yield _ITEMS.is_sensitive.is_(False)
    yield from map(_is_so, shape.states)
    yield from _is_what(shape)
    yield from _is_whose(shape)


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
        yield or_(
            col(Item.owner_id).in_(_many("owner_ids")),
            col(Item.owner_id).is_(None) & col(Item.owner_text).in_(_many("owner_texts")),
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
