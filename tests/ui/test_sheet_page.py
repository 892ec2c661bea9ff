"""The sheet page and printing: what is shown is what is printed and saved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractButton, QLabel

from huddle.clock import ShiftedClock
from huddle.errors import Environment
from huddle.sheets.stamp import PaperSize
from huddle.vocabulary import AccessRole
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.acting import act_as
from tests.helpers.desks import AtWork
from tests.helpers.paper_tray import PaperTray, heard, keeping, opened
from tests.helpers.qt import click, find, focused, press, type_text, wait_until
from tests.helpers.sheet_text import pages_of
from ui.pages.sheet.presenter import SheetPresenter, open_page
from ui.printing import JobState, PrintChoice
from ui.widgets.buttons import Button
from ui.widgets.choices import Choice, Tick

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With one action for each of two departments."""
    for line in ("a: Mend the lamp +Nursing due today", "a: Order a sling +Porters due fri"):
        ward.followups.add(wards.said(ward, line))
    return ward


@pytest.fixture
def tray() -> PaperTray:
    return PaperTray()


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


def shown(work: AtWork) -> str:
    """What the previewed sheets say."""
    document = find(work.window, "sheet_view", QPdfView).document()
    return " ".join(
        " ".join(document.getAllText(page).text().split()) for page in range(document.pageCount())
    )


def pages(presenter: SheetPresenter) -> int:
    return presenter.page.page_count


def test_action_sheets_are_shown_and_scrolled_by_key(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="actions")
    assert text(work, "sheet_title") == "Action sheets"
    assert text(work, "sheet_about") == "All that is open"
    assert pages(presenter) == 2
    view = find(work.window, "sheet_view", QPdfView)
    assert focused() is view
    assert view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    press(Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0


def test_one_department_alone(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="actions", department="Porters")
    assert pages(presenter) == 1
    assert find(work.window, "sheet_departments", Button).words == "Porters…"
    click(work.window, "sheet_departments")
    assert focused().objectName() == "sheet_department_3"
    click(work.window, "sheet_every_department")
    work.settle()
    assert pages(presenter) == 2


def test_any_departments_by_key(work: AtWork, tray: PaperTray) -> None:
    work.ward.followups.add(wards.said(work.ward, "a: Ring the family +Medical"))
    presenter = opened(work, tray, kind="actions")
    chosen = find(work.window, "sheet_departments", Button)
    assert (chosen.words, pages(presenter)) == ("Every department…", 3)
    chosen.setFocus()
    press(Qt.Key.Key_Space)
    assert focused() is find(work.window, "sheet_every_department")
    for name, shown in (("Nursing…", 1), ("2 departments…", 2)):
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Space)
        work.settle()
        assert (chosen.words, pages(presenter)) == (name, shown)
    assert focused() is find(work.window, "sheet_department_1")
    press(Qt.Key.Key_P, CTRL)
    work.settle()
    assert not find(work.window, "sheet_departments_card").isVisible()
    click(work.window, "sheet_send")
    work.settle()
    titles = [page.split()[0] for page in pages_of(tray.printed[0][0])]
    assert titles == ["Nursing", "Medical"]


def test_all_that_are_ticked_are_every_one_and_none_are_too(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="actions")
    click(work.window, "sheet_departments")
    every = find(work.window, "sheet_every_department", Tick)
    for place in range(4):
        click(work.window, f"sheet_department_{place}")
        work.settle()
        assert every.isChecked() == (place == 3)
    click(work.window, "sheet_department_0")
    work.settle()
    click(work.window, "sheet_department_0")
    work.settle()
    assert every.isChecked()
    assert pages(presenter) == 2
    press(Qt.Key.Key_Escape)
    assert not every.isVisible()
    assert focused() is find(work.window, "sheet_departments")


