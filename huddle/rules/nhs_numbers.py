"""NHS numbers by their check digit, so that they can be kept out of what is written.

Modulus 11 as the NHS Data Model and Dictionary gives it under "NHS NUMBER".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import mul

_LENGTH = 10
_WEIGHTS = range(10, 1, -1)
_GROUP = re.compile("[0-9]+")
_RUN = re.compile(r"[0-9]+(?:[ \t-]{1,3}[0-9]+)*")
# "NHS9434765919" is one, "PO9434765919" is an order.
_BEFORE = re.compile(r"(?:\A|[^A-Za-z0-9.,]|[^0-9][.,]|\A[.,]|nhs|chi|no|num)\Z", re.IGNORECASE)
_AFTER = re.compile(r"(?![A-Za-z0-9]|[.,][0-9])")
_DATE = re.compile(r"\b(?:[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})\b")


def is_nhs_number(digits: str) -> bool:
    """Whether these are ten digits of which the last is the check digit of the others.

    Ten noughts pass the sum, and are nobody's number.
    """
    if len(digits) != _LENGTH or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(map(mul, map(int, digits[:9]), _WEIGHTS))
    # A check of 10 is no digit, so that no number has it.
    check = (11 - total % 11) % 11
    return check == int(digits[-1]) and digits != "0" * _LENGTH


def spans(plain: str) -> Iterator[tuple[int, int]]:
    """Where NHS numbers stand, however their digits are grouped by spaces or dashes."""
    for run in _RUN.finditer(plain):
        yield from _spans_in_run(plain, *run.span())


def _spans_in_run(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Any whole groups in a row count: "bed 12 943 476 5919" has four and means three."""
    digits, begins, ends = "", {}, {}
    for group in _GROUP.finditer(plain, start, end):
        begins[len(digits)] = group.start()
        digits += group[0]
        ends[len(digits)] = group.end()
    for place, begin in begins.items():
        after = ends.get(place + _LENGTH)
        if after is None or not is_nhs_number(digits[place : place + _LENGTH]):
            continue
        if _stands_alone(plain, begin, after):
            yield begin, after


def _stands_alone(plain: str, start: int, end: int) -> bool:
    if not _BEFORE.search(plain[max(0, start - 3) : start]) or not _AFTER.match(plain, end):
        return False
    words = plain[start:end]
    # "14-08-2026 10" is a day and an hour.
    return not (" " in words and _DATE.search(words))
