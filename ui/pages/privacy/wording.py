"""How much of what, and which days, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.keeping import GoingRow, HoldRow
from huddle.vocabulary import RecordKind


def counted(kind: RecordKind, count: int) -> str:
    """So much of a kind of record."""
    words = {
        RecordKind.HUDDLES: ngettext(
            "{count} huddle with its record", "{count} huddles with their records", count
        ),
        RecordKind.ITEMS: ngettext("{count} item", "{count} items", count),
        RecordKind.INCIDENTS: ngettext(
            "{count} item tied to an incident", "{count} items tied to an incident", count
        ),
        RecordKind.DELETED: ngettext("{count} deleted thing", "{count} deleted things", count),
        RecordKind.DRAFTS: ngettext("{count} unfinished text", "{count} unfinished texts", count),
        RecordKind.AUDIT: ngettext(
            "the values of {count} audit entry", "the values of {count} audit entries", count
        ),
    }
    return words[kind].format(count=f"{count:,}")


def all_counted(counts: Mapping[RecordKind, int]) -> str:
    """So much of each kind, in one line."""
    return ", ".join(counted(kind, counts[kind]) for kind in RecordKind if counts.get(kind))


def period(months: int) -> str:
    """A period of whole months."""
    if not months:
        return _("For ever")
    if months % 12 == 0:
        years = months // 12
        return ngettext("{count} year", "{count} years", years).format(count=years)
    return ngettext("{count} month", "{count} months", months).format(count=months)


def hours(count: int) -> str:
    """A length of time in whole hours, as days where they are whole."""
    if count % 24 == 0:
        days = count // 24
        return ngettext("{count} hours (one day)", "{count} hours ({days} days)", days).format(
            count=count, days=days
        )
    return ngettext("{count} hour", "{count} hours", count).format(count=count)


def going(row: GoingRow) -> str:
    """What goes of a kind, from which days."""
    if row.before_on is None:
        return _("Kept for ever.")
    if not row.count:
        return _("Nothing is older than {day}.").format(day=dates.in_table(row.before_on))
    if row.oldest_on is None or row.newest_on is None or row.oldest_on == row.newest_on:
        day = row.oldest_on or row.before_on
        return _("{what}, of {day}.").format(
            what=counted(row.kind, row.count), day=dates.in_table(day)
        )
    return _("{what}, from {oldest} to {newest}.").format(
        what=counted(row.kind, row.count),
        oldest=dates.in_table(row.oldest_on),
        newest=dates.in_table(row.newest_on),
    )


def held_days(hold: HoldRow) -> str:
    """The days that a hold covers."""
    return _days(hold.from_on, hold.until_on)


def _days(from_on: dt.date | None, until_on: dt.date | None) -> str:
    if from_on is None and until_on is None:
        return _("Everything, whatever its day.")
    if from_on is None:
        return _("Everything until {day}.").format(day=dates.in_table(until_on or dt.date.max))
    if until_on is None:
        return _("Everything since {day}.").format(day=dates.in_table(from_on))
    return _("Everything from {first} to {last}.").format(
        first=dates.in_table(from_on), last=dates.in_table(until_on)
    )
