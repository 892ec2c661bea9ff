"""Finding actions: what a filter wants as a query that an index serves, its order and its count.

A statement costs more to build than to run. So each is built once for its shape, which is what of
a filter is asked at all, and is run with the values of whoever asks now.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, func
from sqlalchemy import select as sql_select
from sqlmodel import col, or_, select, union_all
from sqlmodel.sql.expression import SelectOfScalar

from huddle.model import Account, Escalation, Item, Part, Person
from huddle.model.item import IS_OPEN, IS_TO_CHECK, IS_UNTOLD
from huddle.rows.items import FollowUpsFilter, FollowUpsOrder
from huddle.rules.codes import read_code, read_slip
from huddle.store import search
from huddle.store.listed import listed
from huddle.store.transaction import Reader
from huddle.vocabulary import BoardColumn, ItemKind, SortBy, Status

COUNTS_STOP_AT = 1000
"""A count above this says nothing more to a person, and costs."""

_AT_ONCE = 500
_WEEK = dt.timedelta(days=7)
_OPEN = (Status.NOT_STARTED.value, Status.IN_PROGRESS.value, Status.BLOCKED.value)
_FINISHED = (Status.CLOSED.value, Status.NOT_EFFECTIVE.value, Status.CANCELLED.value)
_NOT_NARROWED = FollowUpsFilter(status="all")
_ASKED = "?"
"""Stands in a shape for any value."""
_TODAY: BindParameter[dt.date] = bindparam("today")
_IN_A_WEEK: BindParameter[dt.date] = bindparam("in_a_week")
_STAGE: BindParameter[str] = bindparam("stage_id")
_DEPARTMENT: BindParameter[str] = bindparam("department_id")
_OWNERS = sql_select(col(Person.id)).where(
    col(Person.name).icontains(bindparam("name"), escape="/"),
    col(Person.unit_id) == bindparam("unit_id"),
)
"""Whose name holds what was typed."""
_HAS_WORDS = col(Item.id).in_(listed("ids"))
BY_ID = "sqlite_autoindex_item_1"
"""The index of the ids of items, by SQLite's own name: to it any other seems as short."""
_NOT_SHOWN = frozenset(
    {
        *("unit_id", "press_key", "created_by", "updated_by", "told_at"),
        *("deleted_at", "deleted_by", "deleted_why"),
    }
)
_SHOWN = [
    column
    for column in Item.__table__.c  # type: ignore[attr-defined]
    if column.name not in _NOT_SHOWN
]
_THESE = sql_select(*_SHOWN).where(col(Item.id).in_(listed("ids")))
_as_shown: Callable[[Any], Item] = namedtuple(  # type: ignore[attr-defined]
    "_Shown", [column.name for column in _SHOWN]
)._make
"""Makes an item as read: its fields cost a tenth of those of SQLAlchemy's own rows."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which items: a statement for all who ask in the same way, and what is asked this time.

    Attributes:
        statement: It names its values and holds none of them.
        values: What the names stand for.
        index: The index that holds whatever it asks. SQLite knows no counts of these rows and
            would as soon walk a much longer one.
    """

    statement: SelectOfScalar[Item]
    values: dict[str, Any]
    index: str = ""


def matching(reader: Reader, wanted: FollowUpsFilter, *, most: int | None = None) -> Query:
    """The actions that a filter wants; for a slip number or a concern's code what was raised.

    Args:
        reader: A transaction.
        wanted: The filter.
        most: How many that hold its words are looked at, where words are all it narrows by: the
            newest, for more than that say nothing more to a person. All when it is not given.
    """
    shape, values = _asked(reader, wanted, most)
    statement = _matching(shape, sees_sensitive=reader.sees_sensitive)
    is_open = wanted.status == "open" or (wanted.overdue and wanted.status == "all")
    return Query(statement, values, _index_of(shape, is_open=is_open))


def in_columns(
    reader: Reader, wanted: FollowUpsFilter, *, most: int | None = None
) -> dict[BoardColumn, Query]:
    """What of the wanted actions stands in each column of the board; `most` as in `matching`."""
    shape, values = _asked(reader, wanted.anywhere(), most)
    return {
        column: Query(
            _in_column(shape, column, sees_sensitive=reader.sees_sensitive),
            values,
            _index_of(shape, is_open=column not in (BoardColumn.TO_CHECK, BoardColumn.TO_TELL)),
        )
        for column in BoardColumn
    }


