"""What the poster of a month says: a safety cross to fill in by hand, and what is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from huddle import dates
from huddle.i18n import _
from huddle.rows.month import Share
from huddle.rows.safety_cross import DayState
from huddle.rows.wall import AnswerRow
from huddle.rows.ward import UnitRow
from huddle.rules.cross_words import SIGNS
from huddle.rules.huddle_measure_words import part_of_whole
from huddle.rules.safety_cross import places
from huddle.sheets.stamp import Stamp
from huddle.sheets.you_said_content import Answer, answer_of

_MOST_ANSWERS = 3
_LONGEST = 160
"""Characters of a text that can still be read from where people stand."""


@dataclass(frozen=True, slots=True)
class DayBox:
    """A day of the cross: its column and row from the top left."""

    column: int
    row: int
    number: str
    weekday: str


@dataclass(frozen=True, slots=True)
class PosterSheet:
    """A month on the wall."""

    unit: str
    title: str
    month: str
    counted: str
    days: tuple[DayBox, ...]
    key: tuple[tuple[str, str], ...]
    """Marks for a day, and what each says, so that colour is never needed."""
    held: str
    """How many huddles were held; empty while nothing is known."""
    held_words: str
    to_write: tuple[str, ...]
    answers: tuple[Answer, ...]
    as_at: dt.datetime


def poster_of(
    month: dt.date, held: Share, answers: Sequence[AnswerRow], unit: UnitRow, stamp: Stamp
) -> PosterSheet:
    """Say what stands on the wall in a month.

    Args:
        month: Its first day.
        held: The huddles held of those possible so far.
        answers: What may stand on a wall, the newest first.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    is_over = dates.month_days(month)[1] < stamp.printed_at.date()
    so_far = _("huddles held in this month") if is_over else _("huddles held so far this month")
    return PosterSheet(
        unit=unit.name,
        title=_("Safety cross"),
        month=dates.month(month),
        counted=_("What we count here"),
        days=tuple(_days(month)),
        key=(
            (SIGNS[DayState.CLEAR], _("checked, none")),
            (SIGNS[DayState.EVENT], _("event: write how many")),
            (SIGNS[DayState.UNCHECKED], _("not checked")),
        ),
        held=part_of_whole(held) if held.whole else "",
        held_words=so_far if held.whole else _("huddles held this month"),
        to_write=(_("Last event on"), _("Days since"), _("Near misses reported")),
        answers=tuple(answer_of(row) for row in answers if _is_short(row))[:_MOST_ANSWERS],
        as_at=stamp.printed_at,
    )


def _is_short(row: AnswerRow) -> bool:
    return max(len(row.said), len(row.did)) <= _LONGEST


def _days(month: dt.date) -> list[DayBox]:
    first, last = dates.month_days(month)
    return [
        DayBox(column, row, str(place + 1), _weekday(first + dt.timedelta(days=place)))
        for place, (column, row) in enumerate(places()[: last.day])
    ]


def _weekday(day: dt.date) -> str:
    return dates.short_weekday(day.weekday())
