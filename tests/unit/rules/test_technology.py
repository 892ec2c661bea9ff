"""When a tool asks for a decision, and what it may become."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.errors import Refused
from huddle.rules.technology import asks, check_decision, following, is_open, is_serious
from huddle.tool_words import ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import Status

TODAY = dt.date(2026, 8, 6)
SETTLED = {"is_accounted_for": True, "review_on": TODAY, "undecided": 0, "today": TODAY}


@pytest.mark.parametrize("status", ToolStatus)
def test_a_settled_tool_asks_for_nothing_up_to_its_day(status: ToolStatus) -> None:
    assert asks(status, **SETTLED) == ()
    assert asks(status, **{**SETTLED, "review_on": None}) == ()


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ({"undecided": 1}, "A serious concern about it is open."),
        ({"undecided": 3}, "3 serious concerns about it are open."),
        ({"is_accounted_for": False}, "Nobody by name answers for it."),
        ({"review_on": dt.date(2026, 8, 5)}, "Its review was due on Wed 05-Aug-2026."),
    ],
)
def test_a_tool_says_why_it_asks(lacks: dict[str, object], said: str) -> None:
    assert asks(ToolStatus.IN_USE, **{**SETTLED, **lacks}) == (said,)
    assert asks(ToolStatus.RETIRED, **{**SETTLED, **lacks}) == ()


def test_what_matters_most_is_said_first() -> None:
    lacks = {"undecided": 1, "is_accounted_for": False, "review_on": dt.date(2026, 1, 1)}
    assert [said.split()[0] for said in asks(ToolStatus.PAUSED, **{**SETTLED, **lacks})] == [
        "A",
        "Nobody",
        "Its",
    ]


@pytest.mark.parametrize(
    ("was", "can_become"),
    [
        (ToolStatus.PROPOSED, {ToolStatus.IN_TRIAL, ToolStatus.RETIRED}),
        (ToolStatus.IN_TRIAL, {ToolStatus.IN_USE, ToolStatus.PAUSED, ToolStatus.RETIRED}),
        (ToolStatus.IN_USE, {ToolStatus.PAUSED, ToolStatus.RETIRED}),
        (ToolStatus.PAUSED, {ToolStatus.IN_USE, ToolStatus.IN_TRIAL, ToolStatus.RETIRED}),
        (ToolStatus.RETIRED, {ToolStatus.PROPOSED}),
    ],
)
def test_a_tool_becomes_only_what_may_follow(was: ToolStatus, can_become: set[ToolStatus]) -> None:
    assert set(following(was)) == can_become
    for became in ToolStatus:
        if became is was or became in can_become:
            check_decision(was, became)
        else:
            with pytest.raises(Refused, match="It can become"):
                check_decision(was, became)


@pytest.mark.parametrize("trouble", ToolTrouble)
@pytest.mark.parametrize("harm", ToolHarm)
def test_harm_or_bias_makes_a_concern_serious(trouble: ToolTrouble, harm: ToolHarm) -> None:
    expected = trouble is ToolTrouble.BIASED or harm in (ToolHarm.NEAR_MISS, ToolHarm.HARM)
    assert is_serious(trouble, harm) is expected


def test_a_concern_is_open_until_it_is_answered() -> None:
    assert is_open(Status.NEW)
    assert is_open(Status.PARKED)
    assert not is_open(Status.ANSWERED)
    assert not is_open(Status.CLOSED)
