"""Whose turn it is: by day and by week, with swaps, and with people who are gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from huddle.rules.rota import (
    Place,
    Rota,
    Turn,
    given_back,
    next_turn_of,
    place_on,
    start_for,
    turn_on,
)

THURSDAY = dt.date(2026, 8, 6)
WEEK = Rota(
    [Place("ann", "bea"), Place("bea"), Place("cem", "ann")], by_week=True, starts_on=THURSDAY
)
DAILY = replace(WEEK, by_week=False, weekdays=(0, 1, 2, 3, 4))


def after(days: int) -> dt.date:
    return THURSDAY + dt.timedelta(days=days)


def leads(rota: Rota, *days: int) -> list[str]:
    turns = [turn_on(rota, after(day)) for day in days]
    return [turn.leads if turn else "-" for turn in turns]


def test_a_week_lasts_from_monday_to_sunday_and_the_first_may_be_short() -> None:
    assert leads(WEEK, -1, 0, 3, 4, 10, 11, 18) == ["-", "ann", "ann", "bea", "bea", "cem", "ann"]


def test_days_are_counted_by_the_weekdays_alone() -> None:
    # Thursday, Friday, then over the weekend to Monday.
    assert leads(DAILY, -1, 0, 1, 4, 5, 6) == ["-", "ann", "bea", "cem", "ann", "bea"]
    # An extra Saturday belongs to whoever comes next, and moves nobody.
    assert leads(DAILY, 2, 3, 4) == ["cem", "cem", "cem"]


def test_without_weekdays_every_day_counts() -> None:
    assert leads(replace(DAILY, weekdays=()), 0, 1, 2, 3) == ["ann", "bea", "cem", "ann"]


def test_nobody_has_a_turn_in_an_empty_rota() -> None:
    assert turn_on(replace(WEEK, places=[]), THURSDAY) is None


def test_a_swap_wins_and_the_deputy_stays() -> None:
    rota = replace(WEEK, swaps={after(1): "cem"})
    assert turn_on(rota, after(1)) == Turn("cem", "bea", "ann", "cem")
    assert turn_on(rota, after(0)) == Turn("ann", "bea", "ann", "ann")


def test_a_deputy_who_swaps_in_has_no_deputy() -> None:
    assert turn_on(replace(WEEK, swaps={THURSDAY: "bea"}), THURSDAY) == Turn(
        "bea", "", "ann", "bea"
    )


@pytest.mark.parametrize(
    ("gone", "day", "turn"),
    [
        ({"ann"}, 0, Turn("bea", "", "ann", "ann")),
        ({"bea"}, 0, Turn("ann", "", "ann", "ann")),
        ({"bea"}, 4, Turn("", "", "bea", "bea")),
        ({"ann", "bea"}, 0, Turn("", "", "ann", "ann")),
    ],
)
def test_the_deputy_has_the_turn_of_whoever_is_gone(gone: set[str], day: int, turn: Turn) -> None:
    assert turn_on(replace(WEEK, gone=gone), after(day)) == turn


def test_somebody_who_swapped_in_and_left_is_replaced_by_the_deputy() -> None:
    rota = replace(WEEK, swaps={THURSDAY: "cem"}, gone={"cem"})
    assert turn_on(rota, THURSDAY) == Turn("bea", "", "ann", "cem")


def test_the_next_turn_of_somebody() -> None:
    days = [after(day) for day in range(30)]
    assert next_turn_of(WEEK, "cem", days) == after(11)
    assert next_turn_of(replace(WEEK, swaps={after(2): "cem"}), "cem", days) == after(2)
    assert next_turn_of(WEEK, "dan", days) is None


def test_two_who_changed_places_are_found() -> None:
    rota = replace(WEEK, swaps={after(0): "bea", after(4): "ann", after(11): "dan"})
    assert given_back(rota, after(0)) == after(4)
    assert given_back(rota, after(4)) == after(0)
    assert given_back(rota, after(11)) is None
    assert given_back(rota, after(1)) is None


@pytest.mark.parametrize("rota", [WEEK, DAILY])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_start_that_gives_a_place_the_turn(rota: Rota, at: int) -> None:
    start = start_for(rota, at, after(5))
    assert place_on(replace(rota, starts_on=start), after(5)) == at
    assert start <= after(5)
