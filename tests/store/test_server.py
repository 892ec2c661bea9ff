"""What only a database server does: many computers, one writer, and its own kinds of trouble."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from huddle.clock import ShiftedClock
from huddle.errors import Environment, NewerData, Refused, WrongPassword
from huddle.model import Department
from huddle.paths import Paths, default_paths
from huddle.rows.items import FollowUpsFilter
from huddle.services.checking import server_says
from huddle.store import keys, server
from huddle.store.attempts import MustWait
from huddle.store.home import home_of
from huddle.store.session import Store
from huddle.unlocks import by_password
from huddle.vocabulary import AccessRole
from huddle.ward import Ward, create_ward, open_ward
from tests.helpers.behind import asked, line_to
from tests.helpers.database_server import Databases
from tests.helpers.server_tools import pooler
from tests.helpers.wards import NAME, PASSWORD, capture, sign_in, start, wanted

OTHER = "four other plain words"


pytestmark = pytest.mark.on_a_server


@pytest.fixture
def other(ward: Ward, tmp_path: Path, clock: ShiftedClock) -> Iterator[Ward]:
    """The same ward on another computer."""
    opened = sign_in(replace(ward.paths, data_dir=tmp_path / "other"), clock)
    yield opened
    opened.close()


def store_of(ward: Ward) -> Store:
    """The store under a ward's services."""
    return ward.running._store  # noqa: SLF001 - a ward hands its store to nobody


def trouble(paths: Paths, clock: ShiftedClock) -> str:
    """What opening a ward says that the machine keeps from it."""
    with pytest.raises(Environment) as refused:
        sign_in(paths, clock)
    assert refused.value.remedy.startswith("Nothing was")
    return refused.value.message


# Many computers


def test_what_one_keeps_another_sees(ward: Ward, other: Ward) -> None:
    state = start(ward)
    kept = capture(ward, state, "a: Mend the bell @Erin")
    assert [item.code for item in other.running.state(state.huddle.id).items] == [kept.code]


def test_a_read_is_one_picture_while_others_write(ward: Ward) -> None:
    store = store_of(ward)
    query = select(Department.name).where(col(Department.deleted_at).is_(None))
    with store.read() as reader:
        before = set(reader.session.exec(query))
        with store.write() as writer:
            writer.add(Department, name="Stores", position=9)
        assert set(reader.session.exec(query)) == before
    with store.read() as reader:
        assert set(reader.session.exec(query)) == before | {"Stores"}


