"""Days and times as a person reads them: never a numeric month, always the 24-hour clock.

In tables and on sheets `Thu 06-Aug-2026 14:05`, in prose `Thursday 6 August 2026`.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

from huddle.i18n import N_, _, ngettext

_DAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_SHORT_DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_SHORT_MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def in_table(when: dt.date, at: dt.time | None = None) -> str:
    """A day as tables and sheets show it, with its time when there is one.

    Args:
        when: A day, or a local date and time.
        at: The time of a plain day; it beats the time that `when` brings.
    """
    day = _("{weekday} {day}-{month}-{year}").format(
        weekday=short_weekday(when.weekday()),
        day=f"{when.day:02}",
        month=_(_SHORT_MONTHS[when.month - 1]),
        year=f"{when.year:04}",
    )
    if at is None and isinstance(when, dt.datetime):
        at = when.time()
    return day if at is None else f"{day} {clock_time(at)}"


def in_prose(day: dt.date) -> str:
    """A day as sentences and headings say it: `Thursday 6 August 2026`."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday(day.weekday()),
        day=day.day,
        month=_(_MONTHS[day.month - 1]),
        year=f"{day.year:04}",
    )


def month(day: dt.date) -> str:
    """The month of a day: `August 2026`."""
    return _("{month} {year}").format(month=_(_MONTHS[day.month - 1]), year=f"{day.year:04}")


def month_days(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of the month of a day."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def months_back(day: dt.date, count: int) -> dt.date:
    """The first day of the month that many months before that of a day."""
    year, month_before = divmod(day.year * 12 + day.month - 1 - count, 12)
    return dt.date(year, month_before + 1, 1)


def short_day(day: dt.date) -> str:
    """A day whose year goes without saying: `Wed 25-Nov`."""
    return _("{weekday} {day}-{month}").format(
        weekday=short_weekday(day.weekday()),
        day=f"{day.day:02}",
        month=_(_SHORT_MONTHS[day.month - 1]),
    )


def day_and_month(day: dt.date) -> str:
    """A day along an axis, where the year stands beside it: `06-Aug`."""
    return _("{day}-{month}").format(day=f"{day.day:02}", month=_(_SHORT_MONTHS[day.month - 1]))


def month_and_year(day: dt.date) -> str:
    """A month along an axis: `Aug-2026`."""
    month = _(_SHORT_MONTHS[day.month - 1])
    return _("{month}-{year}").format(month=month, year=f"{day.year:04}")


def weekday(number: int) -> str:
    """The name of a weekday; 0 is Monday."""
    return _(_DAYS[number])


def short_weekday(number: int) -> str:
    """The short name of a weekday; 0 is Monday."""
    return _(_SHORT_DAYS[number])


def clock_time(time: dt.time | dt.datetime) -> str:
    """A time of day on the 24-hour clock: `14:05`."""
    return f"{time.hour:02}:{time.minute:02}"


def span(seconds: float) -> str:
    """A length of time in minutes and seconds: `1:30`; below nothing with a minus sign."""
    minutes, rest = divmod(abs(int(seconds)), 60)
    return f"{'−' if int(seconds) < 0 else ''}{minutes}:{rest:02}"


def days_late(days: int) -> str:
    """How late something is, in words; what was due earlier today is late by no whole day."""
    if days <= 0:
        return _("late today")
    return ngettext("{count} day late", "{count} days late", days).format(count=days)
