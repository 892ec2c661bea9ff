"""Concerns that come again, by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.rules import repeats
from huddle.rules.repeats import Again, Raised

MONDAY = dt.date(2026, 11, 2)


def raised(text: str, ahead: int = 0, *, stage: str = "ward", join: str | None = None) -> Raised:
    return Raised(f"{text} {ahead}", text, (stage, join), MONDAY + dt.timedelta(days=ahead))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Hoist broken in bay 2", "The hoist is broken, bay 4", True),
        ("No hoist", "NO HOIST!", True),
        ("Hoist broken again in bay 2", "Hoist broken", True),
        ("Hoist broken", "Bed broken", False),
        ("Bay floor wet", "Bay floor wet by the door", True),
        ("Floor wet", "Floor wet near the lift door", False),
        ("No lift", "No hoist", False),
        ("Bay 2", "Bay 3", True),
        ("2 4", "2 4", False),
        ("O2 no", "no O2", True),
    ],
)
def test_half_of_the_words_make_it_the_same(one: str, other: str, *, is_same: bool) -> None:
    found = repeats.earlier_of([raised(one), raised(other, 1)])
    assert found == [None, 0 if is_same else None]


def test_it_is_the_same_at_the_same_stage_alone() -> None:
    said = [
        raised("No hoist"),
        raised("No hoist", 1, stage="arrival"),
        raised("No hoist", 2, join="discharge"),
        raised("No hoist", 3),
    ]
    assert repeats.earlier_of(said) == [None, None, None, 0]


def test_thirty_days_are_within_and_thirty_one_are_not() -> None:
    assert repeats.earlier_of([raised("No hoist"), raised("No hoist", 30)]) == [None, 0]
    assert repeats.earlier_of([raised("No hoist"), raised("No hoist", 31)]) == [None, None]


def test_what_is_said_twice_on_a_day_is_said_once() -> None:
    said = [raised("No hoist"), raised("No hoist"), raised("No hoist", 1)]
    assert repeats.earlier_of(said) == [None, None, 1]


def test_what_comes_again_and_again_is_one() -> None:
    said = [
        raised("No hoist"),
        raised("Bell silent", 5),
        raised("No hoist left", 20),
        raised("Bell silent", 21),
        raised("No hoist", 45),
    ]
    count, again = repeats.again(said, MONDAY)
    assert count == 3
    assert again == (Again(said[4], MONDAY, 3), Again(said[3], said[1].on, 2))


def test_only_what_came_since_a_day_counts() -> None:
    said = [raised("No hoist"), raised("No hoist", 5), raised("No hoist", 10)]
    assert repeats.again(said, MONDAY + dt.timedelta(days=6)) == (1, (Again(said[2], MONDAY, 3),))
    assert repeats.again(said, MONDAY + dt.timedelta(days=11)) == (0, ())
    assert repeats.again([], MONDAY) == (0, ())


def test_two_on_one_day_that_repeat_the_same_belong_to_it_both() -> None:
    said = [raised("No hoist"), raised("No hoist", 3), raised("Hoist", 3)]
    assert repeats.again(said, MONDAY) == (2, (Again(said[2], MONDAY, 3),))
