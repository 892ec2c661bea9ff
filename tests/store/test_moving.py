"""A ward moves from a file to a server and back: all of it arrives, or all stays where it was."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Environment, NewerData, Refused
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter
from huddle.services.inbox import leave_note
from huddle.store import copying, inbox, keys, moved, moving, search
from huddle.store.home import home_of
from huddle.store.key_file import text_in, whole_ring
from huddle.store.server import ServerHome
from huddle.unlocks import by_recovery_key
from huddle.ward import open_ward
from tests.helpers.behind import line_to
from tests.helpers.cutting import cut_before
from tests.helpers.database_server import Databases
from tests.helpers.moving import MORNING, PLAN, Places, Prints, enter, prints, tell
from tests.helpers.wards import main_series, said

pytestmark = pytest.mark.on_a_file("each test has a file and a server")

WAYS = pytest.mark.parametrize(
    "way", [("folder", "database"), ("database", "folder")], ids="-".join
)
AUDIT = {"audit_entry", "audit_value"}
Way = tuple[str, str]


class Cut(Exception):
    """Something broke in the middle."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, databases: Databases) -> dict[str, Paths]:
    """A made-up ward in a folder and one on the server; no test changes them."""
    places = Places(tmp_path_factory.mktemp("told"), databases)
    return {kind: tell(places.empty(kind, kind)) for kind in ("folder", "database")}


@pytest.fixture
def places(home: Path, databases: Databases) -> Places:
    """Where the stores of a test stand."""
    return Places(home, databases)


@pytest.fixture
def old(way: Way, told: dict[str, Paths], places: Places) -> Paths:
    """A ward of the test's own."""
    return places.like(told[way[0]])


@pytest.fixture
def new(way: Way, places: Places) -> Paths:
    """Where it is to go."""
    return places.empty(way[1])


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huddle.store.replacing._WAITS_MS", 50)


@pytest.fixture
def _quiet_driver() -> Iterator[None]:
    """What psycopg's log says of many rows that broke off is expected."""
    log = logging.getLogger("psycopg")
    log.setLevel(logging.ERROR)
    yield
    log.setLevel(logging.NOTSET)


def move(old: Paths, new: Paths) -> int:
    """Move a ward; gives the count of its rows."""
    ward = enter(old)
    try:
        return ward.moving.move(new).count
    finally:
        ward.close()


def is_bare(paths: Paths) -> bool:
    """Whether nothing of a ward is in a place."""
    if paths.database_url:
        with line_to(paths) as line:
            tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
            return bool(line.execute(tables).fetchone()[0] == 0)
    return not [file for file in paths.data_dir.iterdir() if file.name != "log"]


# All of it arrives


@WAYS
def test_all_rows_arrive_and_the_old_place_keeps_them(old: Paths, new: Paths) -> None:
    count = move(old, new)
    there = prints(new)
    assert there == prints(old)
    if new.database_url:
        with line_to(new) as line:
            assert line.execute("SELECT count(*) FROM journal").fetchone()[0] == 0
    assert sum(rows for rows, _hash in there.values()) == count
    assert there["item"][0] > PLAN.actions
    assert whole_ring(home_of(new).key_ring) == whole_ring(home_of(old).key_ring)


@WAYS
def test_everybody_signs_in_and_finds_everything(old: Paths, new: Paths) -> None:
    names = keys.sign_in_names(home_of(old).key_ring)
    before = enter(old)
    wanted = FollowUpsFilter(text="order")
    found = [row.code for row in before.followups.find(wanted, limit=500).items]
    key = before.accounts.new_recovery_key()
    before.moving.move(new)
    before.close()
    assert len(names) > 2
    for name in names:
        enter(new, name).close()
    open_ward(new, ShiftedClock(MORNING), by_recovery_key(key)).close()
    ward = enter(new)
    assert [row.code for row in ward.followups.find(wanted, limit=500).items] == found != []
    assert ward.audit.verify().is_whole
    assert all(row.is_well for row in ward.upkeep.check())
    ward.close()


