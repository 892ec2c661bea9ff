"""The system's own printing: what CUPS is told, what Qt draws, and what a printer's dialog says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QByteArray, QSizeF
from PySide6.QtGui import QImage, QPageRanges, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from huddle.errors import Environment
from huddle.settings import SIDES
from huddle.sheets.kinds import SheetKind, SheetOrder
from huddle.sheets.stamp import PaperSize
from huddle.ward import Ward
from tests.helpers import wards
from ui.dialogs.printer import chosen_in
from ui.printing import (
    JobState,
    PrintChoice,
    Printers,
    PrintJob,
    SystemPrinting,
    in_each_copy,
    offered,
    refuse_other,
)
from ui.printing_by_qt import paint_pages, picture, print_by_qt, printer_for, resolution_of

by_cups = pytest.mark.skipif(sys.platform == "win32", reason="Windows prints by Qt")


def a_printing_system(folder: Path, monkeypatch: pytest.MonkeyPatch, *lines: str) -> Path:
    """Stand a program `lp` in front of the real one."""
    program = folder / "lp"
    program.write_text("\n".join((f"#!{sys.executable}", *lines)))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder / "got"


@by_cups
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
    assert SystemPrinting().print_pdf(b"%PDF-1.7 a sheet", choice, "Action sheets") is None
    assert got.read_bytes() == b"%PDF-1.7 a sheet"
    words = (tmp_path / "words").read_text().splitlines()
    # The copies stand in the PDF.
    assert words[:4] == ["-d", "Ward; rm -rf /", "-n", "1"]
    assert words[4:8] == ["-o", "sides=two-sided-long-edge", "-o", "media=Letter"]
    assert words[8:] == ["-t", "Action sheets"]


@by_cups
def test_what_cups_says_is_handed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_printing_system(tmp_path, monkeypatch, "import sys", "sys.exit('lp: Too large a request.')")
    with pytest.raises(Environment, match=r"The system says: lp: Too large a request\.") as told:
        SystemPrinting().print_pdf(b"%PDF", PrintChoice("Ward"), "Action sheets")
    assert "save the sheet" in told.value.remedy


@by_cups
def test_no_printing_system_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Environment, match="no printing system"):
        SystemPrinting().print_pdf(b"%PDF", PrintChoice("Ward"), "Action sheets")


def test_the_printers_of_this_computer_can_be_asked_for(qtbot: QtBot) -> None:
    found = SystemPrinting().printers()
    assert not found.usual or found.usual in found.names


@by_cups
def test_grey_and_some_pages_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_printing_system(
        tmp_path,
        monkeypatch,
        "import pathlib, sys",
        f"pathlib.Path({str(tmp_path)!r}, 'words').write_text(' '.join(sys.argv[1:]))",
    )
    choice = PrintChoice("Ward", 1, SIDES[0], PaperSize.A3_LANDSCAPE, ((2, 3), (7, 7)), True)
    SystemPrinting().print_pdf(b"%PDF", choice, "Poster")
    words = (tmp_path / "words").read_text()
    assert "media=A3 " in words
    assert "print-color-mode=monochrome" in words
    assert "page-ranges=2-3,7-7" in words


@by_cups
def test_nothing_is_said_of_a_job_where_nothing_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert SystemPrinting().look_at(PrintJob("Ward-1", "Ward")) == JobState()


@pytest.mark.parametrize(
    ("pages", "count", "copies", "found"),
    [
        ((), 3, 2, ()),
        (((1, 2),), 3, 1, ((1, 2),)),
        (((2, 3),), 3, 3, ((2, 3), (5, 6), (8, 9))),
        (((1, 1), (3, 9)), 4, 2, ((1, 1), (3, 4), (5, 5), (7, 8))),
        (((5, 6),), 4, 2, ()),
    ],
)
def test_pages_of_each_copy(
    pages: tuple[tuple[int, int], ...],
    count: int,
    copies: int,
    found: tuple[tuple[int, int], ...],
) -> None:
    assert in_each_copy(pages, count, copies) == found


# Drawn by Qt, as on Windows


@contextmanager
def loaded(pdf: bytes) -> Iterator[QPdfDocument]:
    """A PDF that can be drawn."""
    device = QBuffer()
    device.setData(QByteArray(pdf))
    device.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(device)
    yield document
    document.close()


@pytest.fixture
def sheets(ward: Ward) -> bytes:
    """One action for each of three departments."""
    for team in ("Nursing", "Medical", "Porters"):
        ward.followups.add(wards.said(ward, f"a: Mend the lamp +{team} due today"))
    return ward.sheets.make(SheetOrder(SheetKind.ACTIONS))


@pytest.mark.parametrize(("pages", "count"), [((), 3), (((2, 3),), 2), (((1, 1), (3, 3)), 2)])
def test_by_qt_the_wanted_pages_are_painted(
    sheets: bytes, tmp_path: Path, qtbot: QtBot, pages: tuple[tuple[int, int], ...], count: int
) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    with loaded(sheets) as document:
        painter = QPainter(printer)
        paint_pages(document, printer, painter, pages)
        painter.end()
    assert len(PdfReader(tmp_path / "printed.pdf").pages) == count


def test_a_printer_that_takes_no_more_pages_is_said(
    sheets: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    class Stopped(QPrinter):
        def newPage(self) -> bool:  # noqa: N802 - as Qt has it
            return False

    printer = Stopped()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    with loaded(sheets) as document:
        painter = QPainter(printer)
        with pytest.raises(Environment, match="did not take the sheet"):
            paint_pages(document, printer, painter)
        painter.end()


def test_a_page_is_drawn_in_grey_on_white(sheets: bytes, qtbot: QtBot) -> None:
    with loaded(sheets) as document:
        drawn = picture(document, 0, 72)
    assert drawn.format() is QImage.Format.Format_Grayscale8
    assert (drawn.width(), drawn.height()) == (595, 842)
    shades = {drawn.pixelColor(x, y).lightness() for x in range(595) for y in range(0, 842, 4)}
    assert drawn.pixelColor(0, 0).lightness() == max(shades) == 255
    assert min(shades) < 64


A4, A3 = QSizeF(595, 842), QSizeF(842, 1191)


@pytest.mark.parametrize(
    ("supported", "page", "dots"),
    [
        ((), A4, 300),
        ((150, 300), A4, 300),
        ((300, 600, 1200), A4, 600),
        ((1200,), A4, 300),
        ((300, 400, 600), A3, 400),
    ],
)
def test_the_finest_resolution_that_fits_is_drawn(
    supported: tuple[int, ...], page: QSizeF, dots: int
) -> None:
    assert resolution_of(supported, page) == dots


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_is_not_there_is_said(sheets: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "no folder" / "printed.pdf"))
    choice = PrintChoice("Ward", prepared=printer)
    with pytest.raises(Environment, match="did not take the sheet"):
        print_by_qt(sheets, choice, "Action sheets")


@pytest.mark.parametrize("paper", PaperSize)
def test_the_printer_is_given_the_paper_of_the_sheet(qtbot: QtBot, paper: PaperSize) -> None:
    layout = printer_for(PrintChoice("Ward", paper=paper)).pageLayout()
    wide, high = layout.fullRectPoints().width(), layout.fullRectPoints().height()
    assert (wide > high) == paper.is_landscape
    assert layout.pageSize().name().startswith(paper.size)


# The printer's own dialog


def test_what_is_chosen_in_the_dialog_is_read_back(qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setCopyCount(3)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    ranges = QPageRanges()
    ranges.addRange(2, 4)
    ranges.addPage(7)
    printer.setPageRanges(ranges)
    chosen = chosen_in(printer, PrintChoice("Ward", paper=PaperSize.LETTER))
    assert (chosen.copies, chosen.in_grey) == (3, True)
    assert (chosen.pages, chosen.paper) == (((2, 4), (7, 7)), PaperSize.LETTER)


def test_all_pages_are_no_stretch(qtbot: QtBot) -> None:
    printer = QPrinter()
    printer.setFromTo(2, 3)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    assert chosen_in(printer, PrintChoice("Ward")).pages == ()


# The printers of an organisation


def test_without_a_choice_of_the_organisation_all_printers_are_offered() -> None:
    there = Printers(("Hall", "Ward"), "Ward")
    assert offered(there, ()) == there
    refuse_other("Hall", ())


def test_its_printers_are_offered_in_its_order_as_far_as_they_are_there() -> None:
    there = Printers(("Cellar", "Hall", "Ward"), "Cellar")
    assert offered(there, ("Ward", "Gone", "Hall")) == Printers(("Ward", "Hall"), "Ward")
    assert offered(there, ("Gone",)) == Printers()


def test_another_printer_is_refused_with_the_names_of_its_own() -> None:
    refuse_other("Ward", ("Ward", "Hall"))
    with pytest.raises(Environment, match="Choose one of these: Ward, Hall"):
        refuse_other("Cellar", ("Ward", "Hall"))
