"""Overdue: past its time, or past the end of its day, while not done."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.rules.due import days_late, is_closed_on_time, is_overdue
from huddle.vocabulary import OPEN_ACTION_STATUSES, STATUSES_OF, ItemKind, Status

TODAY = dt.date(2026, 8, 6)
NOON = dt.datetime(2026, 8, 6, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("due_on", "due_time", "is_late"),
    [
        (None, None, False),
        (TODAY, None, False),
        (TODAY - DAY, None, True),
        (TODAY + DAY, None, False),
        (TODAY, dt.time(11, 59), True),
        (TODAY, dt.time(12), False),
        (TODAY, dt.time(12, 1), False),
        (TODAY - DAY, dt.time(23, 59), True),
        (TODAY + DAY, dt.time(0, 1), False),
    ],
)
def test_past_its_time_or_the_end_of_its_day(
    due_on: dt.date | None, due_time: dt.time | None, *, is_late: bool
) -> None:
    for status in OPEN_ACTION_STATUSES:
        assert is_overdue(status, due_on, due_time, NOON) is is_late


def test_what_is_done_is_never_overdue() -> None:
    done = set(STATUSES_OF[ItemKind.ACTION]) - set(OPEN_ACTION_STATUSES)
    assert Status.AWAITING_CHECK in done
    for status in done:
        assert not is_overdue(status, TODAY - DAY, None, NOON)


def test_days_late_counts_whole_days() -> None:
    assert [days_late(TODAY - n * DAY, TODAY) for n in (-1, 0, 1, 30)] == [0, 0, 1, 30]
    assert days_late(None, TODAY) == 0


@pytest.mark.parametrize(
    ("said_done", "due_on", "due_time", "in_time"),
    [
        (None, TODAY, None, None),
        (NOON, None, None, None),
        (NOON, TODAY, None, True),
        (NOON, TODAY + DAY, dt.time(8), True),
        (NOON, TODAY - DAY, None, False),
        (NOON, TODAY, dt.time(12), True),
        (NOON, TODAY, dt.time(11, 59), False),
    ],
)
def test_closed_on_time_is_judged_by_when_the_owner_said_done(
    said_done: dt.datetime | None,
    due_on: dt.date | None,
    due_time: dt.time | None,
    in_time: bool | None,
) -> None:
    assert is_closed_on_time(said_done, due_on, due_time) is in_time
