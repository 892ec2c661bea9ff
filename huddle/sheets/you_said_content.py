"""What "you said, we did" says of a month: no person is in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows import AnswerRow, UnitRow
from huddle.sheets.stamp import Stamp

_FIRST_MONTH = dt.date(2000, 1, 1)
_A_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said, and what was done."""

    said: str
    did: str


@dataclass(frozen=True, slots=True)
class YouSaidSheet:
    """What a ward did in a month about what people said."""

    unit: str
    month: str
    answers: tuple[Answer, ...]
    as_at: dt.datetime

    @property
    def nothing(self) -> str:
        """That there is no answer; empty where there is one."""
        return "" if self.answers else _("Nothing was answered in this month that can stand here.")


def you_said_of(
    answers: Iterable[AnswerRow], month: dt.date, unit: UnitRow, stamp: Stamp
) -> YouSaidSheet:
    """Say what was done in a month, from what may stand on a wall."""
    return YouSaidSheet(
        unit=unit.name,
        month=dates.month(month),
        answers=tuple(map(answer_of, answers)),
        as_at=stamp.printed_at,
    )


def month_of(typed: str, today: dt.date, *, may_come: bool = False) -> dt.date:
    """The first day of a month as typed, `2026-08`; of the present one when nothing is.

    Args:
        typed: What somebody typed.
        today: The day it is.
        may_come: Whether it may be one of the next twelve months.

    Raises:
        Refused: It is none, or is still to come.
    """
    if not typed:
        return today.replace(day=1)
    last = today + _A_YEAR if may_come else today
    with suppress(ValueError):
        month = dt.date.fromisoformat(f"{typed}-01")
        if _FIRST_MONTH <= month <= last:
            return month
    if may_come:
        words = _("“{typed}” is no month up to a year from now. Write it as 2026-08.")
        raise Refused(words.format(typed=typed), "month")
    words = _("“{typed}” is no month up to now. Write it as 2026-08.").format(typed=typed)
    raise Refused(words, "month")


def answer_of(row: AnswerRow) -> Answer:
    """What was said, and what was done; where nobody wrote more, on which day."""
    done = _("Done on {day}.").format(day=dates.short_day(row.on))
    return Answer(row.said, row.did or done)
