"""The short codes people read out: letters and digits that are not mistaken, and a check.

The check character catches every single wrong character and every swap of two neighbours, because
the alphabet has a prime number of characters and each place has a weight of its own.
"""

from __future__ import annotations

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, without 0, 1, I, L and O."""

_BASE = len(ALPHABET)
_LEAST_LENGTH = 4

_SLIP_START = "S"
_SLIP_LENGTH = 6
_SLIP_GROUP = 4
SLIPS = _BASE**_SLIP_LENGTH
"""How many slip numbers there are."""


def code_for(number: int) -> str:
    """The code of a number from 1 up, as in `22B7-K`."""
    letters = _letters(number, _LEAST_LENGTH)
    return f"{letters}-{_check(letters)}"


def read_code(typed: str) -> str | None:
    """A typed code as given out, whatever its case, spaces and dash; none when it is wrong."""
    plain = _checked(typed)
    return f"{plain[:-1]}-{plain[-1]}" if len(plain) > _LEAST_LENGTH else None


def slip_for(number: int) -> str:
    """The slip number that stands for a number below `SLIPS`, as in `SK7Q-M2BX`.

    It begins with one letter and has two groups of four: no item's code is ever like that.
    """
    letters = _SLIP_START + _letters(number, _SLIP_LENGTH)
    return _in_groups(letters + _check(letters))


def read_slip(typed: str) -> str | None:
    """A typed slip number as given out; none when it is wrong, or is a code."""
    plain = _checked(typed)
    is_slip = len(plain) == 2 * _SLIP_GROUP and plain.startswith(_SLIP_START)
    return _in_groups(plain) if is_slip else None


def _in_groups(plain: str) -> str:
    return f"{plain[:_SLIP_GROUP]}-{plain[_SLIP_GROUP:]}"


def _letters(number: int, least: int) -> str:
    letters = ""
    while number or len(letters) < least:
        number, digit = divmod(number, _BASE)
        letters = ALPHABET[digit] + letters
    return letters


def _checked(typed: str) -> str:
    """The characters of a typed code; empty when they do not fit its check."""
    plain = "".join(typed.upper().replace("-", "").split())
    if len(plain) < 2 or any(letter not in ALPHABET for letter in plain):
        return ""
    return plain if _check(plain[:-1]) == plain[-1] else ""


def _check(letters: str) -> str:
    total = sum(
        (place + 2) * ALPHABET.index(letter) for place, letter in enumerate(reversed(letters))
    )
    return ALPHABET[total % _BASE]
