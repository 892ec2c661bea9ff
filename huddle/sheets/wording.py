"""How sheets say a date, a name, a lateness or a place on the patient's way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from huddle import clock, dates
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rows.huddles import HuddleRecord
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow
from huddle.rows.ward import UnitRow
from huddle.sheets.stamp import Stamp
from huddle.vocabulary import HuddleStatus, IncidentReported


def facts(*parts: str) -> str:
    """Short facts on one line; the empty ones leave no trace."""
    return "\u00a0· ".join(part for part in parts if part)


def unbroken(text: str) -> str:
    """The text with spaces at which no line ends."""
    return text.replace(" ", "\u00a0")


def hidden(count: int) -> str:
    """How many sensitive items are left out; empty for none."""
    if not count:
        return ""
    words = ngettext("{count} sensitive item not shown", "{count} sensitive items not shown", count)
    return words.format(count=count)


def names(said: Iterable[str]) -> str:
    """Several names on one line."""
    return ", ".join(name for name in said if name)


def by_when(due_on: dt.date | None, due_time: dt.time | None) -> str:
    """When an action is due."""
    return dates.in_table(due_on, due_time) if due_on else _("no time yet")


def owner(name: str) -> str:
    """Whoever answers for it, or that nobody does yet."""
    return name or _("no person yet")


def reach(name: str, extension: str) -> str:
    """Somebody with where to ring them."""
    ring = _("ext. {number}").format(number=extension) if extension else ""
    return names((name, unbroken(ring)))


def actions(items: Collection[ItemRow]) -> str:
    """How many actions, and how many of them are late; empty for none."""
    if not items:
        return ""
    late = sum(item.is_overdue for item in items)
    said = ngettext("{count} action", "{count} actions", len(items)).format(count=len(items))
    return f"{said}, {_('{count} late').format(count=late)}" if late else said


def sign(item: ItemRow) -> str:
    """How we will know that an action worked."""
    return _("We will know it worked: {sign}").format(sign=item.how_known) if item.how_known else ""


def standing(item: ItemRow, today: dt.date) -> str:
    """How often an open action was carried and how late it is, in words."""
    if not item.is_open:
        return ""
    carried = _("carried {count}×").format(count=item.times_carried) if item.times_carried else ""
    late = dates.days_late((today - item.due_on).days) if item.is_overdue and item.due_on else ""
    return ", ".join(unbroken(part) for part in (carried, late) if part)


def place_on_the_way(item: ItemRow) -> str:
    """The stage an item belongs to, or the join of two."""
    if item.stage_name and item.join_stage_name:
        return _("between {one} and {other}").format(
            one=item.stage_name, other=item.join_stage_name
        )
    return item.stage_name


def raised_by(item: ItemRow) -> str:
    """Who raised it; nothing when nobody is named."""
    return _("raised by {who}").format(who=item.raised_by) if item.raised_by else ""


def incident(item: ItemRow) -> str:
    """Whether an incident was reported, if that was asked."""
    if item.incident_reported is IncidentReported.NOT_ASKED:
        return ""
    said = _("incident reported: {answer}").format(answer=label(item.incident_reported))
    return f"{said} ({item.incident_reference})" if item.incident_reference else said


def length(seconds: int) -> str:
    """A span to the minute, or in seconds when it is shorter."""
    if seconds < 60:
        return ngettext("{count} second", "{count} seconds", seconds).format(count=seconds)
    count = round(seconds / 60)
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def when(huddle: HuddleRow, unit: UnitRow) -> str:
    """The day and time of a huddle in prose."""
    day = dates.in_prose(huddle.held_on)
    start = huddle.starts_at
    if huddle.started_at:
        start = clock.local(huddle.started_at, unit.time_zone).time()
    if huddle.closed_at is None or huddle.status is HuddleStatus.NOT_HELD:
        return _("{day}, {start}").format(day=day, start=dates.clock_time(start))
    end = clock.local(huddle.closed_at, unit.time_zone).time()
    return _("{day}, {start} to {end}").format(
        day=day, start=dates.clock_time(start), end=dates.clock_time(end)
    )


def numbered(number: int | None) -> str:
    """A huddle by its number; empty where there is none."""
    return _("Huddle {number}").format(number=number) if number else ""


def coded(stamp: Stamp) -> str:
    """The code by which a sheet is typed back in; empty where it has none."""
    return _("{code} types it back in").format(code=stamp.code) if stamp.code else ""


def known_as_at(record: HuddleRecord, stamp: Stamp) -> dt.datetime:
    """The moment a record speaks of: its close once it is frozen, else the printing."""
    return closed_as_at(record.huddle, record.unit, stamp) if record.is_frozen else stamp.printed_at


def closed_as_at(huddle: HuddleRow, unit: UnitRow, stamp: Stamp) -> dt.datetime:
    """When a huddle closed, or was typed in from paper; the printing while neither is so."""
    if huddle.closed_at is None:
        return stamp.printed_at
    return clock.local(huddle.entered_late_at or huddle.closed_at, unit.time_zone)


def not_a_record(as_at: dt.datetime) -> str:
    """The line that every sheet carries."""
    moment = dates.in_table(as_at.date(), as_at.time())
    return _("Not a patient record or handover. As at {moment}.").format(moment=moment)


def printed(stamp: Stamp) -> str:
    """When and by whom; the moment comes first: a name too long for a foot may not push it out."""
    return _("Printed {moment} by {name}").format(
        name=stamp.printed_by, moment=dates.in_table(stamp.printed_at)
    )


def destroy_by(stamp: Stamp) -> str:
    """When the sheet must go; empty where the ward sets no days."""
    day = stamp.destroy_by
    return _("Destroy by {day}").format(day=dates.in_table(day)) if day else ""
