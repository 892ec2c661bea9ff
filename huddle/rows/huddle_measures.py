"""How well huddles work over a time, ready to be shown: each figure says how it is counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from huddle.rows.month import Counted, Share


class HuddleFigure(StrEnum):
    """What is told of huddles, in the order in which it is shown."""

    HELD = "held"
    ON_TIME = "on_time"
    LENGTH = "length"
    IN_A_ROW = "in_a_row"
    THERE = "there"
    THERE_BY_ROLE = "there_by_role"
    VOICE = "voice"
    VOICE_BY_ROLE = "voice_by_role"
    HEARD = "heard"
    """From marks that are kept for this count alone: never on a sheet, an export or the audit."""
    CONCERNS = "concerns"
    CONCERNS_BY_TEAM = "concerns_by_team"
    AGAIN = "again"
    DONE_ON_TIME = "done_on_time"
    WENT_UP = "went_up"
    TO_ANSWER = "to_answer"


class GroupRow(NamedTuple):
    """A part of a figure: a department, a role group or a stage, in the ward's own order."""

    name: str
    value: str
    share: Share


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure.

    Attributes:
        kind: Which it is.
        name: What it is called.
        value: The figure in words; a dash where there is nothing to count.
        share: Its numerator and denominator; none where it has none.
        how: How it is counted.
        note: A sentence that belongs to it.
        groups: The same by department, role group or stage.
    """

    kind: HuddleFigure
    name: str
    value: str
    share: Share | None
    how: str
    note: str = ""
    groups: tuple[GroupRow, ...] = ()


@dataclass(frozen=True, slots=True)
class AgainRow:
    """A concern that came again, and so needs a fix of its cause.

    Attributes:
        code: The one that was raised last.
        text: Its words.
        where: Its stage, or the two that join; empty where none was said.
        times: How often it was raised, the first time included.
        first_on, last_on: When it was raised first and last.
    """

    code: str
    text: str
    where: str
    times: int
    first_on: dt.date
    last_on: dt.date


@dataclass(frozen=True, slots=True)
class HuddleMeasuresRow:
    """How well huddles worked from one day to another.

    Attributes:
        since, until: The first and the last day that are counted.
        huddles: How many were held.
        figures: Each figure once, in the order of their kinds.
        not_held: Why huddles were not held, most often first; an empty name is no reason that can
            be shown.
        again: What came again, what was raised last first.
    """

    since: dt.date
    until: dt.date
    huddles: int
    figures: tuple[FigureRow, ...]
    not_held: tuple[Counted, ...]
    again: tuple[AgainRow, ...]

    def figure(self, kind: HuddleFigure) -> FigureRow:
        """One of the figures."""
        return next(one for one in self.figures if one.kind is kind)