def test_writers_take_turns_and_lose_nothing(ward: Ward, other: Ward) -> None:
    state, failed = start(ward), list[BaseException]()

    def keep(one: Ward, name: str) -> None:
        try:
            for number in range(15):
                capture(one, state, f"a: {name} {number} @Erin")
        except BaseException as error:
            failed.append(error)
            raise

    threads = [
        threading.Thread(target=keep, args=(one, name))
        for one, name in ((ward, "First"), (other, "Second"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    items = ward.running.state(state.huddle.id).items
    assert len({item.code for item in items}) == len(items) == 30
    assert ward.audit.verify().is_whole


def test_a_writer_that_waits_too_long_is_told(
    ward: Ward, other: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = start(ward)
    hurried = server._BE_THE_WRITER.replace("'15s'", "'50ms'")  # noqa: SLF001 - shortened
    with store_of(other).write():
        monkeypatch.setattr(server, "_BE_THE_WRITER", hurried)
        with pytest.raises(Environment, match="Another computer is holding the data"):
            capture(ward, state, "While it is held")
    assert capture(ward, state, "After").text == "After"


def break_lines(databases: Databases) -> None:
    """Have the server drop everybody."""
    databases.execute(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
        "WHERE application_name = 'Huddle'"
    )


def test_a_line_that_broke_is_made_anew(ward: Ward, databases: Databases) -> None:
    state = start(ward)
    break_lines(databases)
    assert capture(ward, state, "Afterwards").text == "Afterwards"


def add_across_a_break(store: Store, databases: Databases) -> None:
    """Add two departments in one write, between which the server drops everybody."""
    with store.write() as writer:
        writer.add(Department, name="Stores", position=9)
        break_lines(databases)
        writer.add(Department, name="Kitchen", position=10)


def test_a_line_that_breaks_in_a_write_leaves_none_of_it(ward: Ward, databases: Databases) -> None:
    with pytest.raises(Environment) as told:
        add_across_a_break(store_of(ward), databases)
    assert "may not have been saved" in told.value.message
    assert {"Stores", "Kitchen"}.isdisjoint(team.name for team in ward.people.known().departments)


def test_computers_share_one_connection_of_a_pooler(
    ward: Ward, clock: ShiftedClock, tmp_path: Path
) -> None:
    with pooler(ward.paths.database_url) as url:
        wards = [
            # Two programs would not share a driver's line, as two wards of one address do.
            sign_in(Paths(tmp_path, tmp_path, f"{url}&application_name={name}"), clock)
            for name in ("one", "two")
        ]
        state = start(wards[0])
        # Often enough for the driver to prepare what it says.
        kept = [capture(wards[turn % 2], state, f"a: Line {turn}").code for turn in range(14)]
        assert [item.code for item in wards[0].running.state(state.huddle.id).items] == kept
        assert len(wards[1].followups.find(FollowUpsFilter(text="line")).items) == 14
        assert wards[1].audit.verify().is_whole
        for one in wards:
            one.close()


# Keys and passwords


def test_a_password_changed_on_one_computer_holds_on_another(
    ward: Ward, other: Ward, clock: ShiftedClock
) -> None:
    ward.accounts.change_my_password(PASSWORD, OTHER)
    with pytest.raises(WrongPassword):
        sign_in(other.paths, clock)
    open_ward(other.paths, clock, by_password(NAME, OTHER)).close()
    assert other.signing_in.switch(NAME, OTHER).name == NAME


def test_the_keys_tell_sign_in_names_and_each_account_s_stand_apart(ward: Ward) -> None:
    person = ward.people.add_person("Ama Boateng")
    everybodys = "SELECT content FROM document WHERE unit_id = ''"
    before = asked(ward.paths, everybodys)
    ward.accounts.add("AB", OTHER, AccessRole.CONTRIBUTOR, person_id=person.id)
    assert asked(ward.paths, everybodys) == before
    told = str([*before, *asked(ward.paths, "SELECT * FROM account_key")])
    for word in ("Boateng", OTHER, PASSWORD, "contributor", "Ward 7"):
        assert word not in told
    assert keys.sign_in_names(home_of(ward.paths).key_ring) == ("AB", NAME)


def test_a_write_that_fails_leaves_the_keys_as_they_were(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = home_of(ward.paths).key_ring
    store, before = store_of(ward), keys.sign_in_names(ring)
    with suppress(ZeroDivisionError), store.write() as writer:
        keys.set_password(writer.key_ring, store.keys, "Ama", OTHER)
        assert set(keys.sign_in_names(writer.key_ring)) == {*before, "Ama"}
        raise ZeroDivisionError
    assert keys.sign_in_names(ring) == before


def test_wrong_passwords_are_counted_for_all_computers(
    ward: Ward, other: Ward, clock: ShiftedClock
) -> None:
    for number in range(5):
        with pytest.raises(WrongPassword):
            open_ward((ward, other)[number % 2].paths, clock, by_password(NAME, "wrong words"))
    with pytest.raises(MustWait):
        sign_in(other.paths, clock)


def test_a_server_has_no_key_to_change(ward: Ward) -> None:
    with pytest.raises(Refused, match="without a key of Huddle"):
        ward.accounts.change_key()


def test_damaged_keys_are_said(ward: Ward, clock: ShiftedClock) -> None:
    with line_to(ward.paths) as connection:
        connection.execute("UPDATE document SET content = '{}' WHERE name = 'keys'")
    assert "keys on the server" in trouble(ward.paths, clock)


def test_the_audit_is_not_emptied_as_a_whole(ward: Ward) -> None:
    for table in ("audit_entry", "audit_value", "audit_emptied"):
        with pytest.raises(Exception, match="append-only"), line_to(ward.paths) as connection:
            connection.execute(f"TRUNCATE {table}".encode())


# Making a store


def test_two_computers_make_one_store(paths: Paths, clock: ShiftedClock) -> None:
    """The second began before the first was done."""
    home = home_of(paths)
    ring = keys.new_key_ring(NAME, PASSWORD, keys.CHEAP)
    home.begin(ring)
    create_ward(paths, clock, wanted(), cost=keys.CHEAP)[0].close()
    home.begin(ring)
    engine = home.engine(ring.keys)
    with pytest.raises(Refused, match="in this database already"), engine.begin() as connection:
        home.establish(connection, ring)
    engine.dispose()
    with pytest.raises(Refused, match="in this database already"):
        create_ward(paths, clock, wanted(), cost=keys.CHEAP)
    sign_in(paths, clock).close()


def test_an_empty_database_has_no_store(paths: Paths, clock: ShiftedClock) -> None:
    with pytest.raises(Refused, match="no Huddle data"):
        sign_in(paths, clock)


def test_a_store_can_be_taken_away_whole(ward: Ward, clock: ShiftedClock) -> None:
    ward.close()
    home = home_of(ward.paths)
    home.clear()
    assert not home.has_store()
    create_ward(ward.paths, clock, wanted(), cost=keys.CHEAP)[0].close()


def test_what_a_newer_program_made_is_left_alone(ward: Ward, clock: ShiftedClock) -> None:
    with line_to(ward.paths) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerData):
        sign_in(ward.paths, clock)


# Looking after it


def test_backups_are_the_servers_own(ward: Ward) -> None:
    assert ward.upkeep.state().server_says == server_says()
    assert not ward.upkeep.state().is_too_old
    assert not ward.upkeep.watch().is_too_old
    for act in (ward.upkeep.back_up, lambda: ward.upkeep.choose_second_place(None)):
        with pytest.raises(Refused, match="own tools"):
            act()


def test_the_check_looks_at_the_server(ward: Ward) -> None:
    found = {row.name: row for row in ward.upkeep.check()}
    assert all(row.is_well for row in found.values())
    assert "PostgreSQL" in found["Database server"].says
    assert "chain is whole" in found["Audit"].says
    assert not found["Backups"].is_set_up


# What keeps one from the server


@contextmanager
def account(databases: Databases, name: str) -> Iterator[None]:
    """A database account without any right."""
    databases.execute(f"CREATE ROLE {name} LOGIN")
    try:
        yield
    finally:
        databases.execute(f"DROP ROLE {name}")


def at(paths: Paths, **changed: str) -> Paths:
    """The same store with something else in its address."""
    url = paths.database_url
    for part, new in changed.items():
        old = {"name": "postgres:@", "database": "/test_"}[part]
        assert old in url
        url = url.replace(old, new)
    return replace(paths, database_url=url)


def test_a_database_that_is_not_there(paths: Paths, clock: ShiftedClock) -> None:
    assert "no database “no_test" in trouble(at(paths, database="/no_test_"), clock)


def test_an_account_nobody_made(paths: Paths, clock: ShiftedClock) -> None:
    assert "does not know the name" in trouble(at(paths, name="nobody@"), clock)


def test_an_account_without_rights(paths: Paths, clock: ShiftedClock, databases: Databases) -> None:
    with account(databases, "guest"):
        guest = at(paths, name="guest@")
        with pytest.raises(Environment, match="has no right"):
            create_ward(guest, clock, wanted(), cost=keys.CHEAP)


def test_a_server_that_is_not_there(paths: Paths, clock: ShiftedClock, tmp_path: Path) -> None:
    for url in (f"postgresql://a@/huddle?host={tmp_path}", "postgresql://a@127.0.0.1:9/huddle"):
        gone = replace(paths, database_url=url)
        assert "cannot be reached" in trouble(gone, clock)


def test_a_server_that_is_too_old(
    store_paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "OLDEST", 99)
    assert "99 or newer" in trouble(store_paths, clock)


def test_a_huddle_without_the_driver(
    paths: Paths, clock: ShiftedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "psycopg", None)
        assert "without psycopg" in trouble(paths, clock)


@pytest.mark.parametrize("url", ["postgresql://", "mysql://a@b/c", "ward", "postgresql://a@b"])
def test_what_is_no_address(paths: Paths, clock: ShiftedClock, url: str) -> None:
    with pytest.raises(Refused, match="no address of a database"):
        sign_in(replace(paths, database_url=url), clock)


def address(url: str) -> dict[str, Any]:
    """What the driver is told beside the server and the database."""
    return dict(server._address(url).query)  # noqa: SLF001 - nothing else shows it


def test_a_network_is_used_only_with_a_checked_certificate() -> None:
    assert address("postgresql://a@db.example/huddle")["sslmode"] == "verify-full"
    assert address("postgresql://a@db.example/huddle?sslmode=verify-ca")["sslmode"] == "verify-ca"
    assert "sslmode" not in address("postgresql://a@/huddle?host=/run/postgresql")


def test_no_password_is_shown_or_kept(home: Path) -> None:
    url = "postgresql://ward:secret@db.example:5433/huddle?password=hidden&sslmode=verify-full"
    found = default_paths(home, url)
    assert found.called == "postgresql://ward@db.example:5433/huddle?sslmode=verify-full"
    assert "secret" not in f"{found} {found.options}"
    assert "hidden" not in f"{found} {found.options}"
