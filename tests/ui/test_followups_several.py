"""Several actions chosen and answered for at once, and the table sorted by its heads."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from huddle.rows.items import ItemRow
from huddle.settings import Settings
from huddle.vocabulary import AccessRole, ItemKind, Status
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.followups import (
    add,
    choose,
    listed,
    now,
    opened,
    table,
    text,
    three,
    with_pharmacist,
)
from tests.helpers.qt import click, find, focused, press, type_text
from ui.pages.followups.item_model import Column
from ui.pages.followups.sort_header import SortHeader

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With somebody from pharmacy."""
    return with_pharmacist(ward)


def statuses(work: AtWork, items: list[ItemRow]) -> list[Status]:
    return [now(work, item).status for item in items]


def click_with(work: AtWork, row: int, held: Qt.KeyboardModifier) -> None:
    """Click a row of the table with a key held down."""
    view = table(work)
    spot = view.visualRect(view.model().index(row, Column.ACTION)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, held, spot)


def picked(work: AtWork) -> list[str]:
    return [item.text for item in table(work).picked]


# Choosing


def test_shift_ctrl_and_ctrl_a_choose_several_and_esc_lets_go(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    press(Qt.Key.Key_Down, SHIFT)
    assert picked(work) == ["Mend the lamp", "Answer the bleep"]
    assert text(work, "picked_count") == "2 actions chosen"
    press(Qt.Key.Key_A, CTRL)
    assert len(picked(work)) == 3
    press(Qt.Key.Key_Escape)
    assert picked(work) == ["Answer the bleep"]
    assert not find(work.window, "picked_count").isVisible()
    click_with(work, 0, Qt.KeyboardModifier.NoModifier)
    click_with(work, 2, CTRL)
    assert picked(work) == ["Mend the lamp", "Order a sling"]
    click_with(work, 2, SHIFT)
    assert len(picked(work)) >= 1


def test_one_at_a_time_goes_up_and_opens(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    press(Qt.Key.Key_A, CTRL)
    up = find(work.window, "answer_escalate", QAbstractButton)
    assert not up.isEnabled()
    assert up.toolTip() == "Only one action at a time goes up."
    assert not find(work.window, "open_detail").isVisible()
    press(Qt.Key.Key_5, CTRL)
    assert work.messages.text == "Only one action at a time goes up: choose one."
    press(Qt.Key.Key_Return)
    work.settle()
    assert picked(work) == ["Mend the lamp"]
    assert find(work.window, "detail_panel").isVisible()


# Answering


def test_done_for_all_and_one_undo(work: AtWork) -> None:
    items = three(work.ward)
    opened(work)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_1, CTRL)
    work.settle()
    assert statuses(work, items) == [Status.CLOSED] * 3
    assert work.messages.text == "3 actions: done"
    assert text(work, "followups_empty_title") == "Nothing is open"
    click(work.window, "message_action")
    work.settle()
    assert statuses(work, items) == [Status.NOT_STARTED] * 3
    assert len(listed(work)) == 3


def test_one_reason_blocks_all(work: AtWork) -> None:
    items = three(work.ward)
    opened(work)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_3, CTRL)
    assert text(work, "answer_about") == "Blocked: 2 actions"
    assert focused().objectName() == "answer_why"
    type_text(work.window, "answer_why", "No porter today")
    press(Qt.Key.Key_Return)
    work.settle()
    assert statuses(work, items) == [Status.BLOCKED, Status.BLOCKED, Status.NOT_STARTED]
    assert {now(work, item).note for item in items[:2]} == {"No porter today"}
    click(work.window, "message_action")
    work.settle()
    assert statuses(work, items) == [Status.NOT_STARTED] * 3


def test_one_day_and_reason_move_all(work: AtWork) -> None:
    items = three(work.ward)
    opened(work)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_4, CTRL)
    type_text(work.window, "answer_day", "20 aug 14:00")
    type_text(work.window, "answer_why", "Parts come late")
    press(Qt.Key.Key_Return)
    work.settle()
    assert {now(work, item).due_on for item in items} == {dt.date(2026, 8, 20)}
    assert work.messages.text == "3 actions: more time"


def test_all_are_handed_over(work: AtWork) -> None:
    items = three(work.ward)
    opened(work)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_6, CTRL)
    assert text(work, "answer_about") == "Hand over: 3 actions"
    click(work.window, "answer_keep")
    assert text(work, "answer_owner_field_error") == "Choose who takes it on."
    shah = next(who for who in work.ward.people.people() if who.name == "R. Shah")
    choose(work, "answer_owner", shah.id)
    click(work.window, "answer_keep")
    work.settle()
    assert {now(work, item).owner_name for item in items} == {"R. Shah"}
    assert work.messages.text == "3 actions: handed over"
    click(work.window, "message_action")
    work.settle()
    assert [now(work, item).owner_name for item in items] == ["Erin", "R. Shah", ""]


