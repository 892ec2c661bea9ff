"""Sheets on paper: through the window and a real CUPS to what comes out of the printer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helpers import wards
from tests.helpers.printing_system import PrintingSystem, printing_system, why_missing
from tests.helpers.sheet_text import pages_of
from tests.helpers.window import Driver
from ui.widgets.choices import Choice

pytestmark = pytest.mark.skipif(bool(why_missing()), reason=why_missing() or "CUPS is installed")

PRINTER = "Ward_office"


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
    return [page.split() for page in pages_of(pdf)]


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
    assert {"sides=two-sided-short-edge", "media=A4", "collate"} <= set(printed.options)
    starts = [words[0] if words else "" for words in words_of(printed.pdf)]
    # Leaf by leaf, each copy in order.
    assert starts[:3] == ["Nursing", "", "Pharmacy"]
    assert starts.count("Nursing") == starts.count("Pharmacy") == 2
    assert (busy.app.settings.printer, busy.app.settings.print_copies) == (PRINTER, 2)


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


def test_a_printer_without_paper_is_said_and_prints_later(
    cups: PrintingSystem, busy: Driver
) -> None:
    cups.take_paper()
    sheet(busy, "actions")
    send(busy)
    assert busy.message.endswith("The printer has no paper; the sheet waits there.")
    assert busy.shows("sheet_view")
    cups.give_paper()
    assert len(cups.printed()) == 1


def test_a_printer_that_is_stopped_is_said(cups: PrintingSystem, busy: Driver) -> None:
    cups.stop(PRINTER)
    sheet(busy, "actions")
    send(busy)
    assert busy.message.endswith("The printer is stopped on this computer; the sheet waits there.")


def test_what_never_reached_the_printer_is_said(cups: PrintingSystem, busy: Driver) -> None:
    cups.break_filters()
    sheet(busy, "actions")
    send(busy)
    assert busy.message.endswith("nothing is printed.")


def test_the_printers_of_the_system_are_offered(cups: PrintingSystem, busy: Driver) -> None:
    cups.add_printer("Corridor")
    sheet(busy, "actions")
    busy.click("sheet_print")
    choice = busy.find("sheet_printer", Choice)
    assert {choice.itemText(at) for at in range(choice.count())} == {PRINTER, "Corridor"}
