"""What charts say."""

from __future__ import annotations

import pytest

from huddle.i18n import PSEUDO_LANGUAGE, use_language
from huddle.measure_words import Direction
from huddle.rules import rare_events, spc
from huddle.rules.chart_words import chart_words, run_chart_words
from huddle.rules.run_chart import run_chart

UP, DOWN, NEITHER = Direction
BASE = [9.0, 11.0] * 6
UNSCREENED = "; outliers are not screened out of the limits."
TRIAL = "; these are trial limits, from fewer than 12 points"


def said(*tail: float, direction: Direction = UP, target: float | None = None) -> str:
    """What a chart says whose lines rest on the base alone, without its last words."""
    chart = spc.xmr([*BASE, *tail], direction, target=target, fixed_after=12)
    words = chart_words(chart)
    assert words.endswith(UNSCREENED)
    return words.removesuffix(UNSCREENED)


def test_nothing_out_of_the_usual() -> None:
    assert said() == "All 12 points show common variation"


@pytest.mark.parametrize(
    ("tail", "signal"),
    [
        ((16,), "a point above the upper limit"),
        ((4,), "a point below the lower limit"),
        ((7, 8, 9.5, 10.5, 11, 12, 13), "seven or more points that rise in a row"),
        ((9, 13, 12, 11, 10.5, 9.5, 8, 7), "seven or more points that fall in a row"),
        ((14, 11, 14), "two of three points in a row close to the upper limit"),
        ((6, 9, 6), "two of three points in a row close to the lower limit"),
        ((9, 11, 12, 11, 12, 11, 12, 11), "seven or more points in a row above the mean"),
        ((8, 9, 8, 9, 8, 9, 8), "seven or more points in a row below the mean"),
    ],
)
def test_a_signal_at_the_end(tail: tuple[float, ...], signal: str) -> None:
    assert f"; the chart ends with {signal}: this points to " in said(*tail)


@pytest.mark.parametrize(
    ("direction", "meaning"),
    [
        (UP, "this points to improvement"),
        (DOWN, "this points to something of concern"),
        (NEITHER, "this points to a change upwards"),
    ],
)
def test_what_a_signal_means(direction: Direction, meaning: str) -> None:
    assert said(16, direction=direction) == (
        "12 of 13 points show common variation; "
        f"the chart ends with a point above the upper limit: {meaning}"
    )


def test_a_signal_of_some_time_ago() -> None:
    latest = "; the latest signal, which ended {} before the last, was a point below the lower "
    assert latest.format("1 point") in said(4, 9)
    assert latest.format("2 points") in said(16, 4, 9, 11)


def test_only_the_process_since_its_last_known_change_is_told() -> None:
    quiet = spc.xmr([*BASE, 40, 9, *[29, 31] * 6], UP, rebases=[14])
    assert chart_words(quiet).startswith(
        "All 12 points since the process changed show common variation; "
    )
    loud = spc.xmr([*BASE, *[29, 31] * 6, 60], UP, rebases=[12], fixed_after=12)
    assert chart_words(loud).startswith(
        "12 of 13 points since the process changed show common variation; the chart ends with "
    )


@pytest.mark.parametrize(
    ("target", "assurance"),
    [
        (20, "the target is not likely to be met"),
        (2, "the target is likely to be met each time"),
        (10, "the target is met at some times and missed at others by chance"),
    ],
)
def test_the_target(target: float, assurance: str) -> None:
    assert said(target=target).endswith(f"; if nothing changes, {assurance}")


def test_what_limits_rest_on() -> None:
    few = chart_words(spc.xmr([9, 11, 9], UP))
    assert few == f"All 3 points show common variation{TRIAL}{UNSCREENED}"
    screened = chart_words(spc.xmr(BASE, UP, is_screened=True))
    assert screened.endswith("variation; outliers are screened out of the limits.")


def test_too_little_to_tell() -> None:
    assert chart_words(spc.xmr([], UP)) == "There are no readings yet."
    assert chart_words(spc.xmr([3], UP)) == "There are too few readings to tell what is usual."
    assert chart_words(spc.xmr([*BASE, 3], UP, rebases=[12])) == (
        "Since the process changed there are too few readings to tell what is usual."
    )
    nothing_between = "There are not yet two events with days between them."
    assert chart_words(rare_events.t_chart([])) == nothing_between
    assert chart_words(rare_events.g_chart([])) == nothing_between


def test_charts_of_rare_events_count_events_and_have_a_centre_line() -> None:
    trial = "; these are trial limits, from fewer than 20 events"
    gaps = [12.0, 30, 7, 45, 21, 60, 9, 33]
    usual = "All 8 points show common variation"
    assert chart_words(rare_events.t_chart(gaps)) == f"{usual}{trial}{UNSCREENED}"
    assert chart_words(rare_events.g_chart(gaps)) == f"{usual}{trial}."
    shifted = chart_words(rare_events.t_chart([5.0, 9] * 9 + [8, 12] * 5))
    assert "seven or more points in a row above the centre line" in shifted


def test_a_restless_run_chart() -> None:
    assert run_chart_words(run_chart([1, 3] * 6, UP)) == "12 points show nothing but chance."


def test_a_run_chart_that_crosses_too_seldom() -> None:
    assert run_chart_words(run_chart([1] * 5 + [3] * 5, UP)) == (
        "10 points show more than chance; "
        "the line crosses the median 1 time, where 2 or more are usual."
    )


@pytest.mark.parametrize(
    ("values", "end"),
    [
        ([1.0] * 8 + [3.0] * 8, "above the median: this points to improvement"),
        ([3.0] * 8 + [1.0] * 8 + [2.0], "below the median: this points to something of concern"),
    ],
)
def test_a_run_chart_that_ends_on_one_side(values: list[float], end: str) -> None:
    assert run_chart_words(run_chart(values, UP)) == (
        f"{len(values)} points show more than chance; "
        "the line crosses the median 1 time, where 4 or more are usual; "
        "up to 8 in a row are on one side of the median, where 7 or fewer are usual; "
        f"the chart ends with such a run {end}."
    )


def test_a_long_run_of_some_time_ago_tells_nothing_of_now() -> None:
    words = run_chart_words(run_chart([3.0] * 8 + [1] * 5 + [3] + [1] * 4, UP))
    assert "up to 8 in a row are on one side" in words
    assert "ends with" not in words


def test_a_run_chart_of_few_points() -> None:
    few = "; with {} off the median there is little to tell a change by."
    assert run_chart_words(run_chart([], UP)) == "There are no readings yet."
    assert run_chart_words(run_chart([3], UP)) == f"1 point shows nothing but chance{few.format(0)}"
    assert run_chart_words(run_chart([1, 3, 2], UP)).endswith(few.format(2))


def test_every_clause_is_translated() -> None:
    use_language(PSEUDO_LANGUAGE)
    chart = spc.xmr([*BASE, 16, 9], UP, target=10, fixed_after=11)
    clauses = chart_words(chart).removesuffix(".").split("; ")
    assert len(clauses) == 5
    run = run_chart_words(run_chart([1] * 8 + [3] * 8, UP)).removesuffix(".").split("; ")
    assert all(clause.startswith("[") and clause.endswith("]") for clause in [*clauses, *run])
