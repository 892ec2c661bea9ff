"""Calendars that other programs wrote are read to the last entry, or refused in words."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import icalendar
import pytest

from huddle.errors import Refused
from huddle.exchange.tables import tables_of
from tests.helpers import real_calendars

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:icalendar")


def read(path: Path) -> int | None:
    """How many entries are read of a file; None if it was refused."""
    try:
        return sum(1 for table in tables_of(path) for _row in table.read())
    except Refused:
        return None


def held(path: Path) -> int | None:
    """How many tasks and events icalendar itself finds; None if it gives up."""
    with suppress(Exception):  # it says in many ways that a calendar is not as it should be
        found = icalendar.Component.from_ical(path.read_bytes(), multiple=True)
        if found:
            return sum(len(one.walk("VTODO")) + len(one.walk("VEVENT")) for one in found)
    return None


def differ(read: int | None, held: int | None) -> bool:
    """Whether something was passed over, or made up; what holds nothing is refused."""
    return held is not None and read != (held or None)


def test_each_is_read_as_far_as_it_holds_tasks_and_events() -> None:
    calendars = sorted(real_calendars.folder().rglob("*.ics"))
    assert len(calendars) > 100
    counts = {path: (read(path), held(path)) for path in calendars}
    assert {path.name: both for path, both in counts.items() if differ(*both)} == {}
