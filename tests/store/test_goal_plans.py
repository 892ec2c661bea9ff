"""Shared goals on a real ward: planned, told of by measures, looked at again, finished."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import ChangedElsewhere, Refused
from huddle.measure_words import Direction, Family, MeasureKind, MeasureRole
from huddle.rows.goals import GoalRow
from huddle.rows.huddles import RunState
from huddle.vocabulary import AccessRole, ItemKind, Status, StepPurpose
from huddle.ward import Ward
from tests.helpers.acting import act_as
from tests.helpers.wards import capture, hold, main_series, start

TODAY = dt.date(2026, 8, 6)
GOAL = "Nobody falls on the way to the toilet"
COST = "Nothing watches what this might cost elsewhere: add a balancing measure."


def add(ward: Ward, text: str = GOAL, family: Family = Family.SAFETY, **fields: Any) -> GoalRow:
    return ward.goal_plans.add(text, family=family, **fields)


def measure(ward: Ward, name: str = "Falls") -> str:
    made = ward.measures.add(
        name, family=Family.SAFETY, kind=MeasureKind.COUNT, direction=Direction.DOWN
    )
    return made.id


def departments(ward: Ward) -> tuple[str, ...]:
    return tuple(one.id for one in ward.people.departments())


def accountable(ward: Ward) -> str:
    return next(one.id for one in ward.people.people() if one.name == "Erin")


def said_in_a_huddle(ward: Ward, **fields: Any) -> GoalRow:
    """A goal that a closed huddle of yesterday's raised."""
    (goal,) = hold(ward, f"g: {GOAL}")[1]
    return ward.goal_plans.plan(goal.id, goal.row_version, family=Family.SAFETY, **fields)


def test_a_goal_is_stated_with_its_plan(ward: Ward) -> None:
    erin, (first, second, *_others) = accountable(ward), departments(ward)
    add(
        ward,
        why="Six fell in June",
        left_out="Whoever cannot press the bell",
        supports="Fewer falls on the site",
        owner_id=erin,
        department_ids=(first, second),
        due_on=dt.date(2026, 12, 1),
        baseline="6 a month",
        target="2 a month",
        review_on=dt.date(2026, 9, 1),
    )
    (goal,) = ward.goal_plans.goals()
    assert (goal.item.text, goal.item.why, goal.family) == (GOAL, "Six fell in June", Family.SAFETY)
    assert (goal.item.owner_name, goal.item.departments) == ("Erin", ("Nursing", "Medical"))
    assert (goal.department_ids, goal.item.due_on) == ((first, second), dt.date(2026, 12, 1))
    assert (goal.left_out, goal.supports) == (
        "Whoever cannot press the bell",
        "Fewer falls on the site",
    )
    assert (goal.baseline, goal.target) == ("6 a month", "2 a month")
    assert goal.review_on == dt.date(2026, 9, 1)
    assert goal.asks == (COST,)


def test_goals_stand_by_family_and_those_without_one_first(ward: Ward) -> None:
    said = hold(ward, "g: Said in the room")[1][0]
    for family in (Family.FLOW, Family.SAFETY):
        add(ward, f"About {family.value}", family)
    found = ward.goal_plans.goals()
    assert [goal.family for goal in found] == [None, Family.SAFETY, Family.FLOW]
    with pytest.raises(Refused, match="family") as refused:
        ward.goal_plans.plan(said.id, said.row_version, target="All of them")
    assert refused.value.field == "family"
    placed = ward.goal_plans.plan(said.id, said.row_version, family=Family.WELLBEING)
    assert (placed.family, placed.item.text) == (Family.WELLBEING, "Said in the room")


def test_it_asks_what_is_not_settled_yet(ward: Ward) -> None:
    goal = add(ward)
    assert goal.asks == (
        "Who answers for this?",
        "Which other department shares this?",
        "By when?",
        COST,
    )
    goal = ward.goal_plans.plan(
        goal.id,
        goal.row_version,
        owner_id=accountable(ward),
        department_ids=departments(ward)[:2],
        due_on=TODAY,
    )
    assert goal.asks == (COST,)
    assert ward.goal_plans.add_measure(goal.id, measure(ward), MeasureRole.BALANCING).asks == ()


