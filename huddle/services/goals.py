"""Shared goals as actions see them: which can be served, and which are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from huddle.errors import Refused
from huddle.i18n import _
from huddle.measure_words import MeasureRole
from huddle.model import GoalMeasure, Item, Series
from huddle.model.item import IS_OPEN
from huddle.services.people import found
from huddle.store.transaction import Reader
from huddle.vocabulary import ItemKind, Status

_OPEN = Status.BEING_WORKED_ON.value


def offered(reader: Reader) -> Sequence[Item]:
    """The goals that are being worked on, and those that open actions still serve, newest first."""
    served = select(Item.goal_id).where(IS_OPEN, col(Item.goal_id).is_not(None))
    query = select(Item).where(
        *are_goals(reader), or_(Item.status == _OPEN, col(Item.id).in_(served))
    )
    return reader.session.exec(query.order_by(col(Item.id).desc())).all()


def are_goals(reader: Reader) -> tuple[ColumnElement[bool], ...]:
    """What makes an item a goal of the unit."""
    in_series = select(Series.id).where(Series.unit_id == reader.unit_id)
    return (
        col(Item.series_id).in_(in_series),
        col(Item.kind) == ItemKind.GOAL.value,
        col(Item.deleted_at).is_(None),
    )


def check_served(reader: Reader, item: Item, goal_id: str) -> None:
    """Refuse to have an item serve what is no goal, or one that is over.

    Raises:
        Refused: It is no action, there is no such goal, or nobody works on it any more.
    """
    goal = found(reader, Item, goal_id)
    if item.kind != ItemKind.ACTION or goal.kind != ItemKind.GOAL:
        raise Refused(_("Only an action serves a goal: choose one of the ward’s goals."), "goal_id")
    if goal.status != _OPEN:
        said = _("That goal is over: choose one that is being worked on.")
        raise Refused(said, "goal_id")


def check_end(reader: Reader, item: Item, status: str, *, anyway: bool) -> None:
    """Ask about a goal that is said to be reached, whichever way that is said.

    Raises:
        Refused: At `anyway`, while no balancing measure tells of it.
    """
    is_reached = (item.kind, item.status, status) == (ItemKind.GOAL, _OPEN, Status.CLOSED)
    if is_reached and not anyway and not _has_balancing(reader, item.id):
        said = _("Nothing watched what this cost elsewhere: no balancing measure tells.")
        raise Refused(said, "anyway")


def _has_balancing(reader: Reader, goal_id: str) -> bool:
    query = select(GoalMeasure.id).where(
        GoalMeasure.item_id == goal_id,
        GoalMeasure.role == MeasureRole.BALANCING.value,
        col(GoalMeasure.deleted_at).is_(None),
    )
    return reader.session.exec(query).first() is not None
