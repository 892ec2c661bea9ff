"""A huddle as a room holds it: saying, mending, parking, closing, and what comes of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QTableView

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.vocabulary import HuddleStatus, ItemKind, Status
from tests.helpers import qt, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open, on_a_screen

KEYS = {
    Qt.Key.Key_F2: ItemKind.ACTION,
    Qt.Key.Key_F3: ItemKind.CONCERN,
    Qt.Key.Key_F4: ItemKind.GOAL,
    Qt.Key.Key_F5: ItemKind.DECISION,
    Qt.Key.Key_F6: ItemKind.RECOGNITION,
    Qt.Key.Key_F7: ItemKind.PATIENT_VOICE,
    Qt.Key.Key_F8: ItemKind.PARKED,
}


def code_of(driver: Driver, text: str) -> str:
    """The code of what was said in the running huddle."""
    return next(item.code for item in wards.start(driver.ward).items if item.text == text)


def close_huddle(driver: Driver) -> None:
    driver.ctrl(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_F9)
    driver.click("close_only")
    assert driver.page == "today"


def test_every_kind_is_said_by_its_key(running: Driver) -> None:
    for key, kind in KEYS.items():
        running.press(key)
        running.capture(f"Said as {kind.value}")
    kept = {item.kind: item.text for item in wards.start(running.ward).items}
    assert kept == {kind: f"Said as {kind.value}" for kind in KEYS.values()}
    assert running.find("capture_line").hasFocus()


def test_a_kind_is_for_one_item_and_the_same_key_takes_it_back(running: Driver) -> None:
    running.press(Qt.Key.Key_F4)
    running.press(Qt.Key.Key_F4)
    running.capture("Two beds are closed")
    assert wards.start(running.ward).items[0].kind is ItemKind.CONCERN


def test_what_was_said_is_mended_in_place(running: Driver) -> None:
    running.capture("a: Order the hosit sling")
    code = code_of(running, "Order the hosit sling")
    running.click(f"edit_{code}")
    assert running.find("edit_text", QPlainTextEdit).hasFocus()
    running.type("edit_text", "Order the hoist sling", instead=True)
    running.type("edit_due", "fri 14:00", instead=True)
    running.press(Qt.Key.Key_Tab)
    running.type("edit_place", "Bay 2 store")
    running.click("edit_finish")
    item = wards.start(running.ward).items[0]
    assert (item.text, item.place) == ("Order the hoist sling", "Bay 2 store")
    assert (item.due_on.isoformat(), item.due_time.isoformat()) == ("2026-08-07", "14:00:00")
    assert not running.message
    assert running.texts("text_") == ["Order the hoist sling"]
    assert running.find("capture_line").hasFocus()


def test_the_finish_button_keeps_what_was_just_typed(running: Driver) -> None:
    running.capture("a: Order the sling")
    running.click(f"edit_{code_of(running, 'Order the sling')}")
    qt.type_text(running.window, "edit_text", " for bay 2")
    qt.click(running.window, "edit_finish")
    running.settle()
    assert running.texts("text_") == ["Order the sling for bay 2"]
    assert not running.message


@on_a_screen
def test_a_concern_becomes_an_action_and_undo_takes_it_back(running: Driver) -> None:
    running.capture("The hoist is broken")
    running.pick(f"turn_{code_of(running, 'The hoist is broken')}", "Action")
    kinds = [item.kind for item in wards.start(running.ward).items]
    assert sorted(kinds) == [ItemKind.ACTION, ItemKind.CONCERN]

    running.type("capture_line", "x")
    running.ctrl(Qt.Key.Key_Z)
    assert not running.run.capture.text
    assert len(wards.start(running.ward).items) == 2
    running.ctrl(Qt.Key.Key_Z)
    (item,) = wards.start(running.ward).items
    assert (item.kind, item.turned_into) == (ItemKind.CONCERN, None)
    assert running.message


@on_a_screen
def test_what_is_parked_is_offered_again(running: Driver, start: Open, clock: ShiftedClock) -> None:
    running.capture("Should visiting start at two?")
    code = code_of(running, "Should visiting start at two?")
    running.pick(f"turn_{code}", "Park it for next time")
    close_huddle(running)
    running.close()

    wards.next_morning(clock)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    assert "1 parked item" in driver.find("ready_parked").text()


def test_the_next_huddle_takes_up_what_was_parked(
    ward_paths: Paths, start: Open, clock: ShiftedClock
) -> None:
    ward = wards.sign_in(ward_paths, clock)
    _huddle, (item,) = wards.hold(ward, "Should visiting start at two?")
    ward.running.park(item.id)
    ward.close()
    wards.next_morning(clock)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    while not driver.shows("parked_heading"):
        assert driver.shows("step_next"), "no step offers what was parked"
        driver.alt(Qt.Key.Key_Right)
    driver.click(f"take_up_{item.code}")
    assert driver.texts("text_") == ["Should visiting start at two?"]


def test_an_owner_nobody_knows_becomes_a_person_by_one_key(running: Driver) -> None:
    running.type("capture_line", 'a: Ring the store @"Z. Okafor"')
    assert running.find("chip_unknown").property("tone") == "caution"
    running.ctrl(Qt.Key.Key_N)
    assert not running.shows("chip_unknown")
    assert running.shows("chip_owner")
    running.press(Qt.Key.Key_Return)
    item = wards.start(running.ward).items[0]
    assert (item.text, item.owner_name, item.owner_is_known) == (
        "Ring the store",
        "Z. Okafor",
        True,
    )


def test_ten_thousand_pasted_lines_are_refused_in_one_sentence(running: Driver) -> None:
    running.type("capture_line", "Half a thought")
    pasted = "\n".join(f"Line {number}" for number in range(10_000))
    running.paste("capture_line", pasted)
    assert "10,000 lines" in running.message
    assert running.run.capture.text == "Half a thought"
    assert not wards.start(running.ward).items


def test_a_few_pasted_lines_become_an_item_each(running: Driver) -> None:
    running.paste("capture_line", "One bed closed\na: Ring the site team\n\nNo porters tonight")
    running.answer()
    kept = {item.text: item.kind for item in wards.start(running.ward).items}
    assert kept == {
        "One bed closed": ItemKind.CONCERN,
        "Ring the site team": ItemKind.ACTION,
        "No porters tonight": ItemKind.CONCERN,
    }


def test_a_huddle_that_is_not_held_says_why(signed_in: Driver) -> None:
    signed_in.click("not_held")
    signed_in.answer("The whole team is at the mock arrest")
    (huddle,) = signed_in.ward.history.huddles()
    assert huddle.status is HuddleStatus.NOT_HELD
    assert "The whole team is at the mock arrest" in signed_in.text("today_about")


def test_a_closed_huddle_is_corrected_and_opened_again(running: Driver) -> None:
    running.capture("One bed closed")
    close_huddle(running)
    running.alt(Qt.Key.Key_3)
    running.click("record_correct")
    running.answer("Two beds were closed, not one")
    (huddle,) = running.ward.history.huddles()
    (addendum,) = running.ward.history.record(huddle.id).addenda
    assert (addendum.text, addendum.by) == ("Two beds were closed, not one", wards.NAME)

    running.click("record_open_again")
    running.answer("Pharmacy came late")
    assert running.page == "run"
    running.capture("Two charts came back late")
    texts = {item.text for item in running.ward.running.state(huddle.id).items}
    assert texts == {"One bed closed", "Two charts came back late"}


@pytest.mark.parametrize(
    ("key", "status"),
    [(Qt.Key.Key_1, Status.CLOSED), (Qt.Key.Key_2, Status.IN_PROGRESS)],
)
def test_follow_ups_are_answered_by_one_key(
    ward_paths: Paths, start: Open, clock: ShiftedClock, key: Qt.Key, status: Status
) -> None:
    ward = wards.sign_in(ward_paths, clock)
    _huddle, (item,) = wards.hold(ward, "a: Order the hoist sling due today")
    ward.close()
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.alt(Qt.Key.Key_2)
    assert driver.find("followups_table", QTableView).hasFocus()
    driver.ctrl(key)
    assert driver.ward.followups.action(item.id).status is status


def test_a_blocked_follow_up_asks_why_in_place(
    ward_paths: Paths, start: Open, clock: ShiftedClock
) -> None:
    ward = wards.sign_in(ward_paths, clock)
    _huddle, (item,) = wards.hold(ward, "a: Order the hoist sling due today")
    ward.close()
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.alt(Qt.Key.Key_2)
    driver.ctrl(Qt.Key.Key_3)
    assert driver.find("answer_why").hasFocus()
    driver.type("answer_why", "No order number yet")
    driver.press(Qt.Key.Key_Return)
    changed = driver.ward.followups.action(item.id)
    assert (changed.status, changed.note) == (Status.BLOCKED, "No order number yet")
