"""Words as they may leave for where nobody lays them out: without what does not show."""

from __future__ import annotations

import re

LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SPACE = re.compile("[\t\u2000-\u200a\u202f\u205f\u3000]")
# Controls, zero-width characters, soft hyphens, variation selectors, tags, placeholders, and the
# marks that turn the direction of text around: none prints, and the last could make a line lie.
INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\U000e0000-\U000e0fff]"
)
_MOST_BYTES = 100
"""Of a part of a file's name: a name of several, with an ending, stays within 255."""
_NOT_IN_FILE_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))


def shown(text: str) -> str:
    """A text without what does not show; its lines stay."""
    return INVISIBLE.sub("", LINE_END.sub("\n", SPACE.sub(" ", text)))


def one_line(text: str) -> str:
    """A text on one line, whatever it held; fit for a header or a line of a message."""
    return " ".join(shown(text).split())


def file_name(*words: str) -> str:
    """A name of a file from some words, which every system takes; each of them is cut if long."""
    return one_line(" ".join(map(_cut, words)).translate(_NOT_IN_FILE_NAMES))


def _cut(words: str) -> str:
    if len(words.encode()) <= _MOST_BYTES:
        return words
    return words.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(" ,") + "…"
