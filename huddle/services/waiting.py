"""What waits for a huddle of a series: raised since the last one, parked, or to be looked at again.

A parked item is offered until it is taken up or let go; so is a goal from its review day on.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, or_, select, union_all

from huddle.model import GoalPlan, Huddle, Item
from huddle.model.item import IS_PARKED, IS_WAITING
from huddle.services.items import turn
from huddle.store.transaction import Reader, Writer
from huddle.vocabulary import ItemKind, Status


def raised_between(reader: Reader, series_id: str) -> list[Item]:
    """What was raised for the next huddle of a series and has not been brought into one."""
    query = select(Item).where(IS_WAITING, Item.series_id == series_id).order_by(col(Item.id))
    return list(reader.session.exec(query))


def coming_back(reader: Reader, series_id: str, on: dt.date) -> list[Item]:
    """What a huddle of a series is offered again on a day: parked items, and goals to review."""
    query = select(Item).where(comes_back(reader, series_id, on)).order_by(col(Item.id))
    # Asked for in the query, the series would have SQLite walk all of its items.
    return [item for item in reader.session.exec(query) if item.series_id == series_id]


def comes_back(reader: Reader, series_id: str, on: dt.date) -> ColumnElement[bool]:
    """What makes an item come back; asked by ids, so that each half uses its own index."""
    parked = select(Item.id).where(IS_PARKED, Item.series_id == series_id)
    to_review = select(GoalPlan.item_id).where(
        GoalPlan.unit_id == reader.unit_id,
        col(GoalPlan.review_on) <= on,
        col(GoalPlan.deleted_at).is_(None),
    )
    is_parked = col(Item.status) == Status.PARKED.value
    is_goal = and_(
        col(Item.kind) == ItemKind.GOAL.value,
        col(Item.status) == Status.BEING_WORKED_ON.value,
        # One that no huddle heard of yet comes as raised.
        col(Item.huddle_id).is_not(None),
    )
    return and_(
        col(Item.id).in_(union_all(parked, to_review)),
        or_(is_parked, is_goal),
        col(Item.deleted_at).is_(None),
    )


def take_up(writer: Writer, item: Item, huddle: Huddle) -> None:
    """Bring what came back into a huddle."""
    if item.kind == ItemKind.GOAL:
        _looked_at(writer, item)
    else:
        status = Status.NEW if item.kind == ItemKind.CONCERN else Status.CLOSED
        writer.change(item, status=status.value)
    if item.kind == ItemKind.PARKED:
        item = turn(writer, item, ItemKind.CONCERN)
    writer.change(item, huddle_id=huddle.id, step_id=huddle.step_id)


def let_go(writer: Writer, item: Item) -> None:
    """Offer something no more; a goal goes on, until it is given another review day."""
    if item.kind == ItemKind.GOAL:
        _looked_at(writer, item)
    else:
        writer.change(item, status=Status.CLOSED.value)


def _looked_at(writer: Writer, goal: Item) -> None:
    plan = writer.session.exec(select(GoalPlan).where(GoalPlan.item_id == goal.id)).one_or_none()
    if plan is not None:
        writer.change(plan, review_on=None)
