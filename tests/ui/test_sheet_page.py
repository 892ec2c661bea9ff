"""The sheet page and printing: what is shown is what is printed and saved."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from huddle.clock import ShiftedClock
from huddle.errors import Environment
from huddle.settings import Settings
from huddle.sheets.stamp import PaperSize
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.desks import AtWork
from tests.helpers.qt import click, find, focused, press, type_text, wait_until
from tests.helpers.sheet_text import pages_of
from ui.pages.sheet.page import SheetPage
from ui.pages.sheet.presenter import SheetPresenter, open_page
from ui.printing import PrintChoice, Printers, SystemPrinting
from ui.widgets.choices import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class PaperTray:
    """A printer that keeps what it is given, or says why not."""

    names: tuple[str, ...] = ("Office", "Ward")
    trouble: Environment | None = None
    waits: str = ""
    printed: list[tuple[bytes, PrintChoice, str]] = field(default_factory=list)

    def printers(self) -> Printers:
        return Printers(self.names, self.names[-1] if self.names else "")

    def print_pdf(self, pdf: bytes, choice: PrintChoice, title: str) -> str:
        if self.trouble is not None:
            raise self.trouble
        self.printed.append((pdf, choice, title))
        return self.waits


@pytest.fixture
def ward(ward: Ward) -> Ward:
    """With one action for each of two departments."""
    for line in ("a: Mend the lamp +Nursing due today", "a: Order a sling +Porters due fri"):
        ward.followups.add(wards.said(ward, line))
    return ward


@pytest.fixture
def tray() -> PaperTray:
    return PaperTray()


def opened(work: AtWork, tray: PaperTray, **what: str) -> SheetPresenter:
    presenter = SheetPresenter(SheetPage(), work.desk, tray)
    work.show(presenter, **what)
    return presenter


def text(work: AtWork, name: str) -> str:
    return find(work.window, name, QLabel).text()


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
    choice = find(work.window, "sheet_department", Choice)
    assert choice.key == "Porters"
    choice.setFocus()
    press(Qt.Key.Key_Home)
    work.settle()
    assert pages(presenter) == 2


def test_another_sheet_is_chosen_beside_it(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="actions", department="Porters")
    choice = find(work.window, "sheet_kind", Choice)
    choice.setFocus()
    press(Qt.Key.Key_F)
    work.settle()
    assert text(work, "sheet_title") == "Follow-up list"
    assert text(work, "sheet_about") == ""
    assert not find(work.window, "sheet_department").isVisible()
    assert pages(presenter) == 1


def test_you_said_of_another_month(work: AtWork, tray: PaperTray) -> None:
    presenter = opened(work, tray, kind="you-said")
    choice = find(work.window, "sheet_month", Choice)
    assert choice.currentText() == "August 2026"
    choice.setFocus()
    press(Qt.Key.Key_Down)
    work.settle()
    assert choice.currentText() == "July 2026"
    assert pages(presenter) == 1
    presenter.arrive(kind="actions")
    work.settle()
    assert not choice.isVisible()


def test_beside_a_slip_no_other_sheet_is_offered(work: AtWork, tray: PaperTray) -> None:
    opened(work, tray, kind="escalation")
    assert not find(work.window, "sheet_kind").isVisible()


def test_a_summary_says_of_which_huddle(work: AtWork, tray: PaperTray, clock: ShiftedClock) -> None:
    huddle = wards.start(work.ward).huddle.id
    clock.advance(minutes=9)
    work.ward.running.close(huddle)
    presenter = opened(work, tray, kind="summary", huddle=huddle, back="history")
    assert text(work, "sheet_about") == "Ward safety huddle, Thursday 6 August 2026, number 1"
    assert not find(work.window, "sheet_department").isVisible()
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


def keeping(work: AtWork, **chosen: Any) -> list[Settings]:
    """The settings that are kept from now on, after these."""
    kept = [Settings(**chosen)]
    work.desk = replace(work.desk, settings=lambda: kept[-1], keep_settings=kept.append)
    return kept


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


def test_what_keeps_a_sheet_waiting_is_said_and_it_stays_in_view(
    work: AtWork, tray: PaperTray
) -> None:
    tray.waits = "The printer has no paper; the sheet waits there."
    presenter = opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    work.settle()
    assert work.messages.text == f"Action sheets sent to Ward. {tray.waits}"
    assert pages(presenter) == 2


def test_trouble_at_the_printer_is_said_in_words(work: AtWork, tray: PaperTray) -> None:
    tray.trouble = Environment("The printer “Ward” did not take the sheet.", "Look at it.")
    opened(work, tray, kind="actions")
    click(work.window, "sheet_print")
    work.settle()
    click(work.window, "sheet_send")
    work.settle()
    assert work.messages.text == "The printer “Ward” did not take the sheet. Look at it."
    assert find(work.window, "sheet_send", QAbstractButton).isEnabled()


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


# The system's own printing


def a_printing_system(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> Path:
    """Stand a program `lp` in front of the real one."""
    program = folder / "lp"
    program.write_text("\n".join((f"#!{sys.executable}", *lines)))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder / "got"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows prints by Qt")
def test_the_pdf_itself_goes_to_cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    got = a_printing_system(
        tmp_path,
        monkeypatch,
        "import pathlib, sys",
        f"place = pathlib.Path({str(tmp_path)!r})",
        "(place / 'words').write_text('\\n'.join(sys.argv[1:]))",
        "(place / 'got').write_bytes(sys.stdin.buffer.read())",
    )
    choice = PrintChoice("Ward; rm -rf /", 2, "two-sided-long-edge", PaperSize.LETTER)
    assert SystemPrinting().print_pdf(b"%PDF-1.7 a sheet", choice, "Action sheets") == ""
    assert got.read_bytes() == b"%PDF-1.7 a sheet"
    words = (tmp_path / "words").read_text().splitlines()
    assert words[:4] == ["-d", "Ward; rm -rf /", "-n", "2"]
    assert words[4:10:2] == ["-o"] * 3
    assert words[5:10:2] == ["collate=true", "sides=two-sided-long-edge", "media=Letter"]
    assert words[10:] == ["-t", "Action sheets"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows prints by Qt")
def test_what_cups_says_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_printing_system(tmp_path, monkeypatch, "import sys", "sys.exit('lp: Too large a request.')")
    with pytest.raises(Environment, match=r"The system says: lp: Too large a request\.") as told:
        SystemPrinting().print_pdf(b"%PDF", PrintChoice("Ward"), "Action sheets")
    assert "save the sheet" in told.value.remedy


@pytest.mark.skipif(sys.platform == "win32", reason="Windows prints by Qt")
def test_no_printing_system_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Environment, match="no printing system"):
        SystemPrinting().print_pdf(b"%PDF", PrintChoice("Ward"), "Action sheets")


def test_the_printers_of_this_computer_can_be_asked_for(qtbot: QtBot) -> None:
    found = SystemPrinting().printers()
    assert not found.usual or found.usual in found.names


def test_by_qt_every_page_is_painted(ward: Ward, tmp_path: Path, qtbot: QtBot) -> None:
    from pypdf import PdfReader
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

    from huddle.sheets.kinds import SheetKind, SheetOrder
    from ui.printing import _paint_pages

    device = QBuffer()
    device.setData(QByteArray(ward.sheets.make(SheetOrder(SheetKind.ACTIONS))))
    device.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    painter = QPainter(printer)
    _paint_pages(document, printer, painter)
    painter.end()
    document.close()
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == 2
