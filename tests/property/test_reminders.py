"""Reminders, whenever somebody asks: each key at most once, and none that stays is lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.reminders import Meeting, Plan, Promise, due, quiet_until, standing
from huddle.vocabulary import OPEN_ACTION_STATUSES, ReminderKind, Status

ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in ("Europe/London", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland")
    ]
)
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 1))
BEGIN = dt.datetime(2025, 12, 20, tzinfo=dt.UTC)
MOMENTS = st.integers(0, 375 * 24 * 3600).map(lambda seconds: BEGIN + dt.timedelta(0, seconds))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
MEETINGS = st.lists(
    st.builds(Meeting, st.sampled_from(["s", "t"]), DAYS, TIMES), max_size=8, unique=True
)
PROMISES = st.lists(
    st.builds(
        Promise,
        id=st.uuids().map(str),
        status=st.sampled_from([*OPEN_ACTION_STATUSES, Status.AWAITING_CHECK, Status.CLOSED]),
        due_on=st.none() | DAYS,
        due_time=st.none() | TIMES,
        owner_id=st.sampled_from([None, "sam", "ann"]),
        done_at=st.none() | MOMENTS,
    ),
    max_size=6,
)
PLANS = st.builds(
    Plan,
    meetings=MEETINGS.map(tuple),
    promises=PROMISES.map(tuple),
    closed_days=st.frozensets(DAYS, max_size=5),
    backup_since=st.none() | MOMENTS,
)
QUIET = st.just((None, None)) | st.tuples(TIMES, TIMES)
LAST = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)


@given(PLANS, st.lists(MOMENTS, max_size=30), QUIET, ZONES)
def test_each_goes_out_once_at_most_and_what_stays_once_at_least(
    plan: Plan,
    moments: list[dt.datetime],
    quiet: tuple[dt.time | None, dt.time | None],
    zone: ZoneInfo,
) -> None:
    sent: list[str] = []
    for moment in moments:
        now = moment.astimezone(zone)
        found = due(plan, now, sent, quiet)
        assert not found or quiet_until(now, *quiet) is None
        sent.extend(one.key for one in found)
    late = quiet_until(LAST.astimezone(zone), *quiet) or LAST.astimezone(zone)
    sent.extend(one.key for one in due(plan, late, sent, quiet))

    assert not [key for key, count in Counter(sent).items() if count > 1]
    assert {one.key for one in standing(plan, late)} <= set(sent)
    for promise in plan.promises:
        mine = [key for key in sent if f":{promise.id}:" in key]
        if promise.status in OPEN_ACTION_STATUSES and promise.due_on is not None:
            assert any(key.startswith(f"{ReminderKind.OVERDUE}:") for key in mine)
        if promise.status is Status.CLOSED:
            assert mine == []


@given(PLANS, MOMENTS, ZONES)
def test_nothing_is_said_before_it_is_due_and_one_reader_hears_one_thing_of_an_action(
    plan: Plan, moment: dt.datetime, zone: ZoneInfo
) -> None:
    found = standing(plan, moment.astimezone(zone))
    assert all(one.at <= moment for one in found)
    readers = Counter((one.subject_id, one.person_id) for one in found if one.subject_id)
    assert all(count == 1 for count in readers.values())
    assert len({one.key for one in found}) == len(found)