def test_another_sheet_is_chosen_beside_it_and_the_keyboard_stays(
    work: AtWork, tray: PaperTray
) -> None:
    presenter = opened(work, tray, kind="actions", department="Porters")
    choice = find(work.window, "sheet_kind", Choice)
    choice.setFocus()
    press(Qt.Key.Key_F)
    work.settle()
    assert text(work, "sheet_title") == "Follow-up list"
    assert text(work, "sheet_about") == ""
    assert not find(work.window, "sheet_departments").isVisible()
    assert pages(presenter) == 1
    assert focused() is choice
    presenter.arrive(kind="actions")
    work.settle()
    assert focused() is find(work.window, "sheet_view")


def test_beds_stand_on_paper_only_when_chosen_and_not_on_the_next_sheet(
    work: AtWork, tray: PaperTray
) -> None:
    lamp = next(item for item in work.ward.followups.all_open() if item.text == "Mend the lamp")
    work.ward.followups.update(lamp.id, patient_reference="Bed 77")
    presenter = opened(work, tray, kind="actions")
    choice = find(work.window, "sheet_shows", Choice)
    assert choice.key == ""
    assert "Bed 77" not in shown(work)
    choice.setFocus()
    press(Qt.Key.Key_Down)
    work.settle()
    assert choice.key == "references"
    assert "Bed 77" in shown(work)
    assert "Shows patients’ beds or" in shown(work)
    presenter.arrive(kind="actions")
    work.settle()
    assert choice.key == ""
    assert "Bed 77" not in shown(work)


def test_sensitive_items_are_offered_to_whoever_may_see_them(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="actions")
    choice = find(work.window, "sheet_shows", Choice)
    assert choice.findText("With sensitive items") >= 0
    act_as(work.ward, AccessRole.CONTRIBUTOR)
    presenter.ask_again()
    work.settle()
    assert choice.findText("With sensitive items") < 0


def test_you_said_of_another_month(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="you-said")
    choice = find(work.window, "sheet_month", Choice)
    assert choice.currentText() == "August 2026"
    choice.setFocus()
    press(Qt.Key.Key_Down)
    work.settle()
    assert choice.currentText() == "July 2026"
    assert pages(presenter) == 1
    assert focused() is choice
    presenter.arrive(kind="actions")
    work.settle()
    assert not choice.isVisible()


def test_a_poster_may_be_of_the_next_month(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="poster")
    choice = find(work.window, "sheet_month", Choice)
    assert choice.currentText() == "August 2026"
    choice.setFocus()
    press(Qt.Key.Key_Up)
    work.settle()
    assert choice.currentText() == "September 2026"
    assert pages(presenter) == 1
    find(work.window, "sheet_kind", Choice).setFocus()
    press(Qt.Key.Key_M)
    work.settle()
    assert text(work, "sheet_title") == "Monthly report"
    assert choice.currentText() == "August 2026"


def test_a_certificate_lies_landscape_and_is_of_what_was_reached(
    work: AtWork, tray: PaperTray, clock: ShiftedClock
) -> None:
    presenter = opened(work, tray, kind="certificate")
    said = [label.text() for label in find(work.window, "sheet_state").findChildren(QLabel)]
    assert any(one.startswith("No milestone is reached yet.") for one in said)
    for _number in range(21):
        if clock.now().weekday() < 5:
            wards.hold(work.ward)
        wards.next_morning(clock)
    presenter.ask_again()
    work.settle()
    document = find(work.window, "sheet_view", QPdfView).document()
    assert document is not None
    size = document.pagePointSize(0)
    assert size.width() > size.height()
    choice = find(work.window, "sheet_month", Choice)
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "Newest milestone",
        "August 2026",
    ]


def test_beside_a_slip_no_other_sheet_is_offered(work: AtWork, tray: PaperTray) -> None:
    opened(work, tray, kind="escalation")
    assert not find(work.window, "sheet_kind").isVisible()


def test_a_summary_says_of_which_huddle(work: AtWork, tray: PaperTray, clock: ShiftedClock) -> None:
    huddle = wards.start(work.ward).huddle.id
    clock.advance(minutes=9)
    work.ward.running.close(huddle)
    presenter = opened(work, tray, kind="summary", huddle=huddle, back="history")
    assert text(work, "sheet_about") == "Ward safety huddle, Thursday 6 August 2026, number 1"
    assert not find(work.window, "sheet_departments").isVisible()
    assert pages(presenter) >= 1
    press(Qt.Key.Key_Escape)
    assert work.way.last == ("history", {"huddle_id": huddle})


