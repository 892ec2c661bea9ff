"""Many rows of a table at once, nearly as quickly as plain SQL writes them.

For each value of each row SQLAlchemy asks which value it is and how the driver wants it. In a file
that is asked once for a table, and what all rows share is made ready once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert
from sqlalchemy.dialects import sqlite
from sqlmodel import AutoString

from huddle.model.base import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table
    from sqlalchemy.sql.type_api import _BindProcessorType
    from sqlmodel import SQLModel

_DIALECT = sqlite.dialect()


def add_together(
    connection: Connection,
    kind: type[SQLModel],
    same: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Add rows of a table.

    Args:
        connection: Where.
        kind: Its table.
        same: The fields that are the same in all of them; a row may say otherwise.
        rows: The fields of each.
    """
    if not rows:
        return
    table = METADATA.tables[str(kind.__tablename__)]
    if connection.dialect.name != "sqlite":
        # What was written to a server is kept as a statement, to be done again on its copy.
        connection.execute(insert(table), [{**same, **row} for row in rows])
        return
    given: set[str] = set().union(*rows)
    names = tuple(column.name for column in table.columns if _is_told(column.name, same, rows))
    statement, binds = _prepared(table, names)
    columns: list[Iterable[Any]] = []
    for name in names:
        bind, usual = binds.get(name, _as_it_is), same.get(name)
        if name in given:
            columns.append(map(bind, [row.get(name, usual) for row in rows]))
        else:
            columns.append(repeat(bind(usual)))
    connection.exec_driver_sql(statement, list(zip(*columns, strict=False)))


def _is_told(name: str, same: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether any row says something: the driver takes longest over a value that is nothing."""
    return same.get(name) is not None or any(row.get(name) is not None for row in rows)


def _as_it_is(value: Any) -> Any:
    return value


@lru_cache(maxsize=256)
def _prepared(
    table: Table, names: tuple[str, ...]
) -> tuple[str, dict[str, _BindProcessorType[Any]]]:
    """The statement that adds some fields in this order; by a field, what makes it the driver's."""
    statement = insert(table).compile(dialect=_DIALECT, column_keys=list(names))
    binds = {
        name: bind
        for name in names
        # A text is the driver's already.
        if not isinstance(table.c[name].type, AutoString)
        and (bind := table.c[name].type.dialect_impl(_DIALECT).bind_processor(_DIALECT))
    }
    return str(statement), binds
