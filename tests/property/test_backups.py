"""A rotation keeps the newest, stays small, and covers what it promises, whatever is made when."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from huddle.rules.backups import DAYS, MONTHS, WEEKS, kept

LONDON = "Europe/London"
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
MINUTES_IN_TWO_YEARS = 2 * 365 * 24 * 60

instants = st.integers(0, MINUTES_IN_TWO_YEARS).map(lambda past: START + dt.timedelta(minutes=past))


@given(st.lists(instants, min_size=1, max_size=80))
def test_the_newest_is_never_dropped_and_nothing_is_invented(made: list[dt.datetime]) -> None:
    found = kept(made, LONDON)
    assert max(made) in found <= set(made)
    assert len(found) <= DAYS + WEEKS + MONTHS


@given(st.lists(instants, min_size=1, max_size=80))
def test_rotating_after_each_backup_keeps_what_rotating_once_would(
    made: list[dt.datetime],
) -> None:
    left: set[dt.datetime] = set()
    for instant in sorted(made):
        left = kept(left | {instant}, LONDON)
    assert left == kept(made, LONDON)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 24 * 60 - 1), st.integers(1, 4), st.sampled_from((LONDON, "Asia/Kolkata")))
def test_two_years_of_days_leave_little_and_cover_a_year(
    minute: int, each_day: int, zone: str
) -> None:
    left: set[dt.datetime] = set()
    for hour in range(2 * 365 * each_day):
        instant = START + dt.timedelta(minutes=minute, hours=hour * 24 / each_day)
        left = kept(left | {instant}, zone)
    assert len(left) <= DAYS + WEEKS + MONTHS
    newest = max(left)
    for days, slack in ((1, 1), (7, 7), (30, 31), (180, 31), (330, 31)):
        wanted = newest - dt.timedelta(days=days)
        assert any(abs(instant - wanted) <= dt.timedelta(days=slack) for instant in left)
