"""Days and times as they are typed after `due`, understood only where nothing is left to guess.

Day first, months by name. `3/12` could be two days, so it is none.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from huddle.i18n import _

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs(?:day)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![a-z])"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_GAP = r"[ \t\xa0]+"
_TIME = r"(?P<hour>[01]?[0-9]|2[0-3]):(?P<minute>[0-5][0-9])"
# No possessive quantifier: Python's own were wrong before 3.11.5.
# "due next week" speaks of no huddle, nor does "due next Friday".
_NEXT = (
    rf"next(?:{_GAP}huddle|(?!{_GAP}huddle))(?!{_GAP}(?:{_WEEKDAY}|{_MONTH}"
    r"|(?:day|morning|afternoon|evening|night|shift|week|weekend|month|quarter|year|time)s?\b))"
)
_DATE = (
    rf"(?P<day>[0-9]{{1,2}}){_GAP}(?P<month>{_MONTH})"
    rf"(?:{_GAP}(?P<year>[0-9]{{4}})(?![0-9:])|(?!{_GAP}[0-9]{{4}}))"
)
_PLAIN_DAY = rf"(?:(?P<word>today|tomorrow|{_WEEKDAY})|{_DATE}|\+(?P<plus>[0-9]{{1,3}})d)"
# A time that is none ("fri 25:00") must not leave its day standing alone.
_END = rf"(?=[,.;!?)]*(?:\s|\xa0|\Z))(?!{_GAP}(?:at{_GAP})?[0-9]+:[0-9])"
# ASCII: so that İ or ſ never pass for the letters of a keyword.
_FLAGS = re.ASCII | re.IGNORECASE

_FORMS = (
    re.compile(rf"{_PLAIN_DAY}(?:{_GAP}(?:at{_GAP})?{_TIME})?{_END}", _FLAGS),
    re.compile(rf"{_TIME}(?:{_GAP}{_PLAIN_DAY})?{_END}", _FLAGS),
    re.compile(rf"(?P<next>{_NEXT})(?:{_GAP}(?:at{_GAP})?{_TIME})?{_END}", _FLAGS),
    re.compile(rf"(?P<shift>shift){_END}", _FLAGS),
)
_ATTEMPT = re.compile(
    rf"[0-9]+{_GAP}{_MONTH}(?:{_GAP}[0-9]{{4}}(?![0-9]))?"
    rf"|(?:(?:today|tomorrow|next|{_WEEKDAY}){_GAP}(?:at{_GAP})?)?[0-9]+:[0-9]+"
    r"|\+[0-9]+[a-z]*",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class TypedDue:
    """A due day and time, and how many of the characters given say it."""

    due_on: dt.date
    due_time: dt.time | None
    length: int


def understand(
    words: str,
    today: dt.date,
    *,
    now: dt.time | None = None,
    next_huddle_on: dt.date | None = None,
    shift_ends: dt.time | None = None,
) -> TypedDue | None:
    """The due day and time that these words begin with, or None where they name none.

    Args:
        words: What follows `due` and its space, up to the end of the line.
        today: The local day.
        now: The local time; an end of shift that has passed is tomorrow's.
        next_huddle_on: What `next` means; unknown, `next` is just a word.
        shift_ends: What `shift` means; unknown, `shift` is just a word.
    """
    found = next((match for form in _FORMS if (match := form.match(words))), None)
    if found is None:
        return None
    parts = found.groupdict()
    if parts.get("shift"):
        return _end_of_shift(found.end(), today, now, shift_ends)
    day = next_huddle_on if parts.get("next") else _day(parts, today)
    return None if day is None else TypedDue(day, _time(parts), found.end())


def typed_due(on: dt.date | None, at: dt.time | None = None) -> str:
    """A due day and time as a person would type it, whatever the language; empty for none."""
    if on is None:
        return ""
    day = f"{on.day} {_MONTHS[on.month - 1].title()} {on.year:04}"
    return f"{day} {at.hour:02}:{at.minute:02}" if at else day


def hint(words: str) -> str:
    """A sentence about words not understood that look meant as a day or time; mostly empty."""
    found = _ATTEMPT.match(words)
    if found is None:
        return ""
    if ":" in found[0]:
        says = _("“{words}” is not a time of day, so it stays as words.")
    else:
        says = _("“{words}” is not a date, so it stays as words.")
    return says.format(words=found[0])


def _end_of_shift(
    length: int, today: dt.date, now: dt.time | None, shift_ends: dt.time | None
) -> TypedDue | None:
    if shift_ends is None:
        return None
    has_passed = now is not None and shift_ends <= now
    return TypedDue(today + dt.timedelta(days=has_passed), shift_ends, length)


def _time(parts: dict[str, str | None]) -> dt.time | None:
    hour, minute = parts.get("hour"), parts.get("minute")
    return dt.time(int(hour), int(minute)) if hour and minute else None


def _day(parts: dict[str, str | None], today: dt.date) -> dt.date | None:
    if parts["month"]:
        month = _MONTHS.index(parts["month"][:3].lower()) + 1
        return _date(int(parts["day"] or 0), month, parts["year"], today)
    if parts["plus"]:
        return today + dt.timedelta(days=int(parts["plus"]))
    word = (parts["word"] or "today")[:3].lower()
    if word in _WEEKDAYS:
        return today + dt.timedelta(days=(_WEEKDAYS.index(word) - today.weekday() - 1) % 7 + 1)
    return today + dt.timedelta(days=word == "tom")


def _date(day: int, month: int, year: str | None, today: dt.date) -> dt.date | None:
    # 29 February can be eight years away, when a century without one lies between.
    years = [int(year)] if year else range(today.year, today.year + 9)
    dates = (made for each in years if (made := _possible(each, month, day)))
    return next((made for made in dates if year or made >= today), None)


def _possible(year: int, month: int, day: int) -> dt.date | None:
    if not 2000 <= year < 2100:  # "3 dec 1430" was hardly meant as a year
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
