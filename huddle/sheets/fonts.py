"""The fonts of the sheets: which of them prints which character, and how wide it is.

Text is never markup here, so whatever a person typed prints as typed. A text that the first font
covers alone, as nearly all do, takes a fast path without a look at its characters one by one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, cached_property, lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources

BASE = "AtkinsonHyperlegibleNext"
_FALLBACKS = ("NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoEmoji", "NotoSansSC")
_ONE_WEIGHT = frozenset({"NotoEmoji", "NotoSansSC"})
_NEED_NO_SHAPING = frozenset({BASE, "NotoSansSC"})

LAST_SHORT = 0xFFFF
"""The last character that a PDF font can name by itself."""
_PRIVATE_USE = range(0xE000, 0xF900)


class Weight(StrEnum):
    """The two weights that sheets use; few weights print clearly and keep files small."""

    REGULAR = "Regular"
    BOLD = "Bold"


class Face:
    """One font file, loaded and known to reportlab under its name.

    Args:
        family: The file's name without its weight.
        weight: One of those that the family has.
    """

    def __init__(self, family: str, weight: Weight) -> None:
        self.family = family
        self.name = f"{family}-{weight}"
        self.path = resources.path("fonts", f"{self.name}.ttf")
        self.font = TTFont(self.name, str(self.path))
        self.characters = frozenset(
            code
            for code in self.font.face.charToGlyph
            if code not in _PRIVATE_USE and code & 0xFFFE != 0xFFFE
        )
        pdfmetrics.registerFont(self.font)

    @property
    def is_shaped(self) -> bool:
        """Whether its scripts need shaping to be readable."""
        return self.family not in _NEED_NO_SHAPING

    @cached_property
    def advances(self) -> dict[str, float]:
        """The width of each character, as a share of the type size."""
        widths = self.font.face.charWidths
        return {chr(code): widths[code] / 1000 for code in self.characters if code in widths}

    @cached_property
    def _of_glyphs(self) -> dict[int, int]:
        """The character that draws each glyph, if one does; the first one if several do."""
        glyphs = self.font.face.charToGlyph
        short = sorted((code for code in self.characters if code <= LAST_SHORT), reverse=True)
        return {glyphs[code]: code for code in short}

    def character_of(self, glyph: int, advance: int) -> int:
        """A character that draws this glyph: its own, or a private one that is always the same.

        Args:
            glyph: Its number in the font.
            advance: Its width in thousandths of the type size.
        """
        known = self._of_glyphs.get(glyph)
        if known is not None:
            return known
        code = _PRIVATE_USE.start + glyph
        self.font.face.charToGlyph[code] = glyph
        self.font.face.charWidths[code] = advance
        self._of_glyphs[glyph] = code
        return code


def face(family: str, weight: Weight) -> Face:
    """The font of a family in a weight, loaded at its first use: the Chinese one is large."""
    return _face(family, Weight.REGULAR if family in _ONE_WEIGHT else weight)


@cache
def _face(family: str, weight: Weight) -> Face:
    return Face(family, weight)


@cache
def _plain_pattern() -> re.Pattern[str]:
    """What the first font prints alone: its own characters, save marks that need placing."""
    both = face(BASE, Weight.REGULAR).characters & face(BASE, Weight.BOLD).characters
    usable = (chr(code) for code in sorted(both) if code >= 0x20 and not 0x300 <= code < 0x370)
    inside = "".join(re.escape(character) for character in usable if character != "\xad")
    return re.compile(f"[\n{inside}]*")


def is_plain(text: str) -> bool:
    """Whether the first font prints all of it, without shaping or ordering."""
    return _plain_pattern().fullmatch(text) is not None


@lru_cache(maxsize=8192)
def family_of(character: str) -> str | None:
    """The first family that has a character; None when none has."""
    code = ord(character)
    for family in (BASE, *_FALLBACKS):
        if code in face(family, Weight.REGULAR).characters:
            return family
    return None
