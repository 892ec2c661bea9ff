"""Actions that serve a shared goal, and those that wait for a check when they are done."""

from __future__ import annotations

import pytest

from huddle.errors import Refused
from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.vocabulary import AccessRole, IncidentReported, ItemKind, Status
from huddle.ward import Ward
from tests.helpers.acting import act_as
from tests.helpers.going_up import escalated
from tests.helpers.wards import capture, hold, start

GOAL = "Medicines ready before noon"


@pytest.fixture
def held(ward: Ward) -> tuple[ItemRow, ItemRow]:
    """A goal and an action of one huddle."""
    goal, action = hold(ward, f"g: {GOAL} +Pharmacy", "a: Agree a time @Erin due tomorrow")[1]
    return goal, action


@pytest.fixture
def concern(ward: Ward) -> ItemRow:
    """A concern of the huddle that runs."""
    return capture(ward, start(ward), "No hoist on the ward")


def test_an_action_serves_a_goal_and_is_found_by_it(
    ward: Ward, held: tuple[ItemRow, ItemRow]
) -> None:
    goal, action = held
    assert [one.text for one in ward.followups.goals()] == [GOAL]
    row = ward.followups.update(action.id, goal_id=goal.id)
    assert (row.goal_id, row.goal_text) == (goal.id, GOAL)
    found = ward.followups.find(FollowUpsFilter(goal_id=goal.id)).items
    assert [item.id for item in found] == [action.id]
    done = ward.followups.update(action.id, status=Status.CLOSED)
    assert done.status is Status.AWAITING_CHECK
    freed = ward.followups.update(action.id, goal_id=None)
    assert (freed.goal_id, freed.goal_text) == (None, "")


def test_only_an_action_serves_only_a_goal_that_is_worked_on(
    ward: Ward,
) -> None:
    state = start(ward)
    goal = capture(ward, state, f"g: {GOAL}")
    action = capture(ward, state, "a: Agree a time @Erin due tomorrow")
    concern = capture(ward, state, "The chart came late")
    for item, served in ((action, concern.id), (action, action.id), (concern, goal.id)):
        with pytest.raises(Refused):
            ward.followups.update(item.id, goal_id=served)
    with pytest.raises(Refused):
        ward.followups.update(action.id, goal_id="nothing")
    ward.followups.update(action.id, goal_id=goal.id)
    reached = {"status": Status.CLOSED, "note": "Reached", "anyway": True}
    ward.running.change_item(goal.id, goal.row_version, **reached)
    assert [one.id for one in ward.followups.goals()] == [goal.id]
    ward.followups.update(action.id, goal_id=goal.id, note="Still the same goal")
    ward.followups.update(action.id, goal_id=None)
    assert ward.followups.goals() == ()
    with pytest.raises(Refused, match="That goal is over"):
        ward.followups.update(action.id, goal_id=goal.id)


def test_an_action_made_of_a_goal_serves_it(ward: Ward) -> None:
    state = start(ward)
    goal = capture(ward, state, f"g: {GOAL}")
    action = ward.running.turn_into(goal.id, ItemKind.ACTION)
    assert (action.goal_id, action.goal_text) == (goal.id, GOAL)
    done = ward.followups.update(action.id, status=Status.CLOSED)
    assert done.status is Status.AWAITING_CHECK


def test_whoever_may_not_see_a_goal_reads_no_word_of_it(
    ward: Ward, held: tuple[ItemRow, ItemRow]
) -> None:
    goal, action = held
    ward.followups.update(action.id, goal_id=goal.id)
    ward.running.change_item(goal.id, goal.row_version, is_sensitive=True)
    assert ward.followups.action(action.id).goal_text == GOAL
    act_as(ward, AccessRole.CONTRIBUTOR)
    assert ward.followups.action(action.id).goal_text == ""
    assert ward.followups.goals() == ()
    row = ward.followups.action(action.id)
    assert ward.followups.update(row.id, status=Status.CLOSED).status is Status.AWAITING_CHECK


def test_what_was_escalated_waits_for_a_check_and_what_was_taken_back_does_not(
    ward: Ward, held: tuple[ItemRow, ItemRow]
) -> None:
    _goal, action = held
    sent = escalated(ward, action)
    done = ward.followups.update(action.id, status=Status.CLOSED)
    assert done.status is Status.AWAITING_CHECK
    ward.followups.update(action.id, status=Status.IN_PROGRESS)
    ward.escalations.withdraw(sent.id, "Solved here")
    assert ward.followups.update(action.id, status=Status.CLOSED).status is Status.CLOSED


def test_an_action_of_an_escalated_concern_waits_for_a_check(ward: Ward, concern: ItemRow) -> None:
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    escalated(ward, concern)
    assert ward.followups.update(action.id, status=Status.CLOSED).status is Status.AWAITING_CHECK


def test_harm_counts_also_for_whoever_may_not_see_it(ward: Ward, concern: ItemRow) -> None:
    action = ward.running.turn_into(concern.id, ItemKind.ACTION)
    row = ward.followups.action(concern.id)
    ward.running.change_item(
        concern.id,
        row.row_version,
        incident_reported=IncidentReported.YES,
        is_sensitive=True,
    )
    act_as(ward, AccessRole.CONTRIBUTOR)
    done = ward.followups.update(action.id, status=Status.CLOSED)
    assert done.status is Status.AWAITING_CHECK


def test_an_end_that_is_taken_back_in_the_huddle_is_no_end_in_the_month(ward: Ward) -> None:
    state = start(ward)
    goal = capture(ward, state, f"g: {GOAL}")
    ward.running.change_item(goal.id, goal.row_version, status=Status.CLOSED, anyway=True)
    ward.running.undo(state.huddle.id)
    story = ward.month.story(ward.planning.today().today)
    assert [one.item.id for one in story.goals] == [goal.id]
    assert story.changes.reached == ()
