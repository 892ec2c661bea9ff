"""How far a ward is from a huddle that is a habit."""

from __future__ import annotations

import datetime as dt

from huddle.clock import ShiftedClock
from huddle.rows.embedding import EmbeddingRow
from huddle.ward import Ward
from tests.helpers import wards


def hold_weekdays(ward: Ward, clock: ShiftedClock, count: int) -> None:
    for _time in range(count):
        wards.hold(ward)
        wards.next_morning(clock)
        while clock.now().weekday() > 4:
            wards.next_morning(clock)


def told(ward: Ward) -> EmbeddingRow:
    progress = ward.embedding.progress()
    assert progress is not None
    return progress


def test_nothing_is_told_before_the_first_huddle(ward: Ward) -> None:
    assert ward.embedding.progress() is None


def test_fifteen_weekdays_in_a_row_are_reached_and_stay_so(ward: Ward, clock: ShiftedClock) -> None:
    hold_weekdays(ward, clock, 14)
    assert told(ward) == EmbeddingRow(14, 14, 15, 21, soonest=dt.date(2026, 8, 26))
    wards.hold(ward)
    assert told(ward).reached_on == dt.date(2026, 8, 26)
    wards.next_morning(clock, 3)
    assert told(ward).reached_on == dt.date(2026, 8, 26)
    assert [one.on for one in ward.month.milestones().reached] == [dt.date(2026, 8, 26)]


def test_a_day_without_a_huddle_begins_a_new_row_and_a_day_of_rest_does_not(
    ward: Ward, clock: ShiftedClock
) -> None:
    rests_on = ["10 Aug 2026 the ward moves"]
    ward.calendar.add_exceptions(wards.main_series(ward), rests_on, is_held=False)
    hold_weekdays(ward, clock, 2)
    clock.advance(days=1)
    wards.hold(ward)
    assert (told(ward).run, told(ward).best) == (3, 3)
    wards.next_morning(clock, 2)
    assert (told(ward).run, told(ward).best) == (0, 3)
