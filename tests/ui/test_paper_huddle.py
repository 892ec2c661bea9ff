"""A huddle that was held on paper, typed in by keys: from Today by its form to Run and History."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.vocabulary import AccessRole, HuddleStatus, Review, RotaTurns
from huddle.ward import Ward
from tests.helpers import sweep, wards
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.qt import activate, click, find, focused, press, seen, wait_until
from tests.helpers.window import Driver
from ui.care import Watch
from ui.dialogs.paper_huddle import PaperHuddleDialog
from ui.pages.history.presenter import open_page as open_history
from ui.pages.run.presenter import open_page as open_run
from ui.pages.today.presenter import open_page as open_today
from ui.paper_huddle import PaperHuddles
from ui.widgets.choices import Choice

THURSDAY = dt.date(2026, 8, 6)
FRIDAY, MONDAY = THURSDAY + dt.timedelta(days=1), THURSDAY + dt.timedelta(days=4)
AFTERNOON = dt.datetime(2026, 8, 10, 13, 5, tzinfo=dt.UTC)
"""Monday 10 August 2026, 14:05 in London."""


@pytest.fixture
def open_promise(ward_paths: Paths, clock: ShiftedClock) -> str:
    """An action from Thursday's huddle that is due on Friday; on Monday the window is opened."""
    ward = wards.sign_in(ward_paths, clock)
    ward.people.add_person("Ann")
    _huddle, (action,) = wards.hold(ward, "a: Order slings @Ann due tomorrow")
    ward.close()
    clock.set_to(AFTERNOON)
    return action.code


@pytest.fixture
def driver(open_promise: str, start: Callable[[], Driver]) -> Driver:
    assert open_promise
    made = start()
    made.sign_in(wards.NAME, wards.PASSWORD)
    return made


def keys(driver: Driver, text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(focused(), text)
    driver.settle()


def tab_to(driver: Driver, name: str) -> None:
    """Come to a control by Tab alone."""
    for _ in range(60):
        if focused().objectName() == name:
            return
        driver.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {name!r}")


def test_from_today_by_keys_to_the_record(
    driver: Driver, open_promise: str, clock: ShiftedClock
) -> None:
    tab_to(driver, "missed_huddle_paper")
    driver.press(Qt.Key.Key_Space)
    dialog = driver.dialog()
    assert seen(dialog, "paper_huddle_held_on", Choice).currentText() == "Fri 07-Aug-2026"
    for name, typed in (("began", "815"), ("ended", "8.26"), ("facilitator", "Jo Byrne")):
        assert focused().objectName() == f"paper_huddle_{name}"
        keys(driver, typed)
        driver.press(Qt.Key.Key_Tab)
    tab_to(driver, "paper_huddle_facilitator")
    driver.press(Qt.Key.Key_Return)

    activate(driver.window)
    assert driver.page == "run"
    said = "Typing in the paper form of Fri 07-Aug-2026, 08:15 to 08:26"
    assert driver.text("run_paper") == said
    assert not any(driver.shows(name) for name in ("step_clock", "whole_clock", "run_pause"))
    assert focused().objectName() == "capture_line"
    keys(driver, "a: Mend the hoist @Ann due tomorrow")
    driver.press(Qt.Key.Key_Return)
    driver.ctrl(Qt.Key.Key_1)
    clock.advance(minutes=20)
    driver.ctrl(Qt.Key.Key_P)
    assert not driver.message
    driver.ctrl(Qt.Key.Key_Return)
    driver.click("close_only")

    assert driver.page == "today"
    record = driver.ward.history.record(2)
    assert record.huddle.status is HuddleStatus.CLOSED
    assert (record.huddle.facilitator, record.duration_seconds) == ("Jo Byrne", 660)
    (item,) = record.items
    assert (item.raised_on, item.due_on) == (FRIDAY, FRIDAY + dt.timedelta(days=1))
    assert driver.ward.followups.action(open_promise).done_on == FRIDAY
    driver.alt(Qt.Key.Key_3)
    driver.settle()
    assert "Typed in later by Erin, Mon 10-Aug-2026 14:05" in driver.text("record_about")
    assert "08:15 – 08:26, 11 minutes" in driver.text("record_about")


def test_left_open_it_is_resumed_and_taken_over_from_nobody(driver: Driver) -> None:
    driver.ward.paper.enter(
        wards.main_series(driver.ward), FRIDAY, dt.time(8, 15), dt.time(8, 26), "Jo Byrne"
    )
    wait_until(lambda: driver.shows("unfinished_huddle"), "Today to hear of it")
    (row,) = driver.window.findChildren(QWidget, "unfinished_huddle")
    words = [label.text() for label in row.findChildren(QLabel)]
    assert "Friday 7 August 2026: held on paper, not all typed in yet" in words
    assert seen(row, "unfinished_huddle_go", QAbstractButton).text() == "Resume"
    driver.click("unfinished_huddle_go")
    assert driver.text("run_paper").startswith("Typing in the paper form of Fri 07-Aug-2026")
    assert driver.text("run_about").endswith("facilitator Jo Byrne")
    driver.click("run_leave")
    driver.click("start_huddle")
    assert not driver.shows("run_paper")
    assert driver.shows("whole_clock")


# The form


def opened(work: AtWork, series_id: str = "", held_on: dt.date | None = None) -> PaperHuddleDialog:
    """The form, asked from a page."""
    page = QWidget(work.window)
    page.show()
    PaperHuddles(page, work.desk, Watch(page, work.desk)).ask(series_id, held_on)
    work.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperHuddleDialog)
    activate(dialog)
    return dialog


