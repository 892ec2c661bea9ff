"""The short codes people read out: letters and digits that are not mistaken, and a check.

The check character catches every single wrong character and every swap of two neighbours, because
the alphabet has a prime number of characters and each place has a weight of its own.
"""

from __future__ import annotations

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, without 0, 1, I, L and O."""

_BASE = len(ALPHABET)
_LEAST_LENGTH = 4


def code_for(number: int) -> str:
    """The code of a number from 1 up, as in `22B7-K`."""
    letters = ""
    rest = number
    while rest or len(letters) < _LEAST_LENGTH:
        rest, digit = divmod(rest, _BASE)
        letters = ALPHABET[digit] + letters
    return f"{letters}-{_check(letters)}"


def read_code(typed: str) -> str | None:
    """A typed code as given out, whatever its case, spaces and dash; none when it is wrong."""
    plain = "".join(typed.upper().replace("-", "").split())
    if len(plain) <= _LEAST_LENGTH or any(letter not in ALPHABET for letter in plain):
        return None
    letters, check = plain[:-1], plain[-1]
    return f"{letters}-{check}" if _check(letters) == check else None


def _check(letters: str) -> str:
    total = sum(
        (place + 2) * ALPHABET.index(letter) for place, letter in enumerate(reversed(letters))
    )
    return ALPHABET[total % _BASE]
