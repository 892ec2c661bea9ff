"""What may stand in an export of everything, as a JSON Schema made from the tables themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Table

from huddle.exchange.everything import FORMAT, VERSION
from huddle.exchange.plain_rows import (
    LEAVE,
    MAY_BE_EMPTY,
    MOST_WHOLE,
    WORDS,
    columns_of,
    kind_of,
    longest_in,
)

_KINDS: Mapping[type, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -MOST_WHOLE, "maximum": MOST_WHOLE},
    float: {"type": "number"},
    dt.datetime: {"type": "string", "format": "date-time"},
    dt.date: {"type": "string", "format": "date"},
    # ISO 8601 without an offset, which JSON Schema has no format for.
    dt.time: {"type": "string", "pattern": r"^\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$"},
}


def schema() -> dict[str, Any]:
    """The schema, as JSON holds it."""
    tables = {table.name: _rows(table) for table in LEAVE}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Everything that the units of a Huddle store hold",
        "type": "object",
        "properties": {"format": {"const": FORMAT}, "version": {"const": VERSION}, **tables},
        "required": ["format", "version", *tables],
        "additionalProperties": False,
    }


def _rows(table: Table) -> dict[str, Any]:
    columns = {column.name: _value(table, column) for column in columns_of(table)}
    row = {
        "type": "object",
        "properties": columns,
        "required": list(columns),
        "additionalProperties": False,
    }
    return {"type": "array", "items": row}


def _value(table: Table, column: Column[Any]) -> dict[str, Any]:
    kind = kind_of(column)
    value = dict(_KINDS[kind]) if kind in _KINDS else _text(table, column)
    if column.nullable:
        value["type"] = [value["type"], "null"]
    return value


def _text(table: Table, column: Column[Any]) -> dict[str, Any]:
    place = (table.name, column.name)
    value: dict[str, Any] = {"type": "string"}
    if place in WORDS:
        words = [word.value for word in WORDS[place]]
        value["enum"] = [*words, ""] if place in MAY_BE_EMPTY else words
    elif (longest := longest_in(column)) is not None:
        value["maxLength"] = longest
    return value
