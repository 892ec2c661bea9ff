"""Reminders, as those they are for read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.vocabulary import ReminderKind


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """One reminder.

    Attributes:
        id: Its row; empty while it has not gone out.
        kind: What sort of thing it says.
        at: Since when it has been due.
        text: The action's words, or the series' or tool's name; empty for the backup.
        why: Why it is said, in words.
        to: Whom it is for, in words.
        person_id: The same; none for whoever follows up.
        code: The action's code, if it is about one.
        item_id: The action.
        series_id: The series, if it is about a huddle.
        tool_id: The tool, if it is about one.
        department: The owner's, for whoever follows up; the owner stays unnamed.
        seen_at: When somebody it is for saw it.
        held_until: When the quiet hours end that hold it back.
    """

    id: str
    kind: ReminderKind
    at: dt.datetime
    text: str
    why: str
    to: str
    person_id: str | None = None
    code: str = ""
    item_id: str = ""
    series_id: str = ""
    tool_id: str = ""
    department: str = ""
    seen_at: dt.datetime | None = None
    held_until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class ReminderInbox:
    """What went out to whoever is signed in and still holds, newest first."""

    rows: tuple[ReminderRow, ...]
    unread_count: int
    hidden_count: int = 0
    """Of sensitive items, which are not shown."""
