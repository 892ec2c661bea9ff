"""The slip numbers of what was raised without a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.codes import ALPHABET, SLIPS, code_for, read_code, read_slip, slip_for

NUMBERS = st.integers(0, SLIPS - 1)


def test_a_slip_number_is_two_groups_that_begin_with_one_letter() -> None:
    assert [slip_for(number) for number in (0, 1)] == ["S222-222Y", "S222-2232"]
    assert len(slip_for(SLIPS - 1)) == 9


@given(NUMBERS, NUMBERS)
def test_each_has_its_own_and_reads_back_however_it_is_typed(one: int, other: int) -> None:
    slip = slip_for(one)
    assert read_slip(slip) == read_slip(f" {slip.lower().replace('-', ' ')} ") == slip
    assert (slip == slip_for(other)) is (one == other)


@given(NUMBERS, st.data())
def test_one_wrong_letter_is_noticed(number: int, data: st.DataObject) -> None:
    plain = slip_for(number).replace("-", "")
    place = data.draw(st.integers(0, len(plain) - 1))
    letter = data.draw(st.sampled_from([each for each in ALPHABET if each != plain[place]]))
    assert read_slip(plain[:place] + letter + plain[place + 1 :]) is None


@given(st.integers(1, 31**6))
def test_no_code_of_an_item_is_a_slip_number(number: int) -> None:
    assert read_slip(code_for(number)) is None


@pytest.mark.parametrize("typed", ["", "S", "S222-2222", "2222-2223", "S222-222", "staffing"])
def test_what_is_no_slip_number_is_none(typed: str) -> None:
    assert read_slip(typed) is None


def test_a_slip_number_is_no_code_that_was_given_out() -> None:
    assert len((read_code(slip_for(5)) or "").replace("-", "")) in (0, 8)
