"""Sheets on paper: through the window and a real CUPS to what comes out of the printer."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QRadioButton, QSpinBox

from tests.helpers import wards
from tests.helpers.printing_system import PrintingSystem, printing_system, why_missing
from tests.helpers.qt import wait_until
from tests.helpers.sheet_text import pages_of
from tests.helpers.window import Driver
from ui.widgets.choices import Choice

pytestmark = pytest.mark.skipif(bool(why_missing()), reason=why_missing() or "CUPS is installed")

PRINTER = "Ward_office"
CODE = re.compile(r"P[0-9A-Z]{3}-[0-9A-Z]{4}")


@pytest.fixture
def cups(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintingSystem]:
    """A printing system with one printer."""
    with printing_system() as system:
        monkeypatch.setenv("CUPS_SERVER", system.server)
        system.add_printer(PRINTER)
        yield system


@pytest.fixture
def busy(signed_in: Driver) -> Driver:
    """The window, with an action for each of two departments."""
    for line in ("a: Mend the lamp +Nursing due today", "a: Order a sling +Pharmacy due fri"):
        signed_in.ward.followups.add(wards.said(signed_in.ward, line))
    return signed_in


def sheet(driver: Driver, kind: str, **what: str) -> None:
    driver.window.go("sheet", kind=kind, **what)
    driver.settle()


def words_of(pdf: bytes) -> list[list[str]]:
    """The words of each page, without the code that every print has of its own."""
    return [[word for word in page.split() if not CODE.fullmatch(word)] for page in pages_of(pdf)]


def saved(driver: Driver) -> bytes:
    driver.click("sheet_save")
    return driver.files.saved[-1].read_bytes()


def send(driver: Driver) -> None:
    driver.click("sheet_print")
    driver.click("sheet_send")


def test_action_sheets_come_out_of_the_printer_as_one_job(
    cups: PrintingSystem, busy: Driver
) -> None:
    sheet(busy, "actions")
    shown = saved(busy)
    send(busy)
    assert busy.message == f"Action sheets sent to {PRINTER}."
    (printed,) = cups.printed()
    assert printed.title == "Action sheets"
    assert words_of(printed.pdf) == words_of(shown)
    assert [words[0] for words in words_of(printed.pdf)] == ["Nursing", "Pharmacy"]


def test_a_summary_comes_out_with_the_same_words(cups: PrintingSystem, busy: Driver) -> None:
    huddle = wards.start(busy.ward).huddle.id
    busy.ward.running.close(huddle)
    sheet(busy, "summary", huddle=huddle, back="history")
    shown = saved(busy)
    send(busy)
    (printed,) = cups.printed()
    assert words_of(printed.pdf) == words_of(shown)
    assert "Ward safety huddle" in pages_of(printed.pdf)[0]


def test_copies_and_sides_reach_the_printer(cups: PrintingSystem, busy: Driver) -> None:
    sheet(busy, "actions")
    busy.click("sheet_print")
    busy.type("sheet_copies", "2", instead=True)
    busy.find("sheet_sides", Choice).setCurrentText("Two-sided, short edge")
    busy.click("sheet_send")
    (printed,) = cups.printed()
    assert {"sides=two-sided-short-edge", "media=A4"} <= set(printed.options)
    pages = pages_of(printed.pdf)
    # Leaf by leaf, each copy in order, and each says which it is.
    starts = [page.split()[0] if page else "" for page in pages]
    assert starts == ["Nursing", "", "Pharmacy", "", "Nursing", "", "Pharmacy"]
    for place, copy in ((0, 1), (2, 1), (4, 2), (6, 2)):
        assert f"Copy {copy} of 2" in pages[place]
    assert (busy.app.settings.printer, busy.app.settings.print_copies) == (PRINTER, 2)


def place_of(pdf: bytes, word: str) -> tuple[float, float, float]:
    """How wide the first page is, and where on it the middle of a word stands, as shares."""
    found = subprocess.run(
        ("pdftotext", "-bbox", "-l", "1", "-", "-"), input=pdf, capture_output=True, check=True
    ).stdout.decode()
    page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', found)
    spot = re.search(
        rf'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">{word}<', found
    )
    assert page is not None
    assert spot is not None
    wide, high = map(float, page.groups())
    left, top, right, bottom = map(float, spot.groups())
    return wide, (left + right) / 2 / wide, (top + bottom) / 2 / high


def test_what_lies_wide_is_turned_once_and_keeps_its_size(
    cups: PrintingSystem, busy: Driver
) -> None:
    sheet(busy, "actions")
    busy.choose("sheet_paper", "A4, landscape")
    shown = saved(busy)
    send(busy)
    (printed,) = cups.printed()
    assert words_of(printed.pdf) == words_of(shown)
    wide, across, down = place_of(shown, "Nursing")
    turned_wide, turned_across, turned_down = place_of(printed.pdf, "Nursing")
    assert (round(wide), round(turned_wide)) == (842, 595)
    # Turned by a quarter: what stood high stands at the side, no nearer to the edge.
    assert turned_across == pytest.approx(down, abs=0.01) or turned_across == pytest.approx(
        1 - down, abs=0.01
    )
    assert turned_down in (pytest.approx(across, abs=0.01), pytest.approx(1 - across, abs=0.01))


def test_a_printer_without_that_paper_is_said_and_nothing_is_shrunk(
    cups: PrintingSystem, busy: Driver
) -> None:
    sheet(busy, "you-said")
    busy.choose("sheet_paper", "A3")
    send(busy)
    assert busy.message.startswith(f"The printer “{PRINTER}” has no A3 paper")
    busy.choose("sheet_paper", "US Letter")
    send(busy)
    (printed,) = cups.printed()
    assert "media=Letter" in printed.options


def test_large_paper_keeps_its_size(cups: PrintingSystem, busy: Driver) -> None:
    cups.add_printer("Posters", has_large_paper=True)
    sheet(busy, "you-said")
    busy.choose("sheet_paper", "A3")
    shown = saved(busy)
    busy.click("sheet_print")
    busy.choose("sheet_printer", "Posters")
    busy.click("sheet_send")
    (printed,) = cups.printed()
    assert place_of(printed.pdf, "said,") == pytest.approx(place_of(shown, "said,"), abs=0.5)


def test_the_printers_own_dialog_prints_what_is_chosen_in_it(
    cups: PrintingSystem, busy: Driver
) -> None:
    cups.add_printer("Corridor")
    sheet(busy, "actions")
    busy.click("sheet_print")
    busy.choose("sheet_printer", PRINTER)
    busy.click("sheet_own_settings")
    dialog = busy.dialog()
    assert isinstance(dialog, QPrintDialog)
    printers = dialog.findChild(QComboBox, "printers")
    assert printers.currentText() == PRINTER
    printers.setCurrentText("Corridor")
    dialog.findChild(QSpinBox, "copies").setValue(2)
    dialog.findChild(QRadioButton, "duplexLong").click()
    dialog.findChild(QRadioButton, "grayscale").click()
    dialog.findChild(QRadioButton, "printRange").click()
    dialog.findChild(QSpinBox, "from").setValue(2)
    dialog.findChild(QSpinBox, "to").setValue(2)
    buttons = dialog.findChild(QDialogButtonBox)
    buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    busy.settle()
    assert busy.message == "Action sheets sent to Corridor."
    (printed,) = cups.printed()
    assert [words[0] for words in words_of(printed.pdf)] == ["Pharmacy", "Pharmacy"]
    told = {"sides=two-sided-long-edge", "print-color-mode=monochrome", "page-ranges=2,4"}
    assert told <= set(printed.options)


def test_a_printer_that_is_gone_is_said_and_the_sheet_stays(
    cups: PrintingSystem, busy: Driver
) -> None:
    sheet(busy, "actions")
    busy.click("sheet_print")
    cups.remove_printer(PRINTER)
    busy.click("sheet_send")
    assert "is not known to this computer any more." in busy.message
    assert busy.page == "sheet"
    assert busy.shows("sheet_view")
    assert busy.find("sheet_send").isEnabled()


def test_a_printer_that_refuses_is_said(cups: PrintingSystem, busy: Driver) -> None:
    cups.refuse(PRINTER)
    sheet(busy, "actions")
    send(busy)
    assert "takes nothing to print just now." in busy.message
    assert busy.shows("sheet_view")


def test_a_printer_without_paper_is_said_and_so_is_that_it_prints_again(
    cups: PrintingSystem, busy: Driver
) -> None:
    cups.take_paper()
    sheet(busy, "actions")
    send(busy)
    told(busy, "The printer has no paper; the sheet waits there.")
    assert busy.shows("sheet_view")
    cups.give_paper()
    assert len(cups.printed()) == 1
    told(busy, f"{PRINTER} has printed it now: Action sheets.")


def test_a_printer_that_is_stopped_is_said(cups: PrintingSystem, busy: Driver) -> None:
    cups.stop(PRINTER)
    sheet(busy, "actions")
    send(busy)
    told(busy, "The printer is stopped on this computer; the sheet waits there.")


def test_what_is_cancelled_at_the_printer_is_said_on_any_page(
    cups: PrintingSystem, busy: Driver
) -> None:
    cups.take_paper()
    sheet(busy, "actions")
    send(busy)
    told(busy, "The printer has no paper; the sheet waits there.")
    busy.window.go("today")
    busy.settle()
    cups.cancel_all(PRINTER)
    told(busy, "It was cancelled at the printer: not all of it is printed.")


def test_what_never_reached_the_printer_is_said(cups: PrintingSystem, busy: Driver) -> None:
    cups.break_filters()
    sheet(busy, "actions")
    send(busy)
    told(busy, "nothing is printed.")


def told(driver: Driver, words: str) -> None:
    """Wait until the message bar says so; printers are asked every few seconds."""
    wait_until(lambda: driver.message.endswith(words), words, timeout_ms=30_000)


def test_the_printers_of_the_system_are_offered(cups: PrintingSystem, busy: Driver) -> None:
    cups.add_printer("Corridor")
    sheet(busy, "actions")
    busy.click("sheet_print")
    choice = busy.find("sheet_printer", Choice)
    assert {choice.itemText(at) for at in range(choice.count())} == {PRINTER, "Corridor"}
