"""Whatever is typed is understood as something, and means the same as its words."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from huddle.rules import likeness
from huddle.rules.search_words import (
    Wanted,
    has_words,
    marks,
    toggled,
    tokens,
    understand,
    words_in,
)

TODAY = dt.date(2026, 11, 28)
PLAIN = st.text(st.sampled_from("abcåéİ 1½_-'日"), max_size=20)
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["is:open", "is:", '"', "“a b”", "-x", "kind:goal", "before:fri", "NOT", "a*", ":", "("]
        ),
        max_size=8,
    ).map(" ".join),
)


@given(TYPED, st.text(max_size=60))
@example("-", "")
def test_nothing_typed_is_an_error(typed: str, text: str) -> None:
    wanted = understand(typed, TODAY)
    has_words(wanted, text)
    places = [at for mark in marks(wanted, text) for at in mark]
    assert places == sorted(places)
    assert not places or 0 <= places[0] < places[-1] <= len(text)


@given(PLAIN)
def test_plain_words_are_found_in_themselves(text: str) -> None:
    assert has_words(Wanted(words=words_in(text)), text)
    assert has_words(Wanted(words=words_in(text)), text.upper())


@given(st.text(max_size=60))
def test_words_lie_apart_and_in_order(text: str) -> None:
    ends = [0, *(place for start, end, _word in tokens(text) for place in (start, end))]
    assert ends == sorted(ends)
    assert all(word for _start, _end, word in tokens(text))
    assert all(start < end for start, end, _word in tokens(text))


@given(TYPED)
def test_only_letters_and_digits_reach_the_index(typed: str) -> None:
    for word in understand(typed, TODAY).looked_up:
        assert not set(word) & set("\"'*:&|!()^-+ \\")


@given(st.lists(st.sampled_from(["is:open", "pump", "kind:goal"]), unique=True).map(" ".join))
def test_a_sign_twice_is_none(line: str) -> None:
    once = toggled(line, "is:overdue")
    assert toggled(once, "is:overdue") == line


@given(PLAIN, st.lists(PLAIN, max_size=4))
def test_what_is_alike_shares_what_it_says(text: str, earlier: list[str]) -> None:
    found = likeness.nearest(text, earlier)
    if found is not None:
        place, shared = found
        assert len(shared) >= likeness.FEWEST
        assert {word for one in shared for word in words_in(one)} <= set(words_in(earlier[place]))
