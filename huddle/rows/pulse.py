"""The pulse: its questions, the slips that let people answer, and what came of it by quarter."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PulseQuestion:
    """One question; its name stands in the data."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class PulseForm:
    """What somebody answers who has a code."""

    quarter: str
    """As in `2026-Q3`."""
    minimum: int
    """So many answers are opened together."""
    questions: tuple[PulseQuestion, ...]


@dataclass(frozen=True, slots=True)
class PulseSlips:
    """The slips of a pulse. They exist here alone: the codes are kept nowhere."""

    quarter: str
    minimum: int
    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PulseReplyRow:
    """What those who lead do about a low result."""

    item_id: str | None
    item_code: str
    item_text: str
    because: str
    """Why there is no action; empty where there is one."""


@dataclass(frozen=True, slots=True)
class PulseResult:
    """What was answered to one question in a quarter."""

    question: PulseQuestion
    counts: tuple[int, ...]
    """How often each answer was given, from *disagree strongly* on."""
    agree: int
    answered: int
    lower: float
    upper: float
    """Between these shares the true one of those who agree lies, as far as chance goes."""
    is_low: bool
    """Whether it asks for an action, or for the reason why there is none."""
    reply: PulseReplyRow | None = None

    @property
    def share(self) -> float:
        """Those who agree of those who answered; 0 where nobody did."""
        return self.agree / self.answered if self.answered else 0.0


@dataclass(frozen=True, slots=True)
class PulseRow:
    """The pulse of a quarter."""

    id: str
    quarter: str
    minimum: int
    roster: int
    answered: int
    """So many of them are in the results."""
    is_open: bool
    """Whether answers are taken that can still come into the results."""
    results: tuple[PulseResult, ...]
    """Empty until as many as the minimum have answered."""