def in_order(query: Query, wanted: FollowUpsFilter, order: FollowUpsOrder) -> Query:
    """A query in an order: what was finished, latest first; what may be anything, newest first."""
    return replace(query, statement=_in_order(query.statement, query.index, wanted.status, order))


def counted(reader: Reader, query: Query) -> int:
    """How many a query finds; it stops at `COUNTS_STOP_AT`."""
    return counts(reader, query)[0]


def counts(reader: Reader, *queries: Query) -> tuple[int, ...]:
    """How many each of some queries finds, asked at once; each as `counted`.

    Raises:
        ValueError: Two of them ask the same with different values.
    """
    values: dict[str, Any] = {}
    for query in queries:
        for name, value in query.values.items():
            if values.setdefault(name, value) != value:
                raise ValueError(f"two values for {name}")
    asked = [(query.statement, query.index) for query in queries]
    different = tuple(dict.fromkeys(asked))
    found = dict(zip(different, reader.execute(_counting(different), values).one(), strict=True))
    return tuple(found[each] for each in asked)


def total(reader: Reader, query: Query) -> int:
    """How many a query finds, however many they are."""
    found = by_index(query.statement, query.index).order_by(None)
    return int(reader.execute(found.with_only_columns(func.count()), query.values).scalar_one())


def unnamed(reader: Reader) -> tuple[Query, Query]:
    """Open actions that nobody owns, and those of posts: apart, each walks only its own index."""
    values = _values(reader, FollowUpsFilter())
    nobody, post = _unnamed(sees_sensitive=reader.sees_sensitive)
    return Query(nobody, values, "open_owner"), Query(post, values, "open_owner")


def read_page(reader: Reader, query: Query, limit: int, offset: int = 0) -> Sequence[Item]:
    """Some rows of a query as plain values, which cost a tenth of rows that can be changed."""
    values = {**query.values, "limit": limit, "offset": offset}
    rows = reader.execute(_page(query.statement), values).all()
    return list(map(_as_shown, rows))


def read_counted(
    reader: Reader, query: Query, limit: int, offset: int = 0
) -> tuple[Sequence[Item], int | None]:
    """Some rows of a query, and how many it finds where that is known then: at most as `counted`.

    What holds words is looked at row by row, to be put in order. So that is done once.
    """
    if query.index != BY_ID:
        return read_page(reader, query, limit, offset), None
    ids = reader.execute(_ids(query.statement), query.values).scalars().all()
    some = ids[offset : offset + limit]
    rows = map(_as_shown, reader.execute(_THESE, {"ids": some}).all())
    by_id = {row.id: row for row in rows}
    return [by_id[item_id] for item_id in some], min(len(ids), COUNTS_STOP_AT)


def every(reader: Reader, query: Query) -> Iterator[Sequence[Item]]:
    """All rows of a query in the order they were raised, some at once, however many they are."""
    values = {**query.values, "after": "", "at_once": _AT_ONCE}
    while rows := reader.execute(_after(query.statement), values).all():
        values["after"] = rows[-1].id
        yield list(map(_as_shown, rows))


def by_code(reader: Reader, typed: str) -> Item | None:
    """The unit's item of a code or a slip number, however it was typed; none of anything else."""
    slip, code = read_slip(typed), read_code(typed)
    if not (slip or code):
        return None
    return the_one(reader, col(Item.slip) == slip if slip else col(Item.code) == code)


def the_one(reader: Reader, is_it: Any) -> Item | None:
    """The unit's item that a condition names, unless it was deleted."""
    query = select(Item).where(
        is_it, Item.unit_id == reader.unit_id, col(Item.deleted_at).is_(None)
    )
    return reader.session.exec(query).first()


