"""The way to fifteen huddles in twenty-one days against a slow way to walk it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from huddle.rows.embedding import EmbeddingRow
from huddle.rules import embedding

MONDAY = dt.date(2026, 11, 2)
WEEKDAYS = [day for ahead in range(120) if (day := MONDAY + dt.timedelta(ahead)).weekday() < 5]
SPAN = dt.timedelta(days=21)
HELD = st.lists(st.integers(0, 18), max_size=4).map(
    lambda runs: [was_held for length in runs for was_held in (*[True] * length, False)]
)
"""Runs of some length, each ended by a weekday without a huddle."""
PLANS = st.sets(st.sampled_from(WEEKDAYS[:60]), max_size=4)
"""Weekdays on which the plan holds none."""


def walked(held: list[bool], skipped: set[dt.date]) -> tuple[EmbeddingRow, list[dt.date]]:
    days = [day for day in WEEKDAYS if day not in skipped]
    past = list(zip(days, held, strict=False))
    return embedding.progress(past, days[len(past) :]), days


def in_a_row(days: list[dt.date], held: list[bool], place: int) -> int:
    """How many end here without a gap, within the days that count."""
    count = 0
    while count <= place and held[place - count] and days[place] - days[place - count] < SPAN:
        count += 1
    return count


@given(HELD, st.booleans(), PLANS)
def test_progress_is_what_walking_back_from_each_day_finds(
    held: list[bool], ends_held: bool, skipped: set[dt.date]
) -> None:
    held = held[:-1] if ends_held else held
    progress, days = walked(held, skipped)
    rows = [in_a_row(days, held, place) for place in range(len(held))]
    assert progress.run == (rows[-1] if rows else 0)
    assert progress.best == max(rows, default=0)
    reached = [day for day, row in zip(days, rows, strict=False) if row >= 15]
    assert progress.reached_on == (reached[0] if reached else None)


@given(HELD, PLANS)
def test_the_soonest_day_is_the_first_that_holding_each_one_reaches(
    held: list[bool], skipped: set[dt.date]
) -> None:
    progress, days = walked(held, skipped)
    kept = [*held, *[True] * (len(days) - len(held))]
    to_come = range(len(held), len(days))
    reached = [days[place] for place in to_come if in_a_row(days, kept, place) >= 15]
    assert progress.soonest == (reached[0] if reached else None)


def test_three_weeks_of_weekdays_make_a_habit_and_a_closed_day_need_not_break_it() -> None:
    assert walked([True] * 15, set())[0].reached_on == dt.date(2026, 11, 20)
    wednesday = {dt.date(2026, 11, 2), dt.date(2026, 11, 3), dt.date(2026, 11, 12)}
    assert walked([True] * 15, wednesday)[0].reached_on is None
    assert walked([True] * 16, wednesday)[0].reached_on is None
    assert walked([True] * 14, set())[0] == EmbeddingRow(14, 14, 15, 21, dt.date(2026, 11, 20))


def test_what_is_held_once_a_week_is_never_told() -> None:
    weekly = [MONDAY + dt.timedelta(weeks=ahead) for ahead in range(30)]
    progress = embedding.progress([(day, True) for day in weekly[:20]], weekly[20:])
    assert (progress.run, progress.soonest, progress.is_told) == (3, None, False)


def test_of_several_the_first_that_was_reached_or_else_the_nearest_is_told() -> None:
    near = EmbeddingRow(9, 9, 15, 21, soonest=MONDAY)
    far = EmbeddingRow(2, 12, 15, 21, soonest=MONDAY)
    done = EmbeddingRow(0, 15, 15, 21, reached_on=MONDAY)
    assert embedding.furthest([far, near]) == near
    assert embedding.furthest([far, near, done]) == done
    assert embedding.furthest([EmbeddingRow(0, 0, 15, 21, soonest=MONDAY)]) is None
