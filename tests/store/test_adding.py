"""Many rows that are added together stand there as if each had been added alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from huddle.model import Item
from huddle.model.base import METADATA
from huddle.store.session import Store
from huddle.store.transaction import Reader
from huddle.ward import Ward

AT = dt.datetime(2026, 8, 6, 7, 31, 2, 345678, tzinfo=dt.UTC)
OTHERS: tuple[dict[str, Any], ...] = (
    {},
    {"due_on": dt.date(2026, 8, 9)},
    {"due_on": None, "due_time": dt.time(9, 5), "is_priority": True, "text": "Ünïts “two”\nthree"},
    {"done_at": AT, "done_on": AT.date(), "status": "closed", "move_count": 3},
    {"slip": None, "place": "", "created_at": AT},
)
"""What each row says besides what all do."""
_COLUMNS = METADATA.tables["item"].c


def rows(series_id: str, call: str) -> list[dict[str, Any]]:
    return [
        {
            "kind": "action",
            "status": "not_started",
            "text": "Check the pump",
            "raised_on": dt.date(2026, 8, 6),
            "series_id": series_id,
            "id": f"{call}-{number}",
            "code": f"{call}{number}",
            **more,
        }
        for number, more in enumerate(OTHERS)
    ]


def stored(reader: Reader, call: str) -> list[dict[str, Any]]:
    """All that stands in the rows of a call, but what tells them apart."""
    query = select(*_COLUMNS).where(_COLUMNS.id.startswith(call)).order_by(_COLUMNS.id)
    found = [dict(row) for row in reader.execute(query).mappings()]
    return [{**row, "id": "", "code": ""} for row in found]


def test_many_rows_are_the_same_as_each_alone(ward: Ward, store: Store) -> None:
    series_id = next(one.id for one in ward.templates.series() if one.is_main)
    with store.write() as writer:
        for row in rows(series_id, "alone"):
            writer.add(Item, row_id=row.pop("id"), **row)
        writer.add_many(Item, rows(series_id, "together"))
        assert stored(writer, "together") == stored(writer, "alone")
        assert len(stored(writer, "together")) == len(OTHERS)


def test_no_rows_are_nothing(store: Store) -> None:
    with store.write() as writer:
        writer.add_many(Item, [])
        writer.add_many_plain(Item, [])
        assert not writer.changes.things


def test_the_audit_tells_of_each_and_holds(ward: Ward, store: Store) -> None:
    series_id = next(one.id for one in ward.templates.series() if one.is_main)
    with store.write() as writer:
        writer.add_many(Item, rows(series_id, "together"))
    assert ward.audit.verify().is_whole
