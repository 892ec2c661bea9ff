"""Goals: seen by family, stated and planned by clicks and keys, told of by measures, finished."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.measure_words import Direction, Family, MeasureKind, MeasureRole
from huddle.rows.goals import GoalRow
from huddle.vocabulary import Status, StepPurpose
from huddle.ward import Ward
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, type_text
from tests.helpers.wards import hold, start, step_for
from ui.pages.goals.presenter import GoalsPresenter, open_page
from ui.pages.run.presenter import open_page as run_page
from ui.widgets.choices import Choice
from ui.widgets.growing_line import GrowingLine

FALLS = "Nobody falls on the way to the toilet"
BAGS = "Medicines are ready when a patient goes home"
ALL = ("goals_safety", "goals_experience", "goals_wellbeing", "goals_flow")


def opened(work: AtWork, **what: str) -> GoalsPresenter:
    presenter = open_page(work.desk)
    work.show(presenter, **what)
    return presenter


def add(work: AtWork, text: str = FALLS, family: Family = Family.SAFETY, **fields: Any) -> GoalRow:
    return work.ward.goal_plans.add(text, family=family, **fields)


def measure(ward: Ward, name: str = "Falls", kind: MeasureKind = MeasureKind.COUNT) -> str:
    return ward.measures.add(name, family=Family.SAFETY, kind=kind, direction=Direction.DOWN).id


def goal(work: AtWork) -> GoalRow:
    (only,) = work.ward.goal_plans.goals(with_finished=True)
    return only


def said(work: AtWork, column: str) -> str:
    """All that a column says."""
    labels = find(work.window, column).findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


def shown(work: AtWork, *names: str) -> list[str]:
    return [name for name in names if find(work.window, name).isVisible()]


def edit(work: AtWork, name: str, text: str) -> None:
    """Put other words into a field of the form."""
    find(work.window, name).setFocus()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(work.window, name, text, instead=True)


def press_and_settle(work: AtWork, key: Qt.Key) -> None:
    press(key)
    work.settle()


def test_an_empty_page_asks_and_offers_the_first_goal(work: AtWork) -> None:
    opened(work)
    assert shown(work, *ALL) == list(ALL)
    assert "What harm shall become rarer?" in said(work, "goals_safety")
    assert focused().objectName() == "goals_safety_add"
    press_and_settle(work, Qt.Key.Key_Space)
    assert shown(work, *ALL) == ["goals_safety"]
    assert focused().objectName() == "goal_text"


def test_a_goal_is_stated_by_keys_alone(work: AtWork) -> None:
    opened(work)
    press_and_settle(work, Qt.Key.Key_Space)
    type_text(work.window, "goal_text", FALLS)
    press(Qt.Key.Key_Tab)
    assert focused().objectName() == "goal_why"
    type_text(work.window, "goal_why", "Six fell in June")
    type_text(work.window, "goal_target", "2 a month")
    type_text(work.window, "goal_due", "1 dec")
    type_text(work.window, "goal_review", "+30d")
    press_and_settle(work, Qt.Key.Key_Return)
    kept = goal(work)
    assert (kept.item.text, kept.item.why, kept.target) == (FALLS, "Six fell in June", "2 a month")
    assert (kept.item.due_on, kept.review_on) == (dt.date(2026, 12, 1), dt.date(2026, 9, 5))
    assert kept.family is Family.SAFETY
    assert shown(work, *ALL) == list(ALL)
    assert focused().accessibleName().startswith(FALLS)
    assert "by Tue 01-Dec-2026" in said(work, "goals_safety")


def test_goals_stand_in_the_columns_of_their_families(work: AtWork) -> None:
    erin = next(one.id for one in work.ward.people.people() if one.name == "Erin")
    teams = [one.id for one in work.ward.people.departments()][:2]
    add(work, owner_id=erin, department_ids=teams, baseline="6", target="2")
    add(work, BAGS, Family.FLOW)
    opened(work)
    safety, flow = said(work, "goals_safety"), said(work, "goals_flow")
    for words in (FALLS, "Nursing, Medical", "Erin answers for it", "from 6 to 2"):
        assert words in safety
    assert "Who answers for this?" not in safety
    assert "add a balancing measure" in safety
    for words in (BAGS, "Who answers for this?", "Which other department shares this?", "By when?"):
        assert words in flow


def test_a_goal_is_edited_in_the_same_form(work: AtWork) -> None:
    add(work)
    opened(work)
    assert focused().objectName() == "goal_open"
    press_and_settle(work, Qt.Key.Key_Return)
    assert find(work.window, "goal_text", GrowingLine).toPlainText() == FALLS
    for at in (0, 2):
        click(work.window, f"goal_department_{at}")
    owner = find(work.window, "goal_owner_id", Choice)
    owner.setFocus()
    press(Qt.Key.Key_E)
    edit(work, "goal_left_out", "Whoever cannot press the bell")
    press_and_settle(work, Qt.Key.Key_Return)
    kept = goal(work)
    assert kept.item.departments == ("Nursing", "Pharmacy")
    assert (kept.item.owner_name, kept.left_out) == ("Erin", "Whoever cannot press the bell")


def test_what_cannot_be_used_is_said_beside_its_field(work: AtWork) -> None:
    opened(work)
    click(work.window, "goals_flow_add")
    type_text(work.window, "goal_due", "soon")
    press_and_settle(work, Qt.Key.Key_Return)
    assert find(work.window, "goal_due_field_error", QLabel).text().startswith("That is no day.")
    edit(work, "goal_due", "fri")
    press_and_settle(work, Qt.Key.Key_Return)
    assert not find(work.window, "goal_due_field_error").isVisible()
    assert "empty" in find(work.window, "goal_text_field_error", QLabel).text()
    assert focused().objectName() == "goal_text"
    assert work.ward.goal_plans.goals() == ()


def test_esc_leaves_and_what_was_typed_waits(work: AtWork) -> None:
    add(work)
    opened(work)
    press_and_settle(work, Qt.Key.Key_Return)
    edit(work, "goal_target", "2 a month")
    press_and_settle(work, Qt.Key.Key_Escape)
    assert shown(work, *ALL) == list(ALL)
    assert goal(work).target == ""
    assert work.messages.text.startswith("What you typed waits here")
    again = opened(work)
    click(again.page, "goal_open")
    assert find(again.page, "goal_target", QLineEdit).text() == "2 a month"
    find(again.page, "goal_target").setFocus()
    press_and_settle(work, Qt.Key.Key_Return)
    assert goal(work).target == "2 a month"
    assert "goal:" not in "".join(work.ward.running.drafts(None))


def test_what_somebody_else_changed_meanwhile_stands_beside_mine(work: AtWork) -> None:
    seen = add(work)
    opened(work)
    press_and_settle(work, Qt.Key.Key_Return)
    edit(work, "goal_target", "2 a month")
    work.ward.goal_plans.plan(seen.id, seen.row_version, baseline="6 a month")
    work.settle()
    assert find(work.window, "goal_target", QLineEdit).text() == "2 a month"
    assert find(work.window, "goal_baseline", QLineEdit).text() == "6 a month"
    find(work.window, "goal_target").setFocus()
    press_and_settle(work, Qt.Key.Key_Return)
    assert (goal(work).baseline, goal(work).target) == ("6 a month", "2 a month")


def test_a_measure_is_added_and_leads_to_its_chart(work: AtWork) -> None:
    falls, bells = measure(work.ward), measure(work.ward, "Bells", MeasureKind.PERCENTAGE)
    work.ward.measures.read(falls, "5 Aug 4")
    work.ward.measures.read(bells, "5 Aug 70")
    kept = add(work)
    opened(work, goal=kept.id)
    click(work.window, "goal_measure_add")
    work.settle()
    find(work.window, "goal_role_choice", Choice).select(MeasureRole.BALANCING.value)
    click(work.window, "goal_measure_add")
    work.settle()
    assert [(one.name, one.role) for one in goal(work).measures] == [
        ("Falls", MeasureRole.OUTCOME),
        ("Bells", MeasureRole.BALANCING),
    ]
    press_and_settle(work, Qt.Key.Key_Escape)
    words = said(work, "goals_safety")
    assert "Falls: 4" in words
    assert "Outcome, Wed 05-Aug" in words
    assert "Bells: 70%" in words
    assert "balancing measure" not in words
    first = find(work.window, "goal_measures").findChildren(QAbstractButton, "goal_measure")[0]
    first.setFocus()
    press_and_settle(work, Qt.Key.Key_Return)
    assert work.way.last == ("measures", {"measure": falls})


def test_a_measure_is_taken_away_again(work: AtWork) -> None:
    kept = add(work)
    work.ward.goal_plans.add_measure(kept.id, measure(work.ward), MeasureRole.OUTCOME)
    opened(work, goal=kept.id)
    click(work.window, "goal_measure_remove")
    work.settle()
    assert goal(work).measures == ()


def test_without_measures_the_form_leads_to_them(work: AtWork) -> None:
    opened(work, goal=add(work).id)
    click(work.window, "goal_all_measures")
    assert work.way.last == ("measures", {})


def test_a_goal_that_nothing_watched_is_reached_only_after_a_question(work: AtWork) -> None:
    kept = add(work)
    opened(work, goal=kept.id)
    work.answers.says_yes = False
    click(work.window, "goal_finish")
    work.settle()
    assert work.answers.asked == ["Is it reached all the same?"]
    assert "no balancing measure" in work.answers.confirmed[0]
    assert goal(work).item.status is Status.BEING_WORKED_ON
    work.answers.says_yes = True
    click(work.window, "goal_finish")
    work.settle()
    assert goal(work).item.status is Status.CLOSED
    assert FALLS not in said(work, "goals_safety")
    click(work.window, "goals_finished")
    work.settle()
    assert FALLS in said(work, "goals_safety")
    click(work.window, "goal_open")
    work.settle()
    click(work.window, "goal_open_again")
    work.settle()
    assert goal(work).item.status is Status.BEING_WORKED_ON


def test_a_goal_is_given_up_with_a_reason(work: AtWork) -> None:
    opened(work, goal=add(work).id)
    click(work.window, "goal_give_up")
    work.settle()
    assert (goal(work).item.status, goal(work).item.note) == (Status.CANCELLED, "A good reason")
    assert shown(work, *ALL) == list(ALL)


def test_a_goal_said_in_a_huddle_is_placed(work: AtWork) -> None:
    hold(work.ward, f"g: {BAGS}", "g: Another", "g: A third")
    opened(work)
    assert find(work.window, "goals_unplaced_more", QLabel).text() == "1 more like these"
    rows = find(work.window, "goals_unplaced").findChildren(QAbstractButton, "goal_unplaced")
    rows[0].setFocus()
    press_and_settle(work, Qt.Key.Key_Return)
    find(work.window, "goal_target").setFocus()
    press(Qt.Key.Key_2)
    press_and_settle(work, Qt.Key.Key_Return)
    assert "family" in find(work.window, "goal_family_field_error", QLabel).text()
    find(work.window, "goal_family", Choice).select(Family.FLOW.value)
    find(work.window, "goal_target").setFocus()
    press_and_settle(work, Qt.Key.Key_Return)
    assert BAGS in said(work, "goals_flow")
    assert not find(work.window, "goals_unplaced_more").isVisible()


def test_words_that_tell_who_a_patient_is_are_marked(work: AtWork) -> None:
    opened(work)
    click(work.window, "goals_safety_add")
    work.settle()
    type_text(work.window, "goal_text", "Mrs Jones does not fall again ")
    work.settle()
    assert find(work.window, "goal_text_guard").isVisible()


def coming_back(work: AtWork, clock: ShiftedClock, *goals: str) -> str:
    """Goals that the next day's huddle looks at again; its id, with the Run page at that step."""
    hold(work.ward, *(f"g: {goal}" for goal in goals))
    for one in work.ward.goal_plans.goals():
        today = work.ward.planning.today().today
        fields = {"family": Family.SAFETY, "review_on": today}
        work.ward.goal_plans.plan(one.id, one.row_version, **fields)
    clock.advance(days=1)
    state = start(work.ward)
    work.ward.running.go_to_step(state.huddle.id, step_for(state, StepPurpose.PARKED))
    work.show(run_page(work.desk), huddle_id=state.huddle.id)
    return state.huddle.id


