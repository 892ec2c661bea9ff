"""Saved views: one's own, shared ones, and what is left of one when the ward changed."""

from __future__ import annotations

import dataclasses

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, NotAllowed, Refused
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter, FollowUpsOrder
from huddle.rows.views import FollowUpsShape, SavedViewRow
from huddle.vocabulary import AccessRole, SortBy, Status
from huddle.ward import Ward
from tests.helpers.acting import act_as, store_of
from tests.helpers.wards import capture, sign_in, start

LATE = FollowUpsShape(
    FollowUpsFilter(text="chart", overdue=True), FollowUpsOrder(SortBy.OWNER, True), is_board=False
)


def named(ward: Ward) -> list[str]:
    return [view.name for view in ward.views.views().views]


def own(ward: Ward) -> list[SavedViewRow]:
    return [view for view in ward.views.views().views if not view.is_built_in]


def become(ward: Ward, account_id: str, role: AccessRole = AccessRole.FACILITATOR) -> None:
    """Go on as another account."""
    store = store_of(ward)
    store.account = dataclasses.replace(store.account, id=account_id, role=role)


def test_three_are_there_for_everybody_and_nobody_changes_them(ward: Ward) -> None:
    assert named(ward) == ["Mine", "Overdue", "To check"]
    mine, overdue, to_check = ward.views.views().views
    assert (mine.shape.wanted.mine, mine.shape.is_board) == (True, None)
    assert (overdue.shape.wanted.overdue, to_check.shape.wanted.status) == (True, "to_check")
    for act in (
        lambda: ward.views.remove(mine.id),
        lambda: ward.views.rename(mine.id, 0, "Theirs"),
        lambda: ward.views.share(mine.id, 0, is_shared=False),
        lambda: ward.views.add("overdue", LATE),
    ):
        with pytest.raises(Refused):
            act()
    assert named(ward) == ["Mine", "Overdue", "To check"]


def test_a_view_comes_back_as_it_was_saved(ward: Ward, paths: Paths, clock: ShiftedClock) -> None:
    made = ward.views.add(" Late charts ", LATE)
    assert (made.name, made.shape, made.is_mine) == ("Late charts", LATE, True)
    again = sign_in(paths, clock)
    found = again.views.views()
    assert found.view(made.id) == made
    assert found.used_id == made.id
    again.close()


def test_names_are_asked_for_and_taken_once(ward: Ward) -> None:
    made = ward.views.add("Late charts", LATE)
    for name in ("", "  ", "LATE charts", "n" * 121):
        with pytest.raises(Refused):
            ward.views.add(name, LATE)
    ward.views.rename(made.id, made.row_version, "Charts")
    assert named(ward)[-1] == "Charts"
    with pytest.raises(ChangedElsewhere):
        ward.views.rename(made.id, made.row_version, "Older")
    ward.views.remove(made.id)
    with pytest.raises(Refused):
        ward.views.remove(made.id)
    assert own(ward) == []


def test_ten_thousand_characters_are_refused_in_words(ward: Ward) -> None:
    long = FollowUpsShape(FollowUpsFilter(text="x" * 10_000))
    with pytest.raises(Refused, match="The filter has"):
        ward.views.add("Long", long)


def test_leaders_share_and_others_use(ward: Ward) -> None:
    owner = ward.account.id
    made = ward.views.add("Late charts", LATE)
    become(ward, "somebody else", AccessRole.CONTRIBUTOR)
    assert own(ward) == []
    become(ward, owner)
    ward.views.share(made.id, made.row_version, is_shared=True)
    become(ward, "somebody else", AccessRole.CONTRIBUTOR)
    (shared,) = own(ward)
    assert (shared.is_mine, shared.is_shared, shared.shape) == (False, True, LATE)
    with pytest.raises(NotAllowed):
        ward.views.share(shared.id, shared.row_version, is_shared=False)
    for act in (
        lambda: ward.views.remove(shared.id),
        lambda: ward.views.rename(shared.id, shared.row_version, "Ours"),
        lambda: ward.views.add("late charts", LATE),
    ):
        with pytest.raises(Refused):
            act()
    become(ward, "a third", AccessRole.WARD_MANAGER)
    ward.views.share(shared.id, shared.row_version, is_shared=False)
    assert own(ward) == []


def test_only_ones_own_is_shared(ward: Ward) -> None:
    made = ward.views.add("Late charts", LATE)
    become(ward, "somebody else")
    with pytest.raises(Refused, match="somebody else’s"):
        ward.views.share(made.id, made.row_version, is_shared=True)


def test_a_reader_keeps_views_of_their_own(ward: Ward) -> None:
    act_as(ward, AccessRole.READER)
    made = ward.views.add("Late charts", LATE)
    assert [view.id for view in own(ward)] == [made.id]


def test_the_one_used_last_is_each_accounts_own(ward: Ward) -> None:
    owner = ward.account.id
    ward.views.use("mine")
    become(ward, "somebody else")
    assert ward.views.views().used_id == ""
    ward.views.use("overdue")
    become(ward, owner)
    assert ward.views.views().used_id == "mine"
    ward.views.use("gone since")
    assert ward.views.views().used_id == ""


def test_what_is_gone_from_the_ward_is_dropped_and_named(ward: Ward) -> None:
    state = start(ward)
    goal = capture(ward, state, "g: Medicines ready before noon")
    team = ward.people.departments()[0]
    ama = ward.people.add_person("Ama")
    stage = ward.people.add_stage("Theatre")[-1]
    wanted = FollowUpsFilter(
        text="chart",
        department_id=team.id,
        owner_id=ama.id,
        stage_id=stage.id,
        goal_id=goal.id,
    )
    ward.views.add("All of it", FollowUpsShape(wanted))
    (view,) = own(ward)
    assert (view.dropped, view.shape.wanted) == ((), wanted)
    ward.people.retire_department(team.id)
    ward.people.retire_person(ama.id)
    ward.people.remove_stage(stage.id)
    ward.running.take_back(goal.id)
    (view,) = own(ward)
    assert view.dropped == ("department_id", "owner_id", "stage_id", "goal_id")
    assert view.shape.wanted == FollowUpsFilter(text="chart")
    ward.people.bring_back_department(team.id)
    assert own(ward)[0].shape.wanted.department_id == team.id


def test_saving_a_view_is_audited(ward: Ward) -> None:
    made = ward.views.add("Blocked", FollowUpsShape(FollowUpsFilter(status=Status.BLOCKED)))
    assert made.shape.wanted.status == Status.BLOCKED
    (entry,) = [row for row in ward.audit.entries() if "saved view" in row.what]
    assert "added" in entry.what