def test_the_agenda(work: AtWork, tray: PaperTray) -> None:
    series = wards.main_series(work.ward)
    assert pages(opened(work, tray, kind="agenda", series_id=series)) >= 1
    click(work.window, "sheet_back")
    assert work.way.last == ("today", {})


def test_what_cannot_be_made_is_said(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="summary", huddle="99")
    assert "no huddle" in text(work, "sheet_state_text")
    assert not find(work.window, "sheet_print", QAbstractButton).isEnabled()
    presenter.arrive(kind="actions")
    assert text(work, "sheet_state_title") == "Making the sheet…"
    work.settle()
    assert find(work.window, "sheet_print", QAbstractButton).isEnabled()


def test_printing_on_the_chosen_printer(work: AtWork, tray: PaperTray) -> None:
    opened(work, tray, kind="actions")
    press(Qt.Key.Key_P, CTRL)
    work.settle()
    choice = find(work.window, "sheet_printer", Choice)
    assert choice.key == "Ward"
    assert focused() is choice
    press(Qt.Key.Key_Up)
    click(work.window, "sheet_send")
    work.settle()
    pdf, choice_made, title = tray.printed[0]
    assert pdf.startswith(b"%PDF")
    assert (choice_made, title) == (PrintChoice("Office"), "Action sheets")
    assert work.messages.text == "Action sheets sent to Office."
    assert not find(work.window, "sheet_printers").isVisible()


def choose_sides(work: AtWork, label: str) -> None:
    sides = find(work.window, "sheet_sides", Choice)
    sides.setCurrentText(label)


def test_how_it_was_printed_is_chosen_again(work: AtWork, tray: PaperTray) -> None:
    kept = keeping(work, paper="letter")
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    press(Qt.Key.Key_Up)
    type_text(work.window, "sheet_copies", "12", instead=True)
    choose_sides(work, "Two-sided, short edge")
    click(work.window, "sheet_send")
    work.settle()
    chosen = PrintChoice("Office", 12, "two-sided-short-edge", PaperSize.LETTER)
    assert tray.printed[0][1] == chosen
    assert (kept[-1].printer, kept[-1].print_copies) == ("Office", 12)
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    work.settle()
    assert tray.printed[1][1] == chosen


def test_a_printer_that_is_gone_gives_way_to_the_usual_one(work: AtWork, tray: PaperTray) -> None:
    keeping(work, printer="Cellar")
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    assert find(work.window, "sheet_printer", Choice).key == "Ward"


def test_two_sided_no_department_begins_on_the_back_of_another(
    work: AtWork, tray: PaperTray
) -> None:
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    choose_sides(work, "Two-sided, long edge")
    click(work.window, "sheet_send")
    work.settle()
    first, back, second = pages_of(tray.printed[0][0])
    assert (first.split()[0], back, second.split()[0]) == ("Nursing", "", "Porters")


PRINTED = JobState(is_over=True, is_printed=True)
NO_PAPER = "The printer has no paper; the sheet waits there."


def test_a_sheet_that_waits_at_the_printer_is_told_of_once_and_when_it_is_printed(
    work: AtWork, tray: PaperTray
) -> None:
    tray.states = [JobState(), *[JobState(trouble=NO_PAPER)] * 2, PRINTED]
    presenter = opened(work, tray, kind="actions")
    said = heard(work)
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    wait_until(lambda: len(said) == 3, "it to be printed", timeout_ms=10_000)
    sent = "Action sheets sent to Ward."
    assert said == [sent, f"{sent} {NO_PAPER}", "Ward has printed it now: Action sheets."]
    assert len(tray.states) == 1
    assert pages(presenter) == 2


