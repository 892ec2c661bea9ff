"""What the Learn page shows, as it was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.rows.guidance import CardGroup, GlossaryWord, GuidanceCard, NewsRow
from huddle.rows.learning import LearnedCounts, LearnedRow

START = "start"
GLOSSARY = "glossary"
NEWS = "news"
MINE = "mine"
SECTIONS = (START, GLOSSARY, NEWS, MINE)
"""What is no group of cards, by the keys under which it is chosen."""

TOUR = "tour"
PRACTICE = "practice"
"""What is done rather than read, and leads away from Learn."""

OFFERED = (
    CardGroup.ROLES,
    CardGroup.RULES,
    CardGroup.LEADERS,
    CardGroup.STEPS,
    CardGroup.PAGES,
)
"""The groups of cards, what people come for first."""


@dataclass(frozen=True, slots=True)
class LearnState:
    """The cards, and the words that go with them.

    Attributes:
        groups: The cards of each group, in the order in which they are offered.
        glossary: The words of the field.
        news: What each version brought, the last first.
        today: The day it is in the ward.
    """

    groups: tuple[tuple[CardGroup, tuple[GuidanceCard, ...]], ...]
    glossary: tuple[GlossaryWord, ...]
    news: tuple[NewsRow, ...]
    today: dt.date

    def card(self, name: str) -> GuidanceCard | None:
        """A card by its name."""
        cards = (card for _group, cards in self.groups for card in cards)
        return next((card for card in cards if card.name == name), None)


@dataclass(frozen=True, slots=True)
class RecordState:
    """What one learned oneself, and what the ward may know of all.

    Attributes:
        mine: One’s own, the last first.
        titles: What the cards and practice huddles in it are called, by their names.
        counts: How many of the ward did something.
    """

    mine: tuple[LearnedRow, ...]
    titles: dict[str, str]
    counts: LearnedCounts
