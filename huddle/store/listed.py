"""Many ids as one value of a statement.

A thousand ids that are bound one by one cost more than what they are looked up for: SQLAlchemy
writes a name for each, and SQLite sorts them in where it takes a list as it is.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Select, String, TypeDecorator, bindparam, column
from sqlalchemy import select as sql_select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


def listed(name: str) -> Select[Any]:
    """The texts of a list that is given under a name, for `in_`."""
    return _texts(bindparam(name, type_=_List))


def these(ids: Collection[str]) -> Select[Any]:
    """The texts of a list, for `in_`, however many they are."""
    return _texts(bindparam("ids", tuple(ids), type_=_List, unique=True))


def _texts(given: BindParameter[Any]) -> Select[Any]:
    return sql_select(column("value", String)).select_from(_Texts(given))


class _List(TypeDecorator[Any]):
    """A list of texts, as JSON."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str:  # noqa: ARG002 - SQLAlchemy's
        return json.dumps(list(value))


class _Texts(GenericFunction[str]):
    """The texts of a JSON list, each a row with one `value`: SQLite's function, by its name."""

    name = "json_each"
    inherit_cache = True


@compiles(_Texts, "postgresql")
def _on_a_server(texts: _Texts, compiler: Any, **asked: Any) -> str:
    given = compiler.process(texts.clauses, **asked)
    return f"jsonb_array_elements_text(CAST({given} AS jsonb)) AS value"