def test_what_became_of_a_sheet_is_not_guessed(work: AtWork, tray: PaperTray) -> None:
    tray.states = [JobState(trouble=NO_PAPER), JobState(is_over=True), JobState()]
    opened(work, tray, kind="actions")
    said = heard(work)
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    wait_until(lambda: len(tray.states) == 1, "two looks", timeout_ms=10_000)
    work.settle()
    assert len(said) == 2
    assert said[-1].endswith(NO_PAPER)


def test_a_sheet_that_will_not_be_printed_is_told_of(work: AtWork, tray: PaperTray) -> None:
    gone = "It was cancelled at the printer: not all of it is printed."
    tray.states = [JobState(is_over=True, trouble=gone)]
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    wait_until(lambda: gone in work.messages.text, "what became of it")


def test_a_sheet_that_is_printed_is_not_spoken_of_again(work: AtWork, tray: PaperTray) -> None:
    tray.states = [JobState(), PRINTED, JobState()]
    opened(work, tray, kind="actions")
    said = heard(work)
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    wait_until(lambda: len(tray.states) == 1, "two looks", timeout_ms=10_000)
    work.settle()
    assert said == ["Action sheets sent to Ward."]


def test_trouble_at_the_printer_is_said_in_words(work: AtWork, tray: PaperTray) -> None:
    tray.trouble = Environment("The printer “Ward” did not take the sheet.", "Look at it.")
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    work.settle()
    assert work.messages.text == "The printer “Ward” did not take the sheet. Look at it."
    assert find(work.window, "sheet_send", QAbstractButton).isEnabled()


def test_the_printers_own_dialog_is_filled_and_its_choices_are_printed(
    work: AtWork, tray: PaperTray
) -> None:
    tray.answer = PrintChoice(
        "Office", 2, "two-sided-long-edge", pages=((2, 2),), in_grey=True, paper=PaperSize.A4
    )
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    type_text(work.window, "sheet_copies", "3", instead=True)
    click(work.window, "sheet_own_settings")
    work.settle()
    assert tray.asked == [(PrintChoice("Ward", 3), 2)]
    pdf, choice, _title = tray.printed[0]
    # The second page of each copy, with no empty backs between them.
    assert choice == replace(tray.answer, pages=((2, 2), (4, 4)))
    titles = [page.split()[0] for page in pages_of(pdf)]
    assert titles == ["Nursing", "Porters"] * 2


def test_nothing_is_printed_when_the_printers_own_dialog_is_left(
    work: AtWork, tray: PaperTray
) -> None:
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_own_settings")
    work.settle()
    assert (len(tray.asked), tray.printed) == (1, [])
    assert find(work.window, "sheet_printers").isVisible()


def test_without_a_printer_saving_is_offered(work: AtWork, tray: PaperTray) -> None:
    tray.names = ()
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    assert find(work.window, "sheet_no_printer", QLabel).isVisible()
    assert not find(work.window, "sheet_send").isVisible()
    click(work.window, "sheet_save_instead")
    work.settle()
    assert work.places.place.read_bytes().startswith(b"%PDF")
    press(Qt.Key.Key_Escape)
    assert not find(work.window, "sheet_printers").isVisible()
    assert work.way.gone == []


def test_saving_suggests_a_name_that_every_system_takes(work: AtWork, tray: PaperTray) -> None:
    opened(work, tray, kind="actions", department="Porters")
    press(Qt.Key.Key_S, CTRL)
    work.settle()
    assert work.places.names == ["Action sheets Porters Thu 06-Aug-2026.pdf"]
    assert work.places.place.read_bytes().startswith(b"%PDF")
    assert "not encrypted" in work.messages.text


def test_a_place_that_cannot_be_written_is_said(work: AtWork, tray: PaperTray) -> None:
    work.places.place.mkdir()
    opened(work, tray, kind="actions")
    press(Qt.Key.Key_S, CTRL)
    wait_until(lambda: work.messages.text != "", "the refusal")
    assert "could not be used" in work.messages.text


def test_the_page_works_with_the_system_as_it_is(work: AtWork) -> None:
    presenter = open_page(work.desk)
    work.show(presenter, kind="actions")
    assert pages(presenter) == 2
