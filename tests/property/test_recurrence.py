"""Recurrence over two years in zones whose clocks change at other times, or never."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.recurrence import (
    Occurrence,
    OneOff,
    Plan,
    between,
    following,
    instant,
    missed,
    next_after,
)

ZONES = ("Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")
FIRST = dt.date(2026, 1, 1)
LAST = FIRST + dt.timedelta(days=2 * 365)
_DAYS = st.dates(FIRST, LAST)
_TIMES = st.times(dt.time(0), dt.time(23, 59)).map(
    lambda time: time.replace(second=0, microsecond=0, fold=0)
)
_NIGHTS = st.times(dt.time(0, 30), dt.time(3, 30)).map(
    lambda time: time.replace(second=0, microsecond=0, fold=0)
)
_ONE_OFFS = st.builds(OneOff, st.booleans(), st.none() | _TIMES | _NIGHTS)
PLANS = st.builds(
    Plan,
    st.frozensets(st.integers(0, 6)),
    st.lists(_TIMES | _NIGHTS, min_size=1, max_size=4),
    st.dates(FIRST, FIRST + dt.timedelta(days=400)),
    st.dictionaries(_DAYS, _ONE_OFFS, max_size=8),
    st.frozensets(_DAYS, max_size=20),
)


def expected(plan: Plan) -> list[Occurrence]:
    """The same said day by day, as a person would with a wall calendar."""
    found = []
    day = plan.starts_on
    while day <= LAST:
        said = plan.one_offs.get(day)
        usual = day.weekday() in plan.weekdays and day not in plan.closed
        if said.is_held if said else usual:
            times = {said.at} if said and said.at else set(plan.times)
            found += [Occurrence(day, time) for time in sorted(times)]
        day += dt.timedelta(days=1)
    return found


@given(PLANS)
def test_none_is_lost_or_doubled(plan: Plan) -> None:
    listed = list(between(plan, FIRST, LAST))
    assert listed == expected(plan)
    assert len(set(listed)) == len(listed)


@given(PLANS, st.sampled_from(ZONES))
def test_moments_stand_in_the_order_of_the_wall_clock(plan: Plan, name: str) -> None:
    zone = ZoneInfo(name)
    listed = list(between(plan, FIRST, LAST))
    moments = [instant(one, zone) for one in listed]
    assert moments == sorted(moments)
    for one, moment in zip(listed, moments, strict=True):
        shown = moment.astimezone(zone)
        assert shown.fold == 0
        wall = dt.datetime.combine(one.on, one.at)
        is_skipped = (
            wall.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None)
            != wall
        )
        if is_skipped:
            before = (moment - dt.timedelta(minutes=1)).astimezone(zone)
            assert before.replace(tzinfo=None) < wall < shown.replace(tzinfo=None)
            assert before.utcoffset() != shown.utcoffset()
        else:
            assert shown.replace(tzinfo=None) == wall


@given(PLANS, st.sampled_from(ZONES))
def test_going_from_one_to_the_next_meets_each_moment_once(plan: Plan, name: str) -> None:
    zone = ZoneInfo(name)
    listed = list(between(plan, FIRST, LAST))[:120]
    now = dt.datetime.combine(FIRST, dt.time(0), zone) - dt.timedelta(minutes=1)
    # Two that fall into a skipped hour meet at its end.
    expected = sorted({instant(one, zone) for one in listed})
    met = []
    while (one := next_after(plan, now)) is not None and len(met) < len(expected):
        met.append(instant(one, zone))
        now = met[-1].astimezone(zone)
    assert met == expected
    for one, other in pairwise(listed):
        assert following(plan, one) == other


@given(
    PLANS,
    st.sampled_from(ZONES),
    st.dates(dt.date(2026, 1, 15), dt.date(2027, 12, 1)),
    st.times().map(lambda time: time.replace(fold=0)),
)
def test_whatever_came_is_missed_or_can_be_held_yet(
    plan: Plan, name: str, day: dt.date, time: dt.time
) -> None:
    now = dt.datetime.combine(day, time, dt.UTC).astimezone(ZoneInfo(name))
    today = now.date()
    came = [
        one
        for one in between(plan, today - dt.timedelta(days=14), today)
        if instant(one, now.tzinfo) <= now.astimezone(dt.UTC)
    ]
    found = missed(plan, (), now)
    assert found == sorted(found, reverse=True)
    left = [one for one in came if one not in found]
    # Occurrences within one skipped hour share their moment; at most the latest is left.
    assert len(left) <= 1
    assert all(one == came[-1] and one.on == today for one in left)
    assert missed(plan, came, now) == [one for one in found if one not in came]