def _asked(
    reader: Reader, wanted: FollowUpsFilter, most: int | None
) -> tuple[FollowUpsFilter, dict[str, Any]]:
    """What of a filter makes another statement, and what the names in it stand for."""
    values = _values(reader, wanted, most)
    shape = replace(
        wanted,
        text="owners" if "owner_ids" in values else _kind_of_text(wanted.text),
        owner_id=_ASKED if wanted.owner_id or wanted.mine else None,
        department_id=_ASKED if wanted.department_id or wanted.my_department else None,
        stage_id=_ASKED if wanted.stage_id else None,
        goal_id=_ASKED if wanted.goal_id else None,
        due_before=dt.date.min if wanted.due_before else None,
        mine=False,
        my_department=False,
    )
    return shape, values


def _kind_of_text(text: str) -> str:
    if read_slip(text):
        return "slip"
    if read_code(text):
        return "code"
    return "words" if text.strip() else ""


def _values(reader: Reader, wanted: FollowUpsFilter, most: int | None = None) -> dict[str, Any]:
    """What the names in a statement of this shape stand for."""
    today = reader.today
    asked = {
        "owner_id": wanted.owner_id or (wanted.mine and my_person(reader)),
        "department_id": wanted.department_id or (wanted.my_department and _my_department(reader)),
        "stage_id": wanted.stage_id,
        "goal_id": wanted.goal_id,
        "due_before": wanted.due_before,
    }
    return {
        "unit_id": reader.unit_id,
        "today": today,
        "in_a_week": today + _WEEK,
        "time": reader.local_now.time(),
        **{name: value for name, value in asked.items() if value not in (None, False)},
        **_typed(reader, wanted, most),
    }


def _typed(reader: Reader, wanted: FollowUpsFilter, most: int | None) -> dict[str, Any]:
    """What was typed, as the kind of text it is."""
    text = wanted.text
    kind = _kind_of_text(text)
    if kind != "words":
        return {"typed": read_slip(text) or read_code(text)} if kind else {}
    found = _that_hold(reader, wanted, most)
    name = re.sub(r"([/%_])", r"/\1", text.strip())
    owners = reader.execute(_OWNERS, {"unit_id": reader.unit_id, "name": name}).scalars().all()
    # Without one, nothing but what holds the words is looked at.
    return {"ids": found, "owner_ids": owners} if owners else {"ids": found}


def _that_hold(reader: Reader, wanted: FollowUpsFilter, most: int | None) -> Sequence[str]:
    """Ids of what holds the words; what stands is among them, however old it is."""
    holding = partial(search.matching, reader.connection, reader.unit_id, wanted.text)
    must_stand = wanted.overdue or wanted.status in ("open", "to_check", *_OPEN)
    is_narrowed = replace(wanted, text="", status="all", overdue=False) != _NOT_NARROWED
    if most is None or is_narrowed:
        return holding(must_stand=must_stand)
    standing = holding(most, must_stand=True)
    return standing if must_stand else tuple({*standing, *holding(most)})


def _index_of(shape: FollowUpsFilter, *, is_open: bool) -> str:
    """The index that gives all that a filter asks, if one does: of ids, or of open actions."""
    if shape.text == "words" and (is_open or not shape.overdue):
        return BY_ID
    if shape.text or shape.goal_id or shape.escalated or not is_open:
        return ""
    return "open_owner" if shape.owner_id else "open_due"


@lru_cache(maxsize=256)
def _matching(shape: FollowUpsFilter, *, sees_sensitive: bool) -> SelectOfScalar[Item]:
    if shape.text == "slip":
        return visible(_raised_as(), sees_sensitive=sees_sensitive)
    is_wanted = (*_has_status(shape), *_is_whose(shape), *_is_what(shape))
    if shape.text == "code":
        is_wanted = (or_(_is_concern_called(), and_(*is_wanted)),)
    return visible(of_unit(*is_wanted), sees_sensitive=sees_sensitive)


@lru_cache(maxsize=256)
def _in_column(
    shape: FollowUpsFilter, column: BoardColumn, *, sees_sensitive: bool
) -> SelectOfScalar[Item]:
    due_on = col(Item.due_on)
    conditions = {
        BoardColumn.OVERDUE: (is_overdue(),),
        BoardColumn.TODAY: (IS_OPEN, due_on == _TODAY, _is_before_its_time()),
        BoardColumn.THIS_WEEK: (IS_OPEN, due_on > _TODAY, due_on < _IN_A_WEEK),
        BoardColumn.LATER: (IS_OPEN, or_(due_on.is_(None), due_on >= _IN_A_WEEK)),
        BoardColumn.TO_CHECK: (IS_TO_CHECK,),
        BoardColumn.TO_TELL: (col(Item.id).in_(_to_tell()),),
    }
    return _matching(shape, sees_sensitive=sees_sensitive).where(*conditions[column])


