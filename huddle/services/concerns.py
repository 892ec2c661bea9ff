"""Concerns as they are counted: by whom they were raised, whether they went up, came again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import func, or_
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from huddle.model import Escalation, Item, Person
from huddle.rules.repeats import Raised
from huddle.services.month_items import is_concern_of
from huddle.store.transaction import Reader


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern.

    Attributes:
        raised: What was said, where and when.
        team: The department that raised it, by itself or by one of its people; none unsaid.
        went_up: Whether it went up a tier, itself or as what became of it.
    """

    raised: Raised
    team: str | None
    went_up: bool


def concerns_between(
    reader: Reader, series_ids: Sequence[str], first: dt.date, last: dt.date
) -> Iterator[Concern]:
    """The concerns of some series raised from one day to another, in the order of their days."""
    query = (
        sql_select(
            *(col(Item.code), col(Item.text), col(Item.stage_id), col(Item.join_stage_id)),
            col(Item.raised_on),
            func.coalesce(col(Item.raised_by_department_id), col(Person.department_id)),
            _went_up(),
        )
        .join(Person, col(Person.id) == col(Item.raised_by_person_id), isouter=True)
        .where(*is_concern_of(series_ids, first, last))
        .order_by(col(Item.raised_on), col(Item.id))
    )
    for code, text, stage, join, on, team, went_up in reader.execute(query):
        yield Concern(Raised(code, text, (stage, join), on), team, bool(went_up))


@cache
def _went_up() -> Any:
    became = aliased(Item)
    of_itself = select(Escalation.id).where(
        Escalation.item_id == Item.id, col(Escalation.deleted_at).is_(None)
    )
    of_what_became = (
        select(Escalation.id)
        .join(became, col(became.id) == col(Escalation.item_id))
        .where(became.from_id == Item.id, col(Escalation.deleted_at).is_(None))
    )
    return or_(of_itself.exists(), of_what_became.exists())
