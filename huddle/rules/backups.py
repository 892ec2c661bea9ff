"""Which backups a rotation keeps, when the one of the night is due, and when the last is too old.

The days are those of the ward: a backup made at half past midnight belongs to the new day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from zoneinfo import ZoneInfo

DAYS, WEEKS, MONTHS = 7, 5, 12
"""Of how many of the latest days, ISO weeks and months that have a backup one is kept."""
NIGHT_AT = dt.time(2, 0)
"""On the ward's clock, when hardly anybody is at the keys."""


def kept(made_at: Iterable[dt.datetime], zone: str) -> set[dt.datetime]:
    """The instants of the backups to keep: of each latest day, week and month its newest.

    Args:
        made_at: When each was made.
        zone: The ward's time zone.
    """
    newest_first = sorted(set(made_at), reverse=True)

    def of_each(period: Callable[[dt.date], Hashable], count: int) -> set[dt.datetime]:
        found: dict[Hashable, dt.datetime] = {}
        for instant in newest_first:
            found.setdefault(period(instant.astimezone(ZoneInfo(zone)).date()), instant)
        return set(list(found.values())[:count])

    return (
        of_each(lambda day: day, DAYS)
        | of_each(lambda day: day.isocalendar()[:2], WEEKS)
        | of_each(lambda day: (day.year, day.month), MONTHS)
    )


def is_nightly_due(last_made: dt.datetime | None, now: dt.datetime) -> bool:
    """Whether a night has passed since the last backup.

    Args:
        last_made: When it was made; none when there is none.
        now: The wall clock of the ward, with its zone.
    """
    if last_made is None:
        return True
    night = dt.datetime.combine(now.date(), NIGHT_AT, now.tzinfo)
    if now.time() < NIGHT_AT:
        night = dt.datetime.combine(now.date() - dt.timedelta(days=1), NIGHT_AT, now.tzinfo)
    # Times of one zone would be compared by the clock's hands, which go back in autumn.
    return last_made.astimezone(dt.UTC) < night.astimezone(dt.UTC)


def is_too_old(since: dt.datetime, now: dt.datetime, days: int) -> bool:
    """Whether the last backup is older than the ward wants.

    Args:
        since: When it was made; where there is none, when there first was something to lose.
        now: The present instant.
        days: How old it may be.
    """
    return now - since > dt.timedelta(days=days)
