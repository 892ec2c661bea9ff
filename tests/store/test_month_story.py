"""What a month told on a real ward: harm, charts, goals and changes, as they stood at its end."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.measure_words import Direction, Family, MeasureKind, MeasureRole
from huddle.rows.goals import GoalRow
from huddle.rows.items import ItemRow
from huddle.rows.measures import MeasureRow
from huddle.rows.month_story import CheckOfAction, GoalEnd, MonthStory, ProcessChange
from huddle.rows.safety_cross import DayState
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import Status
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.sheet_text import text_of

AUGUST, SEPTEMBER = dt.date(2026, 8, 1), dt.date(2026, 9, 1)
THURSDAY = dt.date(2026, 8, 6)
IN_SEPTEMBER = dt.datetime(2026, 9, 10, 8, tzinfo=dt.UTC)
GOAL = "Nobody falls on the way to the toilet"


def august(ward: Ward) -> MonthStory:
    return ward.month.story(AUGUST)


def september(ward: Ward) -> MonthStory:
    return ward.month.story(SEPTEMBER)


def define(ward: Ward, name: str = "Falls", **fields: Any) -> MeasureRow:
    kind, better = MeasureKind.COUNT, Direction.DOWN
    return ward.measures.add(name, family=Family.SAFETY, kind=kind, direction=better, **fields)


def state_goal(ward: Ward, text: str = GOAL, **fields: Any) -> GoalRow:
    return ward.goal_plans.add(text, family=Family.SAFETY, **fields)


def done(ward: Ward, line: str, how_known: str) -> ItemRow:
    """An action that waits for its check."""
    action = ward.followups.add(wards.said(ward, f"a: {line}"))
    ward.followups.update(action.id, how_known=how_known)
    return ward.followups.update(action.id, status=Status.CLOSED)


def named(story: MonthStory) -> list[str]:
    return [chart.measure.name for chart in story.charts]


# Charts


def test_a_chart_is_as_it_was_at_the_end_of_the_month(ward: Ward, clock: ShiftedClock) -> None:
    falls = define(ward, target=4)
    ward.measures.read_all(falls.id, ["4 Aug 2", "5 Aug 3", "6 Aug 4"])
    clock.set_to(IN_SEPTEMBER)
    ward.measures.read_all(falls.id, ["1 Sep 9", "2 Sep 9"])
    ward.measures.rebase(falls.id, "1 Sep", "Night lights")
    define(ward, "Waits")
    (chart,) = august(ward).charts
    assert [point.value for point in chart.points] == [2, 3, 4]
    assert (chart.measure.readings, chart.measure.last_value, chart.target) == (3, 4, 4)
    assert len(chart.lines) == 1
    (now,) = september(ward).charts
    assert [point.value for point in now.points] == [2, 3, 4, 9, 9]
    assert now == ward.measures.chart(falls.id)
    assert ward.month.story(dt.date(2026, 7, 1)).charts == ()


def test_a_measure_that_is_read_no_more_is_told_of_the_months_that_read_it(
    ward: Ward, clock: ShiftedClock
) -> None:
    falls = define(ward)
    ward.measures.read(falls.id, "3")
    clock.set_to(IN_SEPTEMBER)
    assert named(september(ward)) == ["Falls"]
    ward.measures.retire(falls.id)
    assert named(august(ward)) == ["Falls"]
    assert named(september(ward)) == []


def test_a_known_change_belongs_to_its_month(ward: Ward, clock: ShiftedClock) -> None:
    falls = define(ward)
    ward.measures.rebase(falls.id, "5 Aug", "Low beds")
    clock.set_to(IN_SEPTEMBER)
    ward.measures.rebase(falls.id, "1 Sep", "Night lights")
    assert august(ward).changes.processes == (
        ProcessChange(dt.date(2026, 8, 5), "Falls", "Low beds"),
    )
    assert september(ward).changes.processes == (
        ProcessChange(dt.date(2026, 9, 1), "Falls", "Night lights"),
    )


# Harm


def test_a_cross_counts_to_the_end_of_its_month(ward: Ward, clock: ShiftedClock) -> None:
    falls, sores = ward.safety_cross.harms()
    ward.safety_cross.mark(falls.id, THURSDAY, events=2, near_misses=1)
    clock.set_to(IN_SEPTEMBER)
    ward.safety_cross.mark(falls.id, dt.date(2026, 9, 2), events=1)
    ward.safety_cross.retire(sores.id)
    (cross,) = august(ward).crosses
    assert (cross.since.days, cross.since.last_on, cross.near_misses) == (25, THURSDAY, 1)
    assert cross.since.record == cross.since.running
    assert (cross.days[5].state, cross.days[5].events) == (DayState.EVENT, 2)
    (now,) = september(ward).crosses
    assert (now.since.days, now.near_misses, now.near_misses_before) == (8, 0, 1)
    assert now.days[9].state is DayState.UNCHECKED
    assert now.days[10].state is DayState.COMING
    assert ward.month.story(dt.date(2026, 7, 1)).crosses == ()


def test_what_is_looked_for_no_more_is_told_of_the_months_that_did(ward: Ward) -> None:
    falls, _sores = ward.safety_cross.harms()
    ward.safety_cross.mark(falls.id, THURSDAY)
    ward.safety_cross.retire(falls.id)
    assert [cross.harm.name for cross in august(ward).crosses] == ["Pressure ulcers", "Falls"]


# Goals


def test_a_goal_stands_until_the_month_in_which_it_is_reached(
    ward: Ward, clock: ShiftedClock
) -> None:
    goal, falls = state_goal(ward, target="2 a month"), define(ward)
    goal = ward.goal_plans.add_measure(goal.id, falls.id, MeasureRole.OUTCOME)
    ward.measures.read(falls.id, "7")
    clock.set_to(IN_SEPTEMBER)
    ward.measures.read(falls.id, "2")
    ward.goal_plans.finish(goal.id, goal.row_version, anyway=True)
    (then,) = august(ward).goals
    assert (then.item.text, then.target) == (GOAL, "2 a month")
    assert [one.last_value for one in then.measures] == [7]
    assert august(ward).changes.reached == ()
    assert september(ward).goals == ()
    assert september(ward).changes.reached == (GoalEnd(GOAL, ""),)


def test_a_goal_that_was_given_up_or_taken_up_again_is_a_change(
    ward: Ward, clock: ShiftedClock
) -> None:
    goal = state_goal(ward)
    goal = ward.goal_plans.give_up(goal.id, goal.row_version, "Two wards were joined")
    assert august(ward).changes.given_up == (GoalEnd(GOAL, "Two wards were joined"),)
    assert august(ward).goals == ()
    clock.set_to(IN_SEPTEMBER)
    ward.goal_plans.open_again(goal.id, goal.row_version)
    assert august(ward).goals == ()
    (stands,) = september(ward).goals
    assert stands.item.text == GOAL
    assert september(ward).changes.taken_up == (GoalEnd(GOAL, ""),)
    assert september(ward).changes.given_up == ()


def test_a_goal_says_in_its_story_what_became_of_it(ward: Ward) -> None:
    goal = state_goal(ward)
    goal = ward.goal_plans.give_up(goal.id, goal.row_version, "Two wards were joined")
    ward.goal_plans.open_again(goal.id, goal.row_version)
    words = [event.what for event in ward.followups.story(goal.id)]
    assert words == ["raised", "cancelled: Two wards were joined", "being worked on"]


def test_words_that_tell_who_somebody_is_are_left_out(ward: Ward) -> None:
    ward.people.add_person("Erin Doyle")
    state_goal(ward, "Doyle leads the round")
    other = state_goal(ward, "Fewer moves")
    ward.goal_plans.give_up(other.id, other.row_version, "Erin Doyle left")
    story = august(ward)
    assert (story.goals, story.goals_not_shown) == ((), 1)
    assert story.changes.given_up == (GoalEnd("Fewer moves", ""),)


def test_a_known_change_that_names_somebody_is_told_without_its_words(ward: Ward) -> None:
    ward.people.add_person("Erin Doyle")
    falls = define(ward)
    ward.measures.read_all(falls.id, ["4 Aug 2", "5 Aug 3", "6 Aug 4"])
    ward.measures.rebase(falls.id, "5 Aug", "Doyle does the rounds")
    story = august(ward)
    assert [one.note for one in story.changes.processes] == [""]
    assert not any("Doyle" in lines.why for chart in story.charts for lines in chart.lines)


def test_nothing_sensitive_is_told_whoever_asks(ward: Ward) -> None:
    goal, action = state_goal(ward), done(ward, "Lower the beds", "no fall for a week")
    given_up = state_goal(ward, "Fewer moves")
    ward.goal_plans.give_up(given_up.id, given_up.row_version, "Two wards were joined")
    ward.followups.check(action.id, is_effective=True)
    for item_id in (goal.id, given_up.id, action.id):
        ward.followups.update(item_id, is_sensitive=True)
    story = august(ward)
    assert (story.goals, story.goals_not_shown) == ((), 0)
    assert (story.changes.given_up, story.changes.checks) == ((), ())


# Checks


def test_what_a_check_found_is_told_with_how_one_wanted_to_know(
    ward: Ward, clock: ShiftedClock
) -> None:
    known = "No fall for a week"
    worked, not_yet, never = (
        done(ward, line, known) for line in ("Lower the beds", "Mark the step", "Move the bins")
    )
    ward.followups.check(worked.id, is_effective=True, note="It holds")
    wards.next_morning(clock)
    again = THURSDAY + dt.timedelta(days=8)
    ward.followups.check(not_yet.id, is_effective=False, note="Unseen", opens_on=again)
    clock.set_to(IN_SEPTEMBER)
    ward.followups.check(never.id, is_effective=False, note="They came back")
    friday = THURSDAY + dt.timedelta(days=1)
    assert august(ward).changes.checks == (
        CheckOfAction(THURSDAY, "Lower the beds", known, "It holds", is_effective=True),
        CheckOfAction(friday, "Mark the step", known, "Unseen", is_effective=False, again_by=again),
    )
    (last,) = september(ward).changes.checks
    assert (last.action, last.is_effective, last.again_by) == ("Move the bins", False, None)


# On paper


@pytest.mark.parametrize("month", ["2026-08", "2026-09"])
def test_the_report_is_one_print_of_all_of_it(ward: Ward, clock: ShiftedClock, month: str) -> None:
    falls, harm = define(ward, target=4, unit="falls"), ward.safety_cross.harms()[0]
    ward.measures.read_all(falls.id, ["4 Aug 2", "5 Aug 3", "6 Aug 7"])
    ward.safety_cross.mark(harm.id, THURSDAY, events=1)
    goal = state_goal(ward)
    ward.goal_plans.add_measure(goal.id, falls.id, MeasureRole.OUTCOME)
    checked = done(ward, "Lower the beds", "no fall for a week")
    ward.followups.check(checked.id, is_effective=True)
    wards.hold(ward, "d: The round moves to 11:00")
    clock.set_to(IN_SEPTEMBER)
    ward.measures.read(falls.id, "9 Sep 1")
    order = SheetOrder(SheetKind.REPORT, month=month)
    text = text_of(ward.sheets.release(order, purpose="print"))
    newest = {"2026-08": "7 falls · Thu 06-Aug-2026", "2026-09": "1 falls · Wed 09-Sep-2026"}
    assert f"Newest: {newest[month]} · Target 4" in text
    assert f"Outcome Falls: {newest[month]} · Target 4" in text
    since = {"2026-08": "25 days since the last one", "2026-09": "35 days since the last one"}
    assert since[month] in text
    changed = text.partition("What changed")[2].partition("You said, we did")[0]
    in_august = ("Harm Falls: Thu 06-Aug", "Decided The round moves to 11:00", "It worked Lower")
    assert [said in changed for said in in_august] == [month == "2026-08"] * 3


def test_a_chart_is_a_sheet_like_the_others(ward: Ward) -> None:
    falls, waits = define(ward), define(ward, "Waits")
    ward.measures.read(falls.id, "3")
    ward.measures.read(waits.id, "40")
    order = SheetOrder(SheetKind.CHART, measure="waits")
    assert text_of(ward.sheets.make(order)).startswith("Waits")
    assert text_of(ward.sheets.make(SheetOrder(SheetKind.CHART))).startswith("Falls")
    assert "Waits" in ward.sheets.copy(order)
    assert b"Waits" in ward.sheets.release_html(order)
