"""Follow-ups in the real window: views by their menu, and several actions with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QTableView

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.vocabulary import Status
from tests.helpers import qt, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open, on_a_screen


@pytest.fixture
def follow_ups(ward_paths: Paths, start: Open, clock: ShiftedClock) -> Driver:
    """Follow-ups with three actions, one of them nobody's."""
    ward = wards.sign_in(ward_paths, clock)
    wards.hold(
        ward,
        "a: Order the hoist sling @Erin due today",
        "a: Mend the lamp due tomorrow",
        "a: Ring the store @Erin due fri",
    )
    ward.close()
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.alt(Qt.Key.Key_2)
    return driver


def rows(driver: Driver) -> int:
    return driver.find("followups_table", QTableView).model().rowCount()


def entries(driver: Driver) -> list[str]:
    """What the menu of views offers."""
    qt.click(driver.window, "view_more")
    qt.wait_until(lambda: QApplication.activePopupWidget() is not None, "the menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = [act.text() for act in menu.actions()]
    menu.close()
    driver.settle()
    return found


@on_a_screen
def test_a_view_is_saved_shared_and_comes_back_after_the_next_sign_in(
    follow_ups: Driver, start: Open
) -> None:
    driver = follow_ups
    assert entries(driver) == ["Save this view…"]
    driver.click("filter_only_mine")
    driver.choose("sort_by", "Latest due first")
    driver.pick("view_more", "Save this view…")
    driver.answer("Mine, last first")
    assert driver.find("followups_view", QComboBox).currentText() == "Mine, last first"
    driver.pick("view_more", "Share with everybody")
    assert entries(driver) == ["Save this view…", "Rename…", "Share no more", "Remove…"]
    driver.close()
    again = start()
    again.sign_in(wards.NAME, wards.PASSWORD)
    again.alt(Qt.Key.Key_2)
    assert again.find("followups_view", QComboBox).currentText() == "Mine, last first (shared)"
    assert rows(again) == 2
    again.pick("view_more", "Remove…")
    qt.click(again.dialog(), "question_yes")
    again.settle()
    # What stands on the page stays: it is what a view that everybody has says.
    assert again.find("followups_view", QComboBox).currentText() == "Mine"


def test_all_are_done_by_two_keys_and_taken_back_by_one_button(follow_ups: Driver) -> None:
    driver = follow_ups
    driver.ctrl(Qt.Key.Key_A)
    driver.ctrl(Qt.Key.Key_1)
    assert driver.message == "3 actions: done"
    assert driver.shows("followups_empty")
    driver.click("message_action")
    assert driver.message == "Taken back."
    assert rows(driver) == 3
    found = driver.ward.followups.all_open()
    assert {item.status for item in found} == {Status.NOT_STARTED}
