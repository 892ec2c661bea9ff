"""The safety cross: what each day of a month held of each kind of harm, and days since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from huddle.rows.month import Share


class DayState(StrEnum):
    """How a day of the cross stands."""

    CLEAR = "clear"
    """Somebody looked, and there was no event."""
    EVENT = "event"
    UNCHECKED = "unchecked"
    COMING = "coming"
    BEFORE = "before"
    """Nobody counted yet."""


@dataclass(frozen=True, slots=True)
class CrossDay:
    """One square of the cross.

    Attributes:
        day: The day.
        state: How it stands.
        events: How many there were.
        near_misses: How many were nearly one.
        note: A few words, such as where.
        row_version: The version that a change is made on; 0 for a day that nobody checked.
    """

    day: dt.date
    state: DayState
    events: int = 0
    near_misses: int = 0
    note: str = ""
    row_version: int = 0


@dataclass(frozen=True, slots=True)
class FreeRun:
    """Days without an event.

    Attributes:
        since: The day of the event before them, or the one from which on days count.
        until: The day of the event that ended them; today while they go on.
        unchecked: On how many of the days between nobody looked; today may still be checked.
        is_first: Whether it began with the counting, not with an event.
    """

    since: dt.date
    until: dt.date
    unchecked: int = 0
    is_first: bool = False

    @property
    def days(self) -> int:
        """Its length; 0 on the day of the event itself."""
        return (self.until - self.since).days


@dataclass(frozen=True, slots=True)
class HarmRow:
    """A kind of harm that is looked for every day."""

    id: str
    name: str
    since_on: dt.date
    is_retired: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class DaysSince:
    """How long it is since the last event of one kind.

    Attributes:
        harm: The kind of harm.
        days: Days since the last event; none where there never was one.
        last_on: When it was.
        running: The days without an event that go on today.
        record: The longest such run so far, be it the running one.
        ended: The run that the last event ended.
        not_checked: On how many of the last days nobody looked; today may still be checked.
    """

    harm: HarmRow
    days: int | None
    last_on: dt.date | None
    running: FreeRun
    record: FreeRun
    ended: FreeRun | None
    not_checked: Share


@dataclass(frozen=True, slots=True)
class CrossRow:
    """The cross of one kind of harm in a month.

    Attributes:
        days: Each day of the month.
        since: How long it is since the last event, as at the day it is asked for.
        today: What that day holds, whichever month is shown.
        near_misses: How many were reported in the month.
        near_misses_before: How many in the month before.
    """

    days: tuple[CrossDay, ...]
    since: DaysSince
    today: CrossDay
    near_misses: int
    near_misses_before: int

    @property
    def harm(self) -> HarmRow:
        """The kind of harm."""
        return self.since.harm


@dataclass(frozen=True, slots=True)
class CrossesRow:
    """The crosses of a month, side by side.

    Attributes:
        first: The first day of the month.
        today: The day it is in the unit.
        begins: The first day that counts for any of them.
        crosses: One for each kind of harm, in the ward's order.
    """

    first: dt.date
    today: dt.date
    begins: dt.date
    crosses: tuple[CrossRow, ...]
