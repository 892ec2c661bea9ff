"""Enough parts give the secret; fewer fit every secret there is."""

from __future__ import annotations

import random
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.secret_sharing import PRIME, Part, divide, join

SECRETS = st.integers(0, PRIME - 1)
SIZES = st.integers(1, 12).flatmap(
    lambda needed: st.tuples(st.just(needed), st.integers(needed, 25))
)


@given(SECRETS, SIZES, st.randoms())
def test_any_parts_that_are_enough_give_it_back(
    secret: int, sizes: tuple[int, int], chance: random.Random
) -> None:
    needed, made = sizes
    parts = divide(secret, made, needed, secrets.randbelow)
    assert join(chance.sample(parts, needed)) == secret
    assert join(parts) == secret


@given(SECRETS, SECRETS, SIZES, st.randoms())
def test_fewer_fit_any_other_secret_as_well(
    secret: int, other: int, sizes: tuple[int, int], chance: random.Random
) -> None:
    needed, made = sizes
    parts = chance.sample(divide(secret, made, needed, secrets.randbelow), needed - 1)
    # One more part, at a place that none has, can be chosen so that the other secret comes out.
    place = made + 1
    without = join([*parts, Part(place, 0)])
    weight = (join([*parts, Part(place, 1)]) - without) % PRIME
    value = (other - without) * pow(weight, -1, PRIME) % PRIME
    assert join([*parts, Part(place, value)]) == other


def test_the_polynomial_is_of_the_degree_that_is_asked_for_and_random() -> None:
    drawn: list[int] = []

    def below(bound: int) -> int:
        drawn.append(bound)
        return secrets.randbelow(bound)

    divide(7, 20, 11, below)
    assert drawn == [PRIME] * 10


@pytest.mark.parametrize(
    ("secret", "parts", "needed"), [(1, 3, 4), (1, 3, 0), (PRIME, 3, 2), (-1, 3, 2)]
)
def test_what_cannot_be_divided_is_an_error(secret: int, parts: int, needed: int) -> None:
    with pytest.raises(ValueError, match="secret"):
        divide(secret, parts, needed, secrets.randbelow)


def test_the_same_part_twice_does_not_count_as_two() -> None:
    part = divide(5, 3, 2, secrets.randbelow)[0]
    with pytest.raises(ValueError, match="same place"):
        join([part, part])
