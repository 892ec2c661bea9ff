"""A table as JSON: an array of objects with names for programs, ISO days, instants in UTC."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import BinaryIO

from huddle.exchange.columns import RowT, Table


def write(file: BinaryIO, table: Table[RowT], rows: Iterable[RowT]) -> None:
    """Write a table, a row to a line.

    Args:
        file: Where to.
        table: What its columns are.
        rows: What stands in it.
    """
    names = [column.name for column in table.columns]
    between = b"[\n"
    for row in rows:
        told = dict(zip(names, table.cells(row), strict=True))
        plain = json.dumps(told, ensure_ascii=False, default=as_text)
        file.write(between + plain.encode(errors="replace"))
        between = b",\n"
    file.write(b"\n]\n" if between == b",\n" else b"[]\n")


def as_text(value: object) -> str:
    """A day, time or instant by ISO 8601.

    Raises:
        TypeError: It is none.
    """
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
