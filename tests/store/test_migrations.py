"""The schema: what migrations make is what the models say, and a failure leaves the old file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import ColumnElement
from sqlmodel import col, select

from huddle.clock import ShiftedClock
from huddle.errors import DamagedData, Environment
from huddle.model import Item
from huddle.model.base import METADATA
from huddle.model.item import IS_OPEN, IS_PARKED, IS_WAITING
from huddle.paths import Paths
from huddle.store import database, keys
from huddle.store.database import REVISIONS, connect, make_engine, revision
from huddle.store.migrating import migrate
from huddle.vocabulary import BackupWhy
from tests.helpers.next_revision import next_revision
from tests.helpers.wards import NAME, PASSWORD, hold, sign_in

pytestmark = pytest.mark.on_a_file("it reads and changes the data file")


@pytest.fixture
def key(store_paths: Paths) -> bytes:
    return keys.unlock(store_paths.key_file, NAME, PASSWORD).key


def rows(path: Path, key: bytes) -> dict[str, list[Any]]:
    """Every row of every table that is no part of the full-text index."""
    with closing(connect(path, key, read_only=True)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_text%' "
            "AND name NOT LIKE 'alembic%'"
        ).fetchall()
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()  # noqa: S608
            for (name,) in names
        }


def schema(path: Path, key: bytes) -> list[tuple[str, str]]:
    """What a file says of its own tables and indexes."""
    with closing(connect(path, key, read_only=True)) as connection:
        return list(connection.execute("SELECT name, sql FROM sqlite_master ORDER BY 1").fetchall())


def test_migrations_make_what_the_models_say(store_paths: Paths, key: bytes) -> None:
    engine = make_engine(store_paths.database, key)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _parents: (
                    not (kind == "table" and str(name).startswith("search_text"))
                ),
            },
        )
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_the_program_knows_every_revision() -> None:
    config = Config()
    config.set_main_option("script_location", "huddle.store:migrations")
    script = ScriptDirectory.from_config(config)
    found = [found.revision for found in script.walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS
    assert script.get_heads() == [REVISIONS[-1]]


def test_an_upgrade_of_what_is_up_to_date_does_nothing(store_paths: Paths, key: bytes) -> None:
    before = store_paths.database.read_bytes()
    migrate(store_paths.database, key)
    assert store_paths.database.read_bytes() == before
    assert revision(store_paths.database, key) == REVISIONS[-1]


def test_rebuilding_a_parent_table_keeps_its_children(
    store_paths: Paths,
    key: bytes,
    clock: ShiftedClock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    ward = sign_in(store_paths, clock)
    hold(ward, "a: Order slings @Erin due fri +Pharmacy", "A concern")
    ward.close()
    before = rows(store_paths.database, key)
    with next_revision(monkeypatch, tmp_path):
        migrate(store_paths.database, key)
        assert revision(store_paths.database, key) == "0002"
    after = rows(store_paths.database, key)
    assert [row[:-1] for row in after.pop("huddle")] == before.pop("huddle")
    assert after == before


@pytest.mark.parametrize(
    "then",
    [
        "raise RuntimeError('half-way')",
        "op.execute('SELECT no_such_thing')",
        "op.execute('DELETE FROM huddle')",
    ],
)
def test_a_failure_half_way_leaves_the_old_file_and_can_be_tried_again(
    store_paths: Paths,
    key: bytes,
    clock: ShiftedClock,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    then: str,
) -> None:
    ward = sign_in(store_paths, clock)
    hold(ward, "A concern")
    ward.close()
    path = store_paths.database
    before = (schema(path, key), rows(path, key))
    expected = DamagedData if "DELETE" in then else Exception
    with next_revision(monkeypatch, tmp_path / "broken", then), pytest.raises(expected):
        migrate(path, key)
    assert (schema(path, key), rows(path, key)) == before
    sign_in(store_paths, clock).close()
    with next_revision(monkeypatch, tmp_path / "mended"):
        migrate(path, key)
        assert revision(path, key) == "0002"


def test_a_proved_backup_is_made_before_an_update(
    store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ward = sign_in(store_paths, clock)
    hold(ward, "A concern")
    ward.close()
    with next_revision(monkeypatch, tmp_path):
        ward = sign_in(store_paths, clock)
        (made,) = ward.upkeep.backups()
        assert (made.why, made.revision) == (BackupWhy.MIGRATION, "0001")
        assert made.is_proved
        # One of the older schema can be brought back, and is brought up to date.
        ward.upkeep.restore(Path(made.path))
        ward.close()
        again = sign_in(store_paths, clock)
        assert len(again.upkeep.backups()) == 2
        again.close()
    assert revision_of(store_paths) == "0002"


def revision_of(paths: Paths) -> str:
    """What a file says of its schema, whatever this program knows."""
    key = keys.unlock(paths.key_file, NAME, PASSWORD).key
    with closing(connect(paths.database, key, read_only=True)) as connection:
        return database.stored_revision(connection)


def test_without_a_backup_nothing_is_updated(
    store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store_paths.backups.write_bytes(b"a file where the folder should be")
    with next_revision(monkeypatch, tmp_path), pytest.raises(Environment) as refused:
        sign_in(store_paths, clock)
    assert "the backup before it failed" in refused.value.message
    assert refused.value.remedy.startswith("Nothing was changed.")
    assert revision_of(store_paths) == "0001"
    store_paths.backups.unlink()
    sign_in(store_paths, clock).close()


@pytest.mark.parametrize(
    ("condition", "order", "index"),
    [
        (IS_OPEN, Item.due_on, "ix_item_open_due"),
        (IS_WAITING, Item.id, "ix_item_waiting"),
        (IS_PARKED, Item.id, "ix_item_parked"),
    ],
)
def test_an_index_serves_what_is_asked_each_morning(
    store_paths: Paths, key: bytes, condition: ColumnElement[bool], order: Any, index: str
) -> None:
    engine = make_engine(store_paths.database, key)
    column = Item.unit_id if index == "ix_item_open_due" else Item.series_id
    query = select(Item).where(condition, col(column) == "x").order_by(order)
    asked = query.compile(engine)
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", ("x",)).fetchall()
    engine.dispose()
    assert index in " ".join(str(step) for step in plan)
