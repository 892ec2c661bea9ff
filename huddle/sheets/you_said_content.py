"""What "you said, we did" says of a month: no person is in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from huddle import dates
from huddle.i18n import _
from huddle.rows.wall import AnswerRow
from huddle.rows.ward import UnitRow
from huddle.sheets.stamp import Stamp


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
        return "" if self.answers else nothing_answered()


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


def nothing_answered() -> str:
    """What stands where there is no answer."""
    return _("Nothing was answered in this month that can stand here.")


def answer_of(row: AnswerRow) -> Answer:
    """What was said, and what was done; where nobody wrote more, on which day."""
    done = _("Done on {day}.").format(day=dates.short_day(row.on))
    return Answer(row.said, row.did or done)
