"""The codes people read out to one another."""

from __future__ import annotations

import pytest

from huddle.rules.codes import ALPHABET, code_for, read_code


def test_codes_are_short_and_grow_when_they_must() -> None:
    assert [code_for(number) for number in (1, 2, 31)] == ["2223-4", "2224-6", "2232-5"]
    assert len(code_for(31**4 - 1)) == 6
    assert len(code_for(31**4)) == 7


@pytest.mark.parametrize("typed", ["2223-4", "22234", " 2223 - 4 ", "222-34"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert read_code(typed) == "2223-4"


def test_small_letters_are_read() -> None:
    code = code_for(12_345)
    assert read_code(code.lower()) == code


@pytest.mark.parametrize(
    "typed", ["", "-", "2223", "2223-5", "2223-1", "O223-4", "hello", "ßßßß-ß"]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_letters_that_look_alike_are_left_out() -> None:
    assert set(ALPHABET).isdisjoint("01ILO")
    assert len(set(ALPHABET)) == 31