@WAYS
def test_one_goes_on_at_the_new_place_with_numbers_that_go_on(old: Paths, new: Paths) -> None:
    before = enter(old)
    last = before.followups.add(said(before, "a: The last one here")).code
    before.moving.move(new)
    before.close()
    ward = enter(new)
    added = ward.followups.add(said(ward, "a: Mend the zebra crossing"))
    assert added.code > last
    found = ward.followups.find(FollowUpsFilter(text="zebra"), limit=5).items
    assert [row.code for row in found] == [added.code]
    assert ward.audit.verify().is_whole
    ward.close()


@WAYS
def test_there_and_back_is_the_same(way: Way, old: Paths, new: Paths, places: Places) -> None:
    before = prints(old)
    move(old, new)
    again = places.empty(way[0], "again")
    move(new, again)
    after = prints(again)
    assert {name for name in before if after[name] != before[name]} == AUDIT
    # A sign-in and a move, twice.
    assert after["audit_entry"][0] == before["audit_entry"][0] + 4


@WAYS
def test_all_units_of_a_store_move_together(old: Paths, new: Paths) -> None:
    ward = enter(old)
    ward.units.add("Ward 9", tier="ward", time_zone="Europe/London")
    names = [unit.name for unit in ward.units.units()]
    row = ward.moving.move(new)
    ward.close()
    assert list(row.units) == names
    there = enter(new)
    assert [unit.name for unit in there.units.units()] == names
    there.close()


@WAYS
def test_notes_that_wait_are_read_in_before(old: Paths, new: Paths) -> None:
    leave_note(old, ShiftedClock(MORNING), "The zebra crossing is slippery")
    move(old, new)
    assert inbox.waiting(old) == 0
    ward = enter(new)
    assert "zebra crossing" in str(ward.planning.agenda(main_series(ward)))
    ward.close()


# The old place says so


@WAYS
def test_the_old_place_says_where_the_ward_went(old: Paths, new: Paths) -> None:
    move(old, new)
    before = prints(old)
    with pytest.raises(Refused) as refused:
        enter(old)
    assert f"moved to {new.called} on Mon 23-Nov-2026" in refused.value.message
    with pytest.raises(Refused, match="moved to"):
        leave_note(old, ShiftedClock(MORNING), "Nobody reads this")
    assert prints(old) == before
    unmark(old)
    enter(old).close()


def unmark(paths: Paths) -> None:
    """Do what the refusal says."""
    if paths.database_url:
        with line_to(paths) as line:
            line.execute("DELETE FROM document WHERE name = 'moved'")
    else:
        (paths.data_dir / "moved.json").unlink()


def test_a_mark_that_cannot_be_read_still_counts(told: dict[str, Paths], places: Places) -> None:
    old = places.like(told["folder"])
    (old.data_dir / "moved.json").write_bytes(b"{}")
    with pytest.raises(Refused, match="moved to another place"):
        enter(old)


def test_no_password_stands_in_the_mark(told: dict[str, Paths], places: Places) -> None:
    old, new = places.like(told["folder"]), places.empty("database")
    move(old, replace(new, database_url=new.database_url.replace(":@", ":secret@")))
    assert b"secret" not in (old.data_dir / "moved.json").read_bytes()


def test_a_file_that_is_open_elsewhere_stays(told: dict[str, Paths], places: Places) -> None:
    old, new = places.like(told["folder"]), places.empty("database")
    other = enter(old)
    other.people.people()
    with pytest.raises(Environment, match="Another Huddle has this store open"):
        move(old, new)
    assert other.followups.add(said(other, "a: Goes on")).code
    other.close()
    assert is_bare(new)


