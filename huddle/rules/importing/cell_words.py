"""A cell of a file as plain words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from huddle.i18n import _
from huddle.rows.imports import Cell

_APART = re.compile(r"(?:[^\w%#<>+-]|_|(?<=\w)-(?=\w)|(?<!\w)-(?!\w))+")
"""What only parts words. A minus sign stands at one side of a word, a hyphen between two."""
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)|(?<!\w)-(?!\w)")
_YES = frozenset(("1", "true", "x", "y", "yes", "✓", "✔", "high", "urgent", "important", "p1"))
_NO = frozenset(("", "0", "false", "n", "no"))


def words_of(cell: Cell) -> str:
    """What a cell says, its line breaks kept; empty for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def line_of(cell: Cell) -> str:
    """What a cell says, in one line."""
    if isinstance(cell, str):
        line = " ".join(cell.split())
        # A log has very many rows, and need not be held twice.
        return cell if line == cell else line
    return " ".join(words_of(cell).split())


def key_of(words: str) -> str:
    """Words as they are compared: without case, stray spaces and signs that tell nothing.

    Those of more, less and degree stay: “BP >180” is not “BP <180”.
    """
    if words.isascii():
        return _APART.sub(" ", words.lower()).strip()
    folded = unicodedata.normalize("NFKC", words).casefold().translate(_LETTERS)
    return " ".join(_HYPHEN.sub(" ", folded).split())


class _Letters(dict[int, str]):
    """What stands for each letter where words are compared, found when one is first met."""

    def __missing__(self, code: int) -> str:
        """Letters stay with their marks, and signs that tell something; what joins them goes."""
        sign = chr(code)
        kind = unicodedata.category(sign)
        is_kept = sign.isalnum() or kind.startswith("M") or sign in "%#<>+-"
        self[code] = sign if is_kept else "" if kind == "Cf" else " "
        return self[code]


_LETTERS = _Letters()


def means_yes(cell: Cell) -> bool:
    """Whether a cell ticks something."""
    return cell is True or line_of(cell).casefold() in _YES


def keeps_close(cell: Cell) -> bool:
    """Whether a cell says that only some may see the row: anything does but a plain no."""
    said = line_of(cell).casefold()
    return said not in _NO and said != _("no").casefold()


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
