"""Dividing a secret so that some of the parts give it back, and any fewer give nothing of it.

Shamir, *How to share a secret* (1979): the secret is the value at 0 of a polynomial that is
otherwise random, over a field of prime order; a part is its value at another place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

PRIME = 2**256 + 297
"""The smallest prime above every secret of 32 bytes."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a secret.

    Attributes:
        place: From 1 up; no two parts of a secret have the same.
        value: The polynomial's there.
    """

    place: int
    value: int


def divide(secret: int, parts: int, needed: int, below: Callable[[int], int]) -> tuple[Part, ...]:
    """Divide a secret.

    Args:
        secret: Not negative and below `PRIME`.
        parts: How many to make.
        needed: How many of them give the secret back.
        below: Gives a number from 0 up to a bound, by chance that nobody can foresee.

    Raises:
        ValueError: So many are not made, or the secret is too large.
    """
    if not (1 <= needed <= parts and 0 <= secret < PRIME):
        raise ValueError("a secret below the prime is needed, and no more parts than are made")
    polynomial = (secret, *(below(PRIME) for _power in range(needed - 1)))
    return tuple(Part(place, _value(polynomial, place)) for place in range(1, parts + 1))


def join(parts: Sequence[Part]) -> int:
    """The secret of as many parts as are needed; of fewer, a number that tells nothing of it.

    Raises:
        ValueError: Two parts have the same place.
    """
    if len({part.place for part in parts}) < len(parts):
        raise ValueError("two parts have the same place")
    return sum(part.value * _weight(part, parts) for part in parts) % PRIME


def _value(polynomial: Sequence[int], place: int) -> int:
    total = 0
    for coefficient in reversed(polynomial):
        total = (total * place + coefficient) % PRIME
    return total


def _weight(part: Part, parts: Sequence[Part]) -> int:
    """Lagrange's coefficient at 0."""
    others = [other.place for other in parts if other is not part]
    below = prod(other - part.place for other in others)
    return prod(others) * pow(below, -1, PRIME)
