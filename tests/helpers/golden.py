"""Pictures of how each kind of sheet is meant to look.

`python -m tests.helpers.golden` renews them. They are small and compared with some play, because
each version of poppler draws letters and thin lines a little differently: what counts is that
nothing moved, went or came.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter, ImageStat

from huddle.sheets.stamp import PaperSize
from tests.helpers.sheet_cases import MAKERS, pdf_of
from tests.helpers.sheet_fillings import Case
from tests.helpers.sheet_pictures import pictures_of

FOLDER = Path(__file__).parents[1] / "golden"
DOTS = 50
"""To the inch: a line of text is seen as a grey bar, and 3 mm are nearly six dots."""
_FINER = 3
"""Pages are drawn so many times finer and averaged, which evens out how edges are drawn."""
_STEP = 255 // 5
"""Between two greys of a kept picture; few greys make small files."""
_PLAY = 3
"""Dots around a dot, across: one to each side, which is half a millimetre."""
_FAINT = 48
"""Of 255: how much darker or lighter than all that is around a dot may be."""
_MOST_DOTS = 8
"""One short word that moves by 3 mm gives 25; other ways of drawing the same page give two."""
_MOST_MEAN = 4.0


@dataclass(frozen=True)
class Difference:
    """How far two pictures of a page are from each other.

    Attributes:
        mean: How much the grey differs on average, of 255; thicker or paler letters make it grow.
        dots: How many have nothing like them at their place in the other picture.
        picture: Those dots, black.
    """

    mean: float
    dots: int
    picture: Image.Image

    @property
    def is_small(self) -> bool:
        """Whether the two show the same page."""
        return self.mean <= _MOST_MEAN and self.dots <= _MOST_DOTS


def difference(one: Image.Image, other: Image.Image) -> Difference:
    """Compare two pictures of one size."""
    one, other = _soft(one), _soft(other)
    strange = ImageChops.lighter(_strange(one, other), _strange(other, one))
    dots = strange.point(lambda value: 255 if value > _FAINT else 0)
    return Difference(
        mean=ImageStat.Stat(ImageChops.difference(one, other)).mean[0],
        dots=dots.histogram()[-1],
        picture=ImageChops.invert(dots),
    )


def beside(*pictures: Image.Image) -> Image.Image:
    """Pictures side by side, to look at."""
    width, height = (max(one.size[at] for one in pictures) for at in (0, 1))
    sheet = Image.new("L", (width * len(pictures), height), "white")
    for place, one in enumerate(pictures):
        sheet.paste(one, (place * width, 0))
    return sheet


def pages_of_kind(kind: str) -> list[Image.Image]:
    """The pages of a usual sheet as they look now."""
    return seen_from_afar(pdf_of(kind, Case.TYPICAL, PaperSize.A4))


def seen_from_afar(pdf: bytes) -> list[Image.Image]:
    """The pages of a sheet, as coarse as the kept pictures."""
    return [page.reduce(_FINER) for page in pictures_of(pdf, DOTS * _FINER)]


def kept_pages(kind: str) -> list[Image.Image]:
    """The pages as they are meant to look."""
    found = sorted(FOLDER.glob(f"{name_of(kind)}-[0-9]*.png"))
    return [Image.open(path).convert("L") for path in found]


def renew() -> None:
    """Take how sheets look now as how they are meant to look."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for kind in MAKERS:
        for number, page in enumerate(pages_of_kind(kind), start=1):
            few = page.point(lambda value: round(value / _STEP) * _STEP)
            few.save(FOLDER / f"{name_of(kind)}-{number:02}.png", optimize=True)


def name_of(kind: str) -> str:
    """What the pictures of a kind are called, without their number."""
    return kind.replace(" ", "_")


def _soft(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.BoxBlur(1))


def _strange(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each dot lies outside the greys that the other picture has around it."""
    darkest, lightest = (
        other.filter(ImageFilter.MinFilter(_PLAY)),
        other.filter(ImageFilter.MaxFilter(_PLAY)),
    )
    return ImageChops.lighter(ImageChops.subtract(darkest, one), ImageChops.subtract(one, lightest))


if __name__ == "__main__":
    renew()
