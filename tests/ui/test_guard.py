"""The identifier guard where people type and print; beds, patient references, sensitive items."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from huddle.rows.items import FollowUpsFilter, ItemRow
from huddle.rules.guarding import Guard
from huddle.vocabulary import AccessRole, ItemKind
from tests.helpers import wards
from tests.helpers.acting import act_as, audited
from tests.helpers.desks import AtWork
from tests.helpers.followups import add, now, opened
from tests.helpers.paper_tray import PaperTray
from tests.helpers.qt import click, find, focused, press, type_text, wait_until
from tests.helpers.window import Driver
from ui.dialogs.ask import Dialogs
from ui.pages.sheet.page import SheetPage
from ui.pages.sheet.presenter import SheetPresenter
from ui.widgets.guard_line import GuardLine

NUMBER = "943 476 5919"
CTRL = Qt.KeyboardModifier.ControlModifier
F = TypeVar("F", QLineEdit, QPlainTextEdit)
SAYS = f"“{NUMBER}” looks like an NHS number. Leave it out: say the bed or bay instead."


# A field with its line


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[tuple[QLineEdit, GuardLine]]:
    """A field of one line with its guard, in a window."""
    yield from guarded(QLineEdit(), qtbot)


def guarded(field: F, qtbot: QtBot) -> Iterator[tuple[F, GuardLine]]:
    window = QWidget()
    qtbot.addWidget(window)
    field.setFixedSize(400, 60)
    column = QVBoxLayout(window)
    guard = GuardLine(field, "guard")
    column.addWidget(field)
    column.addWidget(guard)
    window.show()
    guard.use(Guard(2026, surnames=frozenset({"shah"})))
    yield field, guard


def test_words_are_marked_and_what_to_do_is_said(line: tuple[QLineEdit, GuardLine]) -> None:
    field, guard = line
    before = field.grab().toImage()
    field.setText("About x")
    plain = field.grab().toImage()
    QTest.keyClicks(field, f" {NUMBER}")
    assert guard.text() == SAYS
    assert guard.isVisible()
    with_marks = field.grab().toImage()
    field.setText("About x")
    field.setCursorPosition(len("About x"))
    assert (guard.text(), guard.isVisible()) == ("", False)
    assert with_marks != plain != before
    assert field.grab().toImage() == plain


def test_marking_alters_nothing(line: tuple[QLineEdit, GuardLine]) -> None:
    field, guard = line
    kept: list[str] = []
    field.returnPressed.connect(lambda: kept.append(field.text()))
    text = f"Ring Mrs Alder, {NUMBER}"
    QTest.keyClicks(field, text)
    assert guard.isVisible()
    assert field.text() == text
    field.setCursorPosition(4)
    QTest.keyClicks(field, "!")
    assert (field.text(), field.cursorPosition()) == (f"Ring! Mrs Alder, {NUMBER}", 5)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert kept == [f"Ring! Mrs Alder, {NUMBER}"]
    field.undo()
    assert field.text() == text


def test_the_wards_own_staff_may_be_named(line: tuple[QLineEdit, GuardLine]) -> None:
    field, guard = line
    field.setText("Ask Mr Shah, Mr R. Shah or Mrs Shah's team")
    assert not guard.isVisible()
    field.setText("Ask Mrs Alder's daughter")
    assert "person’s name" in guard.text()


def test_further_findings_are_counted(line: tuple[QLineEdit, GuardLine]) -> None:
    field, guard = line
    field.setText(f"{NUMBER}, Mrs Alder and 07700 900123")
    assert "2 more are marked." in guard.text()


def test_letters_that_count_twice_do_not_shift_the_marks(qtbot: QtBot) -> None:
    for field, _guard in guarded(QPlainTextEdit(), qtbot):
        field.setPlainText(f"😀😀 {NUMBER} now")
        (mark,) = field.extraSelections()
        assert mark.cursor.selectedText() == NUMBER


def test_a_text_of_several_lines_is_marked_too(qtbot: QtBot) -> None:
    for field, guard in guarded(QPlainTextEdit(), qtbot):
        field.setPlainText(f"First\n{NUMBER}\nMrs Alder")
        said = [mark.cursor.selectedText() for mark in field.extraSelections()]
        assert said == [NUMBER, "Mrs Alder"]
        assert field.toPlainText() == f"First\n{NUMBER}\nMrs Alder"
        field.setPlainText("First")
        assert field.extraSelections() == []
        assert not guard.isVisible()


def test_a_long_text_is_looked_through_when_typing_rests(qtbot: QtBot) -> None:
    for field, guard in guarded(QPlainTextEdit(), qtbot):
        field.setPlainText("word " * 500 + NUMBER)
        assert guard.text() == ""
        wait_until(guard.isVisible, "the typing to rest")
        assert guard.text() == SAYS


def test_letters_being_put_together_are_left_alone(line: tuple[QLineEdit, GuardLine]) -> None:
    field, guard = line
    field.setFocus()
    QApplication.sendEvent(field, QInputMethodEvent("か", []))
    guard.use(Guard(2026))
    done = QInputMethodEvent("", [])
    done.setCommitString(f"か {NUMBER}")
    QApplication.sendEvent(field, done)
    assert field.text() == f"か {NUMBER}"
    assert guard.text() == SAYS


# While typing


def test_the_capture_line_marks_and_keeps_all_the_same(running: Driver) -> None:
    running.type("capture_line", f"Ring about {NUMBER}")
    assert running.text("capture_guard") == SAYS
    assert running.find("capture_line").hasFocus()
    running.press(Qt.Key.Key_Return)
    assert wards.start(running.ward).items[0].text == f"Ring about {NUMBER}"
    assert not running.shows("capture_guard")
    assert audited(running.ward, "override") == []


def test_every_place_to_type_has_its_line(running: Driver) -> None:
    running.capture("a: Mend the lamp")
    code = wards.start(running.ward).items[0].code
    running.click(f"edit_{code}")
    for name in ("edit_text", "edit_place", "edit_how_known", "edit_patient_reference"):
        running.type(name, NUMBER, instead=True)
        assert running.text(f"{name}_guard") == SAYS
    running.ctrl(Qt.Key.Key_Return)
    for name in ("plus", "delta"):
        running.type(name, NUMBER, instead=True)
        assert running.text(f"{name}_guard") == SAYS


def test_today_and_follow_ups_have_theirs(signed_in: Driver) -> None:
    signed_in.type("raise_line", NUMBER)
    assert signed_in.text("raise_guard") == SAYS
    signed_in.window.go("followups")
    signed_in.settle()
    signed_in.click("add_action")
    signed_in.type("add_line", NUMBER)
    assert signed_in.text("add_guard") == SAYS


def test_a_dated_correction_has_its_line(signed_in: Driver) -> None:
    wards.hold(signed_in.ward, "c: Cold in the hall")
    signed_in.window.go("history")
    signed_in.settle()
    signed_in.click("record_correct")
    asked = signed_in.dialog()
    type_text(asked, "question_line", NUMBER)
    wait_until(lambda: find(asked, "question_guard", QLabel).text() == SAYS, "the caution")
    signed_in.dismiss()


def test_what_the_ward_changes_counts_at_once(running: Driver) -> None:
    running.type("capture_line", "RX123456 and Mrs Alder")
    assert "Mrs Alder" in running.text("capture_guard")
    policy = running.ward.privacy.policy()
    running.ward.privacy.change_policy(policy.row_version, hospital_numbers="RX######")
    running.ward.people.add_person("P. Alder")
    says = "“RX123456” looks like a hospital number. Leave it out: say the bed or bay instead."
    wait_until(lambda: running.text("capture_guard") == says, "the new guard")


# A bed or bay


def strip(driver: Driver, item: ItemRow) -> str:
    return driver.text(f"bed_asks_{item.code}")


def captured(driver: Driver, line: str) -> ItemRow:
    driver.capture(line)
    return wards.start(driver.ward).items[-1]


@pytest.mark.parametrize(
    ("answer", "reference", "place"),
    [("patient", "bed 4", ""), ("place", "", "bed 4"), ("leave", "", "")],
)
def test_a_bed_is_asked_about_once_and_the_text_stays(
    running: Driver, answer: str, reference: str, place: str
) -> None:
    item = captured(running, "Long wait for bed 4")
    assert strip(running, item) == "Bed 4: a patient or a place?"
    running.type("capture_line", "half a thought")
    running.click(f"bed_{answer}_{item.code}")
    assert running.find("capture_line").hasFocus()
    assert running.run.capture.text == "half a thought"
    item = wards.start(running.ward).items[0]
    assert (item.text, item.bed_asked) == ("Long wait for bed 4", True)
    assert (item.patient_reference, item.place) == (reference, place)
    assert not running.shows(f"bed_asks_{item.code}")


def test_the_question_can_be_answered_by_keys(running: Driver) -> None:
    item = captured(running, "Long wait in bay 2")
    running.find(f"bed_place_{item.code}").setFocus()
    running.press(Qt.Key.Key_Space)
    assert wards.start(running.ward).items[0].place == "bay 2"
    assert running.find("capture_line").hasFocus()


@pytest.mark.parametrize("line", ["t: Thanks to bay 2", "Cold in the hall", "p: Bed 4 was cold"])
def test_nothing_else_is_asked(running: Driver, line: str) -> None:
    item = captured(running, line)
    assert not running.shows(f"bed_asks_{item.code}")


def test_follow_ups_asks_the_same_and_keeps_what_is_being_typed(work: AtWork) -> None:
    item = add(work.ward, "Mend the lamp at bed 4 due fri")
    opened(work, item_id=item.id)
    type_text(work.window, "detail_note", "on it")
    click(work.window, f"bed_place_{item.code}")
    work.settle()
    item = now(work, item)
    assert (item.place, item.bed_asked) == ("bed 4", True)
    assert find(work.window, "detail_place", QLineEdit).text() == "bed 4"
    assert find(work.window, "detail_note", QLineEdit).text() == "on it"
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert (now(work, item).place, now(work, item).note) == ("bed 4", "on it")


# Patient references and sensitive items


@pytest.fixture
def cared_for(running: Driver) -> Driver:
    """A running huddle in a ward that named a speak-up contact and 24 hours."""
    policy = running.ward.privacy.policy()
    running.ward.privacy.change_policy(
        policy.row_version, speak_up_contact="Anneke, ext. 4410", patient_reference_hours=24
    )
    running.settle()
    return running


def test_the_editor_says_what_the_ward_decided(cared_for: Driver) -> None:
    item = captured(cared_for, "The way one of us spoke")
    cared_for.click(f"edit_{item.code}")
    assert cared_for.text("edit_sensitive_who") == "Only facilitators and ward managers see it."
    assert "Speak to Anneke, ext. 4410 instead" in cared_for.text("edit_sensitive_speak_up")
    patient: QWidget = cared_for.find("edit_patient_reference_field")
    said = [label.text() for label in patient.findChildren(QLabel)]
    assert "Bed or bay; leaves after 24 hours, not printed" in said
    cared_for.type("edit_patient_reference", "Bed 11")
    cared_for.click("edit_sensitive")
    cared_for.click("edit_finish")
    item = wards.start(cared_for.ward).items[0]
    assert (item.patient_reference, item.is_sensitive) == ("Bed 11", True)
    chips = [chip.text() for chip in cared_for.run.items.findChildren(QLabel, "chip")]
    assert chips == ["sensitive", "patient: Bed 11"]


def test_whoever_will_not_see_it_is_told_first(running: Driver) -> None:
    item = captured(running, "The way one of us spoke")
    act_as(running.ward, AccessRole.CONTRIBUTOR)
    running.click(f"edit_{item.code}")
    running.click("edit_sensitive")
    assert "You will not see it any more" in running.said
    running.dismiss()
    assert not wards_item(running, item).is_sensitive
    running.click("edit_sensitive")
    running.answer()
    assert running.text("run_hidden") == "1 sensitive item not shown"
    assert not running.shows(f"item_{item.code}")
    assert not running.shows("edit_text")
    assert running.find("capture_line").hasFocus()


def wards_item(driver: Driver, item: ItemRow) -> ItemRow:
    return next(one for one in driver.ward.history.items(ItemKind.CONCERN) if one.id == item.id)


def test_an_editor_goes_when_somebody_else_hides_its_item(running: Driver) -> None:
    item = captured(running, "The way one of us spoke")
    running.click(f"edit_{item.code}")
    running.ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    running.settle()
    act_as(running.ward, AccessRole.CONTRIBUTOR)
    running.capture("Cold in the hall")
    assert not running.shows("edit_text")
    assert running.text("run_hidden") == "1 sensitive item not shown"


def test_follow_ups_keeps_both(work: AtWork) -> None:
    item = add(work.ward, "Talk to the team due fri")
    opened(work, item_id=item.id)
    type_text(work.window, "detail_patient", "Bed 11")
    click(work.window, "detail_sensitive")
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    item = now(work, item)
    assert (item.patient_reference, item.is_sensitive) == ("Bed 11", True)
    assert not find(work.window, "count_hidden", QLabel).isVisible()


def test_follow_ups_says_first_that_it_goes_and_counts_it_then(work: AtWork) -> None:
    item = add(work.ward, "Talk to the team due fri")
    act_as(work.ward, AccessRole.CONTRIBUTOR)
    opened(work, item_id=item.id)
    click(work.window, "detail_sensitive")
    work.answers.says_yes = False
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert work.answers.asked == ["You will not see it any more"]
    assert not now(work, item).is_sensitive
    work.answers.says_yes = True
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert not find(work.window, "detail_panel").isVisible()
    assert find(work.window, "count_hidden", QLabel).text() == "1 sensitive item not shown"
    assert work.ward.followups.find(FollowUpsFilter()).items == ()


def test_today_and_history_say_how_much_is_hidden(signed_in: Driver) -> None:
    ward = signed_in.ward
    item = ward.planning.raise_for_next("The way one of us spoke")
    ward.running.change_item(item.id, item.row_version, is_sensitive=True)
    wards.hold(ward, "c: Cold in the hall")
    again = ward.planning.raise_for_next("The way another spoke")
    ward.running.change_item(again.id, again.row_version, is_sensitive=True)
    act_as(ward, AccessRole.READER)
    wait_until(lambda: signed_in.shows("today_hidden"), "the count")
    assert signed_in.text("today_hidden") == "1 sensitive item not shown"
    signed_in.window.go("history")
    signed_in.settle()
    assert signed_in.text("record_hidden") == "1 sensitive item not shown"


# Before paper


def sheet(work: AtWork, tray: PaperTray, **what: str) -> SheetPresenter:
    presenter = SheetPresenter(SheetPage(), work.desk, tray)
    work.show(presenter, **{"kind": "actions", **what})
    return presenter


def print_it(work: AtWork) -> None:
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    work.settle()


def test_one_question_stands_before_a_whole_run_of_sheets(work: AtWork) -> None:
    for team in ("Nursing", "Porters", "Pharmacy"):
        add(work.ward, f"Ring about {NUMBER} +{team}")
    tray = PaperTray()
    work.answers.line = "The coroner asked"
    sheet(work, tray)
    print_it(work)
    assert work.answers.asked == ["Is a patient named on this sheet?"]
    assert work.answers.told[0].count(NUMBER) == 3
    assert len(tray.printed) == 1
    assert [act for act, _told in audited(work.ward, "override", "print")] == ["override", "print"]
    assert work.messages.text == "Action sheets sent to Ward."


def test_going_back_prints_nothing_and_leads_to_the_words(work: AtWork) -> None:
    item = add(work.ward, f"Ring about {NUMBER}")
    tray = PaperTray()
    work.answers.line = None
    sheet(work, tray)
    print_it(work)
    assert tray.printed == []
    assert work.way.last == ("followups", {"item_id": item.id})
    assert audited(work.ward, "override", "print") == []


def test_of_a_huddle_it_leads_to_its_record(work: AtWork) -> None:
    huddle_id, _kept = wards.hold(work.ward, f"c: Ring about {NUMBER}")
    work.answers.line = None
    sheet(work, PaperTray(), kind="summary", huddle=huddle_id)
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert work.way.last == ("history", {"huddle_id": huddle_id})
    assert not work.places.place.exists()


def test_saving_asks_too_and_goes_on_with_a_reason(work: AtWork) -> None:
    add(work.ward, f"Ring about {NUMBER}")
    work.answers.line = "The coroner asked"
    sheet(work, PaperTray())
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert work.places.place.read_bytes().startswith(b"%PDF")
    assert [act for act, _told in audited(work.ward, "override", "save")] == ["override", "save"]


def test_what_stands_on_the_screen_is_what_left(work: AtWork) -> None:
    add(work.ward, "Mend the lamp +Nursing")
    presenter = sheet(work, PaperTray())
    assert presenter.page.page_count == 1
    add(work.ward, "Order a sling +Porters")
    print_it(work)
    assert presenter.page.page_count == 2


def test_the_dialog_wants_a_reason_and_looks_at_it(work: AtWork) -> None:
    add(work.ward, f"Ring about {NUMBER}")
    work.desk = dataclasses.replace(work.desk, ask=Dialogs())
    tray = PaperTray()
    sheet(work, tray)
    print_it(work)
    asked = QApplication.activeModalWidget()
    assert asked is not None
    assert NUMBER in find(asked, "question_text", QLabel).text()
    press(Qt.Key.Key_Return)
    assert asked.isVisible()
    assert "Write something here" in find(asked, "question_field_error", QLabel).text()
    QTest.keyClicks(focused(), "For Mrs Alder")
    wait_until(lambda: "Mrs Alder" in find(asked, "question_guard", QLabel).text(), "the caution")
    type_text(asked, "question_line", "The coroner asked", instead=True)
    press(Qt.Key.Key_Return)
    work.settle()
    assert len(tray.printed) == 1


def test_close_and_print_asks_before_the_paper(running: Driver, tmp_path: Path) -> None:
    running.capture(f"Ring about {NUMBER}")
    running.ctrl(Qt.Key.Key_Return)
    running.ctrl(Qt.Key.Key_Return)
    assert running.page == "sheet"
    running.ctrl(Qt.Key.Key_S)
    assert "looks like an NHS number" in running.said
    assert list(tmp_path.glob("*.pdf")) == []
    running.answer("The coroner asked")
    assert len(list(tmp_path.glob("*.pdf"))) == 1
