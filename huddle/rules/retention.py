"""How long each kind of record is kept, and what stops it from going.

Periods are calendar months, as schedules such as the NHS Records Management Code count; 0 keeps
for ever. What is not finished never goes, and a hold keeps all that any of its days touches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from huddle.rows.keeping import HoldRow
from huddle.rows.ward import PolicyRow
from huddle.vocabulary import HuddleStatus, RecordKind, Status

Boundaries = Mapping[RecordKind, dt.date | None]
"""For each kind the first day that is kept; what is older may go. None keeps everything."""

UNFINISHED = frozenset(
    {
        Status.NOT_STARTED,
        Status.IN_PROGRESS,
        Status.BLOCKED,
        Status.AWAITING_CHECK,
        Status.NEW,
        Status.BEING_WORKED_ON,
        Status.ESCALATED,
        Status.PARKED,
    }
)
"""A promise that is open, a concern without an answer, whatever waits to be looked at again."""
FINISHED_HUDDLES = frozenset({HuddleStatus.CLOSED, HuddleStatus.NOT_HELD})

_LEEWAY = dt.timedelta(hours=1)
"""A clock is put right by this much without anybody's doing."""


def has_expired(written_at: dt.datetime, hours: int, now: dt.datetime) -> bool:
    """Whether a patient reference, written at an instant, has outlived its hours.

    One that seems to come from the future is over, too: the clock was set back, and nobody can
    say how old it is. So it never lasts longer than twice its hours, whatever becomes of the clock.
    """
    return now - written_at >= dt.timedelta(hours=hours) or written_at - now > _LEEWAY


def first_kept(today: dt.date, months: int) -> dt.date | None:
    """The first day that a period of calendar months still keeps; none when it keeps for ever.

    A month that is too short ends on its last day, so nothing goes before its period is over.
    """
    if not months:
        return None
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    first = dt.date(year, month + 1, 1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(today.day, last.day))


def boundaries(policy: PolicyRow, today: dt.date) -> dict[RecordKind, dt.date | None]:
    """The first day that is kept of each kind of record."""
    months = {
        RecordKind.HUDDLES: policy.keep_huddles_months,
        RecordKind.ITEMS: policy.keep_huddles_months,
        RecordKind.INCIDENTS: _longest(policy.keep_huddles_months, policy.keep_incidents_months),
        RecordKind.DELETED: policy.keep_deleted_months,
        RecordKind.DRAFTS: policy.keep_deleted_months,
        RecordKind.AUDIT: policy.keep_audit_months,
    }
    return {kind: first_kept(today, months[kind]) for kind in RecordKind}


def _longest(*months: int) -> int:
    return 0 if 0 in months else max(months)


def covers(hold: HoldRow, first_on: dt.date, last_on: dt.date) -> bool:
    """Whether a hold keeps what lasted from one day to another."""
    if hold.is_lifted:
        return False
    begins_in_time = hold.until_on is None or first_on <= hold.until_on
    return begins_in_time and (hold.from_on is None or last_on >= hold.from_on)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the rules ask of one record.

    Attributes:
        id: Its row.
        kind: What it is kept as.
        first_on: The day it began.
        last_on: The day of its last change: its period begins there.
        is_finished: Whether it may go at all.
        links: The entries it was turned from or into; they go together, or stay together.
    """

    id: str
    kind: RecordKind
    first_on: dt.date
    last_on: dt.date
    is_finished: bool = True
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class Going:
    """What may go, and what only a hold keeps back.

    Attributes:
        entries: What may go, by kind.
        held: By hold, how many of each kind it keeps back.
    """

    entries: dict[RecordKind, list[Entry]] = field(default_factory=dict)
    held: dict[str, dict[RecordKind, int]] = field(default_factory=dict)


def what_goes(entries: Iterable[Entry], kept_from: Boundaries, holds: Collection[HoldRow]) -> Going:
    """Sort out which records may go today.

    Args:
        entries: Records; one that is linked to another which is not among them stays.
        kept_from: The first day that is kept of each kind.
        holds: What the ward holds back.
    """
    going = Going()
    for group in _groups({entry.id: entry for entry in entries}):
        if not _is_over(group, kept_from):
            continue
        stopped_by = [hold.id for hold in holds if any(_held(hold, one) for one in group)]
        for entry in group:
            if not stopped_by:
                going.entries.setdefault(entry.kind, []).append(entry)
            for hold_id in stopped_by:
                counts = going.held.setdefault(hold_id, {})
                counts[entry.kind] = counts.get(entry.kind, 0) + 1
    return going


def _held(hold: HoldRow, entry: Entry) -> bool:
    return covers(hold, entry.first_on, entry.last_on)


def _is_over(group: list[Entry], kept_from: Boundaries) -> bool:
    """Whether all of a group is finished and has outlived the longest of its periods."""
    days = [kept_from[entry.kind] for entry in group]
    if None in days or not all(entry.is_finished for entry in group):
        return False
    first_day = min(day for day in days if day is not None)
    return all(entry.last_on < first_day for entry in group)


def _groups(entries: dict[str, Entry]) -> list[list[Entry]]:
    """Entries with all they are linked to; without those that are linked to something else."""
    neighbours: dict[str, list[str]] = {entry_id: [] for entry_id in entries}
    is_whole = dict.fromkeys(entries, True)
    for entry in entries.values():
        for link in entry.links:
            if link in neighbours:
                neighbours[entry.id].append(link)
                neighbours[link].append(entry.id)
            else:
                is_whole[entry.id] = False
    groups, seen = [], set[str]()
    for entry_id in entries:
        if entry_id in seen:
            continue
        found = _reached(entry_id, neighbours)
        seen |= found
        if all(is_whole[one] for one in found):
            groups.append([entries[one] for one in found])
    return groups


def _reached(start: str, neighbours: Mapping[str, list[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for other in neighbours[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def is_near(confirmed: Mapping[RecordKind, int], now: Mapping[RecordKind, int]) -> bool:
    """Whether what would go is still about what a person has confirmed: one in twenty, or five."""
    return all(
        abs(confirmed.get(kind, 0) - now.get(kind, 0)) <= max(5, confirmed.get(kind, 0) // 20)
        for kind in RecordKind
    )
