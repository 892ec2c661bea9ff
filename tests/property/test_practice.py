"""Who speaks in a practice huddle: nothing said is taken back, and nobody speaks before they do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huddle.rows.practice import Line, Speaker
from huddle.rules.practice import Moment, is_quiet, said
from huddle.vocabulary import StepPurpose

STEPS = (StepPurpose.WELCOME, StepPurpose.LOOK_BACK, StepPurpose.LOOK_AHEAD)
TEAMS = ("Nursing", "Pharmacy", "Porters")
SECONDS = st.integers(0, 90)
LINES = st.lists(
    st.builds(
        Line,
        who=st.sampled_from(TEAMS).map(lambda team: Speaker("Ann Example", team)),
        says=st.just("Good morning."),
        step=st.none() | st.sampled_from(STEPS),
        after=SECONDS,
    ),
    max_size=8,
)
MOMENTS = st.builds(
    Moment,
    at=st.none() | st.sampled_from(STEPS),
    spent=st.dictionaries(st.sampled_from(STEPS), SECONDS),
    asked=st.dictionaries(st.sampled_from(TEAMS), SECONDS),
)


def later(now: Moment, seconds: int) -> Moment:
    """The same huddle some seconds later, still at its step."""
    spent = dict(now.spent)
    if now.at is not None:
        spent[now.at] = spent.get(now.at, 0) + seconds
    return Moment(now.at, spent, {team: since + seconds for team, since in now.asked.items()})


@given(LINES, MOMENTS, SECONDS)
def test_what_was_said_stays_said_in_the_order_it_is_written(
    lines: list[Line], now: Moment, seconds: int
) -> None:
    before, after = said(lines, now), said(lines, later(now, seconds))
    assert [line for line in after if line in before] == list(before)
    assert [line for line in lines if line in after] == list(after)


@given(LINES, MOMENTS)
def test_nobody_speaks_before_their_time_or_unasked(lines: list[Line], now: Moment) -> None:
    for line in said(lines, now):
        if line.step is None:
            assert now.asked[line.who.department] >= line.after
        else:
            assert now.spent[line.step] >= line.after


@given(LINES, MOMENTS, st.sampled_from(TEAMS))
def test_whoever_waits_to_be_asked_speaks_once_they_are(
    lines: list[Line], now: Moment, team: str
) -> None:
    asked = Moment(now.at, now.spent, {**now.asked, team: 1000})
    waiting = [line for line in lines if line.only_if_asked and line.who.department == team]
    assert set(waiting) <= set(said(lines, asked))


@given(LINES, MOMENTS)
def test_the_room_is_quiet_when_nobody_has_more_to_say_at_this_step(
    lines: list[Line], now: Moment
) -> None:
    heard = said(lines, now)
    waiting = [line for line in lines if line.step and line.step is now.at and line not in heard]
    assert is_quiet(lines, now) is not bool(waiting)