def fill(dialog: QWidget, work: AtWork, **typed: str) -> None:
    """Write into the lines of the form, and press Enter in the last."""
    for name, words in typed.items():
        line = seen(dialog, f"paper_huddle_{name}", QLineEdit)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, words)
    press(Qt.Key.Key_Return)
    work.settle()


def errors(dialog: QWidget) -> dict[str, str]:
    """What is said to be wrong, by field."""
    return {
        label.objectName().removeprefix("paper_huddle_").removesuffix("_field_error"): label.text()
        for label in dialog.findChildren(QLabel)
        if label.objectName().endswith("_field_error") and label.isVisible()
    }


def test_what_is_wrong_stands_beside_its_field(work: AtWork, clock: ShiftedClock) -> None:
    clock.set_to(AFTERNOON)
    dialog = opened(work, held_on=FRIDAY)
    fill(dialog, work, began="quarter past", ended="8:26")
    assert errors(dialog) == {"began": "Write a time such as 08:15."}
    assert focused().objectName() == "paper_huddle_began"
    fill(dialog, work, began="8:26", ended="8:15")
    assert list(errors(dialog)) == ["ended"]
    assert "after it began" in errors(dialog)["ended"]
    fill(dialog, work, began="8:15", ended="8:26", facilitator="x" * 121)
    assert list(errors(dialog)) == ["facilitator"]
    assert work.ward.history.huddles() == ()
    fill(dialog, work, facilitator="Jo")
    huddle = work.ward.history.huddles()[0]
    assert work.way.last == ("run", {"huddle_id": huddle.id})
    assert work.messages.text == ""


def test_a_day_that_is_too_old_is_refused_beside_it(work: AtWork, clock: ShiftedClock) -> None:
    clock.set_to(AFTERNOON + dt.timedelta(days=90))
    dialog = opened(work, held_on=FRIDAY)
    assert seen(dialog, "paper_huddle_held_on", Choice).currentText() == "Fri 07-Aug-2026"
    fill(dialog, work, began="8:15", ended="8:26")
    assert list(errors(dialog)) == ["held_on"]
    press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeModalWidget() is None, "the form to close")


def test_a_closed_one_is_refused_with_what_to_do(work: AtWork, clock: ShiftedClock) -> None:
    wards.hold(work.ward)
    clock.advance(minutes=5)
    dialog = opened(work)
    fill(dialog, work, began="8:15", ended="8:26")
    assert "add a dated correction" in errors(dialog)["held_on"]
    press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeModalWidget() is None, "the form to close")


def test_one_that_was_begun_already_is_said_to_be_as_it_was(work: AtWork) -> None:
    running = wards.start(work.ward).huddle
    fill(opened(work), work, began="8:05", ended="8:15")
    assert work.way.last == ("run", {"huddle_id": running.id})
    assert "begun already" in work.messages.text


def test_whose_turn_it_was_is_named_until_somebody_is_typed(
    work: AtWork, clock: ShiftedClock
) -> None:
    series_id = wards.main_series(work.ward)
    version = work.ward.rotas.rota(series_id).row_version
    work.ward.rotas.set_turns(series_id, version, RotaTurns.DAY)
    for name in ("Ann", "Bea"):
        work.ward.rotas.add_place(series_id, work.ward.people.add_person(name).id)
    clock.set_to(AFTERNOON)
    dialog = opened(work, series_id, THURSDAY)
    line = seen(dialog, "paper_huddle_facilitator", QLineEdit)
    day = seen(dialog, "paper_huddle_held_on", Choice)
    assert line.text() == "Ann"
    day.setFocus()
    press(Qt.Key.Key_Up)
    assert (day.currentText(), line.text()) == ("Fri 07-Aug-2026", "Bea")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Jo")
    day.setFocus()
    press(Qt.Key.Key_Down)
    assert line.text() == "Jo"
    press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeModalWidget() is None, "the form to close")


