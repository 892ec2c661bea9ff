"""Two units on one screen: a huddle is held in the new one, and the first goes on as it was."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from huddle.clock import ShiftedClock
from huddle.rows.items import FollowUpsFilter
from huddle.vocabulary import HuddleStatus
from tests.helpers import qt, sweep, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import on_a_screen
from ui.rail_buttons import UnitButton

pytestmark = on_a_screen

SITE = "Site team"


def add_unit(driver: Driver) -> None:
    """Add the site team on the People page, at the keys."""
    driver.window.go("people", section="tiers")
    driver.settle()
    driver.click("others_open")
    driver.press(Qt.Key.Key_Space)
    dialog = driver.dialog()
    qt.type_text(dialog, "new_unit_name", SITE)
    driver.press(Qt.Key.Key_Tab)
    driver.press(Qt.Key.Key_Down)
    assert qt.find(dialog, "new_unit_tier", QComboBox).currentText() == "Site"
    assert qt.find(dialog, "new_unit_zone", QLineEdit).text() == wards.ZONE
    driver.answer()
    assert f"{SITE} is there" in driver.message


def choose(driver: Driver, key: Qt.Key) -> None:
    """Open the list of units by its key, and go along it."""
    driver.alt(Qt.Key.Key_U)
    driver.press(key)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    # It is gone before the key comes up again.
    QTest.keyPress(menu, Qt.Key.Key_Return)
    driver.settle()


def test_a_huddle_is_held_in_each_and_neither_disturbs_the_other(
    signed_in: Driver, clock: ShiftedClock
) -> None:
    driver = signed_in
    driver.click("start_huddle")
    driver.capture("a: Mend the hoist")
    first = wards.start(driver.ward).huddle.id
    driver.type("capture_line", "The lift is")
    driver.click("run_leave")
    add_unit(driver)
    assert driver.find("unit_button", UnitButton).text() == "Ward 7"

    choose(driver, Qt.Key.Key_Down)
    assert driver.find("unit_button", UnitButton).text() == SITE
    assert driver.page == "today"
    assert sweep.out_of_reach(driver.window) == []
    driver.type("raise_line", "Two wards are closed")
    driver.press(Qt.Key.Key_Return)
    clock.advance(minutes=1)
    driver.click("start_huddle")
    held = wards.start(driver.ward)
    assert [item.text for item in held.raised_between] == ["Two wards are closed"]
    driver.capture("a: Open ward 9 by noon")
    driver.ctrl(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_F9)
    driver.click("close_only")
    record = driver.ward.history.record(held.huddle.id)
    assert record.huddle.status is HuddleStatus.CLOSED
    assert record.unit.name == SITE

    driver.pick("unit_button", "Ward 7")
    assert driver.page == "today"
    texts = [item.text for item in driver.ward.followups.find(FollowUpsFilter()).items]
    assert texts == ["Mend the hoist"]
    driver.click("resume_huddle")
    assert wards.start(driver.ward).huddle.id == first
    assert driver.find("capture_line", QLineEdit).text() == "The lift is"
