"""Rows carried between a file and a server: all of them, and each as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DBAPIError

from huddle.demo_ward import make_demo
from huddle.model import AuditEntry, Draft, Item, Unit
from huddle.paths import Paths
from huddle.services.demo import DemoPlan
from huddle.store import copying, keys, search
from huddle.store.database import writing
from huddle.store.home import home_of
from huddle.store.keys import new_key_ring
from tests.helpers.database_server import Databases
from tests.helpers.wards import PASSWORD

PLAN = DemoPlan(until=dt.date(2026, 11, 23), actions=60)
BOTH_WAYS = pytest.mark.parametrize("way", [("file", "server"), ("server", "file")])
NOBODY = keys.Keys(1, b"", {}, b"")

pytestmark = pytest.mark.on_a_file("each test has a file and a server")


def table_of(kind: Any) -> Table:
    """The table behind a class of the model."""
    return kind.__table__  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> dict[str, Paths]:
    """The same made-up ward twice, each made where it is; no test changes them."""
    folder = tmp_path_factory.mktemp("told")
    made = {
        "file": Paths(folder / "ward", folder / "config"),
        "server": Paths(folder / "here", folder / "config", databases.url(databases.make())),
    }
    for paths in made.values():
        make_demo(paths, PLAN, sign_in_name="demo", password=PASSWORD, cost=keys.CHEAP)
    return made


@contextmanager
def transaction(paths: Paths) -> Iterator[Connection]:
    """A write transaction on the tables of a store, which is undone at the end."""
    home = home_of(paths)
    known = NOBODY if paths.database_url else keys.unlock(home.key_ring, "demo", PASSWORD)
    engine = home.engine(known)
    try:
        with writing(engine).connect() as connection, connection.begin() as begun:
            yield connection
            begun.rollback()
    finally:
        engine.dispose()


@contextmanager
def empty(kind: str, databases: Databases, folder: Path) -> Iterator[Connection]:
    """A write transaction on tables that hold nothing."""
    url = databases.url(databases.make()) if kind == "server" else ""
    paths = Paths(folder / "empty", folder / "config", url)
    paths.data_dir.mkdir()
    home_of(paths).begin(new_key_ring("demo", PASSWORD, keys.CHEAP))
    with transaction(paths) as connection:
        yield connection


@pytest.fixture
def pair(
    way: tuple[str, str], told: dict[str, Paths], databases: Databases, tmp_path: Path
) -> Iterator[tuple[Connection, Connection]]:
    """From a filled store to an empty one."""
    with ExitStack() as stack:
        source = stack.enter_context(transaction(told[way[0]]))
        yield source, stack.enter_context(empty(way[1], databases, tmp_path))


def copy_all(source: Connection, target: Connection) -> dict[str, int]:
    """Copy every table; gives the counts."""
    return {t.name: copying.copy_rows(source, target, t, None) for t in copying.TABLES}


@BOTH_WAYS
def test_all_rows_arrive_as_they_were(pair: tuple[Connection, Connection]) -> None:
    source, target = pair
    counts = copy_all(source, target)
    there = copying.fingerprint(target)
    assert there == copying.fingerprint(source)
    assert counts == {name: count for name, (count, _hash) in there.items()}
    assert counts["item"] > 60
    assert counts["audit_entry"] > 0


@BOTH_WAYS
def test_instants_days_and_truth_values_are_the_same_ones(
    pair: tuple[Connection, Connection],
) -> None:
    source, target = pair
    copy_all(source, target)
    query = select(table_of(Item)).where(table_of(Item).c.due_time.is_not(None)).limit(5)
    rows = [dict(row) for row in source.execute(query).mappings()]
    ids = [row["id"] for row in rows]
    again = select(table_of(Item)).where(table_of(Item).c.id.in_(ids))
    there = {row["id"]: dict(row) for row in target.execute(again).mappings()}
    assert [there[each] for each in ids] == rows
    assert isinstance(rows[0]["due_time"], dt.time)
    assert rows[0]["created_at"].tzinfo is not None
    assert rows[0]["is_priority"] in (True, False)


@BOTH_WAYS
def test_what_was_copied_is_found_by_its_words(pair: tuple[Connection, Connection]) -> None:
    source, target = pair
    copy_all(source, target)
    search.build(target)
    unit_id = source.execute(select(table_of(Unit).c.id)).scalar_one()
    for typed in ("the", "pharm"):
        found = [search.matching(one, unit_id, typed) for one in pair]
        assert set(found[0]) == set(found[1]) != set()


@BOTH_WAYS
def test_rows_that_are_there_are_changed_and_the_rest_left_alone(
    pair: tuple[Connection, Connection],
) -> None:
    source, target = pair
    copy_all(source, target)
    items, before = table_of(Item), copying.fingerprint(target)
    rows = [dict(row) for row in source.execute(select(items)).mappings()]
    linked = next(row for row in rows if row["from_id"])
    copying.put_rows(target, items, rows)
    assert copying.fingerprint(target) == before
    copying.put_rows(target, items, [{**linked, "from_id": None, "text": "Said anew"}])
    found = target.execute(select(items).where(items.c.id == linked["id"])).mappings().one()
    assert (found["text"], found["from_id"]) == ("Said anew", None)
    copying.put_rows(target, items, [linked])
    assert copying.fingerprint(target) == before


@BOTH_WAYS
def test_rows_that_refer_to_one_another_come_in_any_order(
    pair: tuple[Connection, Connection],
) -> None:
    source, target = pair
    items = table_of(Item)
    for table in copying.TABLES:
        if table is items:
            break
        copying.copy_rows(source, target, table, None)
    rows = [dict(row) for row in source.execute(select(items)).mappings()]
    assert any(row["from_id"] for row in rows)
    copying.put_rows(target, items, sorted(rows, key=lambda row: row["id"]))
    copying.put_rows(target, items, sorted(rows, key=lambda row: row["id"], reverse=True))
    assert copying.fingerprint(target)["item"] == copying.fingerprint(source)["item"]


def put_and_ask(target: Connection, table: Table, row: dict[str, Any]) -> None:
    """Put a row in; a server says what fails when it is asked something next."""
    copying.put_rows(target, table, [row])
    target.execute(select(table.c.id).limit(1))


@BOTH_WAYS
def test_of_the_audit_only_what_is_the_same_may_come_twice(
    pair: tuple[Connection, Connection],
) -> None:
    source, target = pair
    entries = table_of(AuditEntry)
    copying.copy_rows(source, target, entries, None)
    rows = [dict(row) for row in source.execute(select(entries)).mappings()]
    copying.put_rows(target, entries, rows)
    with pytest.raises(DBAPIError, match="append-only"):
        put_and_ask(target, entries, {**rows[0], "act": "nothing"})


def test_a_condition_says_which_rows(
    told: dict[str, Paths], databases: Databases, tmp_path: Path
) -> None:
    with transaction(told["file"]) as source, empty("server", databases, tmp_path) as target:
        entries = table_of(AuditEntry)
        assert copying.copy_rows(source, target, entries, entries.c.number <= 3) == 3
        assert copying.fingerprint(target, [])["audit_entry"][0] == 0


def test_a_fingerprint_tells_a_changed_value_and_a_missing_row(told: dict[str, Paths]) -> None:
    with transaction(told["file"]) as source:
        before = copying.fingerprint(source)
        items = table_of(Item)
        row = dict(source.execute(select(items).limit(1)).mappings().one())
        later = row["updated_at"] + dt.timedelta(microseconds=1)
        copying.put_rows(source, items, [{**row, "updated_at": later}])
        after = copying.fingerprint(source)
        assert {name for name in before if before[name] != after[name]} == {"item"}
        assert before["item"][0] == after["item"][0]
        draft = {"account_id": "a", "field": "f", "huddle_id": "", "text": "t", "saved_at": later}
        copying.put_rows(source, table_of(Draft), [{"id": "d", "unit_id": "u", **draft}])
        assert copying.fingerprint(source)["draft"][0] == before["draft"][0] + 1
