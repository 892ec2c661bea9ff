"""While a concern is typed, a quiet line says what was like it; it takes nothing from the line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.settings import load_settings, save_settings
from tests.helpers import wards
from tests.helpers.qt import find, wait_until
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open


@pytest.fixture
def said_before(ward_paths: Paths, clock: ShiftedClock) -> None:
    """A concern of yesterday."""
    ward = wards.sign_in(ward_paths, clock)
    wards.hold(ward, "c: The pump in bay 4 alarms at night")
    ward.close()
    wards.next_morning(clock)


def in_a_huddle(start: Open) -> Driver:
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    return driver


def words(driver: Driver) -> str:
    return find(driver.window, "like_words", QLabel).text()


def is_about_to_look(driver: Driver) -> bool:
    timer = driver.run.findChild(QTimer, "like_pause")
    assert timer is not None
    return bool(timer.isActive())


@pytest.mark.usefixtures("said_before")
def test_what_was_like_it_is_said_with_the_reason(start: Open) -> None:
    driver = in_a_huddle(start)
    driver.type("capture_line", "Pump")
    assert not is_about_to_look(driver)
    driver.type("capture_line", " alarms again")
    assert is_about_to_look(driver)
    wait_until(lambda: driver.shows("like_line"))
    assert "“The pump in bay 4 alarms at night”" in words(driver)
    assert "Thursday 6 August 2026" in words(driver)
    assert words(driver).endswith("Both say: Pump, alarms")
    assert driver.find("capture_line").hasFocus()
    driver.press(Qt.Key.Key_Return)
    wait_until(lambda: not driver.shows("like_line"))


@pytest.mark.usefixtures("said_before")
def test_it_leads_to_what_is_alike_and_back_to_the_huddle(start: Open) -> None:
    driver = in_a_huddle(start)
    driver.type("capture_line", "Pump alarms again")
    driver.click("like_show")
    wait_until(lambda: driver.window.current == "find")
    wait_until(lambda: driver.shows("find_list"))
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Escape)
    wait_until(lambda: driver.window.current == "run")
    wait_until(lambda: driver.run.capture.text == "Pump alarms again")


@pytest.mark.usefixtures("said_before")
def test_it_can_be_turned_off(start: Open, ward_paths: Paths) -> None:
    file = ward_paths.settings_file
    save_settings(file, replace(load_settings(file), shows_like_before=False))
    driver = in_a_huddle(start)
    driver.type("capture_line", "Pump alarms again")
    assert not is_about_to_look(driver)
    assert not driver.shows("like_line")


@pytest.mark.usefixtures("said_before")
def test_an_action_is_left_alone(start: Open) -> None:
    driver = in_a_huddle(start)
    driver.type("capture_line", "Pump alarms again")
    wait_until(lambda: driver.shows("like_line"))
    driver.press(Qt.Key.Key_F2)
    wait_until(lambda: not driver.shows("like_line"))
