"""Each kind of sheet looks as it is meant to, and still says all of it after a bad photocopy."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from huddle.sheets.pages import Page
from huddle.sheets.pdf import draw
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from tests.helpers import golden
from tests.helpers.sheet_cases import MAKERS, pages_of
from tests.helpers.sheet_fillings import Case
from tests.helpers.sheet_marks import ink_of
from tests.helpers.sheet_pictures import has_pdftoppm, pictures_of

pytestmark = pytest.mark.skipif(not has_pdftoppm(), reason="poppler is not installed")

THREE_MILLIMETRES = 3 / 25.4 * 72
LEAST_CONTRAST = 7.0
COPY_DOTS = 100
COPY_THRESHOLD = 110
"""Of 255: lighter than this, a bad copy shows white."""

every_kind = pytest.mark.parametrize("kind", MAKERS)


def usual(kind: str) -> list[Page]:
    return pages_of(kind, Case.TYPICAL, PaperSize.A4)


def drawn(*pages: Page) -> bytes:
    return draw(pages, title="", author="", paper=PaperSize.A4)


@every_kind
def test_a_usual_sheet_looks_as_it_is_meant_to(kind: str, tmp_path: Path) -> None:
    now, meant = golden.pages_of_kind(kind), golden.kept_pages(kind)
    renewing = "look at it, and if it is right: python -m tests.helpers.golden"
    assert len(now) == len(meant), f"another number of pages; {renewing}"
    for number, (one, other) in enumerate(zip(now, meant, strict=True), start=1):
        found = golden.difference(one, other)
        if not found.is_small:
            place = tmp_path / f"{kind}-{number}.png"
            golden.beside(other, one, found.picture).save(place)
            pytest.fail(
                f"{found.dots} dots differ, {found.mean:.1f} on average: {place}; {renewing}"
            )


def test_no_picture_is_kept_of_what_is_not_made() -> None:
    kept = {path.stem.rpartition("-")[0] for path in golden.FOLDER.glob("*.png")}
    assert kept == {golden.name_of(kind) for kind in MAKERS}
    assert max(path.stat().st_size for path in golden.FOLDER.glob("*.png")) < 30_000


@pytest.mark.parametrize("way", [(1, 0), (-1, 0), (0, 1), (0, -1)])
@pytest.mark.parametrize("which", ["all", "title", "page number", "box"])
def test_what_moves_by_three_millimetres_is_seen(which: str, way: tuple[int, int]) -> None:
    (page, *_rest) = usual("actions")
    (before,) = golden.seen_from_afar(drawn(page))
    by_x, by_y = (THREE_MILLIMETRES * part for part in way)
    for place, (x, y, piece) in enumerate(page.texts):
        if which in ("all", {0: "title", len(page.texts) - 2: "page number"}.get(place)):
            page.texts[place] = (x + by_x, y + by_y, piece)
    if which == "box":
        page.boxes[0] = page.boxes[0]._replace(x=page.boxes[0].x + by_x, y=page.boxes[0].y + by_y)
    (after,) = golden.seen_from_afar(drawn(page))
    assert not golden.difference(before, after).is_small


@every_kind
@pytest.mark.parametrize("dots", [90, 200])
def test_another_way_of_drawing_the_same_is_not_taken_for_a_change(kind: str, dots: int) -> None:
    pdf = drawn(*usual(kind))
    for one, meant in zip(pictures_of(pdf, dots), golden.seen_from_afar(pdf), strict=True):
        other = one.resize(meant.size, Image.Resampling.BOX)
        assert golden.difference(other, meant).is_small


@every_kind
def test_every_text_is_dark_enough(kind: str) -> None:
    for page in usual(kind):
        for _x, _y, piece in page.texts:
            assert contrast_to_white(piece.ink) >= LEAST_CONTRAST, piece.text


@every_kind
def test_every_text_and_box_survives_a_bad_photocopy(kind: str) -> None:
    height = style().page(PaperSize.A4)[1]
    scale = COPY_DOTS / 72
    pages = usual(kind)
    for page, picture in zip(pages, pictures_of(drawn(*pages), COPY_DOTS), strict=True):
        copy = picture.point(lambda value: 255 if value > COPY_THRESHOLD else 0)
        boxes = [
            (one.x - 1, one.y - 1, one.x + one.width, one.y + one.height) for one in page.boxes
        ]
        for x1, y1, x2, y2 in (*(ink[:4] for ink in ink_of(page)), *boxes):
            place = (x1 * scale, (height - y2) * scale, x2 * scale + 1, (height - y1) * scale + 1)
            darkest, _lightest = copy.crop(tuple(map(int, place))).getextrema()
            assert darkest == 0, (x1, y1)


def contrast_to_white(ink: float) -> float:
    """The contrast of a grey by the formula of WCAG 2.2: from 1 to 21."""
    luminance = ink / 12.92 if ink <= 0.04045 else ((ink + 0.055) / 1.055) ** 2.4
    return 1.05 / (luminance + 0.05)
