"""The escalation slip, read back as text."""

from __future__ import annotations

import datetime as dt

from huddle.sheets.escalation import escalation_draft
from tests.helpers import sheet_rows
from tests.helpers.sheet_pdfs import escalation_pdf
from tests.helpers.sheet_rows import make_action, make_escalation
from tests.helpers.sheet_text import pages_of

STAMP = sheet_rows.make_stamp()


def test_one_page_says_what_why_to_whom_and_by_when() -> None:
    (page,) = pages_of(escalation_pdf(make_escalation(), sheet_rows.make_unit(), STAMP))
    for words in (
        "Jo Byrne",
        "Site manager",
        "4321",
        "Mend the hoist",
        "No part in the house",
        "Lend us one by noon",
        "Thu 06-Aug-2026 12:00",
        "This program has told nobody",
        "Told by, and when",
        "Name, role, date and time",
        make_escalation().item.code,
    ):
        assert words in page, words


def test_what_is_known_stands_in_place_of_the_lines() -> None:
    told_at = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
    row = make_escalation(
        told_whom="Jo", told_by="Erin", told_at=told_at, answer="Ward 9", answered_by="Jo"
    )
    (page,) = pages_of(escalation_pdf(row, sheet_rows.make_unit(), STAMP))
    assert "Jo, by Erin, Thu 06-Aug-2026 08:30" in page
    assert "Ward 9" in page
    assert "told nobody" not in page
    assert "Told by, and when" not in page
    assert "Name, role, date and time" not in page


def test_all_that_people_wrote_is_given_to_the_guard() -> None:
    item = make_action("text", place="place", owner_name="owner", raised_by="raiser")
    row = make_escalation(item=item, reason="why", ask="ask", answer="answer")
    draft = escalation_draft(row, sheet_rows.make_unit(), STAMP)

    written = {one.text for one in draft.written()}

    assert written >= {"text", "place", "owner", "raiser", "why", "ask", "answer"}
