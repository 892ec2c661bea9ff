"""Who was at a huddle, for sheets."""

from __future__ import annotations

from collections.abc import Iterable

from huddle.rows.huddles import AttendanceList, AttendeeRow
from huddle.vocabulary import Presence
from tests.helpers.sheet_rows import make_huddle, make_unit


def attendance_list(
    here: Iterable[str], apologies: Iterable[str], people: Iterable[str]
) -> AttendanceList:
    """Who was at a huddle, by department and by name."""
    return AttendanceList(make_huddle(), make_unit(), attendees(here, apologies, people))


def attendees(
    here: Iterable[str], apologies: Iterable[str], people: Iterable[str]
) -> tuple[AttendeeRow, ...]:
    """Departments here and not here, and people, each marked and not marked."""
    return (
        *(AttendeeRow(name, True, Presence.HERE) for name in here),
        *(AttendeeRow(name, True, Presence.APOLOGIES) for name in apologies),
        *(AttendeeRow(name, False, Presence.HERE) for name in people),
        *(AttendeeRow(name, False, Presence.UNMARKED) for name in people),
    )
