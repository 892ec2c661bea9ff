"""The codes on a rendered page, read back by a decoder that shares nothing with what drew them."""

from __future__ import annotations

import pytest
from PIL import Image, ImageFilter

from huddle.rules.codes import code_for, plain, sheet_code_for
from huddle.sheets import qr
from huddle.sheets.actions import actions_draft
from huddle.sheets.actions_content import action_sheets_of
from huddle.sheets.draft import Draft
from huddle.sheets.stamp import PaperSize
from huddle.sheets.summary import summary_draft
from tests.helpers.sheet_pictures import codes_in, has_pdftoppm, pictures_of
from tests.helpers.sheet_rows import (
    make_action,
    make_stamp,
    make_unit,
    typical_actions,
    typical_departments,
    typical_record,
)
from tests.helpers.sheet_text import text_of

needs_pictures = pytest.mark.skipif(not has_pdftoppm(), reason="pdftoppm is not installed")
SHEET = sheet_code_for(1)


def draft_of_actions() -> Draft:
    stamp, unit = make_stamp(), make_unit()
    sheets = action_sheets_of(typical_actions(), typical_departments(), unit, stamp)
    return actions_draft(sheets, typical_actions(), unit, stamp)


@needs_pictures
def test_each_department_has_a_code_of_its_own_and_each_line_its_actions() -> None:
    draft = draft_of_actions()
    codes = [sheet_code_for(number) for number in range(1, len(draft.sheets) + 1)]

    pages = pictures_of(draft.draw(PaperSize.A4, codes=codes))

    by_id = {item.id: item.code for item in typical_actions()}
    for page, code, sheet in zip(pages, codes, draft.sheets, strict=True):
        assert set(codes_in(page)) == {plain(code), *(plain(by_id[line]) for line in sheet.lines)}


@needs_pictures
def test_every_page_of_a_long_sheet_bears_its_code() -> None:
    many = [make_action(f"Do thing {number}", id=str(number)) for number in range(30)]
    stamp, unit = make_stamp(), make_unit()
    sheets = action_sheets_of(many, typical_departments(), unit, stamp)

    pages = pictures_of(actions_draft(sheets, many, unit, stamp).draw(PaperSize.A4, codes=(SHEET,)))

    assert len(pages) > 3
    assert all(plain(SHEET) in codes_in(page) for page in pages)


@needs_pictures
def test_a_bad_photocopy_can_still_be_read() -> None:
    (page,) = pictures_of(
        summary_draft(typical_record(), make_stamp()).draw(PaperSize.A4, codes=(SHEET,))
    )
    blurred = page.filter(ImageFilter.GaussianBlur(1.2)).rotate(3, fillcolor=255)
    copied = blurred.point(lambda grey: 255 if grey > 128 else 0)
    assert codes_in(copied) == [plain(SHEET)]


def test_every_code_that_is_given_out_can_be_read() -> None:
    numbers = [1, 2, 30, 31, 977, 29_000, 923_520, 923_521, 31**5, 31**6 - 1]
    for code in [make(number) for number in numbers for make in (code_for, sheet_code_for)]:
        assert codes_in(_picture(plain(code))) == [plain(code)]


def _picture(letters: str) -> Image.Image:
    """A code's rectangles, eight dots to the module, with a margin."""
    scale, margin = 8, 4
    side = (qr.SIDE + 2 * margin) * scale
    picture = Image.new("L", (side, side), 255)
    numbers = qr.dark(letters).replace(" re", "").split()
    for place in range(0, len(numbers), 4):
        x, y, width, _height = (float(one) for one in numbers[place : place + 4])
        left = round((margin + x) * scale)
        top = round((margin + qr.SIDE - 1 - round(y)) * scale)
        picture.paste(0, (left, top, left + round(width * scale), top + scale))
    return picture


def test_the_foot_says_the_code_and_which_copy_it_is() -> None:
    draft = summary_draft(typical_record(), make_stamp())

    text = text_of(draft.draw(PaperSize.A4, codes=(SHEET,), copies=3))

    assert text.count(f"{SHEET} types it back in · OFFICIAL") == 3
    for number in (1, 2, 3):
        assert f"Copy {number} of 3, page 1 of 1" in text


def test_a_sheet_without_a_code_says_nothing_of_one() -> None:
    text = text_of(summary_draft(typical_record(), make_stamp()).draw(PaperSize.A4))
    assert "types it back in" not in text
    assert "Copy" not in text


def test_each_sheet_of_a_two_sided_job_begins_on_a_leaf_of_its_own() -> None:
    draft = draft_of_actions()
    told: list[tuple[int, int]] = []

    pdf = draft.draw(
        PaperSize.A4, copies=2, two_sided=True, progress=lambda *how_far: told.append(how_far)
    )

    count = 2 * len(draft.sheets)
    assert told == [(done, count) for done in range(1, count + 1)]
    assert len(pictures_of(pdf)) == 2 * count - 1