def test_an_open_window_elsewhere_keeps_nothing_in_the_old_database(
    told: dict[str, Paths], places: Places
) -> None:
    old, new = places.like(told["database"]), places.empty("folder")
    other = enter(replace(old, data_dir=places.folder / "other"))
    move(old, new)
    before = prints(old)
    with pytest.raises(Environment, match="moved to another place meanwhile"):
        other.followups.add(said(other, "a: Lost between two places"))
    other.close()
    assert prints(old) == before


# What is refused


@WAYS
def test_a_place_with_a_ward_is_refused(
    way: Way, old: Paths, told: dict[str, Paths], places: Places
) -> None:
    taken = places.like(told[way[1]]) if way[0] != way[1] else old
    before = prints(taken)
    with pytest.raises(Refused, match="There is a ward in"):
        move(old, taken)
    assert prints(taken) == before
    enter(old).close()


@WAYS
def test_where_it_is_already_is_refused(old: Paths) -> None:
    with pytest.raises(Refused, match="There is a ward in"):
        move(old, old)
    enter(old).close()


def test_two_moves_to_one_database_make_one_ward(
    told: dict[str, Paths], places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = places.like(told["folder"]), places.empty("database")
    tell(new)
    before = prints(new)
    # It was empty when it was looked at.
    monkeypatch.setattr(moving, "refuse_taken", lambda _target, _called: None)
    with pytest.raises(Refused, match="in this database already"):
        move(old, new)
    assert prints(new) == before
    enter(old).close()


def test_a_newer_database_is_refused(told: dict[str, Paths], places: Places) -> None:
    old, new = places.like(told["folder"]), places.empty("database")
    with line_to(new) as line:
        line.execute("CREATE TABLE alembic_version (version_num varchar(32))")
        line.execute("INSERT INTO alembic_version VALUES ('9999')")
    with pytest.raises(NewerData):
        move(old, new)
    enter(old).close()


# Broken off in the middle


def breaks(call: Callable[..., Any], at: int, what: Callable[[], None]) -> Callable[..., Any]:
    """The same function, at whose nth call something happens first."""
    left = iter(range(at, 0, -1))

    def breaking(*given: Any, **named: Any) -> Any:
        if next(left, 0) == 1:
            what()
        return call(*given, **named)

    return breaking


def stop() -> None:
    """Break off."""
    raise Cut


LONG = pytest.mark.torture
STEPS = pytest.mark.parametrize(
    ("module", "name", "at"),
    [
        pytest.param(copying, "copy_rows", 1, marks=LONG, id="begin"),
        pytest.param(copying, "copy_rows", 20, id="rows"),
        pytest.param(search, "build", 1, marks=LONG, id="search"),
        pytest.param(copying, "fingerprint", 1, marks=LONG, id="first comparing"),
        pytest.param(copying, "fingerprint", 2, marks=LONG, id="second comparing"),
        pytest.param(moving, "mark_moved", 1, id="mark"),
    ],
)


@WAYS
@STEPS
def test_what_breaks_off_leaves_both_places_as_they_were(
    old: Paths, new: Paths, module: Any, name: str, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(module, name, breaks(getattr(module, name), at, stop))
        before = break_off(old, new)
    assert_still_there(old, new, before)


def break_off(old: Paths, new: Paths) -> Prints:
    """Move a ward, which fails; gives what it held after the sign-in."""
    ward = enter(old)
    before = prints(old)
    with pytest.raises((Cut, Environment)):
        ward.moving.move(new)
    ward.close()
    return before


def assert_still_there(old: Paths, new: Paths, before: Prints) -> None:
    """The ward is where it was, nothing is in the new place, and it can move after all."""
    assert prints(old) == before
    assert text_in(home_of(old).moved) is None
    assert is_bare(new)
    move(old, new)
    enter(new).close()


@WAYS
def test_a_row_that_arrives_as_another_one_stops_it(
    old: Paths, new: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = copying.add_rows

    def put_less(target: Any, table: Any, rows: Any) -> None:
        put(target, table, rows[:-1] if table.name == "draft" or len(rows) > 50 else rows)

    with monkeypatch.context() as broken:
        broken.setattr(copying, "add_rows", put_less)
        before = break_off(old, new)
    assert_still_there(old, new, before)


@pytest.mark.usefixtures("_quiet_driver")
def test_what_the_server_does_not_take_stops_it(told: dict[str, Paths], places: Places) -> None:
    old, new = places.like(told["folder"]), places.empty("database")
    with line_to_file(old) as line:
        line.execute("UPDATE person SET name = ? || name", ("x" * 500,))
    with pytest.raises(Environment, match="does not hold all rows"):
        move(old, new)
    assert is_bare(new)
    enter(old).close()


@contextmanager
def line_to_file(paths: Paths) -> Iterator[Any]:
    """The data file of a made-up ward, by the driver."""
    ward = enter(paths)
    raw = ward.moving._store.engine.raw_connection()  # noqa: SLF001 - a ward hands it to nobody
    try:
        yield raw.cursor()
    finally:
        raw.close()
        ward.close()


# The line is cut


@WAYS
@STEPS
@pytest.mark.usefixtures("_quiet_driver")
def test_a_line_that_is_cut_leaves_both_places_as_they_were(
    old: Paths,
    new: Paths,
    module: Any,
    name: str,
    at: int,
    databases: Databases,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def cut() -> None:
        databases.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'Huddle'"
        )

    with monkeypatch.context() as broken:
        broken.setattr(module, name, breaks(getattr(module, name), at, cut))
        ward = enter(old)
        before = prints(old)
        with suppress(Environment):
            ward.moving.move(new)
        ward.close()
    if text_in(home_of(old).moved) is None:
        assert_still_there(old, new, before)
    else:
        # Cut after all had arrived: what the old place did not get is its own line of the audit.
        there, kept = prints(new), prints(old)
        assert {name for name in there if there[name] != kept[name]} <= AUDIT
        assert kept == before
        enter(new).close()


@WAYS
def test_a_failure_at_the_last_step_leaves_both_places_as_they_were(
    way: Way, old: Paths, new: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        if way[1] == "database":
            broken.setattr(ServerHome, "establish", lambda *_given: stop())
        else:
            broken.setattr(Path, "replace", lambda _path, _other: stop())
        before = break_off(old, new)
    assert_still_there(old, new, before)


@WAYS
def test_where_it_cannot_be_known_the_old_place_stays_closed(
    old: Paths, new: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_home: object) -> bool:
        raise Environment("It is away.")

    with monkeypatch.context() as broken:

        def mark_and_stop(*given: Any) -> None:
            moved.mark_moved(*given)
            broken.setattr(type(home_of(new)), "has_store", away)
            raise Cut

        broken.setattr(moving, "mark_moved", mark_and_stop)
        ward = enter(old)
        with pytest.raises(Environment, match="not known whether the ward arrived"):
            ward.moving.move(new)
        ward.close()
    with pytest.raises(Refused, match="moved to"):
        enter(old)
    unmark(old)
    enter(old).close()


@LONG
@pytest.mark.parametrize("way", [("database", "folder")])
def test_a_power_cut_never_leaves_two_places_or_none(old: Paths, new: Paths) -> None:
    for step in range(1, 40):
        place = replace(new, data_dir=new.data_dir / str(step))
        is_cut = cut_before(step, lambda place=place: move(old, place))  # type: ignore[misc]
        is_left = text_in(home_of(old).moved) is not None
        if not is_cut:
            break
        assert not (opens(place) and not is_left)
        if is_left:
            unmark(old)
        enter(old).close()
    assert is_left
    assert opens(place)


def opens(paths: Paths) -> bool:
    """Whether one can sign in there."""
    try:
        enter(paths).close()
    except (Refused, Environment):
        return False
    return True
