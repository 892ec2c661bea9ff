"""You said, we did: what it says, and read back as text."""

from __future__ import annotations

import datetime as dt

from huddle.rows.wall import AnswerRow
from huddle.sheets.draft import Draft
from huddle.sheets.stamp import PaperSize
from huddle.sheets.you_said import you_said_draft
from tests.helpers.sheet_rows import DAY, make_stamp, make_unit
from tests.helpers.sheet_text import pages_of, text_of


def made(*answers: AnswerRow) -> Draft:
    return you_said_draft(answers, dt.date(2026, 11, 1), make_unit(), make_stamp())


def test_it_says_of_a_month_what_was_said_and_done() -> None:
    text = text_of(made(AnswerRow("The hall is cold", "It is heated", DAY)).draw(PaperSize.A4))

    assert "You said, we did Willow ward · November 2026" in text
    assert "You said We did The hall is cold It is heated" in text


def test_where_nobody_wrote_more_it_says_on_which_day_it_was_done() -> None:
    assert "We did: Done on Mon 23-Nov." in made(AnswerRow("The hall is cold", "", DAY)).text()


def test_a_month_without_answers_says_so() -> None:
    (page,) = pages_of(made().draw(PaperSize.A4))

    assert "Nothing was answered in this month that can stand here." in page


def test_each_further_page_has_its_heads_and_no_answer_is_lost() -> None:
    many = [AnswerRow(f"Concern {number:03}", f"Act {number:03}", DAY) for number in range(100)]

    pages = pages_of(made(*many).draw(PaperSize.A4))

    head = "You said, we did, continued You said We did Concern"
    assert len(pages) > 2
    assert all(page.startswith(head) for page in pages[1:])
    for row in many:
        assert f"{row.said} {row.did}" in " ".join(pages)


def test_the_guard_is_given_both() -> None:
    written = [one.text for one in made(AnswerRow("said", "did", DAY)).written()]

    assert written == ["said", "did"]
