"""A misheard code is never another one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.codes import ALPHABET, code_for, read_code

NUMBERS = st.integers(min_value=1, max_value=31**6)


@given(NUMBERS, NUMBERS)
def test_each_number_has_a_code_of_its_own_that_reads_back(one: int, other: int) -> None:
    assert read_code(code_for(one)) == code_for(one)
    assert (code_for(one) == code_for(other)) is (one == other)


@given(NUMBERS, st.data())
def test_one_wrong_letter_is_noticed(number: int, data: st.DataObject) -> None:
    plain = code_for(number).replace("-", "")
    place = data.draw(st.integers(0, len(plain) - 1))
    letter = data.draw(st.sampled_from([each for each in ALPHABET if each != plain[place]]))
    assert read_code(plain[:place] + letter + plain[place + 1 :]) is None


@given(NUMBERS, st.data())
def test_two_neighbours_swapped_are_noticed(number: int, data: st.DataObject) -> None:
    plain = code_for(number).replace("-", "")
    place = data.draw(st.integers(0, len(plain) - 2))
    swapped = f"{plain[:place]}{plain[place + 1]}{plain[place]}{plain[place + 2 :]}"
    assert read_code(swapped) is None or swapped == plain


@given(st.text(max_size=12))
def test_any_typing_is_a_code_or_none(typed: str) -> None:
    found = read_code(typed)
    assert found is None or read_code(found) == found