def test_one_is_handed_over_to_somebody_new(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    click(work.window, "hand_over")
    choose(work, "answer_owner", "new")
    type_text(work.window, "answer_new_owner", "Ama Boateng")
    press(Qt.Key.Key_Return)
    work.settle()
    assert now(work, late).owner_name == "Ama Boateng"
    assert now(work, late).owner_is_known


def test_only_what_is_open_is_answered(work: AtWork) -> None:
    items = three(work.ward)
    work.ward.followups.update(items[0].id, status=Status.CLOSED)
    opened(work, status="all")
    press(Qt.Key.Key_A, CTRL)
    assert text(work, "picked_count") == "3 actions chosen, 2 of them open"
    press(Qt.Key.Key_3, CTRL)
    assert text(work, "answer_about") == "Blocked: 2 actions"
    type_text(work.window, "answer_why", "No porter today")
    press(Qt.Key.Key_Return)
    work.settle()
    assert statuses(work, items) == [Status.CLOSED, Status.BLOCKED, Status.BLOCKED]


def test_a_double_press_answers_once(work: AtWork) -> None:
    items = three(work.ward)
    opened(work)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_2, CTRL, times=2)
    work.settle()
    assert statuses(work, items) == [Status.IN_PROGRESS] * 3
    story = work.ward.followups.story(items[0].id)
    assert [event.what for event in story].count("in progress") == 1


def test_what_was_so_already_is_not_taken_back(work: AtWork) -> None:
    late, *_others = three(work.ward)
    work.ward.followups.update(late.id, status=Status.IN_PROGRESS)
    opened(work)
    press(Qt.Key.Key_2, CTRL)
    work.settle()
    click(work.window, "message_action")
    work.settle()
    assert work.messages.text == "It was so already: there is nothing to take back."
    assert now(work, late).status is Status.IN_PROGRESS


def test_a_reader_chooses_and_answers_nothing(work: AtWork) -> None:
    items = three(work.ward)
    act_as(work.ward, AccessRole.READER)
    opened(work)
    press(Qt.Key.Key_A, CTRL)
    assert not find(work.window, "hand_over").isVisible()
    press(Qt.Key.Key_1, CTRL)
    press(Qt.Key.Key_6, CTRL)
    work.settle()
    assert statuses(work, items) == [Status.NOT_STARTED] * 3


# Sorting


def test_a_head_sorts_by_its_column_and_at_the_second_press_backwards(work: AtWork) -> None:
    three(work.ward)
    presenter = opened(work)
    kept: list[Settings] = []
    presenter.desk = dataclasses.replace(work.desk, keep_settings=kept.append)
    header = find(work.window, "followups_header", SortHeader)

    def press_head(column: Column) -> None:
        spot = QPoint(header.sectionViewportPosition(column) + 10, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        work.settle()

    press_head(Column.DUE)
    assert listed(work) == ["Order a sling", "Answer the bleep", "Mend the lamp"]
    assert (kept[-1].followups_sort, kept[-1].followups_down) == ("due", True)
    press_head(Column.OWNER)
    assert listed(work) == ["Mend the lamp", "Answer the bleep", "Order a sling"]
    press_head(Column.OWNER)
    assert listed(work) == ["Answer the bleep", "Mend the lamp", "Order a sling"]
    head = header.model().headerData(Column.OWNER, Qt.Orientation.Horizontal)
    assert head == "Owner ↓"
    press_head(Column.ACTION)
    assert kept[-1].followups_sort == "owner"


def test_the_heads_are_pressed_by_the_keyboard(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    press(Qt.Key.Key_Backtab, SHIFT)
    assert focused().objectName() == "followups_header"
    press(Qt.Key.Key_Space)
    work.settle()
    assert listed(work)[0] == "Order a sling"
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    work.settle()
    assert listed(work)[0] == "Mend the lamp"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Space)
    work.settle()
    assert listed(work)[0] == "Mend the lamp"
    assert find(work.window, "followups_header").hasFocus()


def test_the_order_comes_back_with_its_direction(work: AtWork) -> None:
    three(work.ward)
    kept = Settings(followups_sort="owner", followups_down=True)
    work.desk = dataclasses.replace(work.desk, settings=lambda: kept)
    opened(work)
    assert listed(work) == ["Answer the bleep", "Mend the lamp", "Order a sling"]
    choose(work, "sort_by", "due down")
    assert listed(work)[0] == "Order a sling"


# Goals


def test_an_action_is_given_a_goal_and_found_by_it(work: AtWork) -> None:
    late, *_others = three(work.ward)
    state = wards.start(work.ward)
    goal = wards.capture(work.ward, state, "g: Medicines ready before noon")
    opened(work, item_id=late.id)
    choose(work, "detail_goal", goal.id)
    click(work.window, "detail_keep")
    work.settle()
    assert now(work, late).goal_text == goal.text
    press(Qt.Key.Key_Escape)
    choose(work, "filter_goal", goal.id)
    assert listed(work) == ["Mend the lamp"]
    cell = table(work).model().index(0, Column.STATUS).data()
    assert cell == "not started, goal: Medicines ready before noon"


def test_without_goals_nothing_asks_for_one(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work, item_id=late.id)
    assert not find(work.window, "filter_goal").isVisible()
    assert not find(work.window, "detail_goal").isVisible()
    state = wards.start(work.ward)
    wards.capture(work.ward, state, "g: Medicines ready before noon")
    work.settle()
    assert find(work.window, "filter_goal").isVisible()


def test_the_row_says_whose_parts_are_missing(work: AtWork) -> None:
    add(work.ward, "Send filter data due today +Pharmacy +Porters")
    opened(work)
    model = table(work).model()
    assert "still going for Pharmacy, Porters" in model.index(0, Column.STATUS).data()
    tip = model.index(0, Column.ACTION).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Send filter data\nstill going for Pharmacy, Porters"


def test_an_action_made_of_a_goal_shows_it(work: AtWork) -> None:
    state = wards.start(work.ward)
    goal = wards.capture(work.ward, state, "g: Medicines ready before noon")
    action = work.ward.running.turn_into(goal.id, ItemKind.ACTION)
    opened(work, item_id=action.id)
    assert find(work.window, "detail_goal").isVisible()
