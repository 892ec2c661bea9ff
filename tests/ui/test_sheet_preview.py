"""The preview of a sheet: its pages, the paper, which list, and how far a long one is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView

from huddle.clock import ShiftedClock
from huddle.sheets.stamp import PaperSize
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.paper_tray import PaperTray, heard, keeping, opened
from tests.helpers.qt import click, click_row, find, focused, press, seen, wait_until
from tests.helpers.sheet_cases import pdf_of
from tests.helpers.sheet_fillings import Case
from tests.helpers.sheet_text import pages_of
from ui.pages.sheet.thumbnails import PageModel
from ui.widgets.choices import Choice

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def tray() -> PaperTray:
    return PaperTray()


def promise(ward: Ward, *teams: str) -> None:
    """An action for each."""
    known = {team.name for team in ward.people.departments()}
    for team in teams:
        if team not in known:
            ward.people.add_department(team)
        ward.followups.add(wards.said(ward, f'a: Mend the lamp +"{team}" due today'))


def page_list(work: AtWork) -> QListView:
    return find(work.window, "sheet_pages", QListView)


def sheet(work: AtWork) -> QPdfView:
    return find(work.window, "sheet_view", QPdfView)


def in_view(work: AtWork) -> int:
    return sheet(work).pageNavigator().currentPage()


# The pages beside the sheet


def test_the_pages_are_gone_through_by_key(work: AtWork, tray: PaperTray) -> None:
    promise(work.ward, "Nursing", "Medical", "Pharmacy", "Porters")
    opened(work, tray, kind="actions")
    pages = page_list(work)
    assert pages.isVisible()
    pages.setFocus()
    for key, page in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_End, 3),
        (Qt.Key.Key_Up, 2),
        (Qt.Key.Key_Home, 0),
    ):
        press(key)
        assert (pages.currentIndex().row(), in_view(work)) == (page, page)
    press(Qt.Key.Key_PageDown)
    assert pages.currentIndex().row() == in_view(work) > 0
    press(Qt.Key.Key_PageUp)
    assert in_view(work) == 0
    click_row(pages, 2)
    assert in_view(work) == 2


def test_a_page_that_goes_on_is_named_by_what_began_last(work: AtWork) -> None:
    document = QPdfDocument(work.window)
    device = QBuffer(document)
    device.setData(QByteArray(pdf_of("report", Case.OVERFULL, PaperSize.A4)))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(device)
    pages = PageModel(work.window)
    pages.read(document, 1.0)
    parts = [pages.part(page) for page in range(document.pageCount())]
    # Several begin on one page, whose name is the last of theirs; one that goes on is named again.
    assert parts[:2] == ["Safety cross"] * 2
    assert parts[-3:] == ["Huddles", "Concerns", "How these are counted"]
    assert parts.count("You said, we did") > 1


def test_the_page_in_view_is_marked_as_the_sheet_is_scrolled(work: AtWork, tray: PaperTray) -> None:
    promise(work.ward, "Nursing", "Medical", "Pharmacy")
    opened(work, tray, kind="actions")
    assert focused() is sheet(work)
    press(Qt.Key.Key_End)
    wait_until(lambda: page_list(work).currentIndex().row() == 2, "the last page to be marked")
    press(Qt.Key.Key_Home)
    wait_until(lambda: page_list(work).currentIndex().row() == 0, "the first page to be marked")
    assert focused() is sheet(work)


def test_each_page_says_where_it_is_and_whose(work: AtWork, tray: PaperTray) -> None:
    promise(work.ward, "Nursing")
    promise(work.ward, *["Porters"] * 8)
    opened(work, tray, kind="actions")
    model = page_list(work).model()
    count = model.rowCount(QModelIndex())
    spoken = [model.index(row, 0).data(SPOKEN) for row in range(count)]
    assert spoken[0] == f"Page 1 of {count}, Nursing"
    # A sheet that goes on over the page is still the same department's.
    assert spoken[1:] == [f"Page {at} of {count}, Porters" for at in range(2, count + 1)]
    assert count > 2


def test_one_page_has_no_list_of_pages(work: AtWork, tray: PaperTray) -> None:
    promise(work.ward, "Nursing")
    opened(work, tray, kind="actions")
    assert not page_list(work).isVisible()


def test_the_pages_fold_away_where_the_sheet_would_get_narrow(
    work: AtWork, tray: PaperTray
) -> None:
    promise(work.ward, "Nursing", "Medical")
    opened(work, tray, kind="actions")
    page_list(work).setFocus()
    work.window.resize(800, 768)
    wait_until(lambda: not page_list(work).isVisible(), "the pages to fold")
    assert focused() is sheet(work)
    work.window.resize(1178, 768)
    wait_until(lambda: page_list(work).isVisible(), "the pages to come back")


def test_of_very_many_pages_only_those_in_view_are_drawn(work: AtWork, tray: PaperTray) -> None:
    promise(work.ward, *(f"Team {number}" for number in range(60)))
    presenter = opened(work, tray, kind="actions")
    assert presenter.page.page_count == 60
    pages = page_list(work)
    wait_until(lambda: 0 in pictured(pages), "the first page to be drawn")
    pages.setFocus()
    press(Qt.Key.Key_End)
    wait_until(lambda: 59 in pictured(pages), "the last page to be drawn")
    assert in_view(work) == 59
    assert not pictured(pages) & set(range(15, 45))


def pictured(pages: QListView) -> frozenset[int]:
    """The pages whose pictures are drawn, by their place."""
    model = pages.model()
    assert isinstance(model, PageModel)
    return model.drawn


# The paper


def test_another_paper_is_chosen_and_stays_for_that_kind_of_sheet(
    work: AtWork, tray: PaperTray
) -> None:
    kept = keeping(work)
    promise(work.ward, "Nursing")
    presenter = opened(work, tray, kind="actions")
    choice = find(work.window, "sheet_paper", Choice)
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "A4",
        "A4, landscape",
        "US Letter",
        "US Letter, landscape",
    ]
    choice.setFocus()
    press(Qt.Key.Key_Down)
    work.settle()
    assert focused() is choice
    assert kept[-1].papers == {"actions": "a4-landscape"}
    points = sheet(work).document().pagePointSize(0)
    assert points.width() > points.height()
    find(work.window, "sheet_kind", Choice).setFocus()
    press(Qt.Key.Key_F)
    work.settle()
    assert choice.key == "a4"
    presenter.arrive(kind="actions")
    work.settle()
    assert choice.key == "a4-landscape"
    choice.setFocus()
    press(Qt.Key.Key_Home)
    work.settle()
    assert kept[-1].papers == {}


def test_the_chosen_paper_is_printed_on(work: AtWork, tray: PaperTray) -> None:
    keeping(work, papers={"you-said": "a3-landscape"}, paper="letter")
    opened(work, tray, kind="you-said")
    choice = find(work.window, "sheet_paper", Choice)
    assert choice.currentText() == "A3, landscape"
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    work.settle()
    assert tray.printed[0][1].paper.size == "A3"
    assert tray.printed[0][1].paper.is_landscape


def test_a_paper_that_the_printer_lacks_is_said_before_anything_leaves(
    work: AtWork, tray: PaperTray
) -> None:
    tray.lacks = (PaperSize.LETTER,)
    keeping(work, paper="letter")
    promise(work.ward, "Nursing")
    opened(work, tray, kind="actions")
    before = told_in_audit(work.ward)
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    work.settle()
    assert work.messages.text == "The printer has no such paper. Choose another paper."
    assert (tray.printed, told_in_audit(work.ward)) == ([], before)


def test_a_paper_that_is_not_offered_any_more_is_the_usual_one(
    work: AtWork, tray: PaperTray
) -> None:
    keeping(work, papers={"actions": "papyrus"}, paper="letter")
    promise(work.ward, "Nursing")
    opened(work, tray, kind="actions")
    assert find(work.window, "sheet_paper", Choice).currentText() == "US Letter"


# Who was there, and a list to sign


def test_a_list_to_sign_is_offered_beside_who_was_there(
    work: AtWork, tray: PaperTray, clock: ShiftedClock
) -> None:
    huddle = wards.start(work.ward).huddle.id
    clock.advance(minutes=9)
    work.ward.running.close(huddle)
    opened(work, tray, kind="attendance", huddle=huddle, back="history")
    choice = find(work.window, "sheet_list", Choice)
    assert choice.currentText() == "Who was at this huddle"
    assert "number 1" in find(work.window, "sheet_about", QLabel).text()
    choice.setFocus()
    press(Qt.Key.Key_Down)
    work.settle()
    assert choice.currentText() == "To sign at the next: Ward safety huddle"
    assert focused() is choice
    assert find(work.window, "sheet_about", QLabel).text() == ""
    press(Qt.Key.Key_Home)
    work.settle()
    assert "number 1" in find(work.window, "sheet_about", QLabel).text()


def test_a_list_to_sign_can_be_had_before_the_first_huddle(work: AtWork, tray: PaperTray) -> None:
    opened(work, tray, kind="attendance")
    assert find(work.window, "sheet_state").isVisible()
    choice = find(work.window, "sheet_list", Choice)
    assert choice.currentText() == "Who was at the last huddle"
    choice.setFocus()
    press(Qt.Key.Key_Down)
    work.settle()
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    work.settle()
    assert "Initials" in pages_of(tray.printed[0][0])[0]


# Long jobs


class Gate:
    """Holds a service call after its first sheet until it is opened."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call
        self._is_open = threading.Event()

    def open(self) -> None:
        self._is_open.set()

    def __call__(self, *args: Any, progress: Callable[[int, int], None], **named: Any) -> Any:
        def slowly(done: int, total: int) -> None:
            progress(done, total)
            assert self._is_open.wait(20)

        return self._call(*args, progress=slowly, **named)


