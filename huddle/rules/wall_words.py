"""Which words may stand on a wall that anybody can read: none that tell who somebody is.

What is left out costs little, what is shown wrongly cannot be taken back: when in doubt, out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from huddle.rules import identifiers

_LONGEST_WORD = 25
"""Longer ones are no words, and would not fit."""
_WORD = re.compile(r"[^\W\d_]+")
_MENTION = re.compile(r"(?<!\w)@[^\W\d_]")
_SHORT = 2

# Parts of names that say what somebody is, not who.
_TITLE_WORDS = (
    "dr doctor sister nurse matron prof professor mr mrs ms miss mx sir lady rev revd reverend "
    "bank agency student staff charge locum of the in and de la van von der"
)
# Names that are words, too: they need their capital.
_NAME_WORDS = (
    "will may mark grace hope faith joy rose dawn june april august summer bill pat sue rob jack "
    "nick ray dean grant miles art gene drew frank josh bob don penny holly ivy daisy lily poppy "
    "ruby amber crystal pearl heather hazel olive ginger sandy rusty chuck rich dale glen cliff "
    "ward page price park parks bell hall hill wood woods day long short young old white black "
    "brown green gray grey blue king knight bishop church close cross field fields ford fox bird "
    "hand hands head foot ball banks barber baker butler carter clark cook cooper fisher gardener "
    "hunter mason miller porter potter shepherd smith tailor taylor turner walker weaver best "
    "good little small strong sharp swift wise moody noble power powers case cash chance fall "
    "forward gate gates gold golden hard hardy house hunt lane law lee love low mile mills more "
    "moon moor moss north south east west paine pain payne piper poole post read rich rivers root "
    "rush sands savage sharpe snow spring stone stones street swan temple tank thorn waters wells "
    "winter winters worth wright yard man wong so see an do he she us my no on"
)
_TITLES, _WORDS = frozenset(_TITLE_WORDS.split()), frozenset(_NAME_WORDS.split())


class KnownNames:
    """The names of people, to look for in words.

    Args:
        names: Full names, as they are written.
    """

    def __init__(self, names: Iterable[str]) -> None:
        parts = {_folded(part) for name in names for part in _WORD.findall(name)}
        self._parts = {part for part in parts - _TITLES if len(part) > 1}

    def named_in(self, text: str) -> bool:
        """Whether the words hold a part of any of the names."""
        return any(self._is_named(word) for word in _WORD.findall(text))

    def _is_named(self, word: str) -> bool:
        plain = _folded(word)
        needs_capital = plain in _WORDS or len(plain) <= _SHORT
        return plain in self._parts and (word[0].isupper() or not needs_capital)


def may_show(
    text: str, names: KnownNames, *, this_year: int, hospital_numbers: Sequence[str]
) -> bool:
    """Whether words may stand on the wall.

    Args:
        text: What somebody wrote.
        names: The people that are known.
        this_year: The year it is.
        hospital_numbers: The ward's patterns of hospital numbers.
    """
    if not text.strip() or any(len(word) > _LONGEST_WORD for word in text.split()):
        return False
    if _MENTION.search(text) or names.named_in(text):
        return False
    found = identifiers.find(text, this_year=this_year, hospital_numbers=hospital_numbers)
    return not found


def _folded(word: str) -> str:
    """Without case and accents."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
