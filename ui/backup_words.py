"""How backups are put in words, on the page of the data and before anybody is signed in."""

from __future__ import annotations

import datetime as dt

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.upkeep import BackupRow
from huddle.vocabulary import BackupPlace

_MEGABYTE = 1024 * 1024


def when_words(row: BackupRow, zone: dt.tzinfo | None) -> str:
    """When it was made, on the clock of a zone; this computer's when none is given."""
    return dates.in_table(row.made_at.astimezone(zone))


def is_good(row: BackupRow) -> bool:
    """Whether it can be relied on."""
    return row.is_proved and not row.problem


def state_words(row: BackupRow) -> str:
    """Whether it can be relied on, and what it holds."""
    if not is_good(row):
        why = row.problem or _("it was not proved")
        return _("Not to be relied on: {why}.").format(why=why)
    return _("Proved: {counts}. {size}.").format(
        counts=holds_words(row.counts), size=size_words(row.byte_count)
    )


def origin_words(row: BackupRow, *, is_copied: bool = False) -> str:
    """What it was made for, and where it stands.

    Args:
        row: The backup.
        is_copied: Whether there is a copy of it in the second place.
    """
    if row.place is BackupPlace.REPLACED:
        return _("Kept when a backup was brought back.")
    if row.why is None:
        return ""
    why = label(row.why)
    if row.place is BackupPlace.SECOND_PLACE:
        return _("Made {why}; in the second place.").format(why=why)
    if is_copied:
        return _("Made {why}; also in the second place.").format(why=why)
    return _("Made {why}.").format(why=why)


def holds_words(counts: dict[str, int]) -> str:
    """How much it holds."""
    huddles, items, people = (counts.get(name, 0) for name in ("huddle", "item", "person"))
    return ", ".join(
        [
            ngettext("{count} huddle", "{count} huddles", huddles).format(count=f"{huddles:,}"),
            ngettext("{count} item", "{count} items", items).format(count=f"{items:,}"),
            ngettext("{count} person", "{count} people", people).format(count=f"{people:,}"),
        ]
    )


def size_words(byte_count: int) -> str:
    """How large it is."""
    return _("{count} MB").format(count=f"{byte_count / _MEGABYTE:,.1f}")


def ago_words(made_at: dt.datetime, now: dt.datetime) -> str:
    """How long ago something was made."""
    hours = max(0, int((now - made_at).total_seconds() // 3600))
    if not hours:
        return _("less than an hour ago")
    if hours < 48:
        return ngettext("{count} hour ago", "{count} hours ago", hours).format(count=hours)
    days = hours // 24
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)
