"""Somebody who read nothing: from the first start to the end of a real huddle in a quarter hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from huddle import guidance_cards
from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.learning import LearnedKind
from huddle.vocabulary import HuddleStatus
from tests.helpers import qt, wards
from tests.helpers.newcomer import Newcomer, at_human_speed, by_the_clock
from tests.helpers.rows_of import rows_of
from tests.helpers.window import Driver

QUARTER_HOUR = dt.timedelta(minutes=15)
GOES_ON = frozenset({"learned", "reminder"})
"""What was practised is learned; reminders of the real ward come as its clock goes on meanwhile."""
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture(params=["fast", pytest.param("human", marks=pytest.mark.torture)])
def newcomer(
    request: pytest.FixtureRequest, qapp: QApplication, paths: Paths, tmp_path: Path
) -> Iterator[Newcomer]:
    """Somebody at a computer on which Huddle was never started."""
    is_human = request.param == "human"
    clock = ShiftedClock(wards.START, running=is_human)
    driver = Driver(paths, clock, tmp_path)
    yield Newcomer(driver, clock, (at_human_speed if is_human else by_the_clock)(clock))
    driver.vanish()
    qapp.setStyleSheet("")
    assert not driver.failures


def make_a_ward(one: Newcomer) -> None:
    one.read()
    one.type("ward_name", "Willow ward")
    one.type("sign_in_name", wards.NAME)
    one.type("password", wards.PASSWORD)
    one.click("make_ward")
    one.driver.settle()
    one.read()
    for name in ("recovery_print", "recovery_noted", "recovery_go_on"):
        one.click(name)
    assert one.driver.page == "today"


def be_shown_around(one: Newcomer) -> None:
    one.read()
    one.click("tour_start")
    card = one.driver.find("tour_card")
    for _step in guidance_cards.tour():
        one.read(card)
        one.press(Qt.Key.Key_Return)
    assert [row.kind for row in one.driver.ward.learning.mine()] == [LearnedKind.TOURED]


def practise(one: Newcomer) -> None:
    one.click("go_learn")
    one.click("start_practice")
    one.read(one.driver.find("scenario_quiet_ward"))
    one.click("start_quiet_ward")
    one.learner.wait_until_open()
    one.learner.tab_to("capture_line")
    one.listen(14)
    one.say("t: The night team had everybody washed")
    one.press(Qt.Key.Key_Right, _ALT)
    one.listen(22)
    one.say("c: The bed rail in bay two gave way")
    one.press(Qt.Key.Key_Right, _ALT)
    one.listen(16)
    one.press(Qt.Key.Key_1, _CTRL)
    one.press(Qt.Key.Key_2, _CTRL)
    one.press(Qt.Key.Key_Right, _ALT)
    one.listen(34)
    one.say("a: Swap the bed @Grace Mensah due today 12:00")
    one.ask("Pharmacy")
    one.listen(16)
    one.say("a: Label each insulin pen @Priya Nair due today 14:00")
    one.spend(10)
    one.learner.close_huddle()
    one.read(one.learner.window)
    told = " ".join(one.learner.texts("feedback_well"))
    assert "You asked Pharmacy" in told
    one.press(Qt.Key.Key_Space)
    assert one.learner.is_over


def hold_a_huddle(one: Newcomer) -> None:
    qt.activate(one.driver.window)
    one.click("go_today")
    one.click("start_huddle")
    one.read()
    one.say("t: Porters came within five minutes")
    one.press(Qt.Key.Key_Right, _ALT)
    one.say("The hoist in bay 2 does not lift")
    one.press(Qt.Key.Key_Right, _ALT)
    one.press(Qt.Key.Key_Right, _ALT)
    one.say("a: Bring the spare hoist up due today 12:00")
    one.press(Qt.Key.Key_Return, _CTRL)
    one.read()
    one.press(Qt.Key.Key_F9)
    one.click("close_only")
    assert one.driver.page == "today"


def test_a_new_facilitator_holds_the_first_huddle_within_a_quarter_hour(
    newcomer: Newcomer,
) -> None:
    clock, driver = newcomer.learner.clock, newcomer.driver
    began = clock.now()
    make_a_ward(newcomer)
    be_shown_around(newcomer)
    before = rows_of(driver.ward, without=GOES_ON)
    practise(newcomer)
    assert rows_of(driver.ward, without=GOES_ON) == before
    hold_a_huddle(newcomer)
    assert clock.now() - began < QUARTER_HOUR
    (row,) = driver.ward.history.huddles()
    assert row.status is HuddleStatus.CLOSED
    kept = driver.ward.history.record(row.id).items
    assert {item.text for item in kept} == {
        "Porters came within five minutes",
        "The hoist in bay 2 does not lift",
        "Bring the spare hoist up",
    }
    kinds = [row.kind for row in driver.ward.learning.mine()]
    assert set(kinds) == {LearnedKind.PRACTISED, LearnedKind.TOURED}
    assert driver.text("embedding_words") == "1 of 15 huddles in 21 days"
