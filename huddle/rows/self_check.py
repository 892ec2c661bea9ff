"""The facilitator's self-check: its questions, and how one's own months went."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from huddle.rows.month import Share


class SelfCheckArea(StrEnum):
    """What a question is about, in the order in which they are asked."""

    STRUCTURE = "structure"
    ENVIRONMENT = "environment"
    CULTURE = "culture"
    RISK = "risk"


@dataclass(frozen=True, slots=True)
class SelfCheckQuestion:
    """One question; its name stands in the data."""

    name: str
    area: SelfCheckArea
    text: str


@dataclass(frozen=True, slots=True)
class SelfCheckMonth:
    """One month: of each area, and in all, the points that were given of those there are."""

    month: dt.date
    areas: tuple[tuple[SelfCheckArea, Share], ...]
    whole: Share


@dataclass(frozen=True, slots=True)
class SelfCheckRow:
    """What one account sees of its own.

    Attributes:
        questions: In the order in which they are asked.
        answers: What was answered this month, by the names of the questions.
        months: The months that were answered, the last first.
    """

    questions: tuple[SelfCheckQuestion, ...]
    answers: tuple[tuple[str, int], ...]
    months: tuple[SelfCheckMonth, ...]
