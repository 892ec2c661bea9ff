"""The fonts of the sheets: which of them prints which character, and how wide it is.

Text is never markup here, so whatever a person typed prints as typed. A text that the first font
covers alone, as nearly all do, takes a fast path without a look at its characters one by one.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, cached_property, lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFNameBytes, TTFont

import resources
from huddle.sheets import system_fonts

BASE = "AtkinsonHyperlegibleNext"
BUNDLED = (BASE, "NotoSans", "NotoSansArabic", "NotoSansHebrew", "NotoEmoji", "NotoSansSC")
"""The families that came with the program, the first that is asked first."""
_ONE_WEIGHT = frozenset({"NotoEmoji", "NotoSansSC"})
_NEED_NO_SHAPING = frozenset({BASE, "NotoSansSC"})

LAST_SHORT = 0xFFFF
"""The last character that a PDF font can name by itself."""
_PRIVATE_USE = range(0xE000, 0xF900)
_MORE_PRIVATE_USE = 0xF0000


class Weight(StrEnum):
    """The two weights that sheets use; few weights print clearly and keep files small."""

    REGULAR = "Regular"
    BOLD = "Bold"


class Face:
    """One font, loaded and known to reportlab under its name.

    Args:
        family: Its family.
        font: What reportlab read of it.
        path: Its file.
        index: Its place in a file of several.
    """

    def __init__(self, family: str, font: TTFont, path: Path, index: int = 0) -> None:
        self.family = family
        self.name = font.fontName
        self.path = path
        self.index = index
        self.font = font
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
        is_short = glyph < len(_PRIVATE_USE)
        code = (_PRIVATE_USE.start if is_short else _MORE_PRIVATE_USE) + glyph
        self.font.face.charToGlyph[code] = glyph
        self.font.face.charWidths[code] = advance
        self._of_glyphs[glyph] = code
        return code


def face(family: str, weight: Weight) -> Face:
    """The font of a family in a weight, loaded at its first use: the Chinese one is large."""
    if family in BUNDLED:
        return _bundled(family, Weight.REGULAR if family in _ONE_WEIGHT else weight)
    found = system_face(family)
    if found is None:
        raise LookupError(family)
    return found


@cache
def _bundled(family: str, weight: Weight) -> Face:
    name = f"{family}-{weight}"
    path = resources.path("fonts", f"{name}.ttf")
    return Face(family, TTFont(name, str(path)), path)


@cache
def system_face(family: str) -> Face | None:
    """A font of this computer; None where its file is broken, or forbids to be embedded."""
    found = next(one for one in system_fonts.listed() if one.name == family)
    try:
        font = TTFont(found.name, str(found.path), subfontIndex=found.index)
        # As drawing will, but before anything depends on it.
        font.face.makeSubset(list(font.face.charToGlyph))
    except Exception:  # noqa: BLE001 - reportlab raises whatever it meets in a broken file
        return None
    # Two fonts of one name in a PDF would be taken for one; the computer may have a newer Noto.
    font.face.name = TTFNameBytes(found.name.encode())
    font.face.subfontNameX = b""
    return Face(family, font, found.path, found.index)


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
    """The first family that has a character, at last one of this computer; None when none has."""
    code = ord(character)
    for family in BUNDLED:
        if code in face(family, Weight.REGULAR).characters:
            return family
    # A font may draw anything for what is unassigned or private, and nothing for a space.
    if unicodedata.category(character)[0] in "CZ":
        return None
    fitting = (one for one in system_fonts.listed() if code in one.codes)
    return next((one.name for one in fitting if _draws(one.name, code)), None)


def _draws(family: str, code: int) -> bool:
    """Whether a font of the computer really has something to draw for a character."""
    found = system_face(family)
    if found is None or code not in found.characters:
        return False
    glyphs, glyph = found.font.face.glyphPos, found.font.face.charToGlyph[code]
    return bool(glyphs[glyph + 1] > glyphs[glyph])
