"""Report, certificate and poster with nothing, far too much, and what nobody should type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from huddle.rows.month import Share
from huddle.rows.month_story import MonthStory
from huddle.rows.wall import AnswerRow
from huddle.sheets.certificate import certificate_draft
from huddle.sheets.draft import Draft
from huddle.sheets.fonts import Weight
from huddle.sheets.poster import poster_draft
from huddle.sheets.report import report_draft
from huddle.sheets.shaping import Shaped
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from huddle.sheets.typeset import Piece, Span, text_width
from tests.helpers.month_rows import (
    MONTH,
    empty_month,
    make_milestone,
    make_month,
    month_of_words,
)
from tests.helpers.month_stories import make_story, story_of_words
from tests.helpers.sheet_rows import DAY, make_stamp, make_unit
from tests.helpers.sheet_text import letters_of

WORDS = " ".join(f"word{number}" for number in range(1300))
ONE_WORD = "".join(chr(ord("a") + number % 26) for number in range(10_000))
MARKUP = "<b>bold</b> & &amp; 5 < 6 <para> </para> {braces} %s \\n"
ARABIC = "الممر بارد " * 12
HOSTILE = (MARKUP, ARABIC, WORDS, ONE_WORD, "\n" * 5000, "👍" * 300, "病人需要药物" * 60)


def report_of_words(text: str, count: int = 1) -> Draft:
    return report_draft(
        month_of_words(text, count), story_of_words(text, text, text), make_unit(), make_stamp()
    )


def certificate_of_words(text: str, count: int = 1) -> Draft:
    return certificate_draft([make_milestone(teams=(text,) * count)], make_unit(), make_stamp())


def poster_of_words(text: str, count: int = 1) -> Draft:
    answers = [AnswerRow(text, text, DAY)] * count
    return poster_draft(MONTH, Share(1, 2), answers, make_unit(name=text[:120]), make_stamp())


OF_WORDS: dict[str, Callable[..., Draft]] = {
    "report": report_of_words,
    "certificate": certificate_of_words,
    "poster": poster_of_words,
}
EVERY_PAPER = pytest.mark.parametrize("paper", list(PaperSize))
EVERY_KIND = pytest.mark.parametrize("kind", list(OF_WORDS))


def wide(piece: Piece) -> float:
    """The width of a piece in points."""
    if isinstance(piece.text, Shaped):
        return piece.text.width * piece.size
    weight = next(one for one in Weight if piece.font.endswith(one))
    return text_width(Span(piece.text, piece.size, weight))


def check_marks(draft: Draft, paper: PaperSize) -> None:
    """No text below twelve points, outside the margins, or under the foot's end; nor any rule."""
    width, height = style().page(paper)
    left, right = style().side - 0.01, width - style().side + 0.01
    for sheet in draft.sheets:
        for page in sheet.lay_out(draft.stamp, paper):
            for x, y, piece in page.texts:
                assert piece.size >= style().small
                assert left <= x <= x + wide(piece) <= right + 0.5
                assert style().bottom <= y < height
            for rule in page.rules:
                assert left <= rule.x1 < rule.x2 <= right
                assert style().bottom <= rule.y1 < height
            for box in page.boxes:
                assert left <= box.x < box.x + box.width <= right
                assert style().bottom <= box.y < box.y + box.height < height


@EVERY_PAPER
@pytest.mark.parametrize(
    "draft",
    [
        report_draft(empty_month(), MonthStory(), make_unit(), make_stamp()),
        report_draft(make_month(), make_story(), make_unit(), make_stamp()),
        report_of_words("Two people were moved after 22:00", 60),
        certificate_draft([make_milestone()], make_unit(), make_stamp()),
        certificate_of_words("Speech and language therapy", 40),
        poster_draft(MONTH, Share(0, 0), (), make_unit(), make_stamp()),
        poster_of_words("Two people were moved after 22:00", 12),
    ],
    ids=lambda draft: draft.title,
)
def test_every_mark_is_on_the_page(draft: Draft, paper: PaperSize) -> None:
    check_marks(draft, paper)


@EVERY_KIND
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:8]))
def test_no_words_stop_a_sheet_or_leave_the_page(kind: str, text: str) -> None:
    draft = OF_WORDS[kind](text)

    check_marks(draft, PaperSize.A4)
    assert draft.draw(PaperSize.A4).startswith(b"%PDF")


@pytest.mark.parametrize("text", [MARKUP, WORDS])
def test_every_word_of_a_report_comes_back(text: str) -> None:
    letters = letters_of(report_of_words(text).draw(PaperSize.A4))

    # The reason, the department, a stage and its join, said and done, a decision, thanks, a goal.
    words = Counter(text.split())
    for word in (*list(words)[:5], *list(words)[-5:]):
        assert letters.count(word) >= 9


def test_forty_departments_and_sixty_pairs_are_all_there() -> None:
    row = month_of_words("The hall is cold", 60)
    letters = letters_of(
        report_draft(row, make_story(), make_unit(), make_stamp()).draw(PaperSize.LETTER)
    )

    # Sixty departments, stages and pairs; decisions, thanks and goals say how often.
    assert letters.count("Thehalliscold") >= 60 * 5
    assert letters.count("Thehalliscold(60times)") == 3
    teams = certificate_of_words("Speech and language therapy", 40)
    assert letters_of(teams.draw(PaperSize.A4_LANDSCAPE)).count("Speechandlanguagetherapy") == 40
