"""Follow-ups: found, answered by one key, and overwriting nobody."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit

from huddle.rows.items import FollowUpsFilter
from huddle.settings import Settings
from huddle.vocabulary import SortBy, Status, StepPurpose
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.asked import form
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
from tests.helpers.qt import click, click_row, find, focused, press, type_text, wait_until
from ui.pages.followups.item_model import Column

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With somebody from pharmacy."""
    return with_pharmacist(ward)


# The table and its filter


def test_the_counts_head_the_page_and_the_latest_is_first(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    assert listed(work) == ["Mend the lamp", "Answer the bleep", "Order a sling"]
    assert text(work, "count_open") == "3 open"
    assert text(work, "count_overdue") == "1 overdue"
    assert find(work.window, "count_unnamed", QAbstractButton).text() == "1 with nobody named"
    cells = [str(table(work).model().index(0, column).data()) for column in Column]
    assert cells[Column.DUE] == "Tue 04-Aug, 2 days late"
    assert cells[Column.OWNER] == "Erin"
    assert cells[Column.STATUS] == "not started"
    assert table(work).currentIndex().row() == 0


def test_an_empty_page_says_what_to_do_first(work: AtWork) -> None:
    opened(work)
    assert text(work, "followups_empty_title") == "Nothing is open"
    assert focused().objectName() == "add_action"
    assert not find(work.window, "answer_done", QAbstractButton).isEnabled()


def test_typing_filters_after_a_moment_and_esc_clears(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    press(Qt.Key.Key_F, CTRL)
    assert focused().objectName() == "filter_text"
    type_text(work.window, "filter_text", "slin")
    wait_until(lambda: listed(work) == ["Order a sling"], "the filter")
    press(Qt.Key.Key_Escape)
    work.settle()
    assert len(listed(work)) == 3
    type_text(work.window, "filter_text", "shah")
    press(Qt.Key.Key_Return)
    work.settle()
    assert listed(work) == ["Answer the bleep"]


def test_nothing_found_offers_all(work: AtWork) -> None:
    three(work.ward)
    opened(work, text="zebra")
    assert text(work, "followups_empty_title") == "Nothing matches"
    click(work.window, "show_all_open")
    work.settle()
    assert len(listed(work)) == 3


@pytest.mark.parametrize(
    ("switch", "left"),
    [
        ("overdue", ["Mend the lamp"]),
        ("mine", ["Mend the lamp"]),
        ("unnamed", ["Order a sling"]),
    ],
)
def test_switches_narrow_the_list(work: AtWork, switch: str, left: list[str]) -> None:
    three(work.ward)
    opened(work)
    button = find(work.window, f"filter_only_{switch}", QAbstractButton)
    button.setFocus()
    press(Qt.Key.Key_Space)
    work.settle()
    assert listed(work) == left
    press(Qt.Key.Key_Space)
    work.settle()
    assert len(listed(work)) == 3


def test_department_and_status(work: AtWork) -> None:
    items = three(work.ward)
    work.ward.followups.update(items[0].id, status=Status.CLOSED)
    opened(work)
    pharmacy = next(team for team in work.ward.people.departments() if team.name == "Pharmacy")
    choose(work, "filter_department", pharmacy.id)
    assert listed(work) == ["Answer the bleep"]
    click(work.window, "print_sheets")
    assert work.way.last == (
        "sheet",
        {"kind": "actions", "department": "Pharmacy", "back": "followups"},
    )
    choose(work, "filter_department", "")
    choose(work, "filter_status", "finished")
    assert listed(work) == ["Mend the lamp"]


def test_what_today_asks_for_is_set(work: AtWork) -> None:
    items = three(work.ward)
    presenter = opened(work, overdue="yes")
    assert listed(work) == ["Mend the lamp"]
    presenter.arrive(item_id=items[2].id)
    work.settle()
    assert len(listed(work)) == 3
    assert find(work.window, "detail_text", QPlainTextEdit).toPlainText() == "Order a sling"


def test_sorting_is_done_over_all_and_remembered(work: AtWork) -> None:
    three(work.ward)
    presenter = opened(work)
    assert listed(work) == ["Mend the lamp", "Answer the bleep", "Order a sling"]
    kept: list[Settings] = []
    presenter.desk = dataclasses.replace(work.desk, keep_settings=kept.append)
    choose(work, "sort_by", SortBy.OWNER.value)
    assert listed(work) == ["Mend the lamp", "Answer the bleep", "Order a sling"]
    add(work.ward, "Book transport @Erin due 20 aug")
    wait_until(lambda: len(listed(work)) == 4, "the new one")
    assert listed(work)[1] == "Book transport"
    assert kept[-1].followups_sort == "owner"


def test_long_lists_come_a_screenful_at_a_time(work: AtWork) -> None:
    for number in range(105):
        add(work.ward, f"Check shelf {number}")
    opened(work)
    assert len(listed(work)) == 100
    assert text(work, "shown_of") == "100 of 105"
    click(work.window, "show_more")
    work.settle()
    assert len(listed(work)) == 105
    assert not find(work.window, "show_more").isVisible()


def test_selection_and_place_stay_when_others_change(work: AtWork) -> None:
    for number in range(40):
        add(work.ward, f"Check shelf {number} due 12 aug")
    opened(work)
    view = table(work)
    click_row(view, 30, Column.ACTION)
    chosen, scrolled = view.current, view.verticalScrollBar().value()
    assert chosen is not None
    assert scrolled > 0
    add(work.ward, "Look after the last due 30 aug")
    wait_until(lambda: len(listed(work)) == 41, "the new one")
    assert view.current == chosen
    assert view.verticalScrollBar().value() == scrolled


# One-key answers


def test_done_by_one_key_and_back_again(work: AtWork) -> None:
    late, due, _later = three(work.ward)
    opened(work)
    press(Qt.Key.Key_1, CTRL)
    work.settle()
    assert now(work, late).status is Status.CLOSED
    assert work.messages.text == "Done: Mend the lamp"
    assert listed(work) == ["Answer the bleep", "Order a sling"]
    current = table(work).current
    assert current is not None
    assert current.id == due.id
    click(work.window, "message_action")
    work.settle()
    assert now(work, late).status is Status.NOT_STARTED
    current = table(work).current
    assert current is not None
    assert current.id == late.id


def test_still_going_by_its_button(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    click(work.window, "answer_still_going")
    work.settle()
    assert now(work, late).status is Status.IN_PROGRESS


def test_blocked_asks_why_in_place(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    press(Qt.Key.Key_3, CTRL)
    assert focused().objectName() == "answer_why"
    press(Qt.Key.Key_Return)
    assert text(work, "answer_why_field_error") == "Write why in a few words."
    type_text(work.window, "answer_why", "No spare lamp")
    press(Qt.Key.Key_Return)
    work.settle()
    assert now(work, late).status is Status.BLOCKED
    assert now(work, late).note == "No spare lamp"
    assert not find(work.window, "answer_strip").isVisible()
    assert focused().objectName() == "followups_table"


def test_more_time_needs_a_day_and_a_reason(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    press(Qt.Key.Key_4, CTRL)
    type_text(work.window, "answer_day", "someday")
    type_text(work.window, "answer_why", "Part is ordered")
    press(Qt.Key.Key_Return)
    assert "no day" in text(work, "answer_day_field_error")
    type_text(work.window, "answer_day", "fri 14:00", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    moved = now(work, late)
    assert (moved.due_on, moved.due_time) == (dt.date(2026, 8, 7), dt.time(14))
    assert moved.first_due_on == dt.date(2026, 8, 4)


def test_esc_leaves_an_answer_without_losing_it(work: AtWork) -> None:
    late, *_others = three(work.ward)
    opened(work)
    press(Qt.Key.Key_3, CTRL)
    type_text(work.window, "answer_why", "No spa")
    press(Qt.Key.Key_Escape)
    assert focused().objectName() == "followups_table"
    assert now(work, late).status is Status.NOT_STARTED


def test_an_answer_on_another_version_overwrites_nothing(work: AtWork) -> None:
    late, *_others = three(work.ward)
    presenter = opened(work)
    presenter.widget.hide()
    work.ward.followups.update(late.id, text="Mend both lamps")
    work.settle()
    presenter.widget.show()
    table(work).setFocus()
    press(Qt.Key.Key_1, CTRL)
    work.settle()
    assert now(work, late).status is Status.NOT_STARTED
    click(form(), "version_0_theirs")
    click(form(), "question_yes")
    work.settle()
    assert now(work, late).status is Status.NOT_STARTED
    assert listed(work)[0] == "Mend both lamps"


def test_a_finished_action_takes_no_answer(work: AtWork) -> None:
    late, *_others = three(work.ward)
    work.ward.followups.update(late.id, status=Status.CLOSED)
    opened(work, status="finished")
    assert not find(work.window, "answer_done", QAbstractButton).isEnabled()
    assert find(work.window, "open_detail", QAbstractButton).isEnabled()
    version = now(work, late).row_version
    press(Qt.Key.Key_2, CTRL)
    work.settle()
    assert now(work, late).row_version == version


# Telling


def test_who_was_not_told_heads_the_page(work: AtWork) -> None:
    state = wards.start(work.ward)
    step = wards.step_for(state, StepPurpose.LOOK_AHEAD)
    for number in range(3):
        capture = wards.said(work.ward, f'a: Ring about bed {number} @"R. Shah"')
        item = work.ward.running.capture(state.huddle.id, step, capture, key=str(number))
        work.ward.running.read_back(item.id, "Erin")
    opened(work)
    rows = [row for row in work.window.findChildren(QLabel) if "Tell R. Shah" in row.text()]
    assert len(rows) == 2
    assert find(work.window, "untold_more", QAbstractButton).text() == "1 more to tell"
    click(work.window, "untold_more")
    work.settle()
    told = [b for b in work.window.findChildren(QAbstractButton, "told") if b.isVisible()]
    assert len(told) == 3
    told[0].setFocus()
    press(Qt.Key.Key_Space)
    work.settle()
    assert work.messages.text == "Noted as told."
    assert len(work.ward.followups.find(FollowUpsFilter()).untold) == 2


def test_what_nobody_owns_heads_the_page_and_is_one_press_away(work: AtWork) -> None:
    three(work.ward)
    opened(work)
    click(work.window, "count_unnamed")
    work.settle()
    assert len(listed(work)) == 1
    assert not find(work.window, "count_unnamed").isVisible()
