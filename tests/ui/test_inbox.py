"""Raising something while the ward is locked: words in, a number out, and nothing to read back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from huddle.errors import DiskFull
from huddle.paths import Paths
from huddle.rules.codes import read_slip
from huddle.services import inbox
from huddle.vocabulary import AccessRole
from tests.helpers import qt, sweep, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.widgets.field import Field

WORDS = "The hoist in the store has a torn sling"


def send(driver: Driver, words: str = WORDS) -> str:
    """Raise something at the locked page; returns the number shown."""
    driver.click("raise_note_open")
    driver.type("note_line", words)
    driver.press(Qt.Key.Key_Return)
    return driver.text("note_number")


def lock(driver: Driver) -> None:
    """Lock the window by its key."""
    qt.strike(Qt.Key.Key_F12)
    driver.settle()
    assert driver.shows("lock_page")


def waiting(paths: Paths) -> int:
    """How many notes lie in the inbox."""
    return len(list(paths.inbox.iterdir())) if paths.inbox.exists() else 0


def test_before_anybody_signs_in(ward_paths: Paths, start: Open) -> None:
    driver = start()
    slip = send(driver)
    assert read_slip(slip) == slip
    assert "Keep this number" in driver.text("note_said")
    assert waiting(ward_paths) == 1

    driver.press(Qt.Key.Key_Return)
    assert driver.find("sign_in_name").hasFocus()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert "1 thing was raised" in driver.message
    (item,) = driver.ward.planning.today().raised_between
    assert (item.text, item.slip) == (WORDS, slip)
    assert WORDS[:30] in driver.find("ready_raised").accessibleName()
    assert waiting(ward_paths) == 0


def test_at_the_locked_window(signed_in: Driver) -> None:
    lock(signed_in)
    slip = send(signed_in)
    assert signed_in.ward.planning.today().raised_between == ()
    signed_in.press(Qt.Key.Key_Escape)
    assert qt.focused().objectName() == "lock_secret"
    QTest.keyClicks(qt.focused(), wards.PASSWORD)
    signed_in.press(Qt.Key.Key_Return)
    assert signed_in.shows("today_page")
    assert signed_in.ward.followups.action(slip).text == WORDS


def test_the_huddle_has_what_was_raised_while_it_was_locked(running: Driver) -> None:
    lock(running)
    send(running)
    running.press(Qt.Key.Key_Return)
    running.type("lock_secret", wards.PASSWORD)
    running.press(Qt.Key.Key_Return)
    assert running.shows("run_page")
    assert [row.text for row in running.ward.planning.today().raised_between] == [WORDS]


def test_a_person_with_few_rights_brings_it_in(signed_in: Driver) -> None:
    signed_in.ward.accounts.add("Sam", "four other plain words", AccessRole.READER)
    lock(signed_in)
    send(signed_in)
    signed_in.press(Qt.Key.Key_Return)
    signed_in.find("lock_secret").setFocus()
    signed_in.press(Qt.Key.Key_Down)
    signed_in.type("lock_secret", "four other plain words")
    signed_in.press(Qt.Key.Key_Return)
    assert signed_in.ward.account.name == "Sam"
    assert len(signed_in.ward.planning.today().raised_between) == 1


def test_nothing_can_be_read_back(ward_paths: Paths, start: Open) -> None:
    driver = start()
    send(driver)
    said = [one.text() for one in driver.window.findChildren(QLabel)]
    lines = [one.toPlainText() for one in driver.window.findChildren(QPlainTextEdit)]
    assert not [text for text in [*said, *lines] if "hoist" in text]
    driver.click("note_done")
    driver.click("raise_note_open")
    assert driver.find("note_line", QPlainTextEdit).toPlainText() == ""
    assert not driver.shows("note_number")


def test_esc_leaves_and_loses_nothing(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.click("raise_note_open")
    assert not driver.shows("start_card")
    driver.type("note_line", "Half a wor")
    driver.press(Qt.Key.Key_Escape)
    assert driver.shows("start_card")
    assert driver.find("sign_in_name").hasFocus()
    driver.click("raise_note_open")
    assert driver.find("note_line", QPlainTextEdit).toPlainText() == "Half a wor"
    assert waiting(ward_paths) == 0


def test_what_one_left_half_typed_is_gone_at_the_next_lock(signed_in: Driver) -> None:
    lock(signed_in)
    signed_in.click("raise_note_open")
    signed_in.type("note_line", "Half a wor")
    signed_in.press(Qt.Key.Key_Escape)
    signed_in.type("lock_secret", wards.PASSWORD)
    signed_in.press(Qt.Key.Key_Return)
    lock(signed_in)
    assert signed_in.shows("lock_card")
    signed_in.click("raise_note_open")
    assert signed_in.find("note_line", QPlainTextEdit).toPlainText() == ""


def test_nothing_and_too_much_are_refused_beside_the_words(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.click("raise_note_open")
    driver.press(Qt.Key.Key_Return)
    assert "few words" in driver.find("note_field", Field).error
    line = driver.find("note_line", QPlainTextEdit)
    driver.paste("note_line", "x" * 2_001)
    driver.click("note_send")
    assert "2,001" in driver.find("note_field", Field).error
    assert len(line.toPlainText()) == 2_001
    driver.press(Qt.Key.Key_Backspace)
    driver.press(Qt.Key.Key_Return)
    assert driver.shows("note_number")


def test_a_full_disk_is_said_and_the_words_stay(
    ward_paths: Paths, start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> str:
        raise DiskFull("The disk is full.", "Make room.")

    driver = start()
    with monkeypatch.context() as patched:
        patched.setattr(inbox, "leave_note", full)
        driver.click("raise_note_open")
        driver.type("note_line", WORDS)
        driver.press(Qt.Key.Key_Return)
    assert driver.find("note_field", Field).error == "The disk is full. Make room."
    assert driver.find("note_line", QPlainTextEdit).toPlainText() == WORDS
    driver.press(Qt.Key.Key_Return)
    assert driver.shows("note_number")


def test_pressing_enter_twice_sends_once(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.click("raise_note_open")
    driver.type("note_line", WORDS)
    qt.press(Qt.Key.Key_Return, times=2)
    driver.settle()
    assert waiting(ward_paths) == 1


def test_an_identifier_is_marked_while_typing(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.click("raise_note_open")
    driver.type("note_line", "Mrs Jones fell")
    assert "Mrs Jones" in driver.text("note_guard")
    driver.press(Qt.Key.Key_Return)
    assert driver.shows("note_number")


def test_the_line_grows_with_its_words(ward_paths: Paths, start: Open) -> None:
    driver = start()
    driver.click("raise_note_open")
    line = driver.find("note_line", QPlainTextEdit)
    before = line.height()
    driver.type("note_line", "long words " * 20)
    assert line.height() > before
    assert line.verticalScrollBar().maximum() == 0
    assert line.verticalScrollBar().value() == 0


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_each_control_is_named_and_reached_and_nothing_is_cut(
    ward_paths: Paths, start: Open, scale: float
) -> None:
    driver = start()
    while driver.app.theme.scale < scale:
        driver.ctrl(Qt.Key.Key_Plus)
    driver.click("raise_note_open")
    driver.type("note_line", "Mrs Jones fell")
    page: QWidget = driver.find("start_page")
    for _state in ("writing", "sent"):
        assert sweep.out_of_reach(page) == []
        assert sweep.nameless(page) == []
        assert sweep.cut_off(page) == []
        driver.press(Qt.Key.Key_Return)
