"""What comes back to a huddle, and how often it came back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huddle.rules.carry_over import (
    ClosedHuddle,
    Past,
    Promise,
    age_days,
    carried_in,
    needs_review,
    times_carried,
)
from huddle.vocabulary import STATUSES_OF, ItemKind, Status

TODAY = dt.date(2026, 8, 6)
NOW = dt.datetime(2026, 8, 6, 8, 30, tzinfo=dt.UTC)
NEXT = dt.date(2026, 8, 10)
DAY = dt.timedelta(days=1)


def promise(**values: Any) -> Promise:
    """An action raised in huddle `h0` and due today."""
    usual: dict[str, Any] = {
        "series_id": "s",
        "huddle_id": "h0",
        "status": Status.NOT_STARTED,
        "raised_on": TODAY - 3 * DAY,
        "due_on": TODAY,
        "due_time": None,
        "done_at": None,
    }
    return Promise(**{**usual, **values})


def closed(name: str, held_on: dt.date, series_id: str = "s") -> ClosedHuddle:
    """A huddle that closed at nine."""
    at = dt.datetime.combine(held_on, dt.time(9), dt.UTC)
    return ClosedHuddle(name, series_id, held_on, at)


@pytest.mark.parametrize(
    ("values", "comes_back"),
    [
        ({}, True),
        ({"due_on": TODAY - DAY}, True),
        ({"due_on": NEXT - DAY}, True),
        ({"due_on": NEXT}, False),
        ({"due_on": None}, False),
        ({"due_on": None, "is_asked_for": True}, True),
        ({"due_on": NEXT, "status": Status.BLOCKED}, True),
        ({"due_on": None, "status": Status.BLOCKED}, True),
        ({"status": Status.IN_PROGRESS}, True),
        ({"due_time": dt.time(8)}, True),
    ],
)
def test_overdue_due_before_the_next_blocked_or_asked_for(
    values: dict[str, Any], *, comes_back: bool
) -> None:
    assert needs_review(promise(**values), NOW, NEXT) is comes_back


def test_without_a_next_huddle_what_is_due_by_today_comes_back() -> None:
    assert needs_review(promise(), NOW, None)
    assert not needs_review(promise(due_on=TODAY + DAY), NOW, None)


def test_what_is_done_never_comes_back() -> None:
    for status in STATUSES_OF[ItemKind.ACTION][3:]:
        done = promise(status=status, due_on=TODAY - DAY, is_asked_for=True)
        assert not needs_review(done, NOW, NEXT)


def test_carried_counts_closed_huddles_on_or_after_the_due_day() -> None:
    huddles = [
        closed("h0", TODAY),
        closed("h1", TODAY - DAY),
        closed("h2", TODAY),
        closed("h3", TODAY + DAY),
        closed("x1", TODAY + DAY, series_id="other"),
    ]
    assert times_carried(promise(), huddles) == 2
    assert times_carried(promise(huddle_id=None), huddles) == 3
    assert times_carried(promise(due_on=None), huddles) == 0


def test_a_huddle_that_closed_after_it_was_done_did_not_carry_it() -> None:
    huddles = [closed("h1", TODAY), closed("h2", TODAY + DAY)]
    between = dt.datetime.combine(TODAY, dt.time(15), dt.UTC)
    assert times_carried(promise(done_at=between), huddles) == 1
    before = dt.datetime.combine(TODAY, dt.time(8), dt.UTC)
    assert times_carried(promise(done_at=before), huddles) == 0


def test_age_counts_whole_days() -> None:
    assert [age_days(TODAY - n * DAY, TODAY) for n in (-1, 0, 5)] == [0, 0, 5]


def at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), dt.UTC)


def test_a_huddle_that_closed_before_it_was_raised_did_not_carry_it() -> None:
    huddles = [closed("h1", TODAY), closed("h2", TODAY + DAY)]
    assert times_carried(promise(raised_at=at(TODAY, 10)), huddles) == 1
    assert times_carried(promise(raised_at=at(TODAY, 8)), huddles) == 2


def test_its_past_says_which_huddles_carried_it_before_it_moved_and_was_done() -> None:
    huddles = [closed(f"h{n}", TODAY + n * DAY) for n in range(1, 8)]
    past = Past(
        moves=((at(TODAY + 2 * DAY, 10), TODAY), (at(TODAY + 4 * DAY, 10), TODAY + 4 * DAY)),
        stands=((at(TODAY + 6 * DAY, 8), False), (at(TODAY + 6 * DAY, 10), True)),
    )
    carried = carried_in(promise(due_on=TODAY + 6 * DAY), huddles, past)
    # Day 3 was before the second due day, day 5 before the third; on day 6 it was done.
    assert [huddle.id for huddle in carried] == ["h1", "h2", "h4", "h7"]
