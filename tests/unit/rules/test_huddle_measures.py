"""The numbers of a month, by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.rows.month import Share
from huddle.rules import huddle_measures as measures
from huddle.rules.huddle_measures import Deadline, GoesUp, Times
from huddle.rules.recurrence import Occurrence

MONDAY = dt.date(2026, 11, 2)
AT = dt.time(8, 15)
SET_FOR = dt.datetime(2026, 11, 2, 8, 15, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def minutes(count: float) -> dt.timedelta:
    return dt.timedelta(minutes=count)


def day(ahead: int) -> dt.date:
    return MONDAY + dt.timedelta(days=ahead)


@pytest.mark.parametrize(
    ("began", "ended", "planned", "is_on_time"),
    [
        (0, 10, 10, True),
        (2, 12, 10, True),
        (2.1, 10, 10, False),
        (0, 12.1, 10, False),
        (-3, 9, 10, True),
        (1, 40, 0, True),
        (3, 40, 0, False),
    ],
)
def test_on_time_is_by_both_ends_within_two_minutes(
    began: float, ended: float, planned: float, *, is_on_time: bool
) -> None:
    times = Times(SET_FOR, minutes(planned), SET_FOR + minutes(began), SET_FOR + minutes(ended))
    assert times.is_on_time is is_on_time
    assert measures.on_time([times]) == Share(int(is_on_time), 1)


def test_the_length_is_from_beginning_to_end() -> None:
    times = Times(SET_FOR, minutes(10), SET_FOR + minutes(1), SET_FOR + minutes(13))
    assert times.length == minutes(12)


def test_medians_and_shares() -> None:
    lengths = [minutes(8), minutes(15), minutes(16), minutes(10)]
    assert measures.median_minutes(lengths) == 12
    assert measures.median_minutes([]) is None
    assert measures.within(lengths, measures.SHORT) == Share(3, 4)
    assert measures.median_hours([dt.timedelta(hours=2), dt.timedelta(hours=47)]) == 24.5
    assert measures.median_hours([]) is None


def test_only_weekdays_make_a_run_and_one_of_several_times_is_enough() -> None:
    possible = [Occurrence(day(at), AT) for at in range(7)]
    later = Occurrence(day(0), dt.time(14))
    found = measures.weekdays([*possible, later], {possible[0], possible[3], possible[5]})
    assert found == [(day(at), at != 3) for at in range(5)]


def weekdays(count: int, *, left_out: int = -1) -> list[tuple[dt.date, bool]]:
    """So many weekdays from a Monday on, each held but one."""
    days = [day(ahead) for ahead in range(count * 2) if day(ahead).weekday() < 5][:count]
    return [(one, place != left_out) for place, one in enumerate(days)]


def test_a_run_ends_where_one_was_not_held() -> None:
    runs = list(measures.runs(weekdays(12, left_out=4)))
    assert [run.length for run in runs] == [1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7]
    assert not any(run.is_embedded for run in runs)


def test_fifteen_in_twenty_one_days_are_embedded() -> None:
    runs = list(measures.runs(weekdays(16)))
    assert [run.is_embedded for run in runs] == [False] * 14 + [True, True]
    assert runs[14].on == day(18)


def test_fifteen_that_took_longer_are_not_embedded() -> None:
    # Held on Mondays, Wednesdays and Fridays alone.
    days = [(day(at), True) for at in range(60) if day(at).weekday() in (0, 2, 4)]
    runs = list(measures.runs(days))
    assert runs[-1].length > measures.EMBEDDED_RUN
    assert not any(run.is_embedded for run in runs)


@pytest.mark.parametrize(
    ("due_on", "due_time", "done_at", "share"),
    [
        # Done on its day, before its time, after it; on another day.
        (NOW.date(), None, NOW, Share(1, 1)),
        (NOW.date(), dt.time(12), NOW, Share(1, 1)),
        (NOW.date(), dt.time(11, 59), NOW, Share(0, 1)),
        (day(0), None, NOW, Share(0, 1)),
        (day(40), None, NOW, Share(1, 1)),
        # Open: overdue counts as due, what is still to come does not.
        (day(0), None, None, Share(0, 1)),
        (NOW.date(), dt.time(11), None, Share(0, 1)),
        (NOW.date(), dt.time(13), None, Share(0, 0)),
        (NOW.date(), None, None, Share(0, 0)),
    ],
)
def test_closed_on_time(
    due_on: dt.date, due_time: dt.time | None, done_at: dt.datetime | None, share: Share
) -> None:
    one = Deadline(due_on, due_time, done_at)
    assert measures.closed_on_time([one], NOW) == share
    alike = Deadline(due_on, due_time, done_at, 3)
    assert measures.closed_on_time([alike], NOW) == Share(3 * share.part, 3 * share.whole)


@pytest.mark.parametrize(
    ("part", "whole", "stands_out"),
    [
        (0, 20, GoesUp.NOTHING),
        (1, 20, None),
        (14, 20, None),
        (15, 20, GoesUp.NEARLY_EVERYTHING),
        (20, 20, GoesUp.NEARLY_EVERYTHING),
        # Of so few, it may be chance.
        (0, 19, None),
        (19, 19, None),
        (0, 0, None),
    ],
)
def test_none_or_nearly_all_of_many_concerns_stand_out(
    part: int, whole: int, stands_out: GoesUp | None
) -> None:
    assert measures.goes_up(Share(part, whole)) is stands_out
