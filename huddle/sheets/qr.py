"""QR codes as marks on paper: a code's letters alone, so that no words are in them."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

import segno

from huddle.rules.codes import ALPHABET

SIDE = 21
"""Modules along each edge: the smallest kind, which holds ten letters at the highest recovery."""
_OVERLAP = 0.04
"""So much lower each row reaches: no white hairline shows between two rows on a screen."""
_MASK = 2
"""Any of the eight masks is valid. Trying them all for the prettiest takes five times as long."""
_MOST = 10


def fits(letters: str) -> bool:
    """Whether a code is made of letters and digits that one of this size holds."""
    return len(letters) <= _MOST and all(letter in ALPHABET for letter in letters)


@lru_cache(maxsize=4096)
def dark(letters: str) -> str:
    """The dark modules as PDF rectangles, each one unit large, from the lower left corner.

    Args:
        letters: As `fits` says.
    """
    code = segno.make_qr(letters, error="h", version=1, mask=_MASK, boost_error=False)
    drawn: list[str] = []
    for row, modules in enumerate(code.matrix):
        y = SIDE - 1 - row - _OVERLAP
        for is_dark, group in groupby(enumerate(modules), key=lambda pair: bool(pair[1])):
            places = [place for place, _module in group]
            if is_dark:
                drawn.append(f"{places[0]} {y:.2f} {len(places)} {1 + _OVERLAP:.2f} re")
    return " ".join(drawn)
