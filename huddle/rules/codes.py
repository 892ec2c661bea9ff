"""The short codes people read out: letters and digits that are not mistaken, and a check.

The check character catches every single wrong character and every swap of two neighbours, because
the alphabet has a prime number of characters and each place has a weight of its own.
"""

from __future__ import annotations

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 characters, without 0, 1, I, L and O."""

_MOST_DIGITS = 9
"""Of a number that any column holds."""
_BASE = len(ALPHABET)
_LEAST_LENGTH = 4

_SLIP_START = "S"
_SHEET_START = "P"
_GROUP = 4
_LONG = 2 * _GROUP - 2
"""The letters of a slip number or a sheet's code between its first one and its check."""
SLIPS = _BASE**_LONG
"""How many slip numbers there are."""
_PULSE = 4 * _GROUP - 1
PULSE_CODES = _BASE**_PULSE
"""How many codes for a pulse there are."""


def code_for(number: int) -> str:
    """The code of a number from 1 up, as in `22B7-K`."""
    letters = _letters(number, _LEAST_LENGTH)
    return f"{letters}-{_check(letters)}"


def read_code(typed: str) -> str | None:
    """A typed code as given out, whatever its case, spaces and dash; none when it is wrong."""
    found = _checked(typed)
    return f"{found[:-1]}-{found[-1]}" if len(found) > _LEAST_LENGTH else None


def read_number(typed: str) -> int | None:
    """A typed number of a huddle; none of anything else, nor of more digits than any will have."""
    return int(typed) if typed.isdecimal() and len(typed) <= _MOST_DIGITS else None


def slip_for(number: int) -> str:
    """The slip number that stands for a number below `SLIPS`, as in `SK7Q-M2BX`.

    It begins with one letter and has two groups of four: no item's code is ever like that.
    """
    return _long_for(_SLIP_START, number)


def read_slip(typed: str) -> str | None:
    """A typed slip number as given out; none when it is wrong, or is a code."""
    return _read_long(_SLIP_START, typed)


def sheet_code_for(number: int) -> str:
    """The code by which a sheet is typed back in, as in `P222-22B3`, of a number from 1 up.

    It begins with one letter and has two groups of four: no item's code and no slip number is
    ever like that.
    """
    return _long_for(_SHEET_START, number)


def read_sheet_code(typed: str) -> str | None:
    """A typed code of a sheet as given out; none when it is wrong, or is another code."""
    return _read_long(_SHEET_START, typed)


def read_any(typed: str) -> str | None:
    """A typed code of an item or a sheet, or a slip number, as given out; none of all others."""
    return read_slip(typed) or read_sheet_code(typed) or read_code(typed)


def pulse_code_for(number: int) -> str:
    """The code that lets one person answer a pulse, of a number below `PULSE_CODES`.

    It has four groups of four: too long to be guessed, and no other code is ever like that.
    """
    letters = _letters(number, _PULSE)
    return _in_groups(letters + _check(letters))


def read_pulse_code(typed: str) -> str | None:
    """A typed code of a pulse as given out; none when it is wrong, or is another code."""
    found = _checked(typed)
    return _in_groups(found) if len(found) == _PULSE + 1 else None


def plain(code: str) -> str:
    """The letters of a code alone, as a scanner types them."""
    return code.replace("-", "")


def _long_for(start: str, number: int) -> str:
    letters = start + _letters(number, _LONG)
    return _in_groups(letters + _check(letters))


def _read_long(start: str, typed: str) -> str | None:
    found = _checked(typed)
    return _in_groups(found) if len(found) == 2 * _GROUP and found.startswith(start) else None


def _in_groups(letters: str) -> str:
    starts = range(0, len(letters), _GROUP)
    return "-".join(letters[start : start + _GROUP] for start in starts)


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
