"""What a shared goal is asked: each question only while its answer is missing."""

from __future__ import annotations

import pytest

from huddle.rules.goal_asks import goal_asks

SETTLED = {"departments": 2, "is_balanced": True, "is_accounted_for": True, "has_day": True}


def test_nothing_is_asked_of_what_is_settled() -> None:
    assert goal_asks(**SETTLED) == ()


@pytest.mark.parametrize(
    ("missing", "asked"),
    [
        ({"is_accounted_for": False}, "Who answers for this?"),
        ({"departments": 1}, "Which other department shares this?"),
        ({"has_day": False}, "By when?"),
        (
            {"is_balanced": False},
            "Nothing watches what this might cost elsewhere: add a balancing measure.",
        ),
    ],
)
def test_what_is_missing_is_asked_for(missing: dict[str, int], asked: str) -> None:
    assert goal_asks(**{**SETTLED, **missing}) == (asked,)
