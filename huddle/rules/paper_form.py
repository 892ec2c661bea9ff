"""A huddle that was held on paper and is typed in later: which times can be true, and its words."""

from __future__ import annotations

import datetime as dt
import re

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.planning import HuddleRow
from huddle.rules import recurrence
from huddle.rules.recurrence import Occurrence

MOST_DAYS_BACK = 31
"""Longer ago, nobody who was there can say what a line on the form meant."""
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])", re.ASCII)
_MOST_HOURS = 4
_MOST = dt.timedelta(hours=_MOST_HOURS)
"""More is two times that do not belong together; less may well go past midnight."""


def check_day(on: dt.date, today: dt.date, starts_on: dt.date) -> None:
    """Refuse a day whose huddle nobody can type in.

    Args:
        on: The day the huddle was held.
        today: The day it is in the unit.
        starts_on: The first day that its series was due.

    Raises:
        Refused: The day is still to come, before the series began, or too long ago.
    """
    if on > today:
        raise Refused(_("That day is still to come."), "held_on")
    if on < starts_on:
        began = _("This huddle began on {day}: choose that day or a later one.")
        raise Refused(began.format(day=dates.in_prose(starts_on)), "held_on")
    if (today - on).days > MOST_DAYS_BACK:
        too_old = _(
            "A paper form can be typed in for {count} days. Raise what is still open in the next "
            "huddle."
        )
        raise Refused(too_old.format(count=MOST_DAYS_BACK), "held_on")


def instants(
    on: dt.date, began: dt.time, ended: dt.time, now: dt.datetime, zone: dt.tzinfo | None
) -> tuple[dt.datetime, dt.datetime]:
    """When a huddle began and ended, in UTC, from the wall times on its form.

    It may have gone past midnight. Of a time that the clocks show twice, the beginning is the
    first; the end is whichever follows it.

    Args:
        on: The day it began.
        began: The wall time of its beginning.
        ended: The wall time of its end.
        now: The present moment, aware.
        zone: The unit's zone.

    Raises:
        Refused: It ended before it began, took too long, or is not over yet.
    """
    start = recurrence.instant(Occurrence(on, began), zone)
    ends = (
        recurrence.instant(Occurrence(on, ended), zone),
        dt.datetime.combine(on, ended, zone).replace(fold=1).astimezone(dt.UTC),
        recurrence.instant(Occurrence(on + dt.timedelta(days=1), ended), zone),
    )
    end = next(one for one in ends if one > start)
    if end - start > _MOST:
        if ended <= began:
            raise Refused(_("It must have ended after it began: look at both times."), "ended")
        too_long = _("That is longer than {count} hours: look at both times.")
        raise Refused(too_long.format(count=_MOST_HOURS), "ended")
    for moment, field in ((start, "began"), (end, "ended")):
        if moment > now:
            raise Refused(_("That time is still to come."), field)
    return start, end


def read_time(typed: str) -> dt.time | None:
    """A time as people write it on paper: `08:15`, `8.15` or `0815`; None where it is none."""
    found = _TIME.fullmatch(typed.strip())
    return dt.time(int(found[1]), int(found[2])) if found else None


def typed_in_later(huddle: HuddleRow, zone: dt.tzinfo) -> str:
    """Who typed a huddle in from paper, and when; empty of one that ran here.

    Args:
        huddle: The huddle.
        zone: The unit's zone.
    """
    if huddle.entered_late_at is None:
        return ""
    at = dates.in_table(huddle.entered_late_at.astimezone(zone))
    return _("Typed in later by {name}, {moment}").format(name=huddle.entered_late_by, moment=at)
