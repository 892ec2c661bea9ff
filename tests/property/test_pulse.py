"""The numbers of a pulse hold for every ward and every answer."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huddle.errors import Refused
from huddle.rules import pulse

ANSWERS = st.lists(st.tuples(*[st.integers(0, 5)] * 3), max_size=100)
SHARES = st.integers(1, 500).flatmap(lambda tries: st.tuples(st.integers(0, tries), st.just(tries)))


@given(SHARES)
def test_the_share_lies_between_its_bounds_which_mirror_those_of_the_rest(
    share: tuple[int, int],
) -> None:
    hits, tries = share
    lower, upper = pulse.interval(hits, tries)
    assert 0 <= lower <= hits / tries <= upper <= 1
    assert pulse.interval(tries - hits, tries) == pytest.approx((1 - upper, 1 - lower))


@given(SHARES)
def test_ten_times_as_many_answers_are_surer(share: tuple[int, int]) -> None:
    lower, upper = pulse.interval(*share)
    narrower = pulse.interval(10 * share[0], 10 * share[1])
    assert narrower[1] - narrower[0] < upper - lower


def test_wilsons_interval_of_a_published_example() -> None:
    # R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3: 81 of 263.
    assert pulse.interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert pulse.interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@given(ANSWERS)
def test_the_sum_of_packed_answers_unpacks_to_how_often_each_was_given(
    answers: list[tuple[int, ...]],
) -> None:
    total = sum(pulse.packed(pulse.counts_of(answer)) for answer in answers)
    added = pulse.nothing(3)
    for answer in answers:
        added = pulse.add(added, pulse.counts_of(answer))
    assert pulse.unpacked(total, 3) == added
    assert added == tuple(
        tuple(sum(answer[place] == value for answer in answers) for value in pulse.SCALE)
        for place in range(3)
    )


def test_the_largest_counts_fit_a_secret_and_nothing_larger_is_taken_for_counts() -> None:
    most = ((pulse.MOST_MINIMUM,) * 5,) * pulse.MOST_QUESTIONS
    assert pulse.unpacked(pulse.packed(most), pulse.MOST_QUESTIONS) == most
    assert pulse.packed(most) < 2**256
    with pytest.raises(ValueError, match="too many"):
        pulse.packed((*most, most[0]))
    with pytest.raises(ValueError, match="not the counts"):
        pulse.unpacked(pulse.packed(most), pulse.MOST_QUESTIONS - 1)


@pytest.mark.parametrize(
    ("counts", "is_low"),
    [((3, 3, 0, 5, 0), True), ((0, 0, 6, 0, 5), True), ((5, 0, 0, 5, 0), False), ((0,) * 5, False)],
)
def test_fewer_than_half_that_agree_are_few(counts: tuple[int, ...], is_low: bool) -> None:
    assert pulse.agreement(counts).is_low is is_low


@given(st.integers(0, 300), st.integers(-5, 300))
def test_a_minimum_is_five_at_least_and_there_are_people_for_it(roster: int, minimum: int) -> None:
    if 5 <= minimum <= min(roster, 100):
        pulse.check_minimum(minimum, roster)
    else:
        with pytest.raises(Refused):
            pulse.check_minimum(minimum, roster)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)))
def test_a_quarter_has_three_months(day: dt.date) -> None:
    year, _dash, quarter = pulse.quarter_of(day).partition("-Q")
    assert int(year) == day.year
    assert 3 * int(quarter) - 2 <= day.month <= 3 * int(quarter)
    first = pulse.first_day(day)
    assert pulse.quarter_of(first) == pulse.quarter_of(day)
    assert pulse.quarter_of(first - dt.timedelta(days=1)) < pulse.quarter_of(day)
