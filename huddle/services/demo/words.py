"""What is said on the made-up ward: threads of concern, action and outcome, gaps filled."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from typing import Any

import resources
from huddle.i18n import _


@dataclass(frozen=True, slots=True)
class Thread:
    """A concern, the action that follows, and what became of it."""

    stage: str
    join: str
    raised_by: str
    team: str
    concern: str
    action: str
    how_known: str
    place: str
    done: str


class Words:
    """Draws what is said.

    Args:
        chance: What decides.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        told = resources.toml("demo", "threads.toml")
        self._threads: list[dict[str, str]] = told["threads"]
        self._slots: dict[str, list[str]] = told["slots"]
        self._said: dict[str, list[Any]] = told["said"]
        self._goals = cycle(self._said["goal"])

    def thread(self) -> Thread:
        """A thread."""
        told = self._chance.choice(self._threads)
        slots = self._fill_slots()
        said = {
            name: _sentence(told.get(name, ""), slots)
            for name in ("concern", "action", "how_known", "place", "done")
        }
        return Thread(
            stage=_(told["stage"]),
            join=_(told.get("join", "")),
            raised_by=told["raised_by"],
            team=told["team"],
            **said,
        )

    def line(self, kind: str) -> str:
        """A line of a kind: thanks, a patient's words, something to park."""
        return _(self._chance.choice(self._said[kind]))

    def decision(self) -> tuple[str, str]:
        """A decision, and why."""
        told = self._chance.choice(self._said["decision"])
        return _sentence(told["text"], self._fill_slots()), _(told["why"])

    def goal(self) -> tuple[str, str]:
        """A goal, and why: one after another, for nobody agrees on the same one twice."""
        told = next(self._goals)
        return _(told["text"]), _(told["why"])

    def _fill_slots(self) -> dict[str, str]:
        return {name: _(self._chance.choice(found)) for name, found in self._slots.items()}


def remarks(name: str) -> tuple[str, ...]:
    """The remarks of a kind that stand beside a promise or a concern."""
    told = resources.toml("demo", "ward.toml")["said"][name]
    return tuple(_(line) for line in told)


def remark(name: str) -> str:
    """The one remark of a kind."""
    return _(resources.toml("demo", "ward.toml")["said"][name])


@cache
def finale() -> dict[str, Any]:
    """How things stand on the last day."""
    return resources.toml("demo", "finale.toml")


def _sentence(text: str, slots: dict[str, str]) -> str:
    """A text with its gaps filled, beginning as a sentence does."""
    filled = _(text).format(**slots)
    return filled[:1].upper() + filled[1:]
