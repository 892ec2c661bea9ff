"""A cell of a file as plain words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from huddle.rows.imports import Cell

_NO_LETTER = re.compile(r"[^\w%#]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_YES = frozenset(("1", "true", "x", "y", "yes", "✓", "✔", "high", "urgent", "important", "p1"))


def words_of(cell: Cell) -> str:
    """What a cell says, its line breaks kept; empty for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        if cell.isascii():
            return cell.strip()
        return _INVISIBLE.sub("", cell).replace("\xa0", " ").strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def line_of(cell: Cell) -> str:
    """What a cell says, in one line."""
    if isinstance(cell, str) and cell.isascii():
        return " ".join(cell.split())
    return " ".join(words_of(cell).split())


def key_of(words: str) -> str:
    """Words as they are compared: without case, signs and stray spaces."""
    folded = words.lower() if words.isascii() else _folded(words)
    return _NO_LETTER.sub(" ", folded).replace("_", " ").strip()


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()


def means_yes(cell: Cell) -> bool:
    """Whether a cell ticks something."""
    return cell is True or line_of(cell).casefold() in _YES


def number_of(cell: Cell) -> float | None:
    """The number in a cell, with or without thousands and a per cent sign; none for anything else.

    A comma is one of thousands only where three digits follow each time, so `1,5` is none.
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell)
    typed = line_of(cell).removesuffix("%").strip()
    if not re.fullmatch(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,9})?", typed, re.ASCII):
        return None
    return float(typed.replace(",", ""))
