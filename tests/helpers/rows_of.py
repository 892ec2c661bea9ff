"""Every row of a store, to be compared with what was there before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from huddle.model.base import METADATA
from huddle.ward import Ward


def rows_of(ward: Ward, *, without: Collection[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each table by its name, in an order of their own.

    Args:
        ward: Whose store it is.
        without: Names of tables to leave out.
    """
    with ward.planning._store.read() as reader:  # noqa: SLF001 - a ward hands its store to nobody
        return {
            table.name: sorted(map(tuple, reader.execute(select(table))), key=repr)
            for table in METADATA.sorted_tables
            if table.name not in without
        }