@pytest.fixture
def three(ward: Ward) -> Ward:
    """A ward with three action sheets."""
    promise(ward, "Nursing", "Medical", "Porters")
    return ward


def test_a_long_print_says_how_far_it_is_and_is_stopped_with_nothing_left(
    three: Ward, work: AtWork, tray: PaperTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(work, tray, kind="actions")
    gate = Gate(three.sheets.release)
    monkeypatch.setattr(three.sheets, "release", gate)
    before = told_in_audit(three)
    said = heard(work)
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    words = seen(work.window, "sheet_leaving_words", QLabel)
    assert words.text() == "Making sheet 2 of 3"
    cancel = find(work.window, "sheet_leaving_cancel", QAbstractButton)
    cancel.setFocus()
    press(Qt.Key.Key_Space)
    assert (words.text(), cancel.isEnabled()) == ("Stopping…", False)
    gate.open()
    work.settle()
    assert said == ["Stopped: nothing was printed."]
    assert tray.printed == []
    assert told_in_audit(three) == before
    assert not find(work.window, "sheet_leaving").isVisible()
    click(work.window, "sheet_send")
    work.settle()
    assert len(tray.printed) == 1


def test_a_sheet_that_is_stopped_before_it_is_shown_is_made_again_on_demand(
    three: Ward, work: AtWork, tray: PaperTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter = opened(work, tray, kind="agenda")
    gate = Gate(three.sheets.make)
    monkeypatch.setattr(three.sheets, "make", gate)
    presenter.arrive(kind="actions")
    words = seen(work.window, "sheet_making_words", QLabel)
    assert words.text() == "Making sheet 2 of 3"
    click(work.window, "sheet_making_cancel")
    gate.open()
    work.settle()
    assert find(work.window, "sheet_state_title", QLabel).text() == "The sheet was not made"
    assert not find(work.window, "sheet_print", QAbstractButton).isEnabled()
    assert focused() is find(work.window, "sheet_again")
    press(Qt.Key.Key_Space)
    work.settle()
    assert presenter.page.page_count == 3
    assert focused() is sheet(work)


def test_another_choice_ends_what_is_being_made_without_a_word(
    three: Ward, work: AtWork, tray: PaperTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    presenter = opened(work, tray, kind="agenda")
    gate = Gate(three.sheets.make)
    monkeypatch.setattr(three.sheets, "make", gate)
    presenter.arrive(kind="actions")
    seen(work.window, "sheet_making_words", QLabel)
    presenter.arrive(kind="actions", department="Porters")
    assert not find(work.window, "sheet_making").isVisible()
    gate.open()
    work.settle()
    assert presenter.page.page_count == 1


def test_a_save_that_is_stopped_leaves_no_file(
    three: Ward, work: AtWork, tray: PaperTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(work, tray, kind="actions")
    gate = Gate(three.sheets.release)
    monkeypatch.setattr(three.sheets, "release", gate)
    click(work.window, "sheet_save")
    seen(work.window, "sheet_leaving_words", QLabel)
    click(work.window, "sheet_leaving_cancel")
    gate.open()
    work.settle()
    assert work.messages.text == "Stopped: nothing was saved."
    assert not work.places.place.exists()


def told_in_audit(ward: Ward) -> list[str]:
    """What the audit tells of last."""
    return [entry.what for entry in ward.audit.entries(limit=20)]
