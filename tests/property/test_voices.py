"""Who speaks: nothing is lost, nobody is told alone, and no order but the ward's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules import voices
from huddle.rules.voices import AtHuddle

TEAMS = ("nursing", "medical", "pharmacy", "porters")
TIMES = st.just(b"") | st.binary(min_size=6, max_size=14)
"""A byte for each huddle a group was at: how many were named, whether it spoke, and was heard."""
PRESENT = st.tuples(*(TIMES for _team in TEAMS)).map(
    lambda found: [
        AtHuddle(f"h{number}", team, byte % 4, byte % 3 == 0, byte % 3 < 2)
        for team, times in zip(TEAMS, found, strict=True)
        for number, byte in enumerate(times)
    ]
)
KNOWN = st.dictionaries(st.sampled_from(TEAMS), st.integers(0, 3))


@given(PRESENT, KNOWN)
def test_each_group_is_told_once_and_their_sum_is_that_of_all(
    present: list[AtHuddle], known: dict[str, int]
) -> None:
    found, overall = voices.voices(present, TEAMS, known), voices.voice(present)
    if not found:
        return
    told = [team for one in found for team in one.groups]
    assert sorted(told) == sorted({one.group for one in present})
    assert overall is not None
    for at in ("contributed", "heard"):
        shares = [getattr(one, at) for one in found]
        total = getattr(overall, at)
        assert total == (sum(one.part for one in shares), sum(one.whole for one in shares))


@given(PRESENT, KNOWN)
def test_nobody_is_told_alone(present: list[AtHuddle], known: dict[str, int]) -> None:
    for one in voices.voices(present, TEAMS, known):
        at = [row for row in present if row.group in one.groups]
        assert len({row.huddle for row in at}) >= 10
        if len(one.groups) == 1:
            named = sorted(row.people for row in at if row.people)
            usual = named[(len(named) - 1) // 2] if named else known.get(one.groups[0], 0)
            assert usual != 1


@given(PRESENT, KNOWN)
def test_how_often_they_spoke_never_changes_the_order(
    present: list[AtHuddle], known: dict[str, int]
) -> None:
    found = voices.voices(present, TEAMS, known)
    for one in found:
        assert list(one.groups) == [team for team in TEAMS if team in one.groups]
    alone = [one.groups[0] for one in found if len(one.groups) == 1]
    assert alone == [team for team in TEAMS if team in alone]
    assert voices.voices(list(reversed(present)), TEAMS, known) == found
