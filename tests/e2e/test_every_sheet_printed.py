"""Each kind of sheet through Huddle's own way to CUPS, and what comes out of the printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from huddle.sheets.stamp import PaperSize
from tests.helpers import cups_pdf
from tests.helpers.printing_system import PrintingSystem, printing_system, why_missing
from tests.helpers.sheet_cases import MAKERS, pdf_of
from tests.helpers.sheet_fillings import Case
from tests.helpers.sheet_text import pages_of, text_of
from ui.printing import PrintChoice, SystemPrinting

PRINTER = "Ward_office"

every_kind = pytest.mark.parametrize("kind", MAKERS)


@pytest.fixture(scope="module")
def cups() -> Iterator[PrintingSystem]:
    """A printing system with one printer, for all kinds."""
    if why_missing():
        pytest.skip(why_missing())
    with printing_system() as system:
        system.add_printer(PRINTER)
        yield system


@every_kind
def test_a_sheet_comes_out_with_the_words_that_went_in(
    kind: str, cups: PrintingSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", cups.server)
    pdf = pdf_of(kind, Case.TYPICAL, PaperSize.A4)
    SystemPrinting().print_pdf(pdf, PrintChoice(PRINTER), kind)
    printed = cups.printed_as(kind)
    assert "media=A4" in printed.options
    assert pages_of(printed.pdf) == pages_of(pdf)


@pytest.mark.skipif(bool(cups_pdf.why_not()), reason=cups_pdf.why_not() or "it is there")
def test_sheets_come_out_of_debians_pdf_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    with cups_pdf.cups_pdf(PRINTER) as (system, folder):
        monkeypatch.setenv("CUPS_SERVER", system.server)
        monkeypatch.setenv("CUPS_USER", cups_pdf.NOBODY)
        assert SystemPrinting().printers().names == (PRINTER,)
        for kind in MAKERS:
            pdf = pdf_of(kind, Case.TYPICAL, PaperSize.A4)
            SystemPrinting().print_pdf(pdf, PrintChoice(PRINTER), kind)
            # It goes through PostScript, which knows letters by their names: ASCII survives.
            wanted = Counter(word for word in text_of(pdf).split() if word.isascii())
            found = Counter(text_of(cups_pdf.came_out(system, folder)).split())
            assert wanted <= found, (kind, wanted - found)
