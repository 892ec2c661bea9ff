"""A reading typed or pasted as one line: `12`, `12/80`, `6 Aug 12/80 half the ward was closed`."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from huddle.errors import Refused
from huddle.i18n import _
from huddle.measure_words import MeasureKind

MOST_LINES = 5_000
"""More days than any ward has counted; a pasted novel is refused here."""
_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?"
_VALUE = re.compile(
    rf"(?P<value>{_NUMBER})\s*%?(?:\s*(?:/|\bof\b)\s*(?P<denominator>{_NUMBER}))?(?=[\s;:,]|$)",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_DAY = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<day>\d{{1,2}})[\s-](?P<month>{'|'.join(_MONTHS)})[a-z]*\.?(?:[\s-](?P<year>20\d\d))?)"
    rf"(?=[\s:,;]|$)|(?P<word>today|yesterday|{_WEEKDAY})(?=[\s:,;]|$)",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN = " \t\xa0,;:–-"
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading as typed.

    Attributes:
        on: The day it stands for.
        value: What the chart shows: of a share the percentage, of a rate the rate, of days between
            how many events there were on that day.
        numerator: What was counted, where it was typed with what it is out of.
        denominator: What it is out of.
        note: The words behind it.
    """

    on: dt.date
    value: float
    numerator: float | None
    denominator: float | None
    note: str


def understand(line: str, kind: MeasureKind, per: int, today: dt.date) -> ReadingLine:
    """The reading that a line says.

    Args:
        line: A day unless it is today's, a number or two with `/` between them, and perhaps words.
        kind: What the readings of the measure are.
        per: What a rate is counted per.
        today: The day it is.

    Raises:
        Refused: It says none, or one that cannot be.
    """
    on, rest = _day(line, today)
    if on > today:
        raise Refused(_("That day is still to come: a reading is of today or earlier."), "line")
    typed = _VALUE.match(rest)
    if typed is None and kind is MeasureKind.DAYS_BETWEEN and rest != line.strip():
        return ReadingLine(on, 1.0, None, None, rest.strip(_BETWEEN))
    if typed is None:
        raise _not_understood(line, kind)
    first, out_of = _number(typed["value"]), typed["denominator"]
    second = None if out_of is None else _number(out_of)
    value = _value(kind, per, first, second)
    note = rest[typed.end() :].strip(_BETWEEN)
    return ReadingLine(on, value, None if second is None else first, second, note)


def day_of(words: str, today: dt.date) -> dt.date:
    """The day that some words say and nothing else; without its year the last one is meant.

    Args:
        words: Such as `6 Aug`, `yesterday` or `2026-08-06`.
        today: The day it is.

    Raises:
        Refused: They say none.
    """
    on, rest = _day(words, today)
    if rest or not words.strip():
        raise Refused(_("That is no day. Try 6 Aug or 2026-08-06."), "from_on")
    return on


def _day(line: str, today: dt.date) -> tuple[dt.date, str]:
    """The day that a line begins with, today without one, and the rest of it."""
    text = line.replace("\t", " ").strip()
    found = _DAY.match(text)
    if found is None:
        return today, text
    on = _named(found["word"].lower(), today) if found["word"] else _dated(found, today)
    if on is None:
        raise Refused(_("“{day}” is not a day of the calendar.").format(day=found[0]), "line")
    return on, text[found.end() :].strip(_BETWEEN)


def _named(word: str, today: dt.date) -> dt.date:
    """Today, yesterday, or the last day of that name."""
    if word in ("today", "yesterday"):
        return today - dt.timedelta(days=word == "yesterday")
    return today - dt.timedelta(days=(today.weekday() - _WEEKDAYS.index(word[:3])) % 7)


def _dated(found: re.Match[str], today: dt.date) -> dt.date | None:
    """A date; of one without its year the last there was."""
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
        return _possible(year, month, day)
    day, month = int(found["day"]), _MONTHS.index(found["month"].lower()) + 1
    if found["year"]:
        return _possible(int(found["year"]), month, day)
    # 29 February can be eight years ago, when a century without one lies between.
    dates = (_possible(today.year - back, month, day) for back in range(9))
    return next((date for date in dates if date is not None and date <= today), None)


def _possible(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _number(typed: str) -> float:
    return float(typed.replace(",", ""))


def _value(kind: MeasureKind, per: int, first: float, second: float | None) -> float:
    """What the chart shows of one or two numbers."""
    if first < 0:
        raise Refused(_("A reading cannot be below zero."), "line")
    if second is None:
        if kind is MeasureKind.PERCENTAGE and first > _HUNDRED:
            raise Refused(_("A percentage cannot be above 100."), "line")
        return first
    if kind not in (MeasureKind.PERCENTAGE, MeasureKind.RATE):
        raise Refused(_("This measure is one number: write it without “/”."), "line")
    if second <= 0:
        raise Refused(_("What it is out of must be more than zero."), "line")
    if kind is MeasureKind.PERCENTAGE and first > second:
        raise Refused(_("A share cannot be more than what it is out of."), "line")
    return first / second * (_HUNDRED if kind is MeasureKind.PERCENTAGE else per)


def _not_understood(line: str, kind: MeasureKind) -> Refused:
    says = {
        MeasureKind.COUNT: _("“{line}” is no reading. Write a number, such as 3 or 6 Aug 3."),
        MeasureKind.DAYS_BETWEEN: _("“{line}” is no event. Write its day, such as 6 Aug."),
    }
    usual = _("“{line}” is no reading. Write a number or a share, such as 12/80 or 6 Aug 12/80.")
    return Refused(says.get(kind, usual).format(line=line.strip()[:40]), "line")
