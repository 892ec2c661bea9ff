"""What other units ask, in a huddle: the room answers in place, and sends its own concerns up."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.vocabulary import EscalationState
from tests.helpers import going_up, wards
from tests.helpers.asked import form, slip
from tests.helpers.qt import activate, click, press, type_text
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.pages.run.item_cards import ItemCard

TODAY = dt.date(2026, 8, 6)


@pytest.fixture
def in_the_room(ward_paths: Paths, start: Open, clock: ShiftedClock) -> Driver:
    """A huddle that runs, at the step of what Ward 9 asks; another is asked, too."""
    ward = wards.sign_in(ward_paths, clock)
    slip(ward, needed_on=TODAY, needed_time=dt.time(12))
    slip(ward, from_unit="Ward 10")
    ward.close()
    clock.advance(minutes=1)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    state = wards.start(driver.ward)
    while wards.start(driver.ward).step_id != state.items[0].step_id:
        driver.alt(Qt.Key.Key_Right)
    return driver


def test_the_room_sees_who_asks_and_answers_by_key(in_the_room: Driver) -> None:
    driver = in_the_room
    assert [one for one in driver.texts("chip") if "asked" in one] == [
        "asked by Ward 10",
        "asked by Ward 9",
    ]
    assert "by 12:00" in driver.texts("chip")
    for answer in ("Yes", "At two"):
        driver.ctrl(Qt.Key.Key_7)
        type_text(form(), "answer_answer", answer)
        press(Qt.Key.Key_Return)
        driver.settle()
        activate(driver.window)
    rows = {row.from_unit: row.answer for row in driver.ward.received.waiting()}
    assert rows == {"Ward 10": "Yes", "Ward 9": "At two"}
    assert driver.texts("chip").count("answered, to be sent back") == 2
    driver.ctrl(Qt.Key.Key_7)
    assert QApplication.activeModalWidget() is None
    focus = driver.window.focusWidget()
    assert focus is not None
    assert focus.objectName() == "capture_line"


def test_the_room_answers_by_its_button(in_the_room: Driver) -> None:
    asked = next(one for one in in_the_room.ward.received.waiting() if one.from_unit == "Ward 9")
    in_the_room.click(f"asked_answer_{asked.item.code}")
    type_text(form(), "answer_answer", "Yes")
    press(Qt.Key.Key_Return)
    in_the_room.settle()
    assert in_the_room.ward.received.of_item(asked.item.id).answer == "Yes"  # type: ignore[union-attr]


def test_a_concern_of_the_room_goes_up(in_the_room: Driver) -> None:
    driver = in_the_room
    going_up.receiver(driver.ward)
    driver.capture("The lift is slow")
    concern = next(one for one in wards.start(driver.ward).items if one.text == "The lift is slow")
    menu = QMenu()
    driver.find(f"item_{concern.code}", ItemCard).fill(menu)
    (entry,) = menu.findChildren(QAction, "turn_escalate")
    entry.trigger()
    driver.settle()
    type_text(form(), "escalate_reason", "No engineer here")
    type_text(form(), "escalate_ask", "Send one")
    click(form(), "question_yes")
    driver.settle()
    assert "told nobody" in driver.message
    (sent,) = driver.ward.escalations.of_item(concern.id)
    assert sent.state is EscalationState.NOT_YET_TOLD
    assert "escalated" in driver.text(f"about_{concern.code}")
    assert not wards.start(driver.ward).promises
