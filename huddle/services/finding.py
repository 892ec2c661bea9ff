"""Finding actions: what a filter wants as a query that an index serves, its order and its count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as sql_select
from sqlmodel import col, or_, select, union_all
from sqlmodel.sql.expression import SelectOfScalar

from huddle.model import Account, Escalation, Item, Part, Person
from huddle.model.item import IS_OPEN, IS_TO_CHECK, IS_UNTOLD
from huddle.rows import FollowUpsFilter, FollowUpsOrder
from huddle.rules.codes import read_code, read_slip
from huddle.store import search
from huddle.store.session import Reader
from huddle.vocabulary import BoardColumn, ItemKind, SortBy, Status

COUNTS_STOP_AT = 1000
"""A count above this says nothing more to a person, and costs."""

_WEEK = dt.timedelta(days=7)
_FINISHED = (Status.CLOSED.value, Status.NOT_EFFECTIVE.value, Status.CANCELLED.value)


def matching(reader: Reader, wanted: FollowUpsFilter) -> SelectOfScalar[Item]:
    """The actions that a filter wants; for a slip number what was raised, and its action."""
    slip = read_slip(wanted.text)
    if slip:
        return _raised_as(reader, slip)
    query = select(Item).where(
        Item.unit_id == reader.unit_id,
        *_has_status(reader, wanted),
    )
    if not reader.sees_sensitive:
        query = query.where(col(Item.is_sensitive).is_(False))
    if (wanted.owner_id or wanted.mine) and wanted.status == "open":
        query = _by_index(query, "open_owner")
    return query.where(*_is_whose(reader, wanted), *_is_what(reader, wanted))


def in_column(reader: Reader, wanted: FollowUpsFilter, column: BoardColumn) -> SelectOfScalar[Item]:
    """What of the wanted actions stands in a column of the board, whatever their status."""
    today = reader.today
    is_later = or_(col(Item.due_on).is_(None), col(Item.due_on) >= today + _WEEK)
    conditions = {
        BoardColumn.OVERDUE: (_is_overdue(reader),),
        BoardColumn.TODAY: (IS_OPEN, col(Item.due_on) == today, _is_before_its_time(reader)),
        BoardColumn.THIS_WEEK: (
            IS_OPEN,
            col(Item.due_on) > today,
            col(Item.due_on) < today + _WEEK,
        ),
        BoardColumn.LATER: (IS_OPEN, is_later),
        BoardColumn.TO_CHECK: (IS_TO_CHECK,),
        BoardColumn.TO_TELL: (col(Item.id).in_(_to_tell(reader)),),
    }
    return matching(reader, wanted.anywhere()).where(*conditions[column])


def in_order(
    query: SelectOfScalar[Item], wanted: FollowUpsFilter, order: FollowUpsOrder
) -> SelectOfScalar[Item]:
    """A query in an order: what was finished, latest first; what may be anything, newest first."""
    if wanted.status == "finished" and order.by is SortBy.DUE:
        return query.order_by(col(Item.done_on).desc())
    if wanted.status == "all" and order.by is SortBy.DUE:
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


def counted(reader: Reader, query: SelectOfScalar[Item]) -> int:
    """How many a query finds; it stops at `COUNTS_STOP_AT`."""
    inner = query.with_only_columns(col(Item.id)).limit(COUNTS_STOP_AT).subquery()
    return int(reader.session.exec(select(func.count()).select_from(inner)).one())


def counts(reader: Reader, *queries: SelectOfScalar[Item]) -> tuple[int, ...]:
    """How many each of some queries finds, asked at once; each as `counted`."""
    found = []
    for query in queries:
        inner = query.with_only_columns(col(Item.id)).limit(COUNTS_STOP_AT).subquery()
        found.append(select(func.count()).select_from(inner).scalar_subquery())
    return tuple(reader.execute(sql_select(*found)).one())


def unnamed(reader: Reader) -> tuple[SelectOfScalar[Item], SelectOfScalar[Item]]:
    """Open actions that nobody owns, and those of posts: apart, each walks only its own index."""
    is_open = select(Item).where(IS_OPEN, Item.unit_id == reader.unit_id)
    if not reader.sees_sensitive:
        is_open = is_open.where(col(Item.is_sensitive).is_(False))
    is_open = _by_index(is_open, "open_owner")
    return (
        is_open.where(col(Item.owner_id).is_(None)),
        is_open.where(col(Item.owner_id).in_(_posts(reader))),
    )


def read_page(
    reader: Reader, query: SelectOfScalar[Item], limit: int, offset: int = 0
) -> Sequence[Item]:
    """Some rows of a query as plain values, which cost a third of rows that can be changed.

    Ids first: an index holds them in order, and rows are read only for those that are shown.
    """
    ids = query.with_only_columns(col(Item.id)).limit(limit).offset(offset)
    place = {row[0]: at for at, row in enumerate(reader.execute(ids))}
    found = reader.execute(select(Item).where(col(Item.id).in_(place))).all()
    return sorted(found, key=lambda item: place[item.id])


def untold(reader: Reader) -> SelectOfScalar[Item]:
    """Open actions whose owner was not in the room and has not been told, soonest due first."""
    query: SelectOfScalar[Item]
    query = _by_index(select(Item).where(IS_UNTOLD, Item.unit_id == reader.unit_id), "untold")
    if not reader.sees_sensitive:
        query = query.where(col(Item.is_sensitive).is_(False))
    return query.order_by(col(Item.due_on))


def _is_whose(reader: Reader, wanted: FollowUpsFilter) -> Iterator[Any]:
    if wanted.unnamed:
        yield or_(col(Item.owner_id).is_(None), col(Item.owner_id).in_(_posts(reader)))
    if wanted.owner_id or wanted.mine:
        yield Item.owner_id == (wanted.owner_id or _my_person(reader))
    if wanted.department_id or wanted.my_department:
        yield _is_of(reader, wanted.department_id or _my_department(reader))


def _is_what(reader: Reader, wanted: FollowUpsFilter) -> Iterator[Any]:
    if wanted.due_before:
        yield col(Item.due_on) < wanted.due_before
    if wanted.stage_id:
        yield or_(Item.stage_id == wanted.stage_id, Item.join_stage_id == wanted.stage_id)
    if wanted.goal_id:
        yield col(Item.goal_id) == wanted.goal_id
    if wanted.escalated:
        yield col(Item.id).in_(_escalated())
    if wanted.text.strip():
        yield _says(reader, wanted.text)


def _raised_as(reader: Reader, slip: str) -> SelectOfScalar[Item]:
    raised = col(Item.slip) == slip
    became = col(Item.from_id).in_(select(Item.id).where(raised))
    query = select(Item).where(
        Item.unit_id == reader.unit_id, or_(raised, became), col(Item.deleted_at).is_(None)
    )
    return query if reader.sees_sensitive else query.where(col(Item.is_sensitive).is_(False))


def _has_status(reader: Reader, wanted: FollowUpsFilter) -> tuple[Any, ...]:
    if wanted.overdue:
        return (_is_overdue(reader),) if wanted.status in ("open", "all") else (False,)
    groups = {"open": IS_OPEN, "to_check": IS_TO_CHECK}
    if wanted.status in groups:
        return (groups[wanted.status],)
    is_action = (
        Item.kind == ItemKind.ACTION.value,
        col(Item.deleted_at).is_(None),
        col(Item.turned_into_id).is_(None),
    )
    if wanted.status == "all":
        return is_action
    if wanted.status == "finished":
        return (*is_action, col(Item.done_on).is_not(None), col(Item.status).in_(_FINISHED))
    is_open = (IS_OPEN,) if wanted.status in _OPEN else ()
    return (*is_action, *is_open, Item.status == wanted.status)


_OPEN = (Status.NOT_STARTED.value, Status.IN_PROGRESS.value, Status.BLOCKED.value)


def _is_overdue(reader: Reader) -> Any:
    """The rule of `rules.due.is_overdue` as a condition that walks the index of due days."""
    is_not_late = (col(Item.due_on) == reader.today) & _is_before_its_time(reader)
    return IS_OPEN & (col(Item.due_on) <= reader.today) & ~is_not_late


def _is_before_its_time(reader: Reader) -> Any:
    now = reader.local_now.time()
    return or_(col(Item.due_time).is_(None), col(Item.due_time) >= now)


def _is_of(reader: Reader, department_id: str) -> Any:
    """Whether a department has an action: by its parts, else by its owner, else as a whole."""
    with_part = select(Part.item_id).where(
        Part.department_id == department_id, col(Part.deleted_at).is_(None)
    )
    has_parts = select(Part.id).where(Part.item_id == Item.id, col(Part.deleted_at).is_(None))
    query = select(Person.id).where(Person.department_id == department_id)
    members = list(reader.session.exec(query))
    owned = or_(
        col(Item.department_id) == department_id,
        col(Item.department_id).is_(None) & col(Item.owner_id).in_(members),
    )
    return or_(col(Item.id).in_(with_part), owned & ~has_parts.exists())


def _says(reader: Reader, text: str) -> Any:
    """Whether an action's words or its owner's name hold what was typed."""
    code = read_code(text)
    if code:
        return Item.code == code
    owners = select(Person.id).where(
        col(Person.name).icontains(text.strip(), autoescape=True),
        Person.unit_id == reader.unit_id,
    )
    by_words = col(Item.id).in_(search.matching(reader.session, text, COUNTS_STOP_AT))
    return or_(by_words, col(Item.owner_id).in_(owners))


def _escalated() -> Any:
    """Items that went up a tier and whose answer nobody has told back yet."""
    return select(Escalation.item_id).where(
        col(Escalation.item_id).is_not(None),
        col(Escalation.told_back_at).is_(None),
        col(Escalation.deleted_at).is_(None),
    )


def _to_tell(reader: Reader) -> Any:
    """Whose owner was not told, and whose answer from above was not told back."""
    answered = _escalated().where(col(Escalation.answered_at).is_not(None))
    not_told = select(Item.id).where(IS_UNTOLD, Item.unit_id == reader.unit_id)
    return union_all(_by_index(not_told, "untold"), answered)


def _by_index(query: Any, name: str) -> Any:
    """SQLite knows no counts of these rows and would as soon walk a much longer index."""
    return query.with_hint(Item, f"INDEXED BY ix_item_{name}", "sqlite")


def _owner_name() -> Any:
    named = select(func.lower(Person.name)).where(Person.id == Item.owner_id)
    return named.correlate(Item).scalar_subquery()


def _posts(reader: Reader) -> list[str]:
    return list(reader.session.exec(select(Person.id).where(col(Person.is_post).is_(True))))


def _my_person(reader: Reader) -> str:
    account = reader.session.get(Account, reader.account_id)
    return (account.person_id if account else None) or ""


def _my_department(reader: Reader) -> str:
    person = reader.session.get(Person, _my_person(reader))
    return (person.department_id if person else None) or ""
