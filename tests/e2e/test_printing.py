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


def test_the_printers_of_the_system_are_offered(cups: PrintingSystem, busy: Driver) -> None:
    cups.add_printer("Corridor")
    sheet(busy, "actions")
    busy.click("sheet_print")
    choice = busy.find("sheet_printer", Choice)
    assert {choice.itemText(at) for at in range(choice.count())} == {PRINTER, "Corridor"}
