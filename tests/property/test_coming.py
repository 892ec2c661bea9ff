"""Over random sleeps and clocks: nothing is said twice before the sign-in, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from huddle import coming
from huddle.paths import Paths
from huddle.rules.coming import DAYS, View, key_of, look_ahead
from huddle.rules.reminders import (
    Asked,
    Meeting,
    Plan,
    Promise,
    Reminder,
    SentUp,
    quiet_until,
    standing,
)
from huddle.vocabulary import OPEN_ACTION_STATUSES, Status
from tests.property.test_reminders import QUIET, TIMES, ZONES

BEGINS = st.sampled_from(
    # In the middle of the one the hands of London and New York go forward, of the other back.
    [dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC), dt.datetime(2026, 10, 21, 12, tzinfo=dt.UTC)]
)
SPANS = st.integers(0, DAYS * 24 * 3600).map(lambda seconds: dt.timedelta(seconds=seconds))
FIVE_DAYS = dt.timedelta(days=5)
NEAR_DAYS = st.integers(-6, DAYS + 3).map(lambda days: dt.timedelta(days=days))


@st.composite
def plans(draw: st.DrawFn, begin: dt.datetime) -> Plan:
    """A plan in which much falls due in the days looked ahead."""
    days = NEAR_DAYS.map(lambda ahead: begin.date() + ahead)
    meetings = st.builds(Meeting, st.sampled_from(["s", "t"]), days, TIMES)
    promises = st.builds(
        Promise,
        id=st.uuids().map(str),
        status=st.sampled_from([*OPEN_ACTION_STATUSES, Status.AWAITING_CHECK, Status.CLOSED]),
        due_on=st.none() | days,
        due_time=st.none() | TIMES,
        owner_id=st.sampled_from([None, "sam"]),
        done_at=st.none() | SPANS.map(lambda span: begin - span),
    )
    ids, moments = st.uuids().map(str), SPANS.map(lambda span: begin + span - FIVE_DAYS)
    sent_up = st.builds(
        SentUp,
        id=ids,
        item_id=ids,
        to_name=st.just("Site"),
        reply_by=st.none() | moments,
        answered_at=st.none() | moments,
    )
    asked = st.builds(Asked, id=ids, item_id=ids, from_unit=st.just("Ward 7"), reply_by=moments)
    return Plan(
        meetings=tuple(draw(st.lists(meetings, max_size=6, unique=True))),
        promises=tuple(draw(st.lists(promises, max_size=5))),
        sent_up=tuple(draw(st.lists(sent_up, max_size=3))),
        asked=tuple(draw(st.lists(asked, max_size=3))),
        closed_days=draw(st.frozensets(days, max_size=3)),
        backup_since=begin - dt.timedelta(days=1),
        backup_late_at=begin + draw(SPANS),
    )


def holds(plan: Plan, now: dt.datetime) -> list[Reminder]:
    """What holds now: of each thing that it is about the latest."""
    return list({one.subject_id: one for one in standing(plan, now)}.values())


@given(st.data(), BEGINS, QUIET, ZONES, st.lists(SPANS, max_size=12))
def test_whenever_it_is_asked_just_what_holds_and_was_not_said_is_said(
    data: st.DataObject,
    begin: dt.datetime,
    quiet: tuple[dt.time | None, dt.time | None],
    zone: ZoneInfo,
    spans: list[dt.timedelta],
) -> None:
    """The spans are in no order: it sleeps, wakes, and its clock is set back."""
    plan = data.draw(plans(begin))
    sent = {one.key for one in standing(plan, begin.astimezone(zone))}
    outlook = look_ahead([View(plan, begin.astimezone(zone), quiet)], sent)
    said: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder) / "ward", Path(folder))
        for span in spans:
            coming.leave(paths, outlook)
            now = (begin + span).astimezone(zone)
            found = coming.take_due(paths, now)
            if any(start <= now < end for start, end in outlook.quiet):
                assert found == ()
                continue
            expected = Counter(
                key_of(one.kind, one.at)
                for one in holds(plan, now)
                if one.key not in sent and key_of(one.kind, one.at) not in said
            )
            counts: Counter[str] = Counter()
            for one in found:
                counts[one.key] += one.count
            assert counts == expected
            said.update(set(counts))
    assert all(times == 1 for times in said.values())


@given(BEGINS, QUIET, ZONES, SPANS)
def test_it_is_quiet_when_the_ward_s_hands_say_so(
    begin: dt.datetime,
    quiet: tuple[dt.time | None, dt.time | None],
    zone: ZoneInfo,
    span: dt.timedelta,
) -> None:
    """Not asked in an hour that the hands show twice or leave out: there they say too little."""
    outlook = look_ahead([View(Plan(), begin.astimezone(zone), quiet)])
    now = (begin + span).astimezone(zone)
    hour = dt.timedelta(hours=1)
    if len({(now + by).utcoffset() for by in (-24 * hour, hour, 24 * hour)}) > 1:
        return
    is_quiet = any(start <= now < end for start, end in outlook.quiet)
    assert is_quiet == (quiet_until(now, *quiet) is not None)
