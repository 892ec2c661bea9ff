"""Reading and writing: all or nothing, nothing overwritten unseen, each change audited and told."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Environment
from huddle.model import Attendance, AuditEntry, AuditValue, Department, Item
from huddle.paths import Paths
from huddle.rows.changes import Changes
from huddle.store import audit, keys, search
from huddle.store.database import connect, large_cache
from huddle.store.ground import Ground
from huddle.store.ids import new_id, uuid7
from huddle.store.session import Store
from huddle.vocabulary import Presence, Thing
from huddle.ward import Ward
from tests.helpers.behind import line_to, tamper
from tests.helpers.wards import NAME, PASSWORD, capture, sign_in, start


def told(store: Store) -> list[tuple[str, str, dict[str, Any]]]:
    """Every audited act with what it changed."""
    with store.read() as reader:
        query = select(AuditEntry, AuditValue).where(AuditEntry.id == AuditValue.id)
        found = sorted(reader.session.exec(query), key=lambda pair: pair[0].number)
        return [(one.act, one.entity, json.loads(two.new or "{}")) for one, two in found]


def test_an_error_undoes_all_of_a_write(store: Store) -> None:
    before = told(store)
    heard: list[Changes] = []
    store.subscribe(heard.append)

    def half_a_write() -> None:
        with store.write() as writer:
            writer.add(Department, name="Ghosts")
            raise LookupError

    with pytest.raises(LookupError):
        half_a_write()
    with store.read() as reader:
        names = [team.name for team in reader.session.exec(select(Department))]
    assert "Ghosts" not in names
    assert told(store) == before
    assert heard == []


def test_a_change_stands_in_the_audit_with_what_it_changed(store: Store) -> None:
    with store.write() as writer:
        team = writer.add(Department, name="Stores", position=9)
        writer.change(team, name="Supplies", position=9)
        writer.change(team, name="Supplies")
        writer.delete(team, "merged")
    acts = told(store)[-3:]
    assert [act[:2] for act in acts] == [
        ("add", "department"),
        ("change", "department"),
        ("delete", "department"),
    ]
    assert acts[0][2] == {"name": "Stores", "position": 9}
    assert acts[1][2] == {"name": "Supplies"}
    assert acts[2][2]["deleted_why"] == "merged"


def test_a_row_changed_elsewhere_is_not_overwritten(store: Store, store_paths: Paths) -> None:
    with store.write() as writer:
        team = writer.add(Department, name="Stores")
    ground = Ground.of(store.home, store.keys)
    other = Store(ground, store.clock, store.unit_id, store.account, new_id)
    with other.write() as writer:
        theirs = writer.session.get(Department, team.id)
        assert theirs is not None
        writer.change(theirs, name="Theirs")
    other.close()
    with pytest.raises(ChangedElsewhere), store.write() as writer:
        writer.change(team, name="Ours")
    with store.read() as reader:
        found = reader.session.get(Department, team.id)
        assert found is not None
        assert found.name == "Theirs"


def test_finished_writes_are_told_with_what_they_touched(ward: Ward) -> None:
    heard: list[Changes] = []
    state = start(ward)
    ward.subscribe(heard.append)
    item = capture(ward, state, "The hoist sticks @Pharmacy")
    assert heard[0].things == {Thing.ITEMS, Thing.ATTENDANCE}
    assert item.id in heard[0].ids
    ward.running.save_draft(state.huddle.id, "capture", "half")
    assert len(heard) == 1


def test_who_was_heard_is_nowhere_in_the_audit(ward: Ward, store: Store) -> None:
    state = start(ward)
    row = state.roster[0]
    ward.running.set_presence(state.huddle.id, row.id, Presence.HERE)
    before = len(told(store))
    ward.running.set_heard(state.huddle.id, row.id, is_heard=True)
    ward.running.set_heard(state.huddle.id, row.id, is_heard=False)
    ward.running.undo(state.huddle.id)
    assert len(told(store)) == before
    capture(ward, state, "Late charts @Pharmacy")
    assert "heard" not in json.dumps(told(store))
    with store.read() as reader:
        heard = [one.name for one in reader.session.exec(select(Attendance)) if one.is_heard]
    assert sorted(heard) == sorted([row.name, "Pharmacy"])


def test_numbers_go_up_and_are_never_given_twice(store: Store) -> None:
    with store.write() as writer:
        first = [writer.next_number("x"), writer.next_number("x"), writer.next_number("y")]

    def give_up() -> None:
        with store.write() as writer:
            writer.next_number("x")
            raise LookupError

    with pytest.raises(LookupError):
        give_up()
    with store.write() as writer:
        assert [*first, writer.next_number("x")] == [1, 2, 1, 3]


def test_an_error_does_not_tell_what_was_written(ward: Ward, store: Store) -> None:
    """Errors end in the log, which holds no captured word."""
    state = start(ward)
    item = capture(ward, state, "Secret words")
    with store.read() as reader:
        kept = reader.session.get(Item, item.id)
        assert kept is not None
        values = {**dict(kept), "id": "another"}
    with pytest.raises(IntegrityError) as failed, store.write() as writer:
        writer.execute(insert(Item), values)
    assert "Secret" not in str(failed.value)


def test_two_windows_write_in_turn(ward: Ward, store_paths: Paths, clock: ShiftedClock) -> None:
    other = sign_in(store_paths, clock)
    state = start(ward)
    for number in range(5):
        capture(ward, state, f"Ours {number}")
        capture(other, state, f"Theirs {number}")
    codes = [item.code for item in ward.running.state(state.huddle.id).items]
    assert len(set(codes)) == 10
    other.close()
    assert all(row.is_well for row in ward.upkeep.check())


@pytest.mark.on_a_file("it is the data file that is held")
def test_a_file_that_is_held_is_said(
    ward: Ward, store_paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = start(ward)
    holder = connect(store_paths.database, keys.unlock(store_paths.key_file, NAME, PASSWORD).key)
    holder.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("huddle.store.database._BUSY_SECONDS", 0)
    impatient = sign_in(store_paths, ward.clock)
    with pytest.raises(Environment) as refused:
        capture(impatient, state, "While it is held")
    assert "holding" in refused.value.message
    holder.rollback()
    holder.close()
    assert capture(impatient, state, "After").text == "After"
    impatient.close()


def test_ids_sort_by_their_making_and_say_their_version() -> None:
    early, late = uuid7(1_000, 0), uuid7(1_001, 0)
    assert early < late
    assert (early[14], early[19]) == ("7", "8")
    many = [new_id() for _count in range(1000)]
    assert many == sorted(set(many))


def test_ids_sort_by_their_making_also_when_the_clock_goes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = new_id()
    monkeypatch.setattr("huddle.store.ids.time.time_ns", lambda: 0)
    assert before < new_id() < new_id()


# Search


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("hoist", True),
        ("hoi", True),
        ("HOIST Bay", True),
        ("déjà", True),
        ("deja", True),
        ("hoist lift", False),
        ("", False),
        ("???", False),
        ('"hoist', True),
        ("hoist*", True),
        ("NOT hoist", False),
        ("NEAR(hoist)", False),
        ("text:hoist", False),
        ("hoist'; DROP TABLE item; --", False),
        ("\x00hoist", True),
    ],
)
def test_search_takes_any_typing_as_words(
    ward: Ward, store: Store, typed: str, *, is_found: bool
) -> None:
    item = capture(ward, start(ward), "The hoist in bay 4 sticks, déjà vu")
    with store.read() as reader:
        assert search.matching(reader.connection, reader.unit_id, typed) == (
            (item.id,) if is_found else ()
        )


def test_search_follows_changes_and_gives_the_newest_first(ward: Ward, store: Store) -> None:
    state = start(ward)
    first, second = (capture(ward, state, f"The hoist {word}") for word in ("sticks", "squeaks"))
    ward.running.change_item(first.id, first.row_version, text="The bed sticks")
    with store.read() as reader:
        assert search.matching(reader.connection, reader.unit_id, "hoist") == (second.id,)
        assert search.matching(reader.connection, reader.unit_id, "the") == (second.id, first.id)
        assert search.matching(reader.connection, reader.unit_id, "the", limit=1) == (second.id,)
        assert search.matching(reader.connection, reader.unit_id, first.code) == (first.id,)


# The audit chain


def test_the_chain_is_whole_after_a_huddle(ward: Ward, store: Store) -> None:
    state = start(ward)
    capture(ward, state, "a: Order slings @Erin due fri +Pharmacy")
    ward.running.undo(state.huddle.id)
    ward.running.close(state.huddle.id)
    with store.read() as reader:
        assert audit.broken_at(reader.connection) is None
        assert audit.head(reader.connection)[0] == len(told(store))


EMPTY_THE_FIFTH = """
UPDATE audit_value SET new = '{}' WHERE id = (SELECT id FROM audit_entry WHERE number = 5)
"""


@pytest.mark.parametrize(
    ("tampering", "shows_at"),
    [
        ("UPDATE audit_entry SET act = 'delete' WHERE number = 5", 5),
        ("UPDATE audit_entry SET account_id = 'x' WHERE number = 5", 5),
        ("UPDATE audit_entry SET at = '2020-01-01 00:00:00.000000' WHERE number = 5", 5),
        ("DELETE FROM audit_entry WHERE number = 5", 5),
        ("DELETE FROM audit_entry WHERE number = 1", 1),
        (EMPTY_THE_FIFTH, 5),
        ("UPDATE audit_entry SET number = number + 1000 WHERE number > 5", 6),
    ],
)
def test_tampering_with_the_audit_shows(
    ward: Ward, store: Store, store_paths: Paths, tampering: str, shows_at: int
) -> None:
    tamper(store_paths, tampering)
    with store.read() as reader:
        assert audit.broken_at(reader.connection) == shows_at
    assert not next(row for row in ward.upkeep.check() if row.name == "Audit").is_well


def test_the_audit_can_only_be_added_to(store: Store, store_paths: Paths) -> None:
    for act in (
        "DELETE FROM audit_entry",
        "DELETE FROM audit_value",
        "UPDATE audit_entry SET act = 'none'",
        "UPDATE audit_value SET new = ''",
    ):
        with (
            pytest.raises(Exception, match="append-only"),
            line_to(store_paths) as connection,
        ):
            connection.execute(act)


def test_values_emptied_on_purpose_leave_the_chain_whole(ward: Ward, store: Store) -> None:
    start(ward)
    with store.write() as writer:
        entries = list(writer.session.exec(select(AuditEntry.id)))
        audit.empty_values(writer.connection, entries, writer.now, "retention")
    assert told(store) == []
    with store.read() as reader:
        assert audit.broken_at(reader.connection) is None


def test_values_that_went_unsaid_break_the_chain(store: Store, store_paths: Paths) -> None:
    tamper(store_paths, "DELETE FROM audit_value")
    with store.read() as reader:
        assert audit.broken_at(reader.connection) == 1


@pytest.mark.on_a_file("the end is noted at a backup")
def test_cutting_off_the_end_of_the_audit_shows(ward: Ward, store_paths: Paths) -> None:
    ward.upkeep.back_up()
    last = "DELETE FROM {} WHERE id = (SELECT id FROM audit_entry ORDER BY number DESC LIMIT 1)"
    tamper(store_paths, last.format("audit_value"), last.format("audit_entry"))
    assert not next(row for row in ward.upkeep.check() if row.name == "Audit").is_well


@pytest.mark.on_a_file("a server keeps pages as it sees fit")
def test_pages_are_kept_for_very_many_rows_and_no_longer(store: Store) -> None:
    # Less than none, because it is in kilobytes.
    asked = "PRAGMA cache_size"
    with store.write() as writer:
        ask = writer.connection.exec_driver_sql
        before = int(ask(asked).scalar_one())
        with large_cache(writer.connection):
            assert int(ask(asked).scalar_one()) < 2 * before
        assert int(ask(asked).scalar_one()) == before
