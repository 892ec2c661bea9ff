"""A row of an export fits its table, or it is refused: nothing half right comes in."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huddle.exchange.plain_rows import LEAVE, told, understood
from huddle.model.base import METADATA

READING, ITEM, UNIT = (METADATA.tables[name] for name in ("reading", "item", "unit"))
AT = dt.datetime(2026, 8, 6, 7, 30, 0, 123456, dt.UTC)
ROW: dict[str, Any] = {
    "id": "r1",
    "unit_id": "u1",
    "row_version": 1,
    "created_at": AT,
    "created_by": "a1",
    "updated_at": AT,
    "updated_by": "a1",
    "deleted_at": None,
    "deleted_by": None,
    "deleted_why": "",
    "measure_id": "m1",
    "read_on": dt.date(2026, 8, 6),
    "value": 12.5,
    "numerator": None,
    "denominator": 80.0,
    "note": "the lift\nwas broken",
    "replaces_id": None,
}


def test_a_row_comes_back_as_it_was() -> None:
    assert understood(READING, told(READING, ROW)) == ROW


def test_what_stays_comes_back_empty() -> None:
    attendance = METADATA.tables["attendance"]
    assert "is_heard" not in told(attendance, _blank(attendance))
    plain = told(attendance, _blank(attendance)) | {"presence": "here"}
    assert understood(attendance, plain)["is_heard"] is False


def _blank(table: Any) -> dict[str, Any]:
    kinds: dict[str, Any] = {"position": 0, "row_version": 1, "comes_usually": True}
    days = {"created_at": AT, "updated_at": AT}
    return {
        column.name: kinds.get(column.name, days.get(column.name, None if column.nullable else "x"))
        for column in table.c
    }


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("value", "12"),
        ("value", True),
        ("value", float("inf")),
        ("value", None),
        ("row_version", 1.0),
        ("row_version", 2**40),
        ("read_on", "2026-02-30"),
        ("read_on", 3),
        ("created_at", "2026-08-06T07:30:00"),
        ("created_at", "yesterday"),
        ("note", "x" * 501),
        ("note", 1),
        ("note", "half a letter \ud83d"),
        ("id", ""),
        ("id", "x" * 37),
        ("measure_id", ["m1"]),
    ],
)
def test_a_value_that_does_not_fit_is_refused(field: str, wrong: Any) -> None:
    with pytest.raises(ValueError, match=field):
        understood(READING, told(READING, ROW) | {field: wrong})


def test_a_field_too_many_or_too_few_is_refused() -> None:
    plain = told(READING, ROW)
    with pytest.raises(ValueError, match="fields"):
        understood(READING, plain | {"more": 1})
    with pytest.raises(ValueError, match="fields"):
        understood(READING, {name: plain[name] for name in plain if name != "note"})
    with pytest.raises(ValueError, match="fields"):
        understood(READING, [plain])


def test_tables_leave_after_those_they_refer_to() -> None:
    place = {table.name: at for at, table in enumerate(LEAVE)}
    late = [
        (table.name, key.column.table.name)
        for table in LEAVE
        for key in table.foreign_keys
        if place[key.column.table.name] > place[table.name]
    ]
    assert late == []
