"""The escalation slip, read back as text."""

from __future__ import annotations

import datetime as dt

from huddle.rows import EscalationRow
from huddle.sheets.escalation import escalation_slip
from huddle.vocabulary import EscalationState
from tests.helpers import sheet_rows
from tests.helpers.sheet_text import pages_of

STAMP = sheet_rows.make_stamp()


def sent(**others: object) -> EscalationRow:
    told: dict[str, object] = {
        "id": "1",
        "item": sheet_rows.make_action("Mend the hoist"),
        "state": EscalationState.NOT_YET_TOLD,
        "to_name": "Jo Byrne",
        "to_role": "Site manager",
        "telephone": "4321",
        "reply_hours": 4,
        "reason": "No part in the house",
        "ask": "Lend us one by noon",
        "needed_on": dt.date(2026, 8, 6),
        "needed_time": dt.time(12),
        "escalated_at": dt.datetime(2026, 8, 6, 7, tzinfo=dt.UTC),
        "escalated_by": "Erin",
        "told_whom": "",
        "told_by": "",
        "told_at": None,
        "answer": "",
        "answered_by": "",
        "answered_at": None,
        "told_back_at": None,
        "told_back_in": None,
        "row_version": 1,
    }
    return EscalationRow(**{**told, **others})  # type: ignore[arg-type]


def test_one_page_says_what_why_to_whom_and_by_when() -> None:
    (page,) = pages_of(escalation_slip(sent(), sheet_rows.make_unit(), STAMP))
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
        sent().item.code,
    ):
        assert words in page, words


def test_what_is_known_stands_in_place_of_the_lines() -> None:
    told_at = dt.datetime(2026, 8, 6, 7, 30, tzinfo=dt.UTC)
    row = sent(told_whom="Jo", told_by="Erin", told_at=told_at, answer="Ward 9", answered_by="Jo")
    (page,) = pages_of(escalation_slip(row, sheet_rows.make_unit(), STAMP))
    assert "Jo, by Erin, Thu 06-Aug-2026 08:30" in page
    assert "Ward 9" in page
    assert "told nobody" not in page
    assert "Told by, and when" not in page
    assert "Name, role, date and time" not in page
