"""Printed cards: what they say, that one fits a page, and that the guard reads a ward's own."""

from __future__ import annotations

import pytest

from huddle import guidance_cards
from huddle.rows.guidance import GuidanceCard
from huddle.sheets.card import cards_draft
from huddle.sheets.draft import Draft
from huddle.sheets.kinds import SheetKind
from huddle.sheets.stamp import PaperSize
from tests.helpers.sheet_rows import make_card, make_stamp, make_unit
from tests.helpers.sheet_text import pages_of, text_of


def made(*cards: GuidanceCard) -> Draft:
    return cards_draft(cards, make_unit(), make_stamp())


def test_it_says_what_for_how_and_an_example_with_its_sources() -> None:
    (page,) = pages_of(made(make_card()).draw(PaperSize.A4))

    for said in (
        "Willow ward",
        "Roles in a huddle",
        "Scribe",
        "In the next minute",
        "You did not hear it? Ask.",
        "For example",
        "AHRQ TeamSTEPPS: Huddle; Our own words",
        "Thu 30-Sep-2027",
    ):
        assert said in page


def test_a_card_in_the_wards_own_words_says_so_and_the_guard_reads_them() -> None:
    own = made(make_card(is_own=True, sources=(), example=""))
    text = text_of(own.draw(PaperSize.A4))

    assert "In the ward’s own words" in text
    assert "For example" not in text
    assert make_card().what in {one.text for one in own.written()}
    assert not list(made(make_card()).written())


def test_it_is_kept_and_bears_no_code_or_day_to_destroy_it_by() -> None:
    assert "Destroy by" not in text_of(made(make_card()).draw(PaperSize.A4))
    assert made(make_card()).code_count == 0


@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.LETTER, PaperSize.A4_LANDSCAPE])
def test_each_card_that_ships_is_one_page(paper: PaperSize) -> None:
    draft = made(*guidance_cards.all_shipped())
    assert {len(sheet.lay_out(draft.stamp, paper)) for sheet in draft.sheets} == {1}


def test_several_are_a_page_each_under_the_name_of_their_group() -> None:
    draft = made(make_card(), make_card(title="Observer"))
    pages = pages_of(draft.draw(PaperSize.A4))
    assert [page.count("Page 1 of 1") for page in pages] == [1, 1]
    assert draft.title == "Roles in a huddle"
    assert made(make_card()).title == "Scribe"


def test_cards_may_hang_on_a_wall() -> None:
    assert SheetKind.CARD.hangs_on_a_wall
