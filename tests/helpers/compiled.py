"""Statements compiled once for all stores of a test run: every test opens a store of its own.

SQLAlchemy keeps what it compiled for each engine apart. A program opens one store and uses it all
day; thousands of tests open one each, and compiling was a third of their time.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import sqlalchemy

from huddle.store import database, server


class _ByKindOfDatabase(dict[Any, Any]):
    """Looks a statement up by the class of its dialect instead of the one dialect of an engine."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_shared(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(_shared(key), compiled)


def _shared(key: Any) -> Any:
    dialect, *rest = key
    return (type(dialect), dialect.statement_compiler, *rest)


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Let every store that a test opens use what another one compiled."""
    compiled = _ByKindOfDatabase()
    with pytest.MonkeyPatch.context() as patch:
        for module in (database, server):
            patch.setattr(module, "create_engine", partial(_engine, compiled))
        yield


def _engine(compiled: _ByKindOfDatabase, *where: Any, **options: Any) -> sqlalchemy.Engine:
    engine = sqlalchemy.create_engine(*where, **options)
    engine.update_execution_options(compiled_cache=compiled)
    return engine