def test_whoever_saw_an_older_version_overwrites_nothing(ward: Ward) -> None:
    seen = add(ward)
    for change in ({"target": "2 a month"}, {"text": "None falls"}):
        now = ward.goal_plans.plan(seen.id, seen.row_version, **change)
        with pytest.raises(ChangedElsewhere):
            ward.goal_plans.plan(seen.id, seen.row_version, baseline="6")
        seen = now
    seen_before = seen
    ward.goal_plans.add_measure(seen.id, measure(ward), MeasureRole.OUTCOME)
    with pytest.raises(ChangedElsewhere):
        ward.goal_plans.finish(seen.id, seen_before.row_version, anyway=True)


def test_only_a_goal_has_a_plan(ward: Ward) -> None:
    concern = capture(ward, start(ward), "The lamp flickers")
    with pytest.raises(Refused, match="no shared goal"):
        ward.goal_plans.plan(concern.id, concern.row_version, family=Family.SAFETY)
    with pytest.raises(Refused):
        add(ward, " ")
    assert ward.goal_plans.goals() == ()


def test_measures_tell_of_it_by_their_roles(ward: Ward) -> None:
    goal, falls, bells = add(ward), measure(ward), measure(ward, "Minutes until a bell is answered")
    ward.measures.read_all(falls, ["5 Aug 4", "4 Aug 9"])
    ward.goal_plans.add_measure(goal.id, bells, MeasureRole.BALANCING)
    ward.goal_plans.add_measure(goal.id, falls, MeasureRole.PROCESS)
    ward.goal_plans.add_measure(goal.id, falls, MeasureRole.OUTCOME)
    (goal,) = ward.goal_plans.goals()
    told = [(one.name, one.role, one.last_value, one.last_on) for one in goal.measures]
    assert told == [
        ("Falls", MeasureRole.OUTCOME, 4, dt.date(2026, 8, 5)),
        ("Minutes until a bell is answered", MeasureRole.BALANCING, None, None),
    ]
    goal = ward.goal_plans.remove_measure(goal.id, bells)
    assert [one.name for one in goal.measures] == ["Falls"]
    assert ward.goal_plans.remove_measure(goal.id, bells) == goal


def test_closing_it_in_the_huddle_asks_the_same(ward: Ward) -> None:
    goal, change = add(ward), ward.running.change_item
    with pytest.raises(Refused, match="no balancing measure") as refused:
        change(goal.id, goal.row_version, status=Status.CLOSED, why="Nothing else is kept")
    assert refused.value.field == "anyway"
    assert ward.goal_plans.goals() == (goal,)
    given_up = change(goal.id, goal.row_version, status=Status.CANCELLED, note="Too dear")
    again = change(goal.id, given_up.row_version, status=Status.BEING_WORKED_ON)
    closed = change(goal.id, again.row_version, status=Status.CLOSED, anyway=True)
    assert closed.status is Status.CLOSED
    again = change(goal.id, closed.row_version, status=Status.BEING_WORKED_ON)
    watched = ward.goal_plans.add_measure(again.id, measure(ward), MeasureRole.BALANCING)
    closed = change(goal.id, watched.row_version, status=Status.CLOSED)
    assert change(goal.id, closed.row_version, status=Status.CLOSED).status is Status.CLOSED


def test_it_is_not_finished_unwatched_unless_somebody_says_so(ward: Ward) -> None:
    goal = add(ward)
    with pytest.raises(Refused, match="no balancing measure") as refused:
        ward.goal_plans.finish(goal.id, goal.row_version)
    assert refused.value.field == "anyway"
    done = ward.goal_plans.finish(goal.id, goal.row_version, anyway=True)
    assert (done.item.status, done.asks) == (Status.CLOSED, ())
    assert ward.goal_plans.goals() == ()
    assert ward.goal_plans.goals(with_finished=True) == (done,)
    again = ward.goal_plans.open_again(goal.id, done.row_version)
    watched = ward.goal_plans.add_measure(again.id, measure(ward), MeasureRole.BALANCING)
    assert ward.goal_plans.finish(again.id, watched.row_version).item.status is Status.CLOSED


