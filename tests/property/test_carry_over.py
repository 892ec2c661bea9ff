"""Carrying over, whatever the days."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.carry_over import ClosedHuddle, Promise, needs_review, times_carried
from huddle.rules.due import is_overdue
from huddle.vocabulary import OPEN_ACTION_STATUSES, STATUSES_OF, ItemKind

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 1))
MOMENTS = st.builds(lambda day, at: dt.datetime.combine(day, at, dt.UTC), DAYS, st.times())
PROMISES = st.builds(
    Promise,
    series_id=st.sampled_from(["a", "b"]),
    huddle_id=st.sampled_from([None, "0", "1"]),
    status=st.sampled_from(STATUSES_OF[ItemKind.ACTION]),
    raised_on=DAYS,
    due_on=st.none() | DAYS,
    due_time=st.none() | st.times(),
    done_at=st.none() | MOMENTS,
)
HUDDLES = st.lists(
    st.builds(
        lambda number, series, day: ClosedHuddle(
            str(number), series, day, dt.datetime.combine(day, dt.time(9), dt.UTC)
        ),
        st.integers(0, 30),
        st.sampled_from(["a", "b"]),
        DAYS,
    ),
    max_size=20,
)


@given(PROMISES, MOMENTS, st.none() | DAYS)
def test_what_is_overdue_always_comes_back_and_what_is_done_never(
    promise: Promise, now: dt.datetime, next_on: dt.date | None
) -> None:
    comes_back = needs_review(promise, now, next_on)
    if is_overdue(promise.status, promise.due_on, promise.due_time, now):
        assert comes_back
    if promise.status not in OPEN_ACTION_STATUSES:
        assert not comes_back


@given(PROMISES, MOMENTS)
def test_what_came_back_comes_back_later_too(promise: Promise, now: dt.datetime) -> None:
    later = now + dt.timedelta(days=3)
    assert not needs_review(promise, now, None) or needs_review(promise, later, None)


@given(PROMISES, HUDDLES, HUDDLES)
def test_more_huddles_never_carry_less(
    promise: Promise, some: list[ClosedHuddle], more: list[ClosedHuddle]
) -> None:
    count = times_carried(promise, some)
    assert 0 <= count <= len(some)
    assert count + times_carried(promise, more) == times_carried(promise, [*some, *more])
