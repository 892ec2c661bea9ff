"""The axes of a chart: nothing is left out, ticks are round and few, days are never numeric."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

import pytest

from huddle.measure_words import MeasureKind
from huddle.rows.measures import ChartLines
from huddle.rules.chart_axes import change_places, clipped, day_axis, stretches, value_axis
from tests.helpers.chart_rows import changed_chart, make_chart, make_measure, typical_chart

_PERCENTAGE = make_measure(kind=MeasureKind.PERCENTAGE, unit="")


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (-3.1, MeasureKind.COUNT, 0.0),
        (-3.1, MeasureKind.RATE, 0.0),
        (-3.1, MeasureKind.PERCENTAGE, 0.0),
        (103.6, MeasureKind.PERCENTAGE, 100.0),
        (103.6, MeasureKind.COUNT, 103.6),
        (42.0, MeasureKind.PERCENTAGE, 42.0),
    ],
)
def test_limits_are_shown_within_what_can_be(value: float, kind: MeasureKind, shown: float) -> None:
    assert clipped(value, kind) == shown


def test_all_points_lines_and_the_target_stand_within_the_axes() -> None:
    row = make_chart((5, 6, 5), target=40.0)
    axis = value_axis(row, 6)
    assert axis.low < 0.0
    assert axis.high > row.target
    days = day_axis(row, 6)
    assert days.low < row.points[0].on.toordinal() < row.points[-1].on.toordinal() < days.high


def test_ticks_are_round_few_and_never_below_nothing() -> None:
    ticks = value_axis(typical_chart(), 6).ticks
    assert [name for _at, name in ticks] == ["0", "5", "10"]


def test_a_percentage_has_no_tick_above_a_hundred() -> None:
    lines = (ChartLines(0, 4, 98.0, 91.0, 105.0, is_trial=False),)
    row = make_chart((97, 100, 96, 99), lines=lines, measure=_PERCENTAGE)
    axis = value_axis(row, 6)
    assert axis.ticks[-1][1] == "100"
    assert axis.high > 100, "a mark at 100 is not to be cut"


def test_counts_have_no_ticks_between_whole_numbers() -> None:
    row = make_chart((1, 1, 2), lines=())
    assert [name for _at, name in value_axis(row, 6).ticks] == ["1", "2"]


def test_a_value_below_nothing_is_still_shown() -> None:
    axis = value_axis(make_chart((-4, 2), lines=()), 6)
    assert axis.low < -4
    assert "−4" in [name for _at, name in axis.ticks]


@pytest.mark.parametrize("values", [(0,), (4, 4, 4), (0, 0)])
def test_values_that_do_not_differ_have_an_axis(values: tuple[float, ...]) -> None:
    axis = value_axis(make_chart(values, lines=()), 6)
    assert axis.low < values[0] < axis.high
    assert str(values[0]) in [name for _at, name in axis.ticks]


@pytest.mark.parametrize("step", [0, 1, 7, 30, 400])
@pytest.mark.parametrize("most", [2, 5, 12])
def test_days_are_named_in_order_and_never_too_many(step: int, most: int) -> None:
    axis = day_axis(make_chart(step=step), most)
    assert 1 <= len(axis.ticks) <= most
    assert all(before < after for (before, _), (after, _) in pairwise(axis.ticks))
    assert all(axis.low <= at <= axis.high for at, _name in axis.ticks)
    form = r"\d\d-[A-Z][a-z]{2}" if axis.about else r"[A-Z][a-z]{2}-\d{4}"
    assert all(re.fullmatch(form, name) for _at, name in axis.ticks)


def test_days_without_a_year_have_it_beside_them() -> None:
    one, two = make_chart((3, 4, 5)), make_chart((3,) * 12)
    assert day_axis(one, 6).about == "2026"
    assert day_axis(one, 6).ticks[0] == (dt.date(2026, 8, 6).toordinal(), "06-Aug")
    late = make_chart((3, 4), step=90)
    assert day_axis(two, 6).about == day_axis(late, 6).about == "2026"
    over = make_chart((3, 4), points=make_chart((3, 4, 5), step=80).points[1:])
    assert day_axis(over, 6).about == "2026–2027"


def test_months_begin_on_their_first_day() -> None:
    axis = day_axis(typical_chart(), 6)
    assert axis.ticks[0] == (dt.date(2026, 9, 1).toordinal(), "Sep-2026")
    assert axis.about == ""


def test_lines_are_broken_at_each_change() -> None:
    row = changed_chart()
    found = stretches(row)
    places = [place for place, _lines in change_places(row)]
    assert len(found) == 3
    assert len(places) == 2
    for (before, after), place in zip(pairwise(found), places, strict=True):
        assert before.right < place < after.left
    assert found[-1].lower == 0.0, "clipped for the eye"
    assert row.lines[-1].lower == -1.4, "and only for it"
