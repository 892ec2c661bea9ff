"""The times of a paper form, whatever the day and the clocks."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from huddle.errors import Refused
from huddle.rules.paper_form import instants

ZONES = st.sampled_from(["Europe/London", "Australia/Lord_Howe", "America/St_Johns", "UTC"])
# Each day on which the clocks of one of these zones change is among them.
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
NOW = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)


@given(DAYS, TIMES, TIMES, ZONES)
def test_what_is_not_refused_ends_after_it_began_and_within_hours(
    day: dt.date, began: dt.time, ended: dt.time, zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    try:
        start, end = instants(day, began, ended, NOW, zone)
    except Refused:
        return
    assert dt.timedelta(0) < end - start <= dt.timedelta(hours=4)
    assert start.astimezone(zone).date() == day
    assert end.astimezone(zone).date() in (day, day + dt.timedelta(days=1))


@given(DAYS, TIMES, st.integers(1, 180), ZONES)
def test_every_short_huddle_that_a_clock_showed_can_be_typed_in(
    day: dt.date, began: dt.time, minutes: int, zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    start = dt.datetime.combine(day, began, zone).astimezone(dt.UTC)
    if start.astimezone(zone).replace(tzinfo=None) != dt.datetime.combine(day, began):
        return  # the clocks skipped it
    end = start + dt.timedelta(minutes=minutes)
    shown = end.astimezone(zone)
    found = instants(day, began, shown.time(), NOW, zone)
    assert found[0] == start
    # A time shown twice can be either of the two, and is never the one before the beginning.
    assert found[1].astimezone(zone).time() == shown.time()
    assert start < found[1] <= end
