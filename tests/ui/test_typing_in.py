"""Sheets come back: a code opens what it stands for from anywhere, and a sheet is a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QPushButton

from huddle.rules.codes import plain
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.vocabulary import Status
from huddle.ward import Ward
from tests.helpers import qt, wards
from tests.helpers.sheet_pictures import codes_in, has_pdftoppm, pictures_of
from tests.helpers.sheet_text import text_of
from tests.helpers.window import Driver
from ui.pages.followups.detail_panel import DetailPanel
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice

SLOWLY_MS = 80
QUICKLY_MS = 1500
"""A busy machine types no code as quickly as a scanner does."""
ACTIONS = SheetOrder(SheetKind.ACTIONS, departments=("Nursing",))


def promise(driver: Driver, text: str) -> str:
    """The code of a new action of Nursing."""
    code = driver.ward.followups.add(wards.said(driver.ward, f"a: {text} @Nursing")).code
    driver.settle()
    return code


def printed(ward: Ward, order: SheetOrder = ACTIONS) -> str:
    """The code of the only sheet of a print."""
    words = text_of(ward.sheets.release(order, purpose="print")).split()
    return words[words.index("types") - 1]


def type_at_window(driver: Driver, letters: str, delay: int = 0) -> None:
    """Type into whatever has the keyboard, as the window system brings it, and press Enter."""
    window = driver.window.windowHandle()
    for letter in letters:
        QTest.keyClick(window, letter, delay=delay)
    QTest.keyClick(window, Qt.Key.Key_Return, delay=delay)
    driver.settle()


def note_of(driver: Driver, code: str) -> QLineEdit:
    """The note of an action's line."""
    item = driver.ward.followups.action(code)
    note = driver.find(f"line_{item.id}").findChild(QLineEdit, "line_note")
    assert note is not None
    return note


def status(driver: Driver, code: str) -> Status:
    return driver.ward.followups.action(code).status


