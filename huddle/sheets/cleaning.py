"""Makes a typed text safe to set: nothing invisible, nothing that would print as an empty box."""

from __future__ import annotations

import re
import unicodedata

from huddle.sheets.fonts import family_of, is_plain

_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACE = re.compile("[\t\u2000-\u200a\u202f\u205f\u3000]")
# Controls, zero-width characters, soft hyphens, variation selectors, tags, placeholders, and the
# marks that turn the direction of text around: none prints, and the last could make a line lie.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\U000e0000-\U000e0fff]"
)
# Joiners are spelling in Arabic and Indic scripts; elsewhere they only hide.
_STRAY_JOINER = re.compile("(?<![\u0600-\u08ff\u0900-\u0dff])[\u200c\u200d]")
_JOINERS = "\u200c\u200d"


def clean(text: str) -> str:
    """The text with only what can be printed; what no font has is spelt as its number."""
    if is_plain(text):
        return text
    text = _SPACE.sub(" ", _LINE_END.sub("\n", text))
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    return text if is_plain(text) else "".join(map(_printable, text))


def _printable(character: str) -> str:
    if character in _JOINERS or character == "\n" or family_of(character) is not None:
        return character
    return f"[U+{ord(character):04X}]"
