"""What waits for the next huddle of a series: raised since the last one, or parked."""

from __future__ import annotations

from sqlmodel import col, select

from huddle.model import Item
from huddle.model.item import IS_PARKED, IS_WAITING
from huddle.store.transaction import Reader


def raised_between(reader: Reader, series_id: str) -> list[Item]:
    """What was raised for the next huddle of a series and has not been brought into one."""
    query = select(Item).where(IS_WAITING, Item.series_id == series_id).order_by(col(Item.id))
    return list(reader.session.exec(query))


def parked_items(reader: Reader, series_id: str) -> list[Item]:
    """What was parked in a series and is offered again."""
    query = select(Item).where(IS_PARKED, Item.series_id == series_id).order_by(col(Item.id))
    return list(reader.session.exec(query))
