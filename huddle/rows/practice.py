"""A practice huddle: its scenario as it is told, and what is said of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from huddle.vocabulary import ItemKind, StepPurpose


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody made up who takes part."""

    name: str
    department: str


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody says, and when.

    Attributes:
        who: Who says it.
        says: Their words.
        step: The step at which it is said; none for what is said only when asked.
        after: Seconds in that step, or since the department was asked.
        holds: What should be kept of it; none for what only has to be heard.
        words: Beginnings of words, by one of which what was kept of it is known.
    """

    who: Speaker
    says: str
    step: StepPurpose | None
    after: int
    holds: ItemKind | None = None
    words: tuple[str, ...] = ()

    @property
    def only_if_asked(self) -> bool:
        """Whether it stays unsaid until somebody asks."""
        return self.step is None


class PointKind(StrEnum):
    """What a point of a scenario looks at."""

    HEARD = "heard"
    KEPT = "kept"
    OWNED = "owned"


@dataclass(frozen=True, slots=True)
class Point:
    """What good looks like in one scenario, and what is said of it.

    Attributes:
        kind: What it looks at.
        well: What is said where it went so.
        try_next: What is said where it did not.
        department: Which department was to be heard.
        holds: As what something was to be kept; none for any kind.
        words: Beginnings of words, by one of which it is known.
    """

    kind: PointKind
    well: str
    try_next: str
    department: str = ""
    holds: ItemKind | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OldPromise:
    """An action from the day before that the practice huddle goes through."""

    text: str
    owner: str
    due_in_days: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """One practice huddle as it is told.

    Attributes:
        name: What it is known by, in the files and in the learning record.
        title: What a person reads.
        about: What happens, and who it is for.
        learn: What one learns from it.
        minutes: How long it takes.
        ward: What its ward is called.
        manager: The made-up ward manager.
        departments: Those that take part, in their order.
        people: Who can be named.
        promises: What was promised the day before.
        lines: What is said, in the order it is written.
        points: What good looks like.
    """

    name: str
    title: str
    about: str
    learn: str
    minutes: int
    ward: str
    manager: str
    departments: tuple[str, ...]
    people: tuple[Speaker, ...]
    promises: tuple[OldPromise, ...]
    lines: tuple[Line, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is said of a practice huddle: no score, no grade.

    Attributes:
        well: What went well, a sentence each.
        try_next: What to try next time, a sentence each.
        time: How long it took, in a sentence.
    """

    well: tuple[str, ...]
    try_next: tuple[str, ...]
    time: str
