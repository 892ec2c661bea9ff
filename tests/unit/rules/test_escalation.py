"""When something is proposed for escalation, and how far an escalation has come."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from huddle.errors import Refused
from huddle.rules.escalation import Progress, check_order, state_of, why_propose
from huddle.vocabulary import EscalationState

NOW = dt.datetime(2026, 8, 6, 12, 0, tzinfo=ZoneInfo("Europe/London"))
TOLD = NOW - dt.timedelta(hours=4)
STATES = list(EscalationState)


@pytest.mark.parametrize(
    ("carried", "late", "why"),
    [
        (0, 0, ""),
        (2, 7, ""),
        (3, 0, "carried 3 times"),
        (0, 8, "8 days late"),
        (4, 9, "carried 4 times, 9 days late"),
    ],
)
def test_it_is_proposed_at_the_wards_numbers_and_says_why(
    carried: int, late: int, why: str
) -> None:
    assert why_propose(carried, late, after_carried=3, after_days=7) == why


def test_nought_proposes_never() -> None:
    assert why_propose(99, 999, after_carried=0, after_days=0) == ""


@pytest.mark.parametrize(
    ("progress", "state"),
    [
        (Progress(reply_hours=1), EscalationState.NOT_YET_TOLD),
        (Progress(told_at=TOLD), EscalationState.TOLD),
        (Progress(reply_hours=5, told_at=TOLD), EscalationState.TOLD),
        (Progress(reply_hours=4, told_at=TOLD), EscalationState.NO_REPLY),
        (Progress(needed_on=NOW.date(), told_at=TOLD), EscalationState.TOLD),
        (
            Progress(needed_on=NOW.date(), needed_time=dt.time(11), told_at=TOLD),
            EscalationState.NO_REPLY,
        ),
        (
            Progress(needed_on=NOW.date() - dt.timedelta(days=1), told_at=TOLD),
            EscalationState.NO_REPLY,
        ),
        (Progress(reply_hours=1, told_at=TOLD, answered_at=NOW), EscalationState.ANSWERED),
        (
            Progress(told_at=TOLD, answered_at=NOW, told_back_at=NOW),
            EscalationState.TOLD_BACK,
        ),
    ],
)
def test_its_state_follows_the_acts_and_the_clock(
    progress: Progress, state: EscalationState
) -> None:
    assert state_of(progress, NOW) is state


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        ("told", {EscalationState.NOT_YET_TOLD}),
        ("withdraw", {EscalationState.NOT_YET_TOLD}),
        ("answer", {EscalationState.TOLD, EscalationState.NO_REPLY}),
        ("told_back", {EscalationState.ANSWERED}),
    ],
)
@pytest.mark.parametrize("state", STATES)
def test_each_act_has_its_turn(
    act: str, allowed: set[EscalationState], state: EscalationState
) -> None:
    if state in allowed:
        check_order(act, state)
        return
    with pytest.raises(Refused):
        check_order(act, state)
