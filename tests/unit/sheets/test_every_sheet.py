"""Every kind of sheet on every paper: all words are there, and none stands where it may not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import pytest

from huddle.sheets.kinds import SheetKind
from huddle.sheets.pages import Page
from huddle.sheets.pdf import draw
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from tests.helpers.sheet_cases import MAKERS, pages_of, words_of
from tests.helpers.sheet_fillings import Case
from tests.helpers.sheet_marks import code_squares, collisions, ink_of
from tests.helpers.sheet_text import has_pdftotext, letters_of, places_of

PAPERS = (PaperSize.A4, PaperSize.LETTER, PaperSize.A4_LANDSCAPE)

needs_pdftotext = pytest.mark.skipif(not has_pdftotext(), reason="pypdf reads less")


@dataclass(frozen=True)
class Sheet:
    """A sheet in one case on one paper."""

    kind: str
    case: Case
    paper: PaperSize

    @property
    def size(self) -> tuple[float, float]:
        return style().page(self.paper)

    @cached_property
    def pages(self) -> list[Page]:
        return pages_of(self.kind, self.case, self.paper)

    @cached_property
    def pdf(self) -> bytes:
        return draw(self.pages, title=self.kind, author="", paper=self.paper)


_ON_LARGE_PAPER = tuple(
    product(
        (kind for kind in MAKERS if kind in [*SheetKind] and SheetKind(kind).hangs_on_a_wall),
        Case,
        (PaperSize.A3, PaperSize.A3_LANDSCAPE),
    )
)


_OFTEN = (Case.TYPICAL, Case.OVERFULL)
"""What each run tries on every paper; the rest it tries on A4, and the long run on all."""


def _params() -> Iterator[object]:
    for kind, case, paper in (*product(MAKERS, Case, PAPERS), *_ON_LARGE_PAPER):
        is_usual = paper is PaperSize.A4 or case in _OFTEN
        yield pytest.param(
            (kind, case, paper),
            id=f"{kind}, {case.name.lower()}, {paper.value}",
            marks=() if is_usual else pytest.mark.torture,
        )


@pytest.fixture(scope="module", params=_params())
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return Sheet(*request.param)


def test_every_kind_has_its_cases() -> None:
    assert set(SheetKind) <= set(MAKERS)


@pytest.mark.parametrize("kind", ["card", "certificate", "chart", "poster", "you-said"])
def test_what_hangs_on_a_wall_is_larger_on_large_paper(kind: str) -> None:
    usual, large = (
        max(
            piece.size
            for page in pages_of(kind, Case.TYPICAL, paper)
            for _x, _y, piece in page.texts
        )
        for paper in (PaperSize.A4, PaperSize.A3)
    )
    assert large == pytest.approx(usual * 2**0.5, rel=0.02)


def test_every_text_stands_within_the_margins_and_none_on_another(sheet: Sheet) -> None:
    width, height = sheet.size
    used = style()
    for page in sheet.pages:
        inks = [*ink_of(page), *code_squares(page)]
        for ink in inks:
            assert used.side - 1 < ink.x1, ink
            assert ink.x2 < width - used.side + 1, ink
            assert used.bottom <= ink.y1, ink
            assert ink.y2 < height - used.top, ink
        assert not list(collisions(inks))


def test_every_line_and_box_stands_within_the_margins(sheet: Sheet) -> None:
    width, height = sheet.size
    used = style()
    for page in sheet.pages:
        for rule in page.rules:
            assert used.side - 0.1 < rule.x1 <= rule.x2 < width - used.side + 0.1, rule
            assert used.bottom < rule.y1 < height - used.top, rule
        for box in page.boxes:
            assert used.side - 0.1 < box.x < box.x + box.width < width - used.side + 0.1, box
            assert used.bottom < box.y < box.y + box.height < height - used.top + 1, box


def test_nothing_stands_in_the_foot_but_the_foot(sheet: Sheet) -> None:
    width = sheet.size[0] - 2 * style().side
    for page in sheet.pages:
        # The last line over the whole width is the foot's.
        foot = min(rule.y1 for rule in page.rules if rule.x2 - rule.x1 > width - 1)
        inks = ink_of(page)
        is_below = [ink.y1 < foot for ink in inks]
        assert sorted(is_below) == is_below, "what is set after the sheet is the foot alone"
        assert not [ink for ink in inks if ink.y1 < foot < ink.y2]
        assert not [rule for rule in page.rules if rule.y1 < foot]
        assert max(ink.y2 for ink in inks if ink.y1 < foot) > foot - 2 * style().small


def test_nothing_is_set_smaller_than_twelve_points(sheet: Sheet) -> None:
    assert min(piece.size for page in sheet.pages for _x, _y, piece in page.texts) >= 12


@needs_pdftotext
def test_every_word_comes_back(sheet: Sheet) -> None:
    wanted = words_of(sheet.kind, sheet.case)
    if sheet.case is Case.FROM_RIGHT:
        # Brackets are read back in the order of the eye.
        wanted = Counter(word.strip("()") for word in wanted.elements())
    letters = letters_of(sheet.pdf, in_drawn_order=sheet.case is not Case.FROM_RIGHT)
    if sheet.case in (Case.ONE_WORD, Case.UNSPACED):
        assert Counter("".join(wanted.elements())) <= Counter(letters)
    else:
        missing = {word: count for word, count in wanted.items() if letters.count(word) < count}
        assert not missing


@needs_pdftotext
def test_a_reader_finds_every_word_on_the_paper(sheet: Sheet) -> None:
    width, height = sheet.size
    places = places_of(sheet.pdf)
    assert places
    for x1, y1, x2, y2 in places:
        assert 0 < x1 < x2 < width
        assert 0 < y1 < y2 < height
