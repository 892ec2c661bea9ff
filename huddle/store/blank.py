"""Rows of tables without the price of a constructor, which sets field after field."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from pydantic_core import PydanticUndefined
from sqlalchemy import Insert, insert
from sqlalchemy.orm.attributes import instance_dict, manager_of_class
from sqlmodel import SQLModel

RowT = TypeVar("RowT", bound=SQLModel)


@cache
def blank(table: type[SQLModel]) -> dict[str, Any]:
    """What stands in the fields of a new row that are not named."""
    return {
        name: field.default
        for name, field in table.model_fields.items()
        if field.default is not PydanticUndefined
    }


@cache
def adding(table: type[SQLModel]) -> Insert:
    """The statement that adds a row."""
    return insert(table)


def row_of(table: type[RowT], fields: dict[str, Any]) -> RowT:
    """The row that stands in a table with some fields, as if it had been read."""
    row: RowT = manager_of_class(table).new_instance()
    instance_dict(row).update(fields)
    return row