def test_it_is_given_up_with_a_reason(ward: Ward) -> None:
    goal = add(ward)
    with pytest.raises(Refused) as refused:
        ward.goal_plans.give_up(goal.id, goal.row_version, " ")
    assert refused.value.field == "note"
    given_up = ward.goal_plans.give_up(goal.id, goal.row_version, "The ward moves")
    assert (given_up.item.status, given_up.item.note) == (Status.CANCELLED, "The ward moves")


def test_a_sensitive_goal_is_not_among_them_for_whoever_may_not_see_it(ward: Ward) -> None:
    goal = said_in_a_huddle(ward, review_on=TODAY)
    ward.followups.update(goal.id, is_sensitive=True)
    act_as(ward, AccessRole.CONTRIBUTOR)
    assert ward.goal_plans.goals() == ()
    assert ward.planning.today().goals_count == 0
    assert ward.planning.agenda(main_series(ward)).hidden_count == 1


# Coming back in a huddle


def offered(state: RunState) -> list[str]:
    return [item.text for item in state.parked]


def test_it_comes_back_in_the_huddle_from_its_review_day_on(
    ward: Ward, clock: ShiftedClock
) -> None:
    said_in_a_huddle(ward, review_on=TODAY + dt.timedelta(days=1))
    assert ward.planning.today().goals_count == 0
    assert GOAL in [item.text for item in ward.planning.agenda(main_series(ward)).items]
    clock.advance(days=1)
    assert (ward.planning.today().goals_count, ward.planning.today().parked_count) == (1, 0)
    state = start(ward)
    assert offered(state) == [GOAL]
    assert StepPurpose.PARKED in [step.purpose for step in state.steps]


def test_taking_it_up_brings_it_into_the_huddle_and_leaves_it_a_goal(
    ward: Ward, clock: ShiftedClock
) -> None:
    goal = said_in_a_huddle(ward, review_on=TODAY)
    clock.advance(days=1)
    state = start(ward)
    taken = ward.running.take_up(state.huddle.id, goal.id)
    assert (offered(taken), [item.text for item in taken.items]) == ([], [GOAL])
    assert (taken.items[0].kind, taken.items[0].status) == (ItemKind.GOAL, Status.BEING_WORKED_ON)
    (now,) = ward.goal_plans.goals()
    assert now.review_on is None
    ward.running.undo(state.huddle.id)
    assert offered(ward.running.state(state.huddle.id)) == [GOAL]
    assert ward.goal_plans.goals()[0].review_on == TODAY


def test_letting_it_go_leaves_it_worked_on(ward: Ward, clock: ShiftedClock) -> None:
    goal = said_in_a_huddle(ward, review_on=TODAY)
    clock.advance(days=1)
    state = start(ward)
    assert offered(ward.running.let_go(state.huddle.id, goal.id)) == []
    (now,) = ward.goal_plans.goals()
    assert (now.item.status, now.review_on) == (Status.BEING_WORKED_ON, None)


def test_one_that_is_over_does_not_come_back(ward: Ward, clock: ShiftedClock) -> None:
    goal = said_in_a_huddle(ward, review_on=TODAY)
    ward.goal_plans.finish(goal.id, goal.row_version, anyway=True)
    clock.advance(days=1)
    assert offered(start(ward)) == []


def test_one_that_no_huddle_heard_of_comes_once_as_raised(ward: Ward, clock: ShiftedClock) -> None:
    add(ward, review_on=TODAY)
    clock.advance(minutes=1)
    assert [item.text for item in ward.planning.agenda(main_series(ward)).items] == [GOAL]
    state = start(ward)
    assert ([item.text for item in state.raised_between], offered(state)) == ([GOAL], [])
