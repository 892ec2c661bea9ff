"""Queries built once for their shape: whose values they take, what they hide, by which index."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest

from huddle.rows.items import FollowUpsFilter, FollowUpsOrder
from huddle.services import finding, followups
from huddle.store import search
from huddle.vocabulary import AccessRole, BoardColumn, ItemKind, SortBy, Status
from huddle.ward import Ward
from tests.helpers.acting import act_as, store_of
from tests.helpers.wards import hold, said

SECRET = "Zinnia"
EVERY_COLUMN = dict.fromkeys(BoardColumn, 50)


@pytest.fixture
def held(ward: Ward) -> Ward:
    """A ward with four open actions, one of them sensitive."""
    ward.people.add_person("Ama", department_id=of(ward, "Porters"))
    hold(ward, "a: Order slings @Erin due today", "a: Mend 5_% @Ama due +9d", "a: Nobody's yet")
    secret = ward.followups.add(said(ward, f"a: {SECRET} talk @Ama due today +Porters"))
    ward.followups.update(secret.id, is_sensitive=True)
    return ward


def of(ward: Ward, name: str) -> str:
    everybody = (*ward.people.departments(), *ward.people.people())
    return next(one.id for one in everybody if one.name == name)


def texts(ward: Ward, wanted: FollowUpsFilter, order: FollowUpsOrder | None = None) -> list[str]:
    return [item.text for item in ward.followups.find(wanted, order).items]


def test_the_same_question_about_another_takes_no_value_of_the_last(held: Ward) -> None:
    act_as(held, AccessRole.CONTRIBUTOR)
    first, second = ["Order slings"], ["Mend 5_%"]
    pairs: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
        ({"owner_id": of(held, "Erin")}, {"owner_id": of(held, "Ama")}),
        ({"owner_id": of(held, "Erin")}, {"department_id": of(held, "Porters")}),
        ({"text": "sling"}, {"text": "mend"}),
        ({"text": "erin"}, {"text": "ama"}),
    )
    for one, other in pairs:
        for wanted, found in ((one, first), (other, second), (one, first)):
            assert texts(held, FollowUpsFilter(**wanted)) == found
    day = dt.date(2026, 8, 7)
    assert texts(held, FollowUpsFilter(due_before=day)) == first
    assert texts(held, FollowUpsFilter(due_before=day + dt.timedelta(days=30))) == first + second
    # Signs that mean something to the database are found as themselves.
    assert texts(held, FollowUpsFilter(text="er_n")) == []


def test_counts_in_one_go_refuse_two_values_for_one_name(held: Ward) -> None:
    with store_of(held).read() as reader:
        erin, ama = (
            finding.matching(reader, FollowUpsFilter(owner_id=of(held, name)))
            for name in ("Erin", "Ama")
        )
        assert (finding.counted(reader, erin), finding.counted(reader, ama)) == (1, 2)
        assert finding.counts(reader, erin, erin) == (1, 1)
        with pytest.raises(ValueError, match="owner_id"):
            finding.counts(reader, erin, ama)


FILTERS = tuple(
    FollowUpsFilter(status=status, overdue=overdue, unnamed=unnamed, **what)
    for status, overdue, unnamed, what in product(
        ("open", "to_check", "finished", "all", "not_started"),
        (False, True),
        (False, True),
        (
            {},
            {"mine": True},
            {"my_department": True},
            {"stage_id": "x", "escalated": True},
            {"goal_id": "x"},
            {"text": "zin"},
            {"text": "R-23"},
            {"text": "ama", "mine": True},
        ),
    )
)


def test_no_way_to_ask_shows_or_counts_what_is_sensitive(held: Ward) -> None:
    assert SECRET in str(held.followups.find(FollowUpsFilter(text=SECRET)))
    act_as(held, AccessRole.CONTRIBUTOR)
    ama, porters = of(held, "Ama"), of(held, "Porters")
    for wanted in (
        *FILTERS,
        FollowUpsFilter(owner_id=ama),
        FollowUpsFilter(department_id=porters),
        FollowUpsFilter(text=SECRET, status="all"),
    ):
        for by in SortBy:
            found = held.followups.find(wanted, FollowUpsOrder(by, is_descending=True))
            assert SECRET not in str(found)
            assert found.shown_of == len(found.items)
        assert SECRET not in str(held.followups.board(wanted, shown=EVERY_COLUMN))


@pytest.mark.on_a_file("SQLite is told which index to take")
def test_long_walks_are_counted_by_the_index_that_holds_all_they_ask(held: Ward) -> None:
    stage = held.people.stages()[0].id
    assert _plan(held, FollowUpsFilter(stage_id=stage)) == "ix_item_open_due"
    assert _plan(held, FollowUpsFilter(department_id=of(held, "Porters"))) == "ix_item_open_due"
    assert _plan(held, FollowUpsFilter(mine=True)) == "ix_item_open_owner"
    assert _plan(held, FollowUpsFilter(text="sling")) == finding.BY_ID
    assert _plan(held, FollowUpsFilter(text="sling", status="to_check")) == finding.BY_ID


def test_the_board_asks_for_words_once_for_all_its_columns(
    held: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    matching = search.matching

    def counted(connection: Any, unit_id: str, typed: str, **more: Any) -> tuple[str, ...]:
        asked.append(typed)
        return matching(connection, unit_id, typed, **more)

    monkeypatch.setattr(search, "matching", counted)
    with store_of(held).read() as reader:
        assert len(finding.in_columns(reader, FollowUpsFilter(text="sling"))) == len(BoardColumn)
    assert asked == ["sling"]


def _plan(ward: Ward, wanted: FollowUpsFilter) -> str:
    """The index by which items are looked through for a count."""
    store = store_of(ward)
    with store.read() as reader:
        query = finding.matching(reader, wanted)
        counting = finding._counting(((query.statement, query.index),)).compile(store.engine)  # noqa: SLF001
        values = {**counting.params, **query.values}
        given = tuple(str(values[name]) for name in counting.positiontup or ())
        plan = reader.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {counting}", given)
        return next(row[3].split()[4] for row in plan if row[3].startswith("SEARCH item USING"))


def test_an_old_action_is_found_however_many_newer_ones_hold_the_words(
    held: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    (oldest,) = (
        item for item in held.followups.find(FollowUpsFilter()).items if "sling" in item.text
    )
    # More than anybody shall have to scroll through, with the few that a test adds.
    monkeypatch.setattr(followups, "COUNTS_STOP_AT", 2)
    for number in range(3):
        newer = held.followups.add(said(held, f"a: Order slings for bay {number} @Erin due +2d"))
        held.followups.update(newer.id, status=Status.CLOSED)
    assert [one.id for one in held.followups.find(FollowUpsFilter(text="slings")).items] == [
        oldest.id
    ]
    every = held.followups.find(FollowUpsFilter(text="slings", status="all")).items
    assert oldest.id in {item.id for item in every}
    board = held.followups.board(FollowUpsFilter(text="slings"), shown=EVERY_COLUMN)
    assert oldest.id in {item.id for column in board.columns for item in column.items}
    mine = held.followups.find(
        FollowUpsFilter(text="slings", status="all", owner_id=oldest.owner_id)
    )
    assert len(mine.items) == 4
    assert len(held.history.items(ItemKind.ACTION, text="slings")) == 4
