"""Makes a typed text safe to set: nothing invisible, nothing that would print as an empty box."""

from __future__ import annotations

import re
import unicodedata

from huddle.rules.plain_text import INVISIBLE, LINE_END, SPACE
from huddle.sheets.fonts import family_of, is_plain

# Joiners are spelling in Arabic and Indic scripts; elsewhere they only hide.
_STRAY_JOINER = re.compile("(?<![\u0600-\u08ff\u0900-\u0dff])[\u200c\u200d]")
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """The text with only what can be printed; what no font has is spelt as its number."""
    if is_plain(text):
        return text
    text = SPACE.sub(" ", LINE_END.sub("\n", text))
    text = _STRAY_JOINER.sub("", INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return text if is_plain(text) else "".join(map(_printable, text))


def _printable(character: str) -> str:
    if character in _JOINERS or character == "\n" or family_of(character) is not None:
        return character
    return f"[U+{ord(character):04X}]"
