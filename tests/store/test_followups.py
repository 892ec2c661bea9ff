"""Follow-ups: every open promise, by filter, changed by code, with its story."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Refused
from huddle.rows.huddles import HuddlesFilter
from huddle.rows.items import FollowUpsFilter, FollowUpsOrder
from huddle.vocabulary import BoardColumn, ItemKind, SortBy, Status
from huddle.ward import Ward
from tests.helpers.wards import hold, next_morning, said


@pytest.fixture
def held(ward: Ward, clock: ShiftedClock) -> Ward:
    """A ward two days after a huddle with five actions."""
    ward.people.add_person("Ama", department_id=team(ward, "Porters"))
    hold(
        ward,
        "a: Order slings @Erin due tomorrow",
        "a: Mend the door @Ama due +9d",
        "a: Move the stock @Erin due +9d +Pharmacy",
        "a: Nobody's yet",
        'a: Check the trolley @"Nurse in charge" due today 09:00',
        "A concern is no action",
    )
    next_morning(clock, days=2)
    return ward


def team(ward: Ward, name: str) -> str:
    return next(team.id for team in ward.people.departments() if team.name == name)


def found(ward: Ward, **wanted: object) -> list[str]:
    return [item.text for item in ward.followups.find(FollowUpsFilter(**wanted)).items]  # type: ignore[arg-type]


def test_open_actions_soonest_due_first_undated_last(held: Ward) -> None:
    assert found(held) == [
        "Check the trolley",
        "Order slings",
        "Mend the door",
        "Move the stock",
        "Nobody's yet",
    ]


def test_filters(held: Ward) -> None:
    ama = next(who for who in held.people.people() if who.name == "Ama")
    assert found(held, overdue=True) == ["Check the trolley", "Order slings"]
    assert found(held, mine=True) == ["Order slings", "Move the stock"]
    assert found(held, owner_id=ama.id) == ["Mend the door"]
    assert found(held, unnamed=True) == ["Check the trolley", "Nobody's yet"]
    assert found(held, department_id=team(held, "Porters")) == ["Mend the door"]
    assert found(held, department_id=team(held, "Pharmacy")) == ["Move the stock"]
    assert found(held, text="slin") == ["Order slings"]
    assert found(held, text="ama") == ["Mend the door"]
    assert found(held, due_before=dt.date(2026, 8, 7)) == ["Check the trolley"]
    assert found(held, status="finished") == []


def test_a_code_finds_its_action_however_it_is_typed(held: Ward) -> None:
    code = held.followups.find(FollowUpsFilter()).items[0].code
    for typed in (code, code.lower(), code.replace("-", ""), f" {code} "):
        assert found(held, text=typed) == ["Check the trolley"]
        assert held.followups.action(typed).code == code


def test_counts_stand_above_the_page(held: Ward) -> None:
    page = held.followups.find(FollowUpsFilter(), limit=2)
    assert (len(page.items), page.shown_of) == (2, 5)
    assert (page.open_count, page.overdue_count, page.unnamed_count) == (5, 2, 2)
    rest = held.followups.find(FollowUpsFilter(), limit=200, offset=2)
    assert rest.items[0].text == "Mend the door"
    assert len(held.followups.all_open(team(held, "Pharmacy"))) == 1


def test_an_action_due_at_a_time_is_late_only_after_it(ward: Ward, clock: ShiftedClock) -> None:
    hold(ward, "a: Check the trolley @Erin due today 09:00")
    assert found(ward, overdue=True) == []
    clock.advance(minutes=31)
    assert found(ward, overdue=True) == ["Check the trolley"]
    assert ward.planning.today().late_count == 1


def test_added_outside_a_huddle_it_belongs_to_the_main_series(ward: Ward) -> None:
    added = ward.followups.add(said(ward, "a: Ring the laundry @Erin due fri"))
    assert (added.huddle_id, added.is_open) == (None, True)
    assert found(ward) == ["Ring the laundry"]


def test_an_update_keeps_the_reason_and_tells_the_story(held: Ward) -> None:
    item = held.followups.find(FollowUpsFilter(text="slings")).items[0]
    ama = next(who for who in held.people.people() if who.name == "Ama")
    held.followups.update(item.code, item.row_version, status=Status.BLOCKED, note="No stock")
    held.followups.update(item.code, due_on=dt.date(2026, 8, 20), note="Comes later")
    held.followups.update(item.code, owner_id=ama.id)
    held.followups.told(item.id, "Erin")
    held.followups.update(item.code, status=Status.CLOSED)
    story = [event.what for event in held.followups.story(item.code)]
    assert story == [
        "raised",
        "blocked: No stock",
        "moved from Fri 07-Aug-2026 to Thu 20-Aug-2026: Comes later",
        "now with Ama",
        "told by Erin",
        "closed",
    ]
    raised, *later = held.followups.story(item.code)
    assert raised.by == ""
    assert all(event.by == "Erin" for event in later)
    assert found(held, status="finished") == ["Order slings"]


def test_an_update_is_refused_without_its_reason_or_on_an_old_version(held: Ward) -> None:
    item = held.followups.find(FollowUpsFilter()).items[0]
    for status in (Status.CANCELLED, Status.NOT_EFFECTIVE):
        with pytest.raises(Refused):
            held.followups.update(item.code, status=status)
    with pytest.raises(Refused):
        held.followups.update(item.code, status=Status.ANSWERED)
    held.followups.update(item.code, item.row_version, note="Seen")
    with pytest.raises(ChangedElsewhere):
        held.followups.update(item.code, item.row_version, note="Seen, too")


def test_a_finished_action_opens_again(held: Ward) -> None:
    item = held.followups.find(FollowUpsFilter()).items[0]
    done = held.followups.update(item.code, status=Status.CLOSED)
    assert done.done_on == dt.date(2026, 8, 8)
    opened = held.followups.update(item.code, status=Status.IN_PROGRESS)
    assert (opened.done_on, opened.is_open) == (None, True)


def test_a_code_that_is_wrong_is_refused(held: Ward) -> None:
    for typed in ("2222-Z", "nothing", ""):
        with pytest.raises(Refused):
            held.followups.action(typed)


def test_history_finds_what_was_said_and_by_kind(held: Ward) -> None:
    assert [row.number for row in held.history.huddles(HuddlesFilter(text="concern action"))] == [1]
    assert held.history.huddles(HuddlesFilter(text="unheard of")) == ()
    (concern,) = held.history.items(ItemKind.CONCERN)
    assert concern.text == "A concern is no action"
    assert held.history.items(ItemKind.GOAL) == ()
    with pytest.raises(Refused):
        held.history.record(99)


def test_more_filters(held: Ward) -> None:
    held.people.add_stage("Theatre")
    stage = next(one for one in held.people.stages() if one.name == "Theatre")
    item = held.followups.find(FollowUpsFilter(text="door")).items[0]
    held.followups.add(said(held, "a: Label the trays >Theatre"))
    assert found(held, stage_id=stage.id) == ["Label the trays"]
    assert found(held, my_department=True) == []
    me = next(who for who in held.people.people() if who.name == "Erin")
    held.people.change_person(
        me.id,
        me.row_version,
        name=me.name,
        is_post=False,
        role_group=me.role_group,
        department_id=team(held, "Porters"),
        extension="",
    )
    assert item.text in found(held, my_department=True)
    assert found(held, escalated=True) == []


def test_orders(held: Ward) -> None:
    def ordered(by: SortBy, *, down: bool = False) -> list[str]:
        page = held.followups.find(FollowUpsFilter(), FollowUpsOrder(by, down))
        return [item.text for item in page.items]

    assert ordered(SortBy.DUE, down=True)[0] == "Move the stock"
    assert ordered(SortBy.OWNER)[0] == "Mend the door"
    assert ordered(SortBy.OWNER)[-1] == "Nobody's yet"
    later = held.followups.add(said(held, "a: Said later due yesterday"))
    assert ordered(SortBy.RAISED)[-1] == later.text
    assert ordered(SortBy.RAISED, down=True)[0] == later.text


def test_the_board_has_every_open_action_in_one_column(held: Ward) -> None:
    shown = dict.fromkeys(BoardColumn, 1)
    board = {
        row.column: row for row in held.followups.board(FollowUpsFilter(), shown=shown).columns
    }
    assert {column.value: row.count for column, row in board.items()} == {
        "overdue": 2,
        "today": 0,
        "this_week": 0,
        "later": 3,
        "to_check": 0,
        "to_tell": 0,
    }
    assert [item.text for item in board[BoardColumn.OVERDUE].items] == ["Check the trolley"]


def test_owner_words_give_parts_posts_and_names(ward: Ward) -> None:
    kept = hold(ward, "a: Check every bed rail", "a: Label the syringes", "a: Ring the family")[1]
    parted = ward.followups.give_to(kept[0].code, "Nursing, Pharmacy and Erin")
    assert (parted.owner_name, parted.departments) == ("Erin", ("Nursing", "Pharmacy"))
    post = ward.followups.give_to(kept[1].code, "night team")
    assert (post.owner_name, post.owner_is_post) == ("night team", True)
    unknown = ward.followups.give_to(kept[2].code, "Jo Byrne")
    assert (unknown.owner_name, unknown.owner_is_known) == ("Jo Byrne", False)
    team = ward.followups.give_to(kept[2].code, "porters")
    assert (team.department_name, team.owner_name) == ("Porters", "")
    with pytest.raises(Refused):
        ward.followups.give_to(kept[2].code, "  ")
    assert [event.what for event in ward.followups.story(kept[0].id)][-1] == (
        "now with Nursing, Pharmacy and Erin"
    )
