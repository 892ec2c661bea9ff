"""The answer slip, read back as text."""

from __future__ import annotations

from huddle.sheets.answer import answer_draft
from tests.helpers import sheet_rows
from tests.helpers.sheet_pdfs import answer_pdf
from tests.helpers.sheet_rows import make_received
from tests.helpers.sheet_text import pages_of

STAMP = sheet_rows.make_stamp()


def test_one_page_says_to_whom_what_was_asked_and_the_answer() -> None:
    unit = sheet_rows.make_unit()
    (page,) = pages_of(answer_pdf(make_received(), unit, STAMP))
    for words in (
        unit.name,
        "Ward 9",
        "4488",
        "22B7-K",
        "Lend us one by noon",
        "No part in the house",
        "The porter brings one at two",
        "Jo Byrne",
        "Thu 06-Aug-2026 08:30",
        "This program has told nobody",
    ):
        assert words in page, words


def test_without_their_code_it_has_ours() -> None:
    row = make_received(from_code="")
    (page,) = pages_of(answer_pdf(row, sheet_rows.make_unit(), STAMP))
    assert row.item.code in page


def test_long_words_run_over_pages() -> None:
    row = make_received(answer="word " * 2_000)
    assert len(pages_of(answer_pdf(row, sheet_rows.make_unit(), STAMP))) > 1


def test_the_same_is_said_as_a_message() -> None:
    said = answer_draft(make_received(), sheet_rows.make_unit(), STAMP).text()
    assert "Our answer: The porter brings one at two" in said
    assert "You asked: Lend us one by noon" in said
    assert "This program has told nobody" in said
