"""Several huddles a day, single days, closed days: what is due, what is missed, and held once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.rows.planning import CardRow, SeriesRow
from huddle.vocabulary import HuddleStatus
from huddle.ward import Ward
from tests.helpers.wards import hold, main_series, next_morning, start

NOON, EVENING = dt.time(12), dt.time(20)
THURSDAY = dt.date(2026, 8, 6)


def change(ward: Ward, **changes: Any) -> SeriesRow:
    series = ward.templates.series()[0]
    kept = ("name", "template_id", "weekdays", "starts_at", "facilitator")
    kept += ("more_times", "skips_closed_days")
    new = {**{name: getattr(series, name) for name in kept}, **changes}
    return ward.templates.change_series(series.id, series.row_version, **new)


def cards(ward: Ward) -> dict[str, CardRow]:
    return {f"{card.starts_at:%H:%M}": card for card in ward.planning.today().cards}


def missed(ward: Ward) -> list[tuple[int, str]]:
    return [(one.held_on.day, f"{one.starts_at:%H:%M}") for one in ward.planning.today().missed]


def test_each_time_of_a_day_is_a_huddle_of_its_own(ward: Ward, clock: ShiftedClock) -> None:
    series = change(ward, more_times=(EVENING, NOON, NOON))
    assert series.more_times == (NOON, EVENING)
    assert list(cards(ward)) == ["08:15", "12:00", "20:00"]
    first = ward.running.start(series.id, dt.time(8, 15))
    assert ward.running.start(series.id, dt.time(8, 15)).huddle.id == first.huddle.id
    assert first.next_huddle_on == THURSDAY
    ward.running.close(first.huddle.id)
    with pytest.raises(Refused):
        ward.running.start(series.id, dt.time(8, 15))
    second = ward.running.start(series.id)
    assert second.huddle.starts_at == NOON
    held = {time: card.huddle and card.huddle.status for time, card in cards(ward).items()}
    assert held == {"08:15": HuddleStatus.CLOSED, "12:00": HuddleStatus.RUNNING, "20:00": None}
    assert ward.running.start(series.id, EVENING).next_huddle_on == THURSDAY + dt.timedelta(days=1)


def test_a_clock_set_back_starts_no_huddle_twice(ward: Ward, clock: ShiftedClock) -> None:
    huddle_id, _kept = hold(ward)
    clock.set_to(clock.now() - dt.timedelta(hours=2))
    with pytest.raises(Refused):
        start(ward)
    clock.advance(hours=5)
    with pytest.raises(Refused):
        start(ward)
    assert [row.id for row in ward.history.huddles()] == [huddle_id]


def test_only_the_latest_can_be_held_and_the_others_share_a_reason(
    ward: Ward, clock: ShiftedClock
) -> None:
    series = change(ward, more_times=(NOON,))
    next_morning(clock, days=4)
    clock.advance(hours=5)
    assert list(cards(ward)) == ["12:00"]
    waiting = ward.planning.today().missed
    assert missed(ward) == [
        (10, "08:15"),
        (7, "12:00"),
        (7, "08:15"),
        (6, "12:00"),
        (6, "08:15"),
    ]
    with pytest.raises(Refused):
        ward.planning.not_held_together(waiting, " ")
    ward.planning.not_held(series.id, waiting[1].held_on, "Flood", NOON)
    with pytest.raises(Refused):
        ward.planning.not_held_together(waiting, "Short of staff")
    assert len(missed(ward)) == 4
    ward.planning.not_held_together((waiting[0], *waiting[2:]), "Short of staff")
    assert missed(ward) == []
    rows = [row for row in ward.history.huddles() if row.status is HuddleStatus.NOT_HELD]
    assert len({(row.held_on, row.starts_at) for row in rows}) == len(rows) == 5


def test_another_time_makes_no_held_huddle_a_missed_one(ward: Ward, clock: ShiftedClock) -> None:
    hold(ward)
    next_morning(clock)
    change(ward, starts_at=dt.time(9, 30))
    assert missed(ward) == []
    assert ward.wall.public_face().held == 1


def test_single_and_closed_days(ward: Ward, clock: ShiftedClock) -> None:
    series = change(ward, skips_closed_days=True)
    ward.calendar.add_closed_days(["Fri 7 Aug 2026\tClosed", "10 August 2026 - Also closed"])
    ward.calendar.add_exceptions(series.id, ["sat 10:00 open day"], is_held=True)
    (card,) = ward.planning.today().cards
    assert card.next_on == dt.date(2026, 8, 8)
    hold(ward)
    assert ward.planning.agenda(series.id).huddle.starts_at == dt.time(10)
    face = ward.wall.public_face()
    assert (face.next_on, face.next_at) == (dt.date(2026, 8, 8), dt.time(10))
    next_morning(clock, days=5)
    assert missed(ward) == [(8, "10:00")]
    assert ward.wall.public_face().planned == 2


def test_a_removed_day_can_be_added_again(ward: Ward) -> None:
    series_id = main_series(ward)
    (row,) = ward.calendar.add_exceptions(series_id, ["7 aug away day"], is_held=False)
    (changed,) = ward.calendar.add_exceptions(series_id, ["7 aug 11:00"], is_held=True)
    assert changed == dataclasses.replace(row, is_held=True, starts_at=dt.time(11), reason="")
    ward.calendar.remove_exception(row.id)
    assert ward.calendar.exceptions() == ()
    ward.calendar.add_exceptions(series_id, ["7 aug away day"], is_held=False)
    assert ward.calendar.exceptions() == (row,)
    (closed,) = ward.calendar.add_closed_days(["25 Dec 2026 Christmas Day"])
    ward.calendar.remove_closed_day(closed.id)
    assert ward.calendar.closed_days() == ()
    assert ward.calendar.add_closed_days(["25 Dec 2026 Christmas Day"]) == (closed,)


@pytest.mark.parametrize(
    "line", ["Christmas Day", "31 Feb 2026 Nothing", "25 Dec 2026", "25 Dec 2026 " + "x" * 121]
)
def test_one_wrong_line_adds_nothing(ward: Ward, line: str) -> None:
    with pytest.raises(Refused):
        ward.calendar.add_closed_days(["1 Jan 2027 New Year", line])
    assert ward.calendar.closed_days() == ()


def test_what_cannot_be_is_refused(ward: Ward) -> None:
    series_id = main_series(ward)
    with pytest.raises(Refused, match="has no time"):
        ward.calendar.add_exceptions(series_id, ["7 aug 11:00"], is_held=False)
    with pytest.raises(Refused, match="1,000 lines"):
        ward.calendar.add_closed_days(["7 aug closed"] * 1000)


def test_the_night_of_the_doubled_hour_is_held_once(ward: Ward, clock: ShiftedClock) -> None:
    series = change(ward, weekdays=range(7), starts_at=dt.time(1, 30))
    clock.set_to(dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC))
    state = ward.running.start(series.id)
    ward.running.close(state.huddle.id)
    clock.advance(hours=1)
    with pytest.raises(Refused):
        ward.running.start(series.id)
    assert [row.held_on.day for row in ward.history.huddles()] == [25]
