"""Actions as tasks and huddles as appointments of a calendar (RFC 5545).

Each keeps its UID for ever, from the id of its row: a calendar that reads a later file changes what
it has and doubles nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import BinaryIO, TypeVar

from icalendar import Calendar, Component, Event, Todo

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.rows.planning import HuddleRow
from huddle.rules.plain_text import one_line, shown
from huddle.vocabulary import HuddleStatus, Status

RowT = TypeVar("RowT")

_STATUS = {
    Status.NOT_STARTED: ("NEEDS-ACTION", 0),
    Status.IN_PROGRESS: ("IN-PROCESS", 50),
    Status.BLOCKED: ("IN-PROCESS", 50),
    Status.AWAITING_CHECK: ("IN-PROCESS", 90),
    Status.CLOSED: ("COMPLETED", 100),
    Status.NOT_EFFECTIVE: ("COMPLETED", 100),
    Status.CANCELLED: ("CANCELLED", 0),
}
"""How far a task is, as calendars say it; what is blocked or checked they have no word for."""
_NOT_BEGUN = _STATUS[Status.NOT_STARTED]
_FIRST = 1
"""The highest priority (RFC 5545, 3.8.1.9)."""


def write(
    file: BinaryIO,
    rows: Iterable[RowT],
    made: Callable[[RowT], Component],
    now: dt.datetime,
) -> None:
    """Write a calendar, an entry at a time.

    Args:
        file: Where to.
        rows: What becomes an entry each.
        made: Makes the entry, but for the instant at which it was exported.
        now: That instant.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Huddle//Huddle//EN")
    calendar.add("version", "2.0")
    head, end, _rest = calendar.to_ical().partition(b"END:VCALENDAR")
    file.write(head)
    for row in rows:
        entry = made(row)
        entry.add("dtstamp", now)
        file.write(entry.to_ical())
    file.write(end + b"\r\n")


def task(item: ItemRow, zone: dt.tzinfo) -> Component:
    """An action as a task."""
    status, percent = _STATUS.get(item.status, _NOT_BEGUN)
    entry = Todo()
    entry.add("uid", _uid(item.id))
    entry.add("sequence", item.row_version)
    entry.add("summary", one_line(item.text))
    entry.add("status", status)
    entry.add("percent-complete", percent)
    if item.due_on:
        entry.add("due", _instant(item.due_on, item.due_time, zone))
    if item.is_priority:
        entry.add("priority", _FIRST)
    if item.place:
        entry.add("location", one_line(item.place))
    entry.add("description", _about(item))
    return entry


def appointment(huddle: HuddleRow, zone: dt.tzinfo) -> Component:
    """A huddle as an appointment."""
    begins = dt.datetime.combine(huddle.held_on, huddle.starts_at, zone)
    planned = dt.timedelta(seconds=huddle.planned_seconds)
    entry = Event()
    entry.add("uid", _uid(huddle.id))
    entry.add("sequence", huddle.row_version)
    entry.add("summary", one_line(huddle.title))
    entry.add("dtstart", begins.astimezone(dt.UTC))
    entry.add("dtend", (begins + planned).astimezone(dt.UTC))
    is_off = huddle.status is HuddleStatus.NOT_HELD
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    said = (_("Number {number}").format(number=huddle.number), huddle.not_held_reason)
    entry.add("description", shown("\n".join(filter(None, said))))
    return entry


def _uid(row_id: str) -> str:
    return f"{row_id}@huddle"


def _instant(day: dt.date, time: dt.time | None, zone: dt.tzinfo) -> dt.date:
    """A whole day, or an instant in UTC, which needs no table of the zone."""
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC) if time else day


def _about(item: ItemRow) -> str:
    said = [item.code, label(item.status)]
    owner = item.owner_name or item.department_name
    if owner:
        said.append(_("Owner: {name}").format(name=owner))
    if item.how_known:
        said.append(_("How we will know: {words}").format(words=item.how_known))
    if item.note:
        said.append(_("Note: {words}").format(words=item.note))
    return shown("\n".join(said))