def test_of_several_huddles_one_is_chosen(work: AtWork) -> None:
    template = work.ward.templates.templates()[0]
    other = work.ward.templates.add_series("After a fall", template.id, (), dt.time(12))
    dialog = opened(work, other.id)
    assert seen(dialog, "paper_huddle_series_id", Choice).currentText() == "After a fall"
    fill(dialog, work, began="8:05", ended="8:15")
    assert work.ward.history.huddles()[0].series_id == other.id


def test_every_word_of_the_form_is_seen_and_every_control_in_reach(work: AtWork) -> None:
    dialog = opened(work)
    fill(dialog, work, began="quarter past")
    assert sweep.cut_off(dialog) == []
    assert sweep.nameless(dialog) == []
    assert sweep.out_of_reach(dialog) == []
    press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeModalWidget() is None, "the form to close")


# Where it is offered


def shows(work: AtWork, name: str) -> bool:
    return any(one.isVisible() for one in work.window.findChildren(QAbstractButton, name))


def test_it_is_offered_once_the_time_of_the_huddle_has_come(
    work: AtWork, clock: ShiftedClock
) -> None:
    clock.set_to(dt.datetime(2026, 8, 6, 7, 14, tzinfo=dt.UTC))
    presenter = open_today(work.desk)
    work.show(presenter)
    assert not shows(work, "held_on_paper")
    clock.advance(minutes=1)
    presenter._tick()  # noqa: SLF001 - a minute is too long to wait for
    assert shows(work, "held_on_paper")
    click(work.window, "held_on_paper")
    work.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperHuddleDialog)
    assert seen(dialog, "paper_huddle_held_on", Choice).currentText() == "Thu 06-Aug-2026"
    activate(dialog)
    press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeModalWidget() is None, "the form to close")
    wards.hold(work.ward)
    work.settle()
    assert not shows(work, "held_on_paper")


def test_of_several_missed_days_any_can_have_been_held_on_paper(
    work: AtWork, clock: ShiftedClock
) -> None:
    clock.set_to(AFTERNOON)
    work.show(open_today(work.desk))
    click(work.window, "missed_earlier_paper")
    work.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PaperHuddleDialog)
    assert seen(dialog, "paper_huddle_held_on", Choice).currentText() == "Thu 06-Aug-2026"
    activate(dialog)
    press(Qt.Key.Key_Escape)
    wait_until(lambda: QApplication.activeModalWidget() is None, "the form to close")


@pytest.mark.parametrize("role", [AccessRole.CONTRIBUTOR, AccessRole.READER])
def test_whoever_may_not_lead_is_not_offered_it(
    work: AtWork, clock: ShiftedClock, role: AccessRole
) -> None:
    clock.set_to(AFTERNOON)
    act_as(work.ward, role)
    work.show(open_today(work.desk))
    assert not any(shows(work, name) for name in ("held_on_paper", "missed_huddle_paper"))


# While it is typed in, and afterwards


def entered(ward: Ward) -> str:
    found = ward.paper.enter(wards.main_series(ward), FRIDAY, dt.time(8, 15), dt.time(8, 26))
    return found.huddle.id


def test_more_time_is_asked_by_the_day_of_the_form(work: AtWork, clock: ShiftedClock) -> None:
    _id, (promise,) = wards.hold(work.ward, "a: Order slings @Erin due tomorrow")
    clock.set_to(AFTERNOON)
    huddle_id = entered(work.ward)
    work.show(open_run(work.desk), huddle_id=huddle_id)
    press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    activate(dialog)
    find(dialog, "more_time_day", QLineEdit).selectAll()
    QTest.keyClicks(find(dialog, "more_time_day", QLineEdit), "+1d")
    QTest.keyClicks(find(dialog, "more_time_reason", QLineEdit), "Back order")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    work.settle()
    assert work.ward.followups.action(promise.code).due_on == FRIDAY + dt.timedelta(days=1)
    state = work.ward.running.state(huddle_id)
    assert [row.answer for row in state.promises] == [Review.MORE_TIME]


def test_history_opens_the_latest_again_whatever_was_typed_in_since(
    work: AtWork, clock: ShiftedClock
) -> None:
    clock.set_to(AFTERNOON)
    wards.hold(work.ward)
    typed_in = entered(work.ward)
    work.show(open_history(work.desk), huddle_id=typed_in)
    work.settle()
    about = find(work.window, "record_about", QLabel).text()
    assert "Held on paper, being typed in" in about
    work.ward.running.close(typed_in)
    work.settle()
    assert not shows(work, "record_open_again")
    press(Qt.Key.Key_Up)
    work.settle()
    assert shows(work, "record_open_again")
