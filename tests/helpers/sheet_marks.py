"""Where the marks of a laid-out page stand, as rectangles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics  # noqa: TID253 - only tests of sheets ask

from huddle.sheets.pages import Page
from huddle.sheets.shaping import Shaped
from huddle.sheets.typeset import Piece

_ABOVE, _BELOW = 0.68, 0.16
"""How far letters reach from the baseline, as shares of their size: capitals, and most tails."""
_TOUCHES = 0.6
"""How far, in points, rounding and kerning may bring two texts together."""


class Ink(NamedTuple):
    """The rectangle that some text covers, in points from the lower left corner."""

    x1: float
    y1: float
    x2: float
    y2: float
    said: str

    def covers(self, other: Ink) -> bool:
        """Whether the two stand on one another."""
        return (
            min(self.x2, other.x2) - max(self.x1, other.x1) > _TOUCHES
            and min(self.y2, other.y2) - max(self.y1, other.y1) > _TOUCHES
        )


def ink_of(page: Page) -> list[Ink]:
    """The texts of a page, in the order in which they are drawn."""
    return [_ink(x, y, piece) for x, y, piece in page.texts]


def code_squares(page: Page) -> list[Ink]:
    """The QR codes of a page."""
    return [
        Ink(one.x, one.y, one.x + one.size, one.y + one.size, one.letters) for one in page.codes
    ]


def collisions(inks: Iterable[Ink]) -> Iterator[tuple[Ink, Ink]]:
    """Texts that stand on one another."""
    near: list[Ink] = []
    for ink in sorted(inks, key=lambda one: one.y1):
        near = [one for one in near if one.y2 > ink.y1]
        yield from ((one, ink) for one in near if one.covers(ink))
        near.append(ink)


def _ink(x: float, y: float, piece: Piece) -> Ink:
    if isinstance(piece.text, Shaped):
        width, said = piece.text.width * piece.size, "(shaped)"
    else:
        width = pdfmetrics.stringWidth(piece.text, piece.font, piece.size)
        said = piece.text
    return Ink(x, y - _BELOW * piece.size, x + width, y + _ABOVE * piece.size, said)
