"""Escalating by clicks: from Follow-ups and from a huddle, up and back again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.items import ItemRow
from huddle.vocabulary import EscalationState, Review
from huddle.ward import Ward
from tests.helpers import going_up, wards
from tests.helpers.desks import AtWork
from tests.helpers.followups import add, opened
from tests.helpers.qt import click, find, press, seen, type_text
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.pages.people.presenter import open_page as open_people
from ui.pages.today.presenter import open_page as open_today

CTRL = Qt.KeyboardModifier.ControlModifier


def form() -> QWidget:
    """The open form."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    return dialog


def fill_form(**fields: str) -> None:
    """Write into the open form."""
    for name, words in fields.items():
        type_text(form(), f"escalate_{name}", words, instead=True)


@pytest.fixture
def hoist(ward: Ward) -> ItemRow:
    """An action that is due today."""
    return add(ward, "Mend the hoist due today")


def test_an_action_goes_up_from_its_panel_and_its_call_and_answer_are_entered(
    work: AtWork, hoist: ItemRow
) -> None:
    going_up.receiver(work.ward)
    opened(work, item_id=hoist.id)
    click(work.window, "detail_escalate")
    work.settle()
    assert "4321" in find(form(), "escalate_number", QLabel).text()
    assert "told nobody" in find(form(), "escalate_told_nobody", QLabel).text()
    fill_form(reason="No part here", ask="Lend us one", needed_on="today 16:00")
    click(form(), "question_yes")
    work.settle()
    (row,) = work.ward.escalations.of_item(hoist.id)
    assert (row.to_name, row.reason, row.ask) == ("Jo Byrne", "No part here", "Lend us one")
    assert row.needed_time is not None
    assert row.needed_time.hour == 16
    assert "told nobody" in work.messages.text
    assert state(work, hoist) == "Not yet told"
    work.answers.line = "Jo Byrne"
    click(work.window, "escalation_told")
    work.settle()
    assert state(work, hoist) == "Told, no answer yet"
    click(work.window, "escalation_answer")
    work.settle()
    assert state(work, hoist) == "Answered, to be told back"


def state(work: AtWork, item: ItemRow) -> str:
    """The words of the escalation's state on the panel."""
    return seen(work.window, f"escalation_state_{item.code}", QLabel).text()


def test_somebody_else_needs_a_name_and_a_number(work: AtWork, hoist: ItemRow) -> None:
    opened(work, item_id=hoist.id)
    click(work.window, "detail_escalate")
    work.settle()
    fill_form(to_name="Sam Lee", reason="Why", ask="What", needed_on="never")
    click(form(), "question_yes")
    assert "no day" in find(form(), "escalate_needed_on_field_error", QLabel).text()
    fill_form(needed_on="fri")
    click(form(), "question_yes")
    work.settle()
    assert find(form(), "escalate_telephone_field_error", QLabel).isVisible()
    assert not work.ward.escalations.waiting()
    fill_form(telephone="07")
    click(form(), "question_yes")
    work.settle()
    assert work.ward.escalations.waiting()[0].to_name == "Sam Lee"


def test_a_proposal_is_turned_down_with_a_reason(
    work: AtWork, hoist: ItemRow, clock: ShiftedClock
) -> None:
    clock.advance(days=9)
    opened(work)
    assert "9 days late" in seen(work.window, "proposed_text", QLabel).text()
    work.answers.line = "The part comes on Monday"
    click(work.window, "proposed_stay")
    work.settle()
    assert not find(work.window, "proposed").isVisible()
    assert "not escalated now" in work.ward.followups.story(hoist.id)[-1].what


def test_today_counts_what_waits_for_a_call(work: AtWork, hoist: ItemRow) -> None:
    going_up.escalated(work.ward, hoist)
    work.show(open_today(work.desk))
    click(work.window, "ready_untold")
    assert work.way.last == ("followups", {"escalated": "yes"})


def test_a_promise_goes_up_by_its_key_and_its_answer_is_told_back(
    ward_paths: Paths, start: Open, clock: ShiftedClock
) -> None:
    ward = wards.sign_in(ward_paths, clock)
    _huddle, (up, back) = wards.hold(ward, "a: Mend the hoist due tomorrow", "a: Order slings")
    going_up.answered(ward, back, name="Sam Lee", telephone="07")
    going_up.receiver(ward)
    ward.close()
    wards.next_morning(clock)
    driver: Driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    assert "Ward 9 lends one" in driver.text(f"answer_text_{back.code}")
    driver.click(f"told_back_{back.code}")
    assert not driver.shows("answers_panel")
    assert driver.ward.escalations.of_item(back.id)[0].state is EscalationState.TOLD_BACK
    driver.ctrl(Qt.Key.Key_5)
    fill_form(reason="No part here", ask="Lend us one")
    click(form(), "question_yes")
    driver.settle()
    assert driver.ward.escalations.of_item(up.id)[0].state is EscalationState.NOT_YET_TOLD
    promises = wards.start(driver.ward).promises
    assert [row.answer for row in promises if row.item.id == up.id] == [Review.ESCALATE]


def test_the_ward_names_its_receivers_and_its_numbers(work: AtWork) -> None:
    work.show(open_people(work.desk), section="tiers")
    first = next(iter(work.window.findChildren(QAbstractButton, "receiver_add")))
    first.click()
    for name, words in (("name", "Jo Byrne"), ("role", "Site manager")):
        type_text(form(), f"receiver_{name}", words)
    click(form(), "question_yes")
    work.settle()
    assert find(form(), "receiver_telephone_field_error", QLabel).isVisible()
    type_text(form(), "receiver_telephone", "4321")
    click(form(), "question_yes")
    work.settle()
    assert "Jo Byrne · Site manager · 4321" in seen(work.window, "receiver_words", QLabel).text()
    type_text(work.window, "escalate_after_days", "14", instead=True)
    press(Qt.Key.Key_Tab)
    work.settle()
    assert work.ward.privacy.policy().escalate_after_days == 14
    assert work.ward.escalations.tiers()[0].receivers[0].reply_hours == 24


def test_a_tiers_criteria_keep_themselves(work: AtWork) -> None:
    work.show(open_people(work.desk), section="tiers")
    area = work.window.findChildren(QPlainTextEdit, "tier_criteria")[0]
    area.setFocus()
    area.selectAll()
    QTest.keyClicks(area, "No bed in the house")
    press(Qt.Key.Key_Tab)
    work.settle()
    assert work.ward.escalations.tiers()[0].criteria == ("No bed in the house",)
