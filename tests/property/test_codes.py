"""A misheard code is never another one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from huddle.rules.codes import (
    ALPHABET,
    SLIPS,
    code_for,
    plain,
    read_any,
    read_code,
    read_sheet_code,
    sheet_code_for,
    slip_for,
)

NUMBERS = st.integers(min_value=1, max_value=31**6)
LONG = st.integers(min_value=1, max_value=SLIPS - 1)


@given(NUMBERS, NUMBERS)
def test_each_number_has_a_code_of_its_own_that_reads_back(one: int, other: int) -> None:
    assert read_code(code_for(one)) == code_for(one)
    assert (code_for(one) == code_for(other)) is (one == other)


@given(NUMBERS, st.data())
def test_one_wrong_letter_is_noticed(number: int, data: st.DataObject) -> None:
    letters = plain(code_for(number))
    place = data.draw(st.integers(0, len(letters) - 1))
    letter = data.draw(st.sampled_from([each for each in ALPHABET if each != letters[place]]))
    assert read_code(letters[:place] + letter + letters[place + 1 :]) is None


@given(NUMBERS, st.data())
def test_two_neighbours_swapped_are_noticed(number: int, data: st.DataObject) -> None:
    letters = plain(code_for(number))
    place = data.draw(st.integers(0, len(letters) - 2))
    swapped = f"{letters[:place]}{letters[place + 1]}{letters[place]}{letters[place + 2 :]}"
    assert read_code(swapped) is None or swapped == letters


@given(st.text(max_size=12))
def test_any_typing_is_a_code_or_none(typed: str) -> None:
    found = read_code(typed)
    assert found is None or read_code(found) == found


@given(LONG, LONG)
def test_a_sheets_code_is_no_items_code_and_no_slip_number(number: int, other: int) -> None:
    sheet = sheet_code_for(number)

    assert read_sheet_code(sheet.lower().replace("-", " ")) == sheet == read_any(sheet)
    assert (sheet == sheet_code_for(other)) is (number == other)
    assert sheet != code_for(other) == read_any(code_for(other))
    assert read_sheet_code(code_for(other)) is None
    assert read_sheet_code(slip_for(other)) is None
    assert read_any(slip_for(other)) == slip_for(other)


@given(LONG, st.data())
def test_one_wrong_letter_of_a_sheets_code_is_noticed(number: int, data: st.DataObject) -> None:
    letters = plain(sheet_code_for(number))
    place = data.draw(st.integers(0, len(letters) - 1))
    letter = data.draw(st.sampled_from([each for each in ALPHABET if each != letters[place]]))
    assert read_sheet_code(letters[:place] + letter + letters[place + 1 :]) is None
