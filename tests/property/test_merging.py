"""Bringing two versions together, whatever they say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.merging import merge

NAMES = ("text", "place", "due_on", "due_time")
TOGETHER = (("due_on", "due_time"),)
VERSIONS = st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from("abc")))


@given(VERSIONS, VERSIONS, VERSIONS)
def test_what_one_side_changed_alone_stands(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = merge(base, mine, theirs)
    asked = {name for one in found.differences for name in one.names}
    for name in NAMES:
        if name in asked:
            assert len({base[name], mine[name], theirs[name]}) == len("abc")
        elif mine[name] != base[name]:
            assert found.merged[name] == mine[name]
        else:
            assert found.merged[name] == theirs[name]


@given(VERSIONS, VERSIONS, VERSIONS)
def test_every_choice_leaves_one_side_and_never_a_mixture(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = merge(base, mine, theirs, TOGETHER)
    for chosen in (found.differences, ()):
        settled = found.settled(chosen)
        due = [settled[name] for name in TOGETHER[0]]
        assert due in ([side[name] for name in TOGETHER[0]] for side in (mine, theirs))
        for one in found.differences:
            kept = one.mine if chosen else one.theirs
            assert tuple(settled[name] for name in one.names) == kept


@given(VERSIONS, VERSIONS)
def test_without_another_version_mine_stands_unasked(
    base: dict[str, str], mine: dict[str, str]
) -> None:
    found = merge(base, mine, base, TOGETHER)
    assert (found.merged, found.differences) == (mine, ())


@given(VERSIONS, VERSIONS, VERSIONS)
def test_both_sides_are_asked_about_the_same(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    here, there = merge(base, mine, theirs, TOGETHER), merge(base, theirs, mine, TOGETHER)
    assert {one.names for one in here.differences} == {one.names for one in there.differences}
    assert here.settled(here.differences) == there.settled(())


@given(VERSIONS, VERSIONS, VERSIONS)
def test_what_was_settled_is_not_asked_again(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    found = merge(base, mine, theirs, TOGETHER)
    settled = found.settled(found.differences)
    assert merge(theirs, settled, theirs, TOGETHER).differences == ()


def test_only_what_i_touched_counts() -> None:
    found = merge({"text": "a", "place": ""}, {"text": "b"}, {"text": "a", "place": "Bay 2"})
    assert (found.merged, found.differences) == ({"text": "b"}, ())
