"""What waits for the next huddle of a series: raised since the last one, or parked."""

from __future__ import annotations

from sqlmodel import col, select

from huddle.model import Item
from huddle.store.session import Reader
from huddle.vocabulary import ItemKind, Status


def raised_between(reader: Reader, series_id: str) -> list[Item]:
    """What was raised for the next huddle of a series and has not been brought into one."""
    query = (
        select(Item)
        .where(
            col(Item.huddle_id).is_(None),
            Item.series_id == series_id,
            Item.kind != ItemKind.ACTION.value,
            col(Item.deleted_at).is_(None),
        )
        .order_by(col(Item.id))
    )
    return list(reader.session.exec(query))


def parked_items(reader: Reader, series_id: str) -> list[Item]:
    """What was parked in a series and is offered again."""
    query = (
        select(Item)
        .where(
            Item.series_id == series_id,
            col(Item.kind).in_([ItemKind.PARKED.value, ItemKind.CONCERN.value]),
            Item.status == Status.PARKED.value,
            col(Item.deleted_at).is_(None),
        )
        .order_by(col(Item.id))
    )
    return list(reader.session.exec(query))
