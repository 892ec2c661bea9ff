"""Days as files have them, and which number of `03/11/2021` is the day.

One cell cannot tell; the others can: a 16 in the first place anywhere in the file means that the
day comes first everywhere. Where no cell decides it, a person is asked. A day in the order of ISO
8601, one with the month in words and one that a spreadsheet kept as a day need no asking. A point
in time that says its zone is the unit's day and hour; any other is read as it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from huddle.errors import Refused
from huddle.i18n import _
from huddle.import_words import DateOrder
from huddle.rows.imports import Cell
from huddle.rules.importing.cell_words import line_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_CLOCK = r"[\sT,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?\s*(?P<half>[ap]m)?"
_TIME = rf"(?:{_CLOCK}\s*(?P<zone>Z)?)?"
# Only there: elsewhere 09:30-10:30 is from when until when.
_TIME_OF_ISO = rf"(?:{_CLOCK}\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_YEAR = r"(?P<year>\d{4}|\d\d)"
_FLAGS = re.ASCII | re.IGNORECASE
_ISO = re.compile(
    rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_TIME_OF_ISO}", _FLAGS
)
_IN_WORDS = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?{_MONTH}[\s,-]+{_YEAR}{_TIME}",
    _FLAGS,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}", _FLAGS
)
_NUMBERS = re.compile(
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})\s*[-/.]\s*(?P<second>\d{{1,2}})\s*[-/.]\s*{_YEAR}{_TIME}",
    _FLAGS,
)
_MONTHS_IN_A_YEAR = 12
_A_CENTURY, _THIS_CENTURY = 100, 2000
_YEARS = range(1990, 2100)
"""No action log is older, and what lies later is a slip of the hand."""
_NOON = 12
_LONGEST_MONTH = 31
_LONGEST_SHOWN = 40


def order_of(cells: Iterable[Cell]) -> tuple[DateOrder | None, bool]:
    """Which number comes first in the days of some cells, and whether that must be asked.

    Returns:
        The order that most of the cells decide, and whether there are days that none decides.
    """
    first, second, is_open = 0, 0, False
    for one in map(_numbers, cells):
        if one is None:
            continue
        first += one[0] > _MONTHS_IN_A_YEAR >= one[1]
        second += one[1] > _MONTHS_IN_A_YEAR >= one[0]
        is_open = is_open or (one[0] != one[1] and max(one) <= _MONTHS_IN_A_YEAR)
    if first == second:
        return None, is_open or first > 0
    return (DateOrder.DAY if first > second else DateOrder.MONTH), False


def is_day(cell: Cell) -> bool:
    """Whether a cell holds a day, in whichever order."""
    if isinstance(cell, dt.date):
        return True
    numbers = _numbers(cell)
    if numbers is not None:
        return min(numbers) <= _MONTHS_IN_A_YEAR and max(numbers) <= _LONGEST_MONTH
    return isinstance(cell, str) and _match(line_of(cell)) is not None


def day_of(
    cell: Cell, order: DateOrder | None, zone: dt.tzinfo
) -> tuple[dt.date | None, dt.time | None]:
    """The day and time in a cell; a time of midnight is none, for spreadsheets add it.

    Args:
        cell: The cell.
        order: Which number comes first; without it such a day cannot be read.
        zone: The unit's, in which a point in time is told.

    Raises:
        Refused: It holds something else.
    """
    if isinstance(cell, dt.datetime):
        return _here(cell, zone, line_of(cell))
    if isinstance(cell, dt.date):
        return _sound(cell, line_of(cell)), None
    typed = line_of(cell)
    if not typed:
        return None, None
    if isinstance(cell, int | float):
        raise _no_day(typed)
    return _typed(typed, order, zone)


@lru_cache(maxsize=4096)
def _typed(typed: str, order: DateOrder | None, zone: dt.tzinfo) -> tuple[dt.date, dt.time | None]:
    """The day and time that are typed; a log has the same days again and again."""
    found = _match(typed) or _NUMBERS.fullmatch(typed)
    if found is None:
        raise _no_day(typed)
    parts = found.groupdict()
    day, time = _sound(_date(parts, order, typed), typed), _time(parts, typed)
    if not parts["zone"]:
        return day, _unless_midnight(time)
    return _here(dt.datetime.combine(day, time, _offset(parts["zone"], typed)), zone, typed)


def _here(at: dt.datetime, zone: dt.tzinfo, typed: str) -> tuple[dt.date, dt.time | None]:
    """The day and time of a point in time where the unit is; one that knows no zone stays."""
    _sound(at.date(), typed)
    here = at if at.tzinfo is None else at.astimezone(zone)
    return here.date(), _unless_midnight(here.time())


def _offset(said: str, typed: str) -> dt.tzinfo:
    try:
        return dt.datetime.strptime(said.upper(), "%z").tzinfo or dt.UTC
    except ValueError:
        raise _no_day(typed) from None


@lru_cache(maxsize=4096)
def _match(typed: str) -> re.Match[str] | None:
    forms = (_ISO, _IN_WORDS, _MONTH_FIRST)
    return next((found for form in forms if (found := form.fullmatch(typed))), None)


def _numbers(cell: Cell) -> tuple[int, int] | None:
    found = _NUMBERS.fullmatch(line_of(cell)) if isinstance(cell, str) else None
    return (int(found["first"]), int(found["second"])) if found else None


def _date(parts: dict[str, str | None], order: DateOrder | None, typed: str) -> dt.date:
    year = int(parts["year"] or 0)
    if year < _A_CENTURY:
        year += _THIS_CENTURY
    if "first" in parts:
        numbers = [int(parts["first"] or 0), int(parts["second"] or 0)]
        day, month = numbers if order is not DateOrder.MONTH else reversed(numbers)
    else:
        day, month = int(parts["day"] or 0), _month(parts["month"] or "")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise _no_day(typed) from None


def _month(said: str) -> int:
    return int(said) if said.isdigit() else _MONTHS.index(said.casefold()) + 1


def _time(parts: dict[str, str | None], typed: str) -> dt.time:
    if not parts["hour"]:
        return dt.time()
    hour, half = int(parts["hour"] or 0), (parts["half"] or "").casefold()
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return dt.time(hour, int(parts["minute"] or 0))
    except ValueError:
        raise _no_day(typed) from None


def _unless_midnight(time: dt.time) -> dt.time | None:
    plain = time.replace(second=0, microsecond=0, tzinfo=None)
    return plain if plain != dt.time() else None


def _sound(day: dt.date, typed: str) -> dt.date:
    if day.year not in _YEARS:
        raise _no_day(typed)
    return day


def _no_day(typed: str) -> Refused:
    shown = typed if len(typed) <= _LONGEST_SHOWN else f"{typed[:_LONGEST_SHOWN]}…"
    return Refused(_("“{words}” is no day.").format(words=shown))
