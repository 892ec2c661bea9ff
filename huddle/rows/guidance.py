"""Cards that explain the work, words of the field, and what is new, as they are read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class CardGroup(StrEnum):
    """What a card explains, in the order in which they are offered; its name begins with it."""

    PAGES = "pages"
    STEPS = "steps"
    ROLES = "roles"
    RULES = "rules"
    LEADERS = "leaders"


@dataclass(frozen=True, slots=True)
class GuidanceCard:
    """One card, which is read in a minute.

    Attributes:
        group: What it explains.
        key: Which of its group: the folder of a page, the purpose of a step, a role.
        title: What it is about.
        what: What this is for.
        how: How to do it in the next minute, a line each.
        example: How it may sound or look; empty for none.
        sources: What it rests on, for whoever looks it up; empty where the words are the ward's.
        review_on: The day by which somebody reads it again.
        is_own: Whether these are the ward's own words.
        row_version: Of the ward's own words; 0 for the shipped ones.
    """

    group: CardGroup
    key: str
    title: str
    what: str
    how: str
    example: str
    sources: tuple[str, ...]
    review_on: dt.date
    is_own: bool = False
    row_version: int = 0

    @property
    def name(self) -> str:
        """By which it is asked for: `roles.scribe`."""
        return f"{self.group}.{self.key}"

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do, line by line."""
        return tuple(line for line in self.how.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """A word of the field, and what it means here."""

    word: str
    means: str


@dataclass(frozen=True, slots=True)
class NewsRow:
    """What one version brought.

    Attributes:
        version: Which one.
        released_on: Since when there is such a version.
        lines: What is new, each in a line or two.
    """

    version: str
    released_on: dt.date
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TourStep:
    """One thing that somebody new is shown on its real page.

    Attributes:
        page: The page.
        points_at: The object name of the control.
        title: What it is.
        text: What it is for, in a line or two.
    """

    page: str
    points_at: str
    title: str
    text: str
