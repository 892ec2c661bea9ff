"""Which status may follow which, written out a second time, by hand."""

from __future__ import annotations

import pytest

from huddle.rules.status_changes import following, may_follow
from huddle.vocabulary import STATUSES_OF, ItemKind, Status

ACTION = {
    "not_started": "in_progress blocked awaiting_check closed cancelled",
    "in_progress": "not_started blocked awaiting_check closed cancelled",
    "blocked": "not_started in_progress awaiting_check closed cancelled",
    "awaiting_check": "not_started in_progress blocked closed not_effective",
    "closed": "not_started in_progress blocked not_effective",
    "not_effective": "not_started in_progress blocked",
    "cancelled": "not_started in_progress blocked",
}


@pytest.mark.parametrize("before", STATUSES_OF[ItemKind.ACTION])
@pytest.mark.parametrize("after", STATUSES_OF[ItemKind.ACTION])
def test_each_pair_of_an_action(before: Status, after: Status) -> None:
    allowed = after is before or after.value in ACTION[before.value].split()
    assert may_follow(ItemKind.ACTION, before, after) is allowed


def test_a_concern_is_new_once_or_when_it_was_parked() -> None:
    kind = ItemKind.CONCERN
    for before in set(STATUSES_OF[kind]) - {Status.NEW, Status.PARKED}:
        assert not may_follow(kind, before, Status.NEW)
        assert may_follow(kind, before, Status.CLOSED)
    assert may_follow(kind, Status.PARKED, Status.NEW)


def test_what_stands_as_said_stays() -> None:
    for kind in (ItemKind.DECISION, ItemKind.RECOGNITION):
        assert following(kind, Status.NOTED) == ()


def test_what_a_patient_said_is_answered_and_the_answer_can_be_taken_back() -> None:
    voice = ItemKind.PATIENT_VOICE
    assert following(voice, Status.NOTED) == (Status.ANSWERED,)
    assert following(voice, Status.ANSWERED) == (Status.NOTED,)


def test_a_goal_that_ended_is_worked_on_before_it_ends_otherwise() -> None:
    goal = ItemKind.GOAL
    assert following(goal, Status.BEING_WORKED_ON) == (Status.CLOSED, Status.CANCELLED)
    assert following(goal, Status.CLOSED) == (Status.BEING_WORKED_ON,)
    assert following(goal, Status.CANCELLED) == (Status.BEING_WORKED_ON,)
    assert following(ItemKind.PARKED, Status.PARKED) == (Status.CLOSED,)


def test_no_status_leads_out_of_its_kind() -> None:
    for kind, statuses in STATUSES_OF.items():
        for before in statuses:
            assert set(following(kind, before)) <= set(statuses) - {before}
