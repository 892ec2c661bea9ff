"""Finding items by words: the same on a file and on a server."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import col, or_, select

from huddle.clock import ShiftedClock
from huddle.model import Item
from huddle.model.item import IS_OPEN, IS_TO_CHECK
from huddle.paths import Paths
from huddle.store import search
from huddle.unlocks import by_password
from huddle.vocabulary import ItemKind, Status
from huddle.ward import Ward, open_ward
from tests.helpers.command_line import MORNING, PASSWORD
from tests.helpers.statements import statements
from tests.helpers.wards import capture, start

LINES = (
    "a: Mend the ÅNGSTRÖM gauge @Erin",
    "a: Ask O'Neill about bay_4 and x-ray @Erin",
    "a: Tell naïve café staff & porters @Erin",
    "a: 50% of the pumps: check 12.5 mg\\h @Erin",
    "a: 日本語 and Ελλάδα @Erin",
    f"a: {'long' * 700} @Erin",
)
FOUND = (
    ("angstrom", (0,)),
    ("ÅNG gau", (0,)),
    ("ångstro\u0308m", (0,)),
    ("oneill", ()),
    ("o'nei", (1,)),
    ("neill", (1,)),
    ("bay", (1,)),
    ("bay_4", (1,)),
    ("x-ray", (1,)),
    ("ray x", (1,)),
    ("naive", (2,)),
    ("CAFE", (2,)),
    ("staff porters", (2,)),
    ("12.5", (3,)),
    ("50%", (3,)),
    ("mg\\h", (3,)),
    ("日本", (4,)),
    ("ελλ", (4,)),
    ("longlong", (5,)),
    ("long" * 700, (5,)),
    ("and", (4, 1)),
    ("& | ! '", ()),
    (":* 'x' <->", (1,)),
    ("end", ()),
)
"""What is typed, and which of the lines hold it, newest first."""


def found(ward: Ward, typed: str) -> tuple[str, ...]:
    """The ids of what is found."""
    with ward.followups._store.read() as reader:  # noqa: SLF001 - a ward hands it to nobody
        return search.matching(reader.connection, reader.unit_id, typed)


def test_words_are_found_by_their_beginnings(ward: Ward) -> None:
    state = start(ward)
    ids = [capture(ward, state, line).id for line in LINES]
    told = {typed: tuple(map(ids.index, found(ward, typed))) for typed, _numbers in FOUND}
    assert told == dict(FOUND)


def test_a_changed_item_is_found_by_its_new_words_only(ward: Ward) -> None:
    item = capture(ward, start(ward), "a: Mend the gauge @Erin")
    ward.followups.update(item.code, text="Mend the dial")
    assert not found(ward, "gauge")
    assert found(ward, "dial") == (item.id,)


def standing(ward: Ward, typed: str) -> tuple[str, ...]:
    """The ids of what is found and still stands."""
    with ward.followups._store.read() as reader:  # noqa: SLF001 - as above
        return search.matching(reader.connection, reader.unit_id, typed, must_stand=True)


def test_what_still_stands_is_told_apart_all_its_life(ward: Ward) -> None:
    state = start(ward)
    capture(ward, state, "The gauge is cracked")
    item = capture(ward, state, "a: Mend the gauge @Erin")
    assert standing(ward, "gauge") == (item.id,)
    huddle_id = state.huddle.id
    for status, stands in (
        (Status.BLOCKED, True),
        (Status.CLOSED, False),
        (Status.IN_PROGRESS, True),
        (Status.CANCELLED, False),
    ):
        ward.followups.update(item.id, status=status, note="Rang the maker")
        assert bool(standing(ward, "gauge")) is stands
        assert bool(standing(ward, "maker")) is stands
    ward.followups.update(item.id, status=Status.NOT_STARTED, note="Broke again")
    ward.running.turn_into(item.id, ItemKind.GOAL)
    assert not standing(ward, "gauge")
    ward.running.undo(huddle_id)
    assert standing(ward, "gauge") == (item.id,)
    assert not standing(ward, "")
    assert set(found(ward, "gauge")) > {item.id}


@pytest.mark.on_a_file("it is the same words on a server")
def test_a_made_up_ward_knows_what_stands(made: Path) -> None:
    paths, clock = Paths(made, made.parent / "config"), ShiftedClock(MORNING)
    opened = open_ward(paths, clock, by_password("demo", PASSWORD))
    with closing(opened) as ward, ward.followups._store.read() as reader:  # noqa: SLF001
        is_standing = select(col(Item.id)).where(or_(IS_OPEN, IS_TO_CHECK))
        wanted = set(reader.session.exec(is_standing))
        told = {
            item_id
            for letter in "abcdefghijklmnopqrstuvwxyz0123456789"
            for item_id in search.matching(
                reader.connection, reader.unit_id, letter, must_stand=True
            )
        }
    assert wanted
    assert told == wanted


def _turns(ward: Ward, ids: Collection[str]) -> int:
    """How many turns it takes to take over some items, as though they had no entry here."""
    with ward.followups._store.write() as writer:  # noqa: SLF001 - as above
        query = select(Item.__table__).where(col(Item.id).in_(ids))  # type: ignore[attr-defined]
        items = [dict(row) for row in writer.connection.execute(query).mappings()]
        search.remove(writer.connection, ids)
        assert not search.matching(writer.connection, writer.unit_id, "mend")
        with statements() as said:
            search.take_over(writer.connection, items, ["01gone"])
            return len(said)


def test_what_was_written_elsewhere_is_found_and_takes_as_many_turns_for_each_lot(
    ward: Ward,
) -> None:
    state = start(ward)
    first = capture(ward, state, "a: Mend the gauge @Erin").id
    alone = _turns(ward, [first])
    others = [capture(ward, state, f"a: Mend lamp {number} @Erin").id for number in range(5)]
    ward.followups.update(others[0], status=Status.BLOCKED, note="Waits for a fuse")
    assert _turns(ward, [first, *others]) == alone
    assert found(ward, "mend") == (*reversed(others), first)
    assert found(ward, "fuse") == (others[0],)


def test_items_that_came_in_without_their_words_are_found(ward: Ward) -> None:
    item = capture(ward, start(ward), "a: Mend the gauge @Erin")
    with ward.followups._store.write() as writer:  # noqa: SLF001 - as above
        search.remove(writer.connection, [item.id])
        search.add_missing(writer.connection)
    assert found(ward, "gauge") == (item.id,)
