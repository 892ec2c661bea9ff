"""The locked and the hidden window: nothing of the ward in sight, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QListWidget, QMenu, QWidget

from huddle.clock import ShiftedClock
from huddle.vocabulary import AccessRole
from tests.helpers import qt, sweep, wards
from tests.helpers.window import Driver
from ui.widgets.clock_ring import ClockRing
from ui.widgets.field import Field

OTHER, OTHER_PASSWORD = "Sam", "four other plain words"
PIN = "528417"
PAGES = ("today_page", "run_page", "followups_page", "navigation", "message_bar")


def strike(driver: Driver, key: Qt.Key) -> None:
    qt.strike(key)
    driver.settle()


def lock(driver: Driver) -> None:
    strike(driver, Qt.Key.Key_F12)
    assert driver.shows("lock_page")


def unlock(driver: Driver, secret: str = wards.PASSWORD) -> None:
    driver.type("lock_secret", secret)
    driver.press(Qt.Key.Key_Return)


def add_other(driver: Driver, role: AccessRole = AccessRole.FACILITATOR) -> None:
    driver.ward.accounts.add(OTHER, OTHER_PASSWORD, role)


def choose(driver: Driver, name: str) -> None:
    names = driver.find("lock_names", QListWidget)
    rows = [names.item(row).data(Qt.ItemDataRole.UserRole) for row in range(names.count())]
    by = rows.index(name) - names.currentRow()
    qt.activate(driver.window)
    driver.find("lock_secret").setFocus()
    driver.press(Qt.Key.Key_Down if by > 0 else Qt.Key.Key_Up, times=abs(by))


def error(driver: Driver, field: str = "lock_secret_field") -> str:
    return driver.find(field, Field).error


def ask_line(driver: Driver, then: Callable[[str], object] = lambda _line: None) -> QLineEdit:
    """A dialog in which something was typed."""
    driver.app.ask.one_line(
        driver.window, title="Why?", text="", label="Reason", yes="Keep", then=then
    )
    qt.type_text(driver.dialog(), "question_line", "Half a reas")
    return qt.find(driver.dialog(), "question_line", QLineEdit)


# Nothing in sight


@pytest.mark.parametrize("key", [Qt.Key.Key_F11, Qt.Key.Key_F12])
def test_nothing_of_the_ward_is_in_sight(running: Driver, key: Qt.Key) -> None:
    running.window.messages.warn("Bed 4 was mentioned.")
    running.capture("Bed 4 has no hoist")
    before = running.window.grab().toImage()
    strike(running, key)
    assert not [name for name in PAGES if running.shows(name)]
    said = [one.text() for one in running.window.findChildren(QLabel) if one.isVisible()]
    assert not [text for text in said if "Bed" in text]
    assert running.window.windowTitle() == "Huddle"
    assert running.window.grab().toImage() != before


def test_everything_is_gone_before_any_other_event(running: Driver) -> None:
    qt.strike(Qt.Key.Key_F12)
    assert not [name for name in PAGES if running.shows(name)]


def test_tab_reaches_only_the_lock_page(signed_in: Driver) -> None:
    add_other(signed_in)
    lock(signed_in)
    page: QWidget = signed_in.find("lock_page")
    for _time in range(12):
        signed_in.press(Qt.Key.Key_Tab)
        assert page.isAncestorOf(qt.focused())
    assert sweep.out_of_reach(page) == []
    assert sweep.nameless(page) == []


def test_what_was_raised_leaves_nothing_hidden_in_the_way_of_tab(signed_in: Driver) -> None:
    lock(signed_in)
    signed_in.click("raise_note_open")
    assert qt.focused().objectName() == "note_line"
    strike(signed_in, Qt.Key.Key_F11)
    strike(signed_in, Qt.Key.Key_F11)
    assert qt.focused().objectName() == "note_line"
    signed_in.press(Qt.Key.Key_Escape)
    for _time in range(8):
        assert qt.focused().isVisible()
        signed_in.press(Qt.Key.Key_Tab)


def test_the_keys_of_hidden_pages_do_nothing(running: Driver) -> None:
    lock(running)
    running.alt(Qt.Key.Key_1)
    running.ctrl(Qt.Key.Key_Return)
    running.press(Qt.Key.Key_F9)
    assert running.page == "run"
    assert running.shows("lock_page")


def test_a_page_that_comes_back_late_does_not_take_the_keyboard(running: Driver) -> None:
    lock(running)
    running.run.capture.line.setFocus()
    assert qt.focused().objectName() == "lock_secret"
    running.window.go("followups")
    running.settle()
    assert qt.focused().objectName() == "lock_secret"
    assert not running.shows("followups_page")
    unlock(running)
    assert running.shows("followups_page")


# The offscreen platform has no window manager to raise a menu.
@pytest.mark.qt_log_ignore("raise|grabbing the keyboard", extend=True)
def test_open_menus_are_gone(signed_in: Driver) -> None:
    menu = QMenu(signed_in.window)
    menu.addAction("Bed 4")
    menu.popup(QPoint(20, 20))
    qt.strike(Qt.Key.Key_F12)
    assert not menu.isVisible()
    assert signed_in.shows("lock_page")


# Nothing lost


def test_what_is_half_typed_stays_and_is_kept(running: Driver) -> None:
    running.type("capture_line", "a: Bring the hoi")
    line = running.run.capture.line
    line.setCursorPosition(4)
    lock(running)
    huddle_id = running.ward.history.record("latest").huddle.id
    assert running.ward.running.drafts(huddle_id)["capture"] == "a: Bring the hoi"
    unlock(running)
    assert (line.text(), line.cursorPosition(), line.hasFocus()) == ("a: Bring the hoi", 4, True)
    running.press(Qt.Key.Key_End)
    QTest.keyClicks(qt.focused(), "st")
    running.press(Qt.Key.Key_Return)
    assert running.ward.running.state(huddle_id).items[0].text == "Bring the hoist"


def test_a_dialog_goes_and_comes_back_with_what_was_typed(signed_in: Driver) -> None:
    kept: list[str] = []
    line = ask_line(signed_in, kept.append)
    qt.strike(Qt.Key.Key_F12)
    assert not line.isVisible()
    assert QApplication.activeModalWidget() is None
    unlock(signed_in)
    assert line.isVisible()
    qt.activate(line.window())
    assert line.hasFocus()
    QTest.keyClicks(line, "on")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert kept == ["Half a reason"]


def test_a_dialog_that_opens_meanwhile_waits(signed_in: Driver) -> None:
    lock(signed_in)
    signed_in.app.ask.confirm(signed_in.window, title="?", text="", yes="Yes", then=lambda: None)
    signed_in.settle()
    (dialog,) = signed_in.window.findChildren(QDialog)
    assert not dialog.isVisible()
    unlock(signed_in)
    assert signed_in.dialog() is dialog
    signed_in.dismiss()


def test_the_clock_of_a_huddle_goes_on(running: Driver, clock: ShiftedClock) -> None:
    lock(running)
    clock.advance(minutes=4)
    unlock(running)
    assert running.find("whole_clock", ClockRing).text.startswith("4:00")


def test_what_changed_meanwhile_is_shown(running: Driver) -> None:
    lock(running)
    huddle_id = running.ward.history.record("latest").huddle.id
    state = running.ward.running.state(huddle_id)
    item = wards.capture(running.ward, state, "The lift is out of order")
    running.settle()
    unlock(running)
    assert running.find(f"edit_{item.code}").isVisible()


def test_work_that_was_begun_goes_on(signed_in: Driver) -> None:
    signed_in.window.go("data")
    signed_in.settle()
    qt.click(signed_in.window, "back_up")
    lock(signed_in)
    assert len(signed_in.ward.upkeep.backups()) == 1
    unlock(signed_in)
    assert "Backed up and proved" in signed_in.text("backup_says")


# Opening


def test_the_same_person_opens_by_their_password(signed_in: Driver) -> None:
    page: QWidget = signed_in.find("today_page")
    signed_in.click("go_lock")
    assert signed_in.text("lock_about").startswith(wards.NAME)
    assert qt.focused().objectName() == "lock_secret"
    assert not signed_in.shows("lock_names")
    unlock(signed_in)
    assert signed_in.find("today_page") is page
    assert page.isVisible()


def test_a_wrong_secret_is_said_beside_it_and_the_name_stays(signed_in: Driver) -> None:
    add_other(signed_in)
    lock(signed_in)
    choose(signed_in, OTHER)
    unlock(signed_in, "not this one")
    assert error(signed_in)
    assert signed_in.find("lock_secret", QLineEdit).text() == ""
    assert qt.focused().objectName() == "lock_secret"
    assert signed_in.shows("lock_page")
    unlock(signed_in, OTHER_PASSWORD)
    assert signed_in.ward.account.name == OTHER


def test_wrong_secrets_have_to_wait(signed_in: Driver) -> None:
    lock(signed_in)
    for _time in range(6):
        unlock(signed_in, "not this one")
    assert "wait" in error(signed_in)
    unlock(signed_in)
    assert signed_in.shows("lock_page")


def test_six_digits_do_for_the_rest_of_the_day(signed_in: Driver) -> None:
    lock(signed_in)
    assert signed_in.find("lock_secret").accessibleName() == "Password"
    signed_in.type("lock_secret", wards.PASSWORD)
    signed_in.type("lock_pin", PIN)
    signed_in.press(Qt.Key.Key_Return)
    assert signed_in.shows("today_page")
    lock(signed_in)
    assert signed_in.find("lock_secret").accessibleName() == "PIN or password"
    assert not signed_in.shows("lock_pin")
    unlock(signed_in, PIN)
    assert signed_in.shows("today_page")


def test_a_pin_that_is_guessed_at_once_is_refused_beside_its_field(signed_in: Driver) -> None:
    lock(signed_in)
    signed_in.type("lock_secret", wards.PASSWORD)
    signed_in.type("lock_pin", "123456")
    signed_in.press(Qt.Key.Key_Return)
    assert "guessed" in error(signed_in, "lock_pin_field")
    assert signed_in.shows("lock_page")
    signed_in.type("lock_pin", PIN, instead=True)
    signed_in.press(Qt.Key.Key_Return)
    assert signed_in.shows("today_page")


def test_without_pins_none_is_asked_for(signed_in: Driver) -> None:
    privacy = signed_in.ward.privacy
    privacy.change_policy(privacy.policy().row_version, pins_allowed=False)
    lock(signed_in)
    assert not signed_in.shows("lock_pin")


def test_pressing_the_key_twice_locks_once(signed_in: Driver) -> None:
    qt.strike(Qt.Key.Key_F12)
    qt.strike(Qt.Key.Key_F12)
    signed_in.settle()
    unlock(signed_in)
    assert signed_in.shows("today_page")


def test_enter_on_nothing_asks_nothing(signed_in: Driver) -> None:
    lock(signed_in)
    signed_in.press(Qt.Key.Key_Return)
    assert not error(signed_in)
    assert qt.focused().objectName() == "lock_secret"


# Another person


def test_another_person_goes_on_with_the_huddle(running: Driver) -> None:
    add_other(running)
    running.type("capture_line", "The room's half li")
    page = running.run
    lock(running)
    choose(running, OTHER)
    unlock(running, OTHER_PASSWORD)
    assert running.shows("run_page")
    assert running.run is not page
    assert running.app.settings.sign_in_name == OTHER
    assert running.run.capture.line.hasFocus()
    assert running.run.capture.text == "The room's half li"
    QTest.keyClicks(qt.focused(), "ne")
    running.press(Qt.Key.Key_Return)
    assert len(running.window.findChildren(QWidget, "run_page")) == 1
    huddle_id = running.ward.history.record("latest").huddle.id
    (item,) = running.ward.running.state(huddle_id).items
    assert item.text == "The room's half line"


def test_another_person_sees_only_the_pages_of_their_role(signed_in: Driver) -> None:
    add_other(signed_in, AccessRole.READER)
    signed_in.click("go_people")
    lock(signed_in)
    choose(signed_in, OTHER)
    unlock(signed_in, OTHER_PASSWORD)
    assert signed_in.page == "today"
    assert signed_in.shows("go_followups")
    assert signed_in.window.findChild(QWidget, "go_people") is None
    assert not signed_in.window.findChildren(QWidget, "people_page")
    assert signed_in.find("go_switch").accessibleName() == "Sam, Reader: switch person"


def test_another_person_is_shown_the_same_thing(signed_in: Driver) -> None:
    add_other(signed_in)
    action = signed_in.ward.followups.add(wards.said(signed_in.ward, "a: Mend the hoist @Erin"))
    signed_in.window.go("followups", item_id=action.id)
    signed_in.settle()
    signed_in.window.show()
    signed_in.click("go_switch") if signed_in.shows("go_switch") else lock(signed_in)
    choose(signed_in, OTHER)
    unlock(signed_in, OTHER_PASSWORD)
    assert signed_in.page == "followups"
    assert signed_in.find("detail_text", QWidget).isVisible()


def test_a_dialog_of_one_is_not_shown_to_another(signed_in: Driver) -> None:
    add_other(signed_in)
    ask_line(signed_in)
    lock(signed_in)
    choose(signed_in, OTHER)
    unlock(signed_in, OTHER_PASSWORD)
    assert signed_in.window.findChildren(QDialog) == []


def test_names_are_reached_by_typing(signed_in: Driver) -> None:
    add_other(signed_in)
    lock(signed_in)
    signed_in.find("lock_names").setFocus()
    signed_in.press(Qt.Key.Key_S)
    signed_in.press(Qt.Key.Key_Return)
    assert qt.focused().objectName() == "lock_secret"
    unlock(signed_in, OTHER_PASSWORD)
    assert signed_in.ward.account.name == OTHER


def test_a_click_on_a_name_leads_to_its_secret(signed_in: Driver) -> None:
    add_other(signed_in)
    lock(signed_in)
    names = signed_in.find("lock_names", QListWidget)
    other = next(row for row in range(2) if names.item(row).text().startswith(OTHER))
    qt.click_row(names, other)
    assert qt.focused().objectName() == "lock_secret"
    unlock(signed_in, OTHER_PASSWORD)
    assert signed_in.ward.account.name == OTHER


# The hidden screen


@pytest.mark.parametrize("leave", [Qt.Key.Key_F11, Qt.Key.Key_Escape, None])
def test_a_hidden_screen_is_shown_again_as_it_was(running: Driver, leave: Qt.Key | None) -> None:
    running.type("capture_line", "Half a wor")
    strike(running, Qt.Key.Key_F11)
    assert running.text("blank_words") == "Screen hidden. Press F11 to show it."
    QTest.keyClicks(qt.focused(), "xyz")
    if leave is None:
        running.click("blank_page")
    else:
        strike(running, leave)
    assert running.run.capture.line.hasFocus()
    assert running.run.capture.text == "Half a wor"


def test_a_dialog_is_hidden_with_the_screen(signed_in: Driver) -> None:
    line = ask_line(signed_in)
    qt.strike(Qt.Key.Key_F11)
    assert not line.isVisible()
    strike(signed_in, Qt.Key.Key_F11)
    assert line.isVisible()
    assert line.text() == "Half a reas"
    signed_in.dismiss()


def test_a_hidden_screen_locks(signed_in: Driver) -> None:
    strike(signed_in, Qt.Key.Key_F11)
    lock(signed_in)
    strike(signed_in, Qt.Key.Key_F11)
    assert signed_in.shows("blank_page")
    strike(signed_in, Qt.Key.Key_Escape)
    assert signed_in.shows("lock_page")
    unlock(signed_in)
    assert signed_in.shows("today_page")
