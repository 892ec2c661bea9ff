"""How long a card may be, and when somebody reads it again."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.errors import Refused
from huddle.rows.guidance import CardGroup, GuidanceCard
from huddle.rules.guidance import (
    MOST_WORDS,
    check_length,
    check_review,
    is_past_review,
    next_review,
    seconds_to_read,
)

TODAY = dt.date(2026, 8, 6)


def card(words: int, review_on: dt.date = TODAY) -> GuidanceCard:
    """A card of so many words."""
    how = " ".join(["word"] * (words - 3))
    return GuidanceCard(CardGroup.ROLES, "scribe", "one", "two", how, "three", (), review_on)


@pytest.mark.parametrize(("words", "seconds"), [(200, 60), (201, 61), (100, 30), (10, 3)])
def test_reading_is_counted_at_two_hundred_words_a_minute(words: int, seconds: int) -> None:
    assert seconds_to_read(card(words)) == seconds


def test_the_day_of_review_itself_is_still_in_time() -> None:
    assert not is_past_review(card(10), TODAY)
    assert is_past_review(card(10, TODAY - dt.timedelta(days=1)), TODAY)


def test_what_takes_longer_than_a_minute_is_refused_with_its_length() -> None:
    check_length("one", "word " * (MOST_WORDS - 1))
    with pytest.raises(Refused, match="This one has 201"):
        check_length("one", "word " * MOST_WORDS)


@pytest.mark.parametrize("days", [1, 366])
def test_a_day_within_the_year_is_fine(days: int) -> None:
    check_review(TODAY + dt.timedelta(days=days), TODAY)


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_another_day_is_refused(days: int) -> None:
    with pytest.raises(Refused, match="within the next year"):
        check_review(TODAY + dt.timedelta(days=days), TODAY)


@pytest.mark.parametrize("days", [1, 300, 365])
def test_whoever_writes_a_card_anew_keeps_its_day(days: int) -> None:
    day = TODAY + dt.timedelta(days=days)
    assert next_review(day, TODAY) == day


@pytest.mark.parametrize("days", [-30, 0, 366, 800])
def test_a_day_that_is_over_or_too_far_away_becomes_one_in_a_year(days: int) -> None:
    found = next_review(TODAY + dt.timedelta(days=days), TODAY)
    assert found == TODAY + dt.timedelta(days=365)
    check_review(found, TODAY)