@lru_cache(maxsize=256)
def _in_order(
    query: SelectOfScalar[Item], index: str, status: str, order: FollowUpsOrder
) -> SelectOfScalar[Item]:
    if index == BY_ID or order.by is not SortBy.RAISED:
        # Days of raising have an index of their own, in order.
        query = by_index(query, index)
    if status == "finished" and order.by is SortBy.DUE:
        return query.order_by(col(Item.done_on).desc())
    if status == "all" and order.by is SortBy.DUE:
        return query.order_by(col(Item.id).desc())
    columns = {
        SortBy.DUE: (col(Item.due_on), col(Item.due_time), col(Item.id)),
        SortBy.RAISED: (col(Item.raised_on), col(Item.id)),
        SortBy.OWNER: (_owner_name(), col(Item.due_on), col(Item.id)),
    }[order.by]
    first, *rest = columns
    if order.is_descending:
        return query.order_by(first.desc().nulls_last(), *(column.desc() for column in rest))
    return query.order_by(first.asc().nulls_last(), *rest)


@lru_cache(maxsize=256)
def _page(query: SelectOfScalar[Item]) -> Select[Any]:
    shown = query.with_only_columns(*_SHOWN)
    return shown.limit(bindparam("limit")).offset(bindparam("offset"))


@lru_cache(maxsize=256)
def _ids(query: SelectOfScalar[Item]) -> Select[Any]:
    return query.with_only_columns(col(Item.id))


@lru_cache(maxsize=256)
def _after(query: SelectOfScalar[Item]) -> Select[Any]:
    shown = query.with_only_columns(*_SHOWN).where(col(Item.id) > bindparam("after"))
    return shown.order_by(None).order_by(col(Item.id)).limit(bindparam("at_once"))


@lru_cache(maxsize=256)
def _counting(queries: tuple[tuple[SelectOfScalar[Item], str], ...]) -> Select[Any]:
    found = []
    for query, index in queries:
        ids = by_index(query, index).with_only_columns(col(Item.id)).limit(COUNTS_STOP_AT)
        found.append(select(func.count()).select_from(ids.subquery()).scalar_subquery())
    return sql_select(*found)


@lru_cache
def _unnamed(*, sees_sensitive: bool) -> tuple[SelectOfScalar[Item], SelectOfScalar[Item]]:
    is_open = visible(of_unit(IS_OPEN), sees_sensitive=sees_sensitive)
    owner_id = col(Item.owner_id)
    return is_open.where(owner_id.is_(None)), is_open.where(owner_id.in_(_posts()))


def of_unit(*conditions: Any) -> SelectOfScalar[Item]:
    """The unit's items that meet some conditions."""
    return select(Item).where(col(Item.unit_id) == bindparam("unit_id"), *conditions)


def visible(query: SelectOfScalar[Item], *, sees_sensitive: bool) -> SelectOfScalar[Item]:
    """What of a query may be seen; it is run for plain values, where no session hides anything."""
    return query if sees_sensitive else query.where(col(Item.is_sensitive).is_(False))


def by_index(query: Any, name: str) -> Any:
    """The query, told which index of items to walk; without a name SQLite chooses."""
    index = name if name == BY_ID else f"ix_item_{name}"
    return query.with_hint(Item, f"INDEXED BY {index}", "sqlite") if name else query


def _is_whose(shape: FollowUpsFilter) -> Iterator[Any]:
    if shape.unnamed:
        yield or_(col(Item.owner_id).is_(None), col(Item.owner_id).in_(_posts()))
    if shape.owner_id:
        yield col(Item.owner_id) == bindparam("owner_id")
    if shape.department_id:
        yield _is_of_department()


