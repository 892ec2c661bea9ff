"""Saying what one thinks of Huddle from any page, and answering it on the page of the data."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from huddle.ward import Ward
from tests.helpers.asked import form
from tests.helpers.desks import AtWork
from tests.helpers.qt import activate, click, find, focused, press, seen, type_text
from tests.helpers.window import Driver
from ui.pages.data.presenter import open_page

WORDS = "The clock hides the last thing that was said"


@pytest.fixture
def page(work: AtWork, ward: Ward) -> QWidget:
    """The page of the data, with something said."""
    ward.feedback.say("run", WORDS)
    presenter = open_page(work.desk)
    work.show(presenter)
    return presenter.widget


def says(page: QWidget, name: str) -> str:
    return find(page, name, QLabel).text()


def test_one_key_takes_it_from_any_page_and_gives_the_cursor_back(signed_in: Driver) -> None:
    signed_in.click("go_find")
    before = focused()
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    type_text(form(), "feedback_text", WORDS)
    press(Qt.Key.Key_Return)
    signed_in.settle()
    (row,) = signed_in.ward.feedback.all()
    assert (row.page, row.text) == ("find", WORDS)
    assert QApplication.activeModalWidget() is None
    activate(signed_in.window)
    assert focused() is before


def test_a_huddle_that_runs_keeps_what_is_half_typed(running: Driver) -> None:
    type_text(running.window, "capture_line", "The lift")
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    type_text(form(), "feedback_text", WORDS)
    press(Qt.Key.Key_Return)
    running.settle()
    assert running.ward.feedback.all()[0].page == "run"
    running.type("capture_line", " is broken")
    assert seen(running.window, "capture_line", QLineEdit).text() == "The lift is broken"


def test_the_rail_takes_it_and_nothing_typed_is_refused_beside_the_field(
    signed_in: Driver,
) -> None:
    click(signed_in.window, "go_feedback")
    click(form(), "question_yes")
    signed_in.settle()
    assert "empty" in find(form(), "feedback_text_field_error", QLabel).text()
    press(Qt.Key.Key_Escape)
    assert signed_in.ward.feedback.all() == ()
    assert signed_in.window.current == "today"


def test_the_guard_says_what_tells_who_a_patient_is(signed_in: Driver) -> None:
    press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    type_text(form(), "feedback_text", "It lost 943 476 5919")
    signed_in.settle()
    assert seen(form(), "feedback_guard", QLabel).text()
    find(form(), "feedback_text", QPlainTextEdit).clear()
    press(Qt.Key.Key_Escape)


def test_it_is_answered_where_the_data_is(page: QWidget, work: AtWork, ward: Ward) -> None:
    assert says(page, "feedback_1_says").startswith("Running a huddle, ")
    assert says(page, "feedback_1_says").endswith("No answer yet.")
    work.answers.line = "The clock is smaller now"
    click(page, "feedback_answer_1")
    work.settle()
    assert says(page, "feedback_1_says").endswith("Answer: The clock is smaller now")
    assert ward.feedback.all()[0].answer == "The clock is smaller now"
    assert work.answers.told == [WORDS]


def test_the_file_for_the_maker_is_saved_and_that_is_said(page: QWidget, work: AtWork) -> None:
    work.places.place = work.places.place.with_name("feedback.json")
    click(page, "feedback_hand_on")
    work.settle()
    (row,) = json.loads(work.places.place.read_text("utf-8"))
    assert row["text"] == WORDS
    assert "Nothing was sent" in work.messages.text
    assert "In the maker’s file since" in says(page, "feedback_1_says")


def test_older_ones_show_when_they_are_asked_for(page: QWidget, work: AtWork, ward: Ward) -> None:
    for number in range(7):
        ward.feedback.say("today", f"Word {number}")
    work.settle()
    assert not page.findChild(QWidget, "feedback_6")
    click(page, "feedback_more")
    assert seen(page, "feedback_8_says", QLabel).text().startswith("Running a huddle")