def test_in_the_huddle_it_is_taken_up_or_let_go(work: AtWork, clock: ShiftedClock) -> None:
    huddle_id = coming_back(work, clock, FALLS, BAGS)
    assert find(work.window, "goals_heading", QLabel).text() == "Goals to look at again"
    falls, bags = work.ward.goal_plans.goals()
    click(work.window, f"take_up_{falls.item.code}")
    work.settle()
    click(work.window, f"let_go_{bags.item.code}")
    work.settle()
    state = work.ward.running.state(huddle_id)
    assert [item.text for item in state.items] == [FALLS]
    assert state.parked == ()
    assert len(work.ward.goal_plans.goals()) == 2


def test_in_the_huddle_it_is_reached_after_a_question(work: AtWork, clock: ShiftedClock) -> None:
    huddle_id = coming_back(work, clock, FALLS)
    (falls,) = work.ward.goal_plans.goals()
    click(work.window, f"reached_{falls.item.code}")
    work.settle()
    assert work.answers.confirmed == [
        "Nothing watched what this cost elsewhere: no balancing measure tells."
    ]
    assert work.ward.goal_plans.goals() == ()
    assert work.ward.running.state(huddle_id).parked == ()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("count", [0, 3, 20])
def test_the_columns_fit_a_small_screen(work: AtWork, mode: str, count: int) -> None:
    for at in range(count):
        add(work, f"{BAGS}, number {at}", tuple(Family)[at % 4])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    work.desk.theme.apply(app, mode)
    opened(work)
    body, width = find(work.window, "goals_body"), find(work.window, "goals_page").width()
    assert width == 1178
    columns = [find(work.window, name) for name in ALL]
    right = [one.mapTo(body, one.rect().topRight()).x() for one in columns]
    assert right == sorted(right)
    assert right[-1] <= body.width()
    assert len({one.width() for one in columns}) == 1
    assert not is_cut_off(work.window)


def is_cut_off(window: QWidget) -> bool:
    """Whether a label of a card is wider than its card."""
    cards = [one for one in window.findChildren(QWidget, "goal_card") if one.isVisible()]
    return any(
        label.mapTo(card, label.rect().topRight()).x() > card.width()
        for card in cards
        for label in card.findChildren(QLabel)
        if label.isVisible()
    )