def _is_what(shape: FollowUpsFilter) -> Iterator[Any]:
    if shape.due_before:
        yield col(Item.due_on) < bindparam("due_before")
    if shape.stage_id:
        yield or_(col(Item.stage_id) == _STAGE, col(Item.join_stage_id) == _STAGE)
    if shape.goal_id:
        yield col(Item.goal_id) == bindparam("goal_id")
    if shape.escalated:
        yield col(Item.id).in_(escalated())
    if shape.text == "code":
        yield col(Item.code) == bindparam("typed")
    if shape.text == "words":
        yield _HAS_WORDS
    if shape.text == "owners":
        yield or_(_HAS_WORDS, col(Item.owner_id).in_(listed("owner_ids")))


def _raised_as() -> SelectOfScalar[Item]:
    raised = col(Item.slip) == bindparam("typed")
    became = col(Item.from_id).in_(select(Item.id).where(raised))
    return of_unit(or_(raised, became), col(Item.deleted_at).is_(None))


def _is_concern_called() -> Any:
    """A concern is found by its code, so that it can be opened and escalated here."""
    is_it = col(Item.code) == bindparam("typed")
    return is_it & (col(Item.kind) == ItemKind.CONCERN.value) & col(Item.deleted_at).is_(None)


def _has_status(shape: FollowUpsFilter) -> tuple[Any, ...]:
    if shape.overdue:
        return (is_overdue(),) if shape.status in ("open", "all") else (False,)
    groups = {"open": IS_OPEN, "to_check": IS_TO_CHECK}
    if shape.status in groups:
        return (groups[shape.status],)
    is_action = (
        Item.kind == ItemKind.ACTION.value,
        col(Item.deleted_at).is_(None),
        col(Item.turned_into_id).is_(None),
    )
    if shape.status == "all":
        return is_action
    if shape.status == "finished":
        return (*is_action, col(Item.done_on).is_not(None), col(Item.status).in_(_FINISHED))
    is_open = (IS_OPEN,) if shape.status in _OPEN else ()
    return (*is_action, *is_open, Item.status == shape.status)


def is_overdue() -> Any:
    """The rule of `rules.due.is_overdue` as a condition that walks the index of due days."""
    is_not_late = (col(Item.due_on) == _TODAY) & _is_before_its_time()
    return IS_OPEN & (col(Item.due_on) <= _TODAY) & ~is_not_late


def _is_before_its_time() -> Any:
    return or_(col(Item.due_time).is_(None), col(Item.due_time) >= bindparam("time"))


def _is_of_department() -> Any:
    """Whether a department has an action: by its parts, else by its owner, else as a whole."""
    with_part = select(Part.item_id).where(
        col(Part.department_id) == _DEPARTMENT, col(Part.deleted_at).is_(None)
    )
    has_parts = select(Part.id).where(Part.item_id == Item.id, col(Part.deleted_at).is_(None))
    members = select(Person.id).where(col(Person.department_id) == _DEPARTMENT)
    owned = or_(
        col(Item.department_id) == _DEPARTMENT,
        col(Item.department_id).is_(None) & col(Item.owner_id).in_(members),
    )
    return or_(col(Item.id).in_(with_part), owned & ~has_parts.exists())


def escalated() -> Any:
    """Items that went up a tier and whose answer nobody has told back yet."""
    return select(Escalation.item_id).where(
        col(Escalation.item_id).is_not(None),
        col(Escalation.told_back_at).is_(None),
        col(Escalation.deleted_at).is_(None),
    )


def _to_tell() -> Any:
    """Whose owner was not told, and whose answer from above was not told back."""
    answered = escalated().where(col(Escalation.answered_at).is_not(None))
    not_told = select(Item.id).where(IS_UNTOLD, col(Item.unit_id) == bindparam("unit_id"))
    return union_all(by_index(not_told, "untold"), answered)


def _owner_name() -> Any:
    named = select(func.lower(Person.name)).where(Person.id == Item.owner_id)
    return named.correlate(Item).scalar_subquery()


def _posts() -> SelectOfScalar[str]:
    return select(Person.id).where(col(Person.is_post).is_(True))


def my_person(reader: Reader) -> str:
    """The person whom the account of whoever reads belongs to; empty for nobody."""
    account = reader.session.get(Account, reader.account_id)
    return (account.person_id if account else None) or ""


def _my_department(reader: Reader) -> str:
    person = reader.session.get(Person, my_person(reader))
    return (person.department_id if person else None) or ""
