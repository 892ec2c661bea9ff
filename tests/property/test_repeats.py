"""Concerns that come again against comparing each with each."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from huddle.rules import repeats
from huddle.rules.repeats import Raised

MONDAY = dt.date(2026, 11, 2)
TEXTS = st.lists(
    st.sampled_from(["hoist", "bell", "lift", "late", "bed", "no", "in", "2"]), max_size=6
).map(" ".join)
CONCERNS = st.lists(
    st.builds(
        Raised,
        st.just("code"),
        TEXTS,
        st.sampled_from([(None, None), ("ward", None), ("ward", "home")]),
        st.integers(0, 70).map(lambda ahead: MONDAY + dt.timedelta(days=ahead)),
    ),
    max_size=14,
).map(lambda found: sorted(found, key=lambda one: one.on))


@given(CONCERNS)
@settings(max_examples=200)
def test_the_rarest_words_find_what_comparing_all_words_finds(concerns: list[Raised]) -> None:
    assert repeats.earlier_of(concerns) == [
        max((at for at in range(place) if _repeats(concerns[at], one)), default=None)
        for place, one in enumerate(concerns)
    ]


def _repeats(earlier: Raised, one: Raised) -> bool:
    mine, theirs = _words(one), _words(earlier)
    shared = [word for word in mine if word in theirs]
    apart = [word for word in [*mine, *theirs] if word not in shared]
    return (
        bool(shared)
        and len(shared) >= len(apart)
        and earlier.stage == one.stage
        and 1 <= (one.on - earlier.on).days <= 30
    )


def _words(one: Raised) -> list[str]:
    words = sorted(set(one.text.replace("2", "").split()))
    return [word for word in words if len(word) > 2] or words


@given(CONCERNS, st.integers(0, 90))
def test_what_is_counted_is_what_repeats_since_the_day(concerns: list[Raised], ahead: int) -> None:
    since = MONDAY + dt.timedelta(days=ahead)
    count, again = repeats.again(concerns, since)
    earlier = repeats.earlier_of(concerns)
    repeating = [one for one, at in zip(concerns, earlier, strict=True) if at is not None]
    assert count == sum(one.on >= since for one in repeating)
    assert all(one.times > 1 and one.latest.on >= since > dt.date.min for one in again)
    assert sum(one.times - 1 for one in again) <= len(repeating)
    if since == MONDAY:
        assert sum(one.times - 1 for one in again) == len(repeating)
