"""The Run page on a real store: the line, its chips, the room, the promises and the end."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from huddle.clock import ShiftedClock
from huddle.errors import DiskFull
from huddle.paths import Paths
from huddle.services.running import Running
from huddle.vocabulary import ItemKind, Presence, Status
from tests.helpers import qt, wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open
from ui.widgets.field import Field

DRAFT_SECONDS = 0.5


@pytest.fixture
def promised(ward_paths: Paths, start: Open, clock: ShiftedClock) -> Driver:
    """The huddle after one that left two promises, due today and next month."""
    ward = wards.sign_in(ward_paths, clock)
    wards.hold(ward, "a: Order the hoist sling due tomorrow", "a: Paint bay 2 due 4 sep")
    ward.close()
    wards.next_morning(clock)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("start_huddle")
    return driver


def no_room(*_what: object, **_how: object) -> None:
    raise DiskFull("The disk is full.", "Make room, then press Enter again.")


# The line


@pytest.mark.parametrize("kind", list(ItemKind))
def test_a_kinds_button_and_its_key_do_the_same(running: Driver, kind: ItemKind) -> None:
    running.click(f"kind_{kind.value}")
    running.capture("Said")
    assert wards.start(running.ward).items[0].kind is kind


def test_a_prefix_in_the_line_beats_the_chosen_kind(running: Driver) -> None:
    running.press(Qt.Key.Key_F4)
    running.capture("a: Order the hoist sling")
    assert wards.start(running.ward).items[0].kind is ItemKind.ACTION


def test_backspace_on_a_chip_makes_its_sign_plain_words(running: Driver) -> None:
    running.type("capture_line", "a: Swab every bay +Pharmacy due fri")
    assert running.shows("chip_department")
    running.find("chip_department").setFocus()
    running.press(Qt.Key.Key_Backspace)
    assert not running.shows("chip_department")
    assert running.shows("chip_due")
    assert running.find("capture_line").hasFocus()
    running.press(Qt.Key.Key_Return)
    item = wards.start(running.ward).items[0]
    assert (item.text, item.parts) == ("Swab every bay +Pharmacy", ())
    assert item.due_on is not None


def test_tab_completes_the_first_offered_name_and_else_goes_on(running: Driver) -> None:
    running.type("capture_line", "a: Ring the store @ph")
    assert running.shows("offer_0")
    running.press(Qt.Key.Key_Tab)
    assert running.run.capture.text == "a: Ring the store @Pharmacy "
    assert running.find("capture_line").hasFocus()
    running.press(Qt.Key.Key_Tab)
    assert not running.find("capture_line").hasFocus()


def test_the_grey_chip_takes_the_next_huddle_as_the_day(running: Driver) -> None:
    running.type("capture_line", "a: Ring the store")
    running.click("chip_next")
    running.press(Qt.Key.Key_Return)
    item = wards.start(running.ward).items[0]
    assert (item.text, item.due_on) == ("Ring the store", wards.start(running.ward).next_huddle_on)


def test_a_day_that_is_none_stays_words_and_says_so(running: Driver) -> None:
    running.type("capture_line", "a: Ring the store due 31 feb")
    assert "31 feb" in running.text("capture_hint")
    running.press(Qt.Key.Key_Return)
    assert wards.start(running.ward).items[0].text == "Ring the store due 31 feb"


def test_what_is_typed_is_a_draft_within_half_a_second(
    running: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, float] = {}
    save = Running.save_draft

    def timed(self: Running, huddle_id: str | None, field: str, text: str) -> None:
        save(self, huddle_id, field, text)
        kept[text] = time.monotonic()

    monkeypatch.setattr(Running, "save_draft", timed)
    # The quickest of a few: a busy machine says nothing of the program.
    waits = []
    for words in ("Half", "Half a", "Half a thought"):
        running.type("capture_line", words, instead=True)
        typed_at = time.monotonic()
        qt.wait_until(lambda words=words: words in kept, "a draft")
        waits.append(kept[words] - typed_at)
    assert min(waits) < DRAFT_SECONDS


def test_a_draft_goes_when_its_item_is_kept(running: Driver) -> None:
    huddle_id = wards.start(running.ward).huddle.id
    running.type("capture_line", "Two beds are closed")
    qt.wait_until(lambda: running.ward.running.drafts(huddle_id), "a draft")
    running.press(Qt.Key.Key_Return)
    assert not running.ward.running.drafts(huddle_id)


def test_enter_pressed_twice_keeps_one_item(running: Driver) -> None:
    qt.type_text(running.window, "capture_line", "Two beds are closed")
    qt.press(Qt.Key.Key_Return, times=2)
    running.settle()
    assert len(wards.start(running.ward).items) == 1


def test_words_typed_while_an_item_is_being_kept_stay_for_the_next(running: Driver) -> None:
    qt.type_text(running.window, "capture_line", "Two beds are closed")
    qt.press(Qt.Key.Key_Return)
    qt.type_text(running.window, "capture_line", " and")
    running.settle()
    assert running.run.capture.text == " and"
    assert wards.start(running.ward).items[0].text == "Two beds are closed"


def test_a_full_disk_is_said_and_the_words_stay(
    running: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(Running, "capture", no_room)
        full.setattr(Running, "save_draft", no_room)
        running.capture("Two beds are closed")
        assert running.run.capture.text == "Two beds are closed"
        assert running.text("run_saved") == "not saved"
        qt.wait_until(lambda: "disk is full" in running.said, "the bar or a dialog to say so")
    running.failures.clear()
    running.dismiss()
    running.click("capture_line")
    running.press(Qt.Key.Key_Return)
    assert wards.start(running.ward).items[0].text == "Two beds are closed"
    assert running.text("run_saved") == "saved"


def test_one_line_that_is_too_long_is_refused_as_such(running: Driver) -> None:
    running.paste("capture_line", "x" * 10_001)
    assert not running.run.capture.text
    assert "longer than one item can be (10,000 characters)" in running.message


def test_many_lines_pasted_by_the_other_key_are_asked_about_too(running: Driver) -> None:
    running.paste("capture_line", "One\nTwo", by_insert=True)
    running.answer()
    assert [item.text for item in wards.start(running.ward).items] == ["One", "Two"]


# The room


def test_a_tap_goes_from_here_to_apologies_and_back(running: Driver) -> None:
    seen = []
    for _tap in range(3):
        running.click("here_Pharmacy")
        row = next(row for row in wards.start(running.ward).roster if row.name == "Pharmacy")
        seen.append(row.presence)
    assert seen == [Presence.HERE, Presence.APOLOGIES, Presence.UNMARKED]
    assert "Pharmacy" in running.find("here_Pharmacy").accessibleName()


def test_who_is_here_and_has_not_been_heard_is_said_quietly(running: Driver) -> None:
    assert not running.shows("heard_Pharmacy")
    running.click("here_Pharmacy")
    assert running.text("not_heard") == "Not heard yet: Pharmacy"
    running.click("heard_Pharmacy")
    assert not running.text("not_heard")


def test_raising_something_counts_as_heard(running: Driver) -> None:
    running.click("here_Pharmacy")
    running.capture("Two charts came back late @Pharmacy")
    assert not running.text("not_heard")


def test_a_tap_leaves_the_cursor_in_the_line(running: Driver) -> None:
    running.type("capture_line", "Half ")
    running.click("here_Pharmacy")
    assert running.find("capture_line").hasFocus()


# The promises


def test_a_promise_is_done_by_its_key(promised: Driver) -> None:
    assert promised.texts("promise_text_") == ["Order the hoist sling"]
    promised.ctrl(Qt.Key.Key_1)
    assert promised.texts("answered_") == ["Done: Order the hoist sling"]
    assert promised.find("capture_line").hasFocus()


def test_what_blocks_a_promise_is_asked_for(promised: Driver) -> None:
    promised.ctrl(Qt.Key.Key_3)
    promised.answer("No order number yet")
    (row,) = wards.start(promised.ward).promises
    assert (row.item.status, row.item.note) == (Status.BLOCKED, "No order number yet")


def test_more_time_needs_a_day_and_a_reason(promised: Driver, clock: ShiftedClock) -> None:
    promised.ctrl(Qt.Key.Key_4)
    dialog = promised.dialog()
    qt.type_text(dialog, "more_time_day", "someday", instead=True)
    qt.press(Qt.Key.Key_Return)
    assert qt.find(dialog, "more_time_day_field", Field).error
    qt.type_text(dialog, "more_time_day", "mon", instead=True)
    qt.press(Qt.Key.Key_Return)
    assert qt.find(dialog, "more_time_reason_field", Field).error
    qt.type_text(dialog, "more_time_reason", "The store is shut")
    qt.press(Qt.Key.Key_Return)
    promised.settle()
    (row,) = wards.start(promised.ward).promises
    assert (row.item.due_on.isoformat(), row.item.note) == ("2026-08-10", "The store is shut")
    assert row.item.first_due_on.isoformat() == "2026-08-07"


def test_what_is_not_due_can_be_asked_for(promised: Driver) -> None:
    promised.click("not_due_more")
    (item,) = promised.ward.running.not_due(wards.start(promised.ward).huddle.id)
    promised.click(f"ask_for_{item.code}")
    assert sorted(promised.texts("promise_text_")) == ["Order the hoist sling", "Paint bay 2"]


# The end


def test_the_end_says_what_is_missing_and_leads_there(running: Driver) -> None:
    running.capture("a: Order the hoist sling")
    running.ctrl(Qt.Key.Key_Return)
    said = " ".join(running.texts("gap_"))
    assert "has no owner" in said
    assert "has no day" in said
    assert "Nobody is marked as here" in said
    names = [one.objectName() for one in running.window.findChildren(qt.QAbstractButton)]
    first = next(name for name in sorted(names) if name.startswith("gap_"))
    running.click(first)
    assert running.find("edit_text").hasFocus()


def test_esc_leads_back_to_the_steps(running: Driver) -> None:
    running.ctrl(Qt.Key.Key_Return)
    running.press(Qt.Key.Key_Escape)
    assert not running.run.is_closing
    assert running.find("capture_line").hasFocus()


def test_all_agree_by_one_key_and_one_is_told_by_somebody(running: Driver) -> None:
    running.capture("a: Order the hoist sling")
    running.capture("a: Ring the store")
    one, other = wards.start(running.ward).items
    running.ctrl(Qt.Key.Key_Return)
    running.click(f"tell_{one.code}")
    running.answer("Erin")
    running.press(Qt.Key.Key_F9)
    said = {item.id: item.read_back for item in wards.start(running.ward).items}
    assert said == {one.id: "Erin", other.id: "agreed"}
    assert not running.shows("all_agreed")


def test_plus_and_delta_are_drafts_until_they_stand_in_the_record(running: Driver) -> None:
    running.ctrl(Qt.Key.Key_Return)
    running.type("plus", "We began on time")
    huddle_id = wards.start(running.ward).huddle.id
    qt.wait_until(
        lambda: running.ward.running.drafts(huddle_id) == {"plus": "We began on time"}, "a draft"
    )
    running.click("close_only")
    assert running.ward.history.record(huddle_id).plus == "We began on time"


def test_a_pause_stops_the_clocks(running: Driver, clock: ShiftedClock) -> None:
    running.ctrl(Qt.Key.Key_P)
    clock.advance(minutes=5)
    running.ctrl(Qt.Key.Key_P)
    assert wards.start(running.ward).running_seconds == 0


def test_the_line_is_long_enough_for_one_item(running: Driver) -> None:
    assert running.find("capture_line", QLineEdit).maxLength() > 10_000


def test_words_left_in_the_line_are_kept_when_the_huddle_closes(running: Driver) -> None:
    running.type("capture_line", "The oxygen in bay 3 is nearly out")
    running.ctrl(Qt.Key.Key_Return)
    running.ctrl(Qt.Key.Key_Return)
    record = running.ward.history.record("latest")
    assert [item.text for item in record.items] == ["The oxygen in bay 3 is nearly out"]
