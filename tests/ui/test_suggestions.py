"""What the program suggests: taken, declined and turned off by clicks and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.suggestions import SuggestionRow
from huddle.settings import Settings
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, wait_until
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.pages.settings.presenter import open_page
from ui.widgets.chip import ChipButton
from ui.widgets.choices import Tick


@pytest.fixture
def said_before(ward_paths: Paths, clock: ShiftedClock) -> None:
    """A concern of yesterday."""
    ward = wards.sign_in(ward_paths, clock)
    wards.hold(ward, "c: The pump in bay 4 alarms at night")
    ward.close()
    wards.next_morning(clock)


def of(ward: Ward, kind: SuggestionKind) -> SuggestionRow:
    return next(row for row in ward.suggestions.kinds() if row.kind is kind)


def settings_page(work: AtWork) -> QWidget:
    presenter = open_page(replace(work.desk, settings=Settings))
    work.show(presenter)
    return presenter.widget


def test_the_next_huddle_is_taken_by_a_click_and_counted(running: Driver) -> None:
    running.type("capture_line", "a: Ring the ward clerk")
    assert "no day yet: by the next huddle" in running.find("chip_next", ChipButton).text()
    running.click("chip_next")
    running.settle()
    assert running.run.capture.text.endswith(" due next")
    assert of(running.ward, SuggestionKind.NEXT_HUDDLE).taken == 1


def test_the_next_huddle_is_declined_by_backspace_until_the_next_line(running: Driver) -> None:
    running.type("capture_line", "a: Ring the ward clerk")
    running.find("chip_next").setFocus()
    running.press(Qt.Key.Key_Backspace)
    running.settle()
    assert not running.shows("chip_next")
    assert running.find("capture_line").hasFocus()
    assert of(running.ward, SuggestionKind.NEXT_HUDDLE).declined == 1
    running.press(Qt.Key.Key_Return)
    running.settle()
    running.type("capture_line", "a: Order slings")
    assert running.shows("chip_next")


def test_follow_ups_propose_the_next_huddle_in_the_same_way(signed_in: Driver) -> None:
    signed_in.click("go_followups")
    signed_in.ctrl(Qt.Key.Key_N)
    signed_in.type("add_line", "Order slings")
    signed_in.find("add_chip_next").setFocus()
    signed_in.press(Qt.Key.Key_Backspace)
    signed_in.settle()
    assert not signed_in.shows("add_chip_next")
    assert of(signed_in.ward, SuggestionKind.NEXT_HUDDLE).declined == 1


def test_a_ward_without_that_suggestion_is_not_shown_it(running: Driver) -> None:
    running.ward.suggestions.turn(SuggestionKind.NEXT_HUDDLE, is_on=False)
    running.capture("a: Order slings")
    running.settle()
    running.type("capture_line", "a: Ring the ward clerk")
    assert not running.shows("chip_next")


@pytest.mark.usefixtures("said_before")
def test_what_is_not_alike_is_said_to_be_so_once(start: Open) -> None:
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    driver.type("capture_line", "Pump alarms again")
    wait_until(lambda: driver.shows("like_line"))
    driver.click("like_decline")
    wait_until(lambda: not driver.shows("like_line"))
    driver.settle()
    assert of(driver.ward, SuggestionKind.LIKE_BEFORE).declined == 1
    driver.type("capture_line", " today")
    driver.settle()
    assert not driver.shows("like_line")
    assert driver.run.capture.text == "Pump alarms again today"


@pytest.mark.usefixtures("said_before")
def test_what_is_shown_counts_as_taken(start: Open) -> None:
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    driver.type("capture_line", "Pump alarms again")
    wait_until(lambda: driver.shows("like_line"))
    driver.click("like_show")
    driver.settle()
    assert of(driver.ward, SuggestionKind.LIKE_BEFORE).taken == 1


def test_each_kind_is_turned_off_for_the_whole_ward(work: AtWork, ward: Ward) -> None:
    page = settings_page(work)
    click(page, "suggests_escalate")
    work.settle()
    assert not of(ward, SuggestionKind.ESCALATE).is_on
    assert not find(page, "suggests_escalate", Tick).isChecked()
    click(page, "suggests_escalate")
    work.settle()
    assert of(ward, SuggestionKind.ESCALATE).is_on


def test_settings_say_what_became_of_each(work: AtWork, ward: Ward) -> None:
    page = settings_page(work)
    ward.suggestions.taken(SuggestionKind.LIKE_BEFORE)
    ward.suggestions.declined(SuggestionKind.LIKE_BEFORE)
    work.settle()
    says = find(page, "suggests_like_before_words", QLabel).text()
    assert says.endswith("The line names the words. Taken 1 time, declined 1 time.")


def test_whoever_may_not_decide_reads_it(work: AtWork, ward: Ward) -> None:
    act_as(ward, AccessRole.FACILITATOR)
    page = settings_page(work)
    assert not find(page, "suggests_escalate", Tick).isEnabled()
    assert find(page, "like_before_shown", Tick).isEnabled()