@pytest.fixture(autouse=True)
def _on_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.codes._SCANNED_MS", QUICKLY_MS)


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters typed slowly are those of a hand."""
    monkeypatch.setattr("ui.codes._SCANNED_MS", SLOWLY_MS // 2)


@pytest.fixture
def sheet(signed_in: Driver) -> tuple[str, str, str]:
    """The codes of two actions and of the sheet that they stand on."""
    one, two = promise(signed_in, "Mend the lamp"), promise(signed_in, "Order gloves")
    return one, two, printed(signed_in.ward)


def test_a_scanned_sheet_opens_as_a_form_and_is_typed_in_by_keys(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    one, two, code = sheet
    type_at_window(signed_in, plain(code))
    assert signed_in.page == "typing_in"
    assert signed_in.text("typing_in_title") == "Action sheet: Nursing"
    assert signed_in.text("typing_in_about").startswith(f"{code} · printed ")
    assert signed_in.texts("line_code") == [one, two]

    signed_in.ctrl(Qt.Key.Key_1)
    assert status(signed_in, one) is Status.CLOSED
    QTest.keyClicks(qt.focused(), "new bulb")
    signed_in.press(Qt.Key.Key_Return)
    assert signed_in.ward.followups.action(one).note == "new bulb"
    signed_in.ctrl(Qt.Key.Key_3)
    assert status(signed_in, two) is Status.BLOCKED
    signed_in.press(Qt.Key.Key_Return)
    assert qt.focused().objectName() == "typing_in_finish"
    signed_in.press(Qt.Key.Key_Space)

    assert signed_in.page == "today"
    assert "is typed in" in signed_in.message
    assert signed_in.ward.typing_in.form(code).sheet.typed_in_by == wards.NAME


def test_what_is_typed_beside_an_answer_is_kept_without_enter(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    one, two, code = sheet
    type_at_window(signed_in, plain(code))
    signed_in.ctrl(Qt.Key.Key_1)
    QTest.keyClicks(qt.focused(), "new bulb")
    note_of(signed_in, two).setFocus()
    signed_in.settle()
    assert signed_in.ward.followups.action(one).note == "new bulb"

    signed_in.ctrl(Qt.Key.Key_3)
    QTest.keyClicks(qt.focused(), "none left")
    signed_in.click("typing_in_finish")

    assert signed_in.page == "today"
    assert signed_in.ward.followups.action(two).note == "none left"
    assert not signed_in.ward.running.drafts(None)


def test_what_is_typed_beside_an_answer_is_kept_when_the_window_closes(
    signed_in: Driver, sheet: tuple[str, str, str], start: Callable[[], Driver]
) -> None:
    one, _two, code = sheet
    type_at_window(signed_in, plain(code))
    signed_in.ctrl(Qt.Key.Key_1)
    QTest.keyClicks(qt.focused(), "new bulb")
    signed_in.close()

    again = start()
    again.sign_in(wards.NAME, wards.PASSWORD)
    assert again.ward.followups.action(one).note == "new bulb"


def test_a_sheet_does_not_end_while_a_line_says_too_little(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    one, _two, code = sheet
    signed_in.ward.followups.update(one, due_on=signed_in.ward.clock.now().date())
    type_at_window(signed_in, plain(code))
    note = note_of(signed_in, one)
    note.setFocus()
    QTest.keyClicks(note, "bulb is not there yet")
    signed_in.click("typing_in_finish")
    assert "Choose what became of it first." in signed_in.texts("line_note_field_error")
    signed_in.ctrl(Qt.Key.Key_4)
    signed_in.click("typing_in_finish")

    assert "That is no day" in " ".join(signed_in.texts("line_due_on_field_error"))
    assert signed_in.page == "typing_in"
    assert signed_in.ward.typing_in.form(code).sheet.typed_in_at is None
    signed_in.type("line_due_on", "+2d", instead=True)
    signed_in.click("typing_in_finish")
    assert signed_in.page == "today"
    assert signed_in.ward.followups.action(one).move_count == 1


def test_one_sheet_after_another_starts_empty_and_leads_back(signed_in: Driver) -> None:
    ward = signed_in.ward
    code = ward.followups.add(wards.said(ward, "a: Agree @Nursing +Porters +Pharmacy")).code
    first, second = (
        printed(ward, replace(ACTIONS, departments=(name,))) for name in ("Porters", "Pharmacy")
    )
    type_at_window(signed_in, plain(first))
    signed_in.ctrl(Qt.Key.Key_2)
    QTest.keyClicks(qt.focused(), "told the desk")
    signed_in.find("typing_in_finish").setFocus()
    type_at_window(signed_in, plain(second))

    assert signed_in.text("typing_in_title") == "Action sheet: Pharmacy"
    assert note_of(signed_in, code).text() == ""
    going = signed_in.find("line_answer_still_going", QAbstractButton)
    assert not going.isChecked()
    assert ward.followups.action(code).note == "Porters: told the desk"
    signed_in.click("typing_in_finish")
    assert signed_in.page == "today"


@pytest.mark.skipif(not has_pdftoppm(), reason="pdftoppm is not installed")
def test_what_a_decoder_reads_from_the_rendered_page_opens_the_right_item(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    one, two, _code = sheet
    (page,) = pictures_of(signed_in.ward.sheets.release(ACTIONS, purpose="print"))
    *lines, whole = codes_in(page)
    assert lines == [plain(one), plain(two)]

    type_at_window(signed_in, lines[1])
    assert signed_in.page == "followups"
    shown = signed_in.find("detail_panel", DetailPanel).item
    assert shown is not None
    assert shown.text == "Order gloves"
    type_at_window(signed_in, whole)
    assert signed_in.page == "typing_in"
    assert signed_in.texts("line_text") == ["Mend the lamp", "Order gloves"]


def test_more_time_asks_for_a_day_and_a_reason_beside_their_fields(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    one, _two, code = sheet
    signed_in.ward.followups.update(one, due_on=signed_in.ward.clock.now().date())
    type_at_window(signed_in, plain(code))
    signed_in.ctrl(Qt.Key.Key_4)
    assert qt.focused().objectName() == "line_due_on"
    QTest.keyClicks(qt.focused(), "soon")
    signed_in.press(Qt.Key.Key_Return)
    QTest.keyClicks(qt.focused(), "no part yet")
    signed_in.press(Qt.Key.Key_Return)
    assert "That is no day" in " ".join(signed_in.texts("line_due_on_field_error"))
    signed_in.type("line_due_on", "+2d", instead=True)
    signed_in.press(Qt.Key.Key_Return)

    action = signed_in.ward.followups.action(one)
    assert action.note == "no part yet"
    assert action.move_count == 1


def test_what_is_half_typed_is_there_again_after_a_crash(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    one, _two, code = sheet
    type_at_window(signed_in, plain(code))
    note = note_of(signed_in, one)
    note.setFocus()
    QTest.keyClicks(note, "waiting for the")
    signed_in.click("typing_in_back")
    drafts = signed_in.ward.running.drafts(None)
    assert any("waiting for the" in text for text in drafts.values())

    type_at_window(signed_in, plain(code))

    assert note_of(signed_in, one).text() == "waiting for the"
    assert status(signed_in, one) is Status.NOT_STARTED


def test_a_scan_in_the_midst_of_a_sentence_leaves_the_sentence_alone(
    running: Driver,
) -> None:
    code = promise(running, "Mend the lamp")
    running.type("capture_line", "The lamp in bay 2 ")
    type_at_window(running, plain(code))

    assert running.page == "followups"
    shown = running.find("detail_panel", DetailPanel).item
    assert shown is not None
    assert shown.code == code
    running.click("go_today")
    running.click("resume_huddle")
    assert running.find("capture_line", QLineEdit).text() == "The lamp in bay 2 "
    assert [item.text for item in running.ward.history.record("latest").items] == []


def test_a_scan_right_after_words_is_no_part_of_them(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    one, two, code = sheet
    type_at_window(signed_in, plain(code))
    signed_in.ctrl(Qt.Key.Key_1)
    window = signed_in.window.windowHandle()
    for letter in "straightforwardly":
        QTest.keyClick(window, letter)
    rest = QElapsedTimer()
    rest.start()
    qt.wait_until(lambda: rest.hasExpired(QUICKLY_MS), "the hand to take up the scanner")
    type_at_window(signed_in, plain(two))

    assert note_of(signed_in, one).text() == "straightforwardly"
    second = signed_in.find(f"line_{signed_in.ward.followups.action(two).id}")
    assert second.isAncestorOf(qt.focused())


def test_a_scan_chooses_nothing_in_a_list(signed_in: Driver, sheet: tuple[str, str, str]) -> None:
    person = signed_in.ward.people.add_person("Ann")
    signed_in.window.go("people")
    signed_in.settle()
    choice = signed_in.find("person_department", QComboBox)
    choice.setFocus()
    type_at_window(signed_in, plain(sheet[2]))

    assert signed_in.page == "typing_in"
    assert choice.currentText() == "No department"
    (ann,) = (one for one in signed_in.ward.people.people() if one.id == person.id)
    assert ann.department_id is None


def test_a_scan_leaves_a_field_as_it_was_even_marked_or_full(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    marked, full = QLineEdit("all of this", signed_in.window), QLineEdit(signed_in.window)
    full.setMaxLength(10)
    full.setText("up to ten.")
    note = QPlainTextEdit("two\nlines", signed_in.window)
    for field in (marked, full, note):
        field.show()
        field.setFocus()
        field.selectAll()
        if field is full:
            full.deselect()
        type_at_window(signed_in, plain(sheet[2]))
        assert signed_in.page == "typing_in"
        signed_in.window.go("today")
        signed_in.settle()

    assert (marked.text(), full.text(), note.toPlainText()) == (
        "all of this",
        "up to ten.",
        "two\nlines",
    )


def test_enter_pressed_twice_in_the_dialog_opens_once(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    signed_in.click("type_in")
    signed_in.dialog()
    line = qt.focused()
    QTest.keyClicks(line, sheet[2])
    for _time in range(2):
        QTest.keyClick(line, Qt.Key.Key_Return)
    signed_in.settle()

    assert signed_in.page == "typing_in"


def test_an_answer_draws_no_other_line_anew(signed_in: Driver, sheet: tuple[str, str, str]) -> None:
    _one, two, code = sheet
    type_at_window(signed_in, plain(code))
    other = signed_in.find(f"line_{signed_in.ward.followups.action(two).id}")
    chips = other.findChildren(Chip)
    signed_in.ctrl(Qt.Key.Key_1)

    assert chips
    assert other.findChildren(Chip) == chips


@pytest.mark.usefixtures("by_hand")
def test_a_code_typed_by_hand_alone_in_the_capture_line_opens_it(running: Driver) -> None:
    code = promise(running, "Mend the lamp")
    running.type("capture_line", "")
    type_at_window(running, code.lower(), SLOWLY_MS)

    assert running.page == "followups"
    assert running.ward.history.record("latest").items == ()


@pytest.mark.usefixtures("by_hand")
def test_words_that_only_look_like_a_code_are_kept_as_words(running: Driver) -> None:
    running.type("capture_line", "")
    type_at_window(running, "2222-5" if not _is_given(running, "2222-5") else "2223-7", SLOWLY_MS)

    assert running.page == "run"
    (item,) = running.ward.history.record("latest").items
    assert item.text in ("2222-5", "2223-7")


def _is_given(driver: Driver, code: str) -> bool:
    return any(item.code == code for item in driver.ward.followups.all_open())


def test_a_scan_of_a_line_goes_to_it_on_its_form(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    _one, two, code = sheet
    type_at_window(signed_in, plain(code))
    type_at_window(signed_in, plain(two))

    assert signed_in.page == "typing_in"
    signed_in.ctrl(Qt.Key.Key_2)
    assert status(signed_in, two) is Status.IN_PROGRESS


def test_whoever_has_no_scanner_is_asked_for_the_code(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    code = sheet[2]
    signed_in.click("type_in")
    signed_in.dialog()
    QTest.keyClicks(qt.focused(), "P222-22ZZ")
    signed_in.press(Qt.Key.Key_Return)
    assert "Nothing here has the code" in signed_in.said
    line = signed_in.window.findChild(QLineEdit, "code_code")
    assert line is not None
    line.clear()
    QTest.keyClicks(line, code)
    signed_in.press(Qt.Key.Key_Return)

    assert signed_in.page == "typing_in"


def test_a_slip_number_tells_what_became_of_it_and_opens_it_if_wanted(signed_in: Driver) -> None:
    item = signed_in.ward.planning.raise_for_next("The call bell is silent")
    signed_in.click("type_in")
    signed_in.dialog()
    QTest.keyClicks(qt.focused(), item.code)
    signed_in.press(Qt.Key.Key_Return)
    assert f"What became of {item.code}" in signed_in.said
    assert "It waits for the next huddle." in signed_in.said
    before = signed_in.page
    signed_in.press(Qt.Key.Key_Escape)
    assert signed_in.page == before


def test_no_code_opens_anything_while_the_screen_is_locked(
    signed_in: Driver, sheet: tuple[str, str, str]
) -> None:
    signed_in.press(Qt.Key.Key_F12)
    assert signed_in.app.locking is not None
    signed_in.app.locking.lock()
    signed_in.settle()
    name = next(one for one in signed_in.window.findChildren(QLineEdit) if one.isVisible())
    name.setFocus()
    type_at_window(signed_in, plain(sheet[2]))

    assert signed_in.page == "today"
    assert name.text() in (plain(sheet[2]), "")


def test_a_summary_leads_to_its_huddle(running: Driver) -> None:
    code = printed(running.ward, SheetOrder(SheetKind.SUMMARY, huddle="latest"))
    running.press(Qt.Key.Key_Tab)
    running.find("capture_line", QLineEdit).clearFocus()
    type_at_window(running, plain(code))

    assert running.page == "history"


def test_a_password_is_never_taken_for_a_code(signed_in: Driver) -> None:
    field = QLineEdit(signed_in.window)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.show()
    field.setFocus()
    code = promise(signed_in, "Mend the lamp")
    type_at_window(signed_in, plain(code))

    assert signed_in.page == "today"
    assert field.text() == plain(code)


def test_every_control_of_the_form_is_named(signed_in: Driver, sheet: tuple[str, str, str]) -> None:
    type_at_window(signed_in, plain(sheet[2]))
    buttons = [one for one in signed_in.window.findChildren(QPushButton) if one.isVisible()]
    assert len(buttons) > 10
    assert all(one.accessibleName() for one in buttons)


def test_a_form_for_paper_asks_for_its_head_and_goes_to_the_huddle(signed_in: Driver) -> None:
    series_id = wards.main_series(signed_in.ward)
    code = printed(signed_in.ward, SheetOrder(SheetKind.BLANK, series_id=series_id))
    type_at_window(signed_in, plain(code))

    assert signed_in.page == "today"
    dialog = signed_in.dialog()
    assert dialog.objectName() == "paper_huddle"
    signed_in.dismiss()


def test_the_code_of_you_said_opens_the_month_that_it_was_of(signed_in: Driver) -> None:
    code = printed(signed_in.ward, SheetOrder(SheetKind.YOU_SAID, month="2026-07"))
    type_at_window(signed_in, plain(code))

    assert signed_in.page == "sheet"
    assert signed_in.find("sheet_month", Choice).currentText() == "July 2026"
