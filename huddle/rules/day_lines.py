"""Days typed or pasted one a line, each with words: `25 Dec 2026 Christmas Day`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rules import typed_dates

_WEEKDAY = re.compile(
    r"\s*(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[,.]?\s*(?=[0-9]{1,2}\s+[a-z])",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_BETWEEN = " \t\xa0,;:–-"


@dataclass(frozen=True, slots=True)
class DayLine:
    """One line.

    Attributes:
        on: The day.
        at: The time behind it, if there is one.
        words: The rest.
    """

    on: dt.date
    at: dt.time | None
    words: str


def read(line: str, today: dt.date) -> DayLine | None:
    """A line that begins with a day as it is typed everywhere; None where it names none.

    Args:
        line: What was typed; a weekday before its date is passed over.
        today: The local day, for a date without its year.
    """
    begun = _WEEKDAY.match(line)
    rest = (line[begun.end() :] if begun else line).replace("\t", " ").strip()
    found = typed_dates.understand(rest, today)
    if found is None:
        return None
    return DayLine(found.due_on, found.due_time, rest[found.length :].strip(_BETWEEN))


def read_times(typed: str) -> tuple[dt.time, ...]:
    """Times of a day with spaces or commas between them: `13:00 20:00`.

    Raises:
        Refused: One of them is no time of day.
    """
    words = typed.replace(",", " ").split()
    wrong = [word for word in words if _TIME.fullmatch(word) is None]
    if wrong:
        raise Refused(
            _("“{word}” is not a time of day. Write times such as 13:00 20:00.").format(
                word=wrong[0][:20]
            ),
            "more_times",
        )
    return tuple(dt.time.fromisoformat(word.zfill(5)) for word in words)
