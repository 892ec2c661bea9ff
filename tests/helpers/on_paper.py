"""Huddles that were held on paper, and typed in later, for tests."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

from huddle.clock import ShiftedClock
from huddle.rows.huddles import HuddleRecord, RunState
from huddle.rows.items import ItemRow
from huddle.rules.capture_line import parse
from huddle.ward import Ward
from tests.helpers.wards import ZONE, main_series

THURSDAY = dt.date(2026, 8, 6)
FRIDAY, MONDAY, TUESDAY, WEDNESDAY = (THURSDAY + dt.timedelta(days=n) for n in (1, 4, 5, 6))
BEGAN, ENDED = dt.time(8, 15), dt.time(8, 26)

_PRESSES = itertools.count(1)


def go_to(clock: ShiftedClock, day: dt.date, at: dt.time = dt.time(8, 30)) -> None:
    """Let it be a time of a day, half past eight unless another is given."""
    clock.set_to(dt.datetime.combine(day, at, ZoneInfo(ZONE)))


def enter(
    ward: Ward,
    day: dt.date,
    began: dt.time = BEGAN,
    ended: dt.time = ENDED,
    facilitator: str = "",
) -> RunState:
    """Begin to type in the main series' huddle of a day."""
    entered = ward.paper.enter(main_series(ward), day, began, ended, facilitator)
    assert not entered.was_running
    return ward.running.state(entered.huddle.id)


def type_in(ward: Ward, state: RunState, line: str) -> ItemRow:
    """Keep a line as the Run page does, whose words are those of the huddle's day."""
    capture = parse(line, ward.people.known(), state.huddle.held_on)
    key = f"typed {next(_PRESSES)}"
    return ward.running.capture(state.huddle.id, state.step_id, capture, key=key)


def type_whole(ward: Ward, day: dt.date, *lines: str) -> tuple[HuddleRecord, tuple[ItemRow, ...]]:
    """Type in a day's huddle from beginning to close; gives its record and what was captured."""
    state = enter(ward, day)
    kept = tuple(type_in(ward, state, line) for line in lines)
    return ward.running.close(state.huddle.id), kept


def meet_twice_a_day(ward: Ward) -> None:
    """Have the main series meet at 08:15 and at 16:00."""
    series = ward.templates.series()[0]
    ward.templates.change_series(
        series.id,
        series.row_version,
        name=series.name,
        template_id=series.template_id,
        weekdays=series.weekdays,
        starts_at=BEGAN,
        facilitator="",
        more_times=[dt.time(16)],
    )
