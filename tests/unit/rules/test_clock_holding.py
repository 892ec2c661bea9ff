"""When a clock counts as kept no more."""

from __future__ import annotations

import datetime as dt

import pytest

from huddle.rules.clock_holding import STILL_SECONDS, SURELY_STILL_SECONDS, Beat, is_surely_still

NOW = dt.datetime(2026, 8, 6, 8, 30, tzinfo=dt.UTC)


def after(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize("skew", [-40, 0, 40])
def test_clocks_that_differ_make_no_beat_old(skew: int) -> None:
    beat = Beat(after(skew), NOW)
    assert not beat.is_still(after(STILL_SECONDS - 1))
    assert beat.is_still(after(STILL_SECONDS))
    following = beat.followed_by(after(skew + 5), after(5))
    assert not following.is_still(after(STILL_SECONDS))


def test_the_same_beat_seen_again_gets_no_younger() -> None:
    beat = Beat(NOW, NOW)
    assert beat.followed_by(NOW, after(10)) == beat


def test_a_beat_from_long_ago_is_old_at_first_sight() -> None:
    assert Beat(NOW, after(SURELY_STILL_SECONDS)).is_still(after(SURELY_STILL_SECONDS))
    assert not is_surely_still(NOW, after(SURELY_STILL_SECONDS - 1))
