"""The practice huddles that ship with the program, in the language in use."""

from __future__ import annotations

from typing import Any

import resources
from huddle.i18n import _
from huddle.rows.practice import Line, OldPromise, Point, PointKind, Scenario, Speaker
from huddle.vocabulary import ItemKind, StepPurpose

NAMES = ("quiet_ward", "winter_surge", "ai_tool_wrong", "family_complaint")
"""In the order in which they are offered: the simplest first."""


def scenarios() -> tuple[Scenario, ...]:
    """All of them."""
    return tuple(map(scenario, NAMES))


def scenario(name: str) -> Scenario:
    """One of them.

    Args:
        name: One of `NAMES`.
    """
    told = resources.toml("practice", f"{name}.toml")
    people = tuple(Speaker(each["name"], _(each["department"])) for each in told["people"])
    called = {each.name: each for each in people}
    return Scenario(
        name=name,
        title=_(told["title"]),
        about=_(told["about"]),
        learn=_(told["learn"]),
        minutes=told["minutes"],
        ward=_(told["ward"]),
        manager=told["manager"],
        departments=tuple(map(_, told["departments"])),
        people=people,
        promises=tuple(
            OldPromise(_(each["text"]), each["owner"], each["due_in_days"])
            for each in told["promises"]
        ),
        lines=tuple(_line(each, called) for each in told["lines"]),
        points=tuple(map(_point, told["points"])),
    )


def _line(told: dict[str, Any], people: dict[str, Speaker]) -> Line:
    return Line(
        who=people[told["who"]],
        says=_(told["says"]),
        step=StepPurpose(told["step"]) if "step" in told else None,
        after=told["after"],
        holds=_holds(told),
        words=_words(told),
    )


def _point(told: dict[str, Any]) -> Point:
    return Point(
        kind=PointKind(told["kind"]),
        well=_(told["well"]),
        try_next=_(told["try_next"]),
        department=_(told.get("department", "")),
        holds=_holds(told),
        words=_words(told),
    )


def _holds(told: dict[str, Any]) -> ItemKind | None:
    return ItemKind(told["holds"]) if "holds" in told else None


def _words(told: dict[str, Any]) -> tuple[str, ...]:
    return tuple(word.strip() for word in _(told.get("words", "")).split(",") if word.strip())
