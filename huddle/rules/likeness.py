"""What was said before that is like what is being typed: by the words that both hold.

Two are alike when they share two words that mean something, and these are at least half of such
words in what is typed. It is a hint, and a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from huddle.rules.search_words import tokens, words_in

FEWEST = 2
"""So many words that mean something must be shared."""

_SHORT = 2
_SAID_OFTEN = """
    about after again all also and any are because been before being but can cannot could did
    does for from get got had has have her him his how into its just may more need needs next not
    now off one our out over says she should since some still than that the their them then there
    they this today too two until very was were what when where which who will with would yet
    you your"""
"""Words that nearly every sentence holds."""
_EMPTY = frozenset(_SAID_OFTEN.split())


def telling(text: str) -> tuple[str, ...]:
    """The folded words of a text that mean something, each once, in order."""
    words = (word for word in words_in(text) if len(word) > _SHORT and word not in _EMPTY)
    return tuple(dict.fromkeys(word for word in words if not word.isdecimal()))


def alike(one: str, other: str) -> bool:
    """Whether two texts share words that mean something, at least half of those of the shorter."""
    mine, theirs = set(telling(one)), set(telling(other))
    return len(mine & theirs) >= max(FEWEST, (min(len(mine), len(theirs)) + 1) // 2)


def nearest(text: str, earlier: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
    """Which of some earlier texts is most like one, and the words that it shares as they stand.

    Args:
        text: What is being typed.
        earlier: What was said before, newest first; of two that are as like the newer counts.
    """
    mine = telling(text)
    shared = [set(mine) & set(telling(each)) for each in earlier]
    best = max(range(len(earlier)), key=lambda place: len(shared[place]), default=None)
    if best is None or len(shared[best]) < max(FEWEST, (len(mine) + 1) // 2):
        return None
    stand = {word: text[start:end] for start, end, word in tokens(text) if word in shared[best]}
    return best, tuple(stand.values())
