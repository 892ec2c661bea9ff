"""The clock of a huddle that runs on two computers: one leads, the other looks on or takes over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rules.clock_holding import BEAT_SECONDS, STILL_SECONDS
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.qt import wait_until
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open

TWO_BEATS_MS = 2 * BEAT_SECONDS * 1000 + 2000


@pytest.fixture
def other(ward_paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """The same store, opened by another account of a computer."""
    elsewhere = replace(ward_paths, config_dir=ward_paths.config_dir.parent / "other")
    opened = wards.sign_in(elsewhere, clock)
    yield opened
    opened.close()


def looking_on(start: Open, other: Ward) -> Driver:
    """The window at a huddle that the other leads."""
    other.running.open(wards.start(other).huddle.id)
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    driver.click("resume_huddle")
    driver.settle()
    return driver


def test_whoever_leads_sees_nothing_of_it(running: Driver) -> None:
    for name in ("clock_holder", "take_clock", "run_who_leads"):
        assert not running.shows(name)
    for name in ("run_pause", "run_close", "step_next"):
        assert running.shows(name)
    running.click("run_leave")
    running.settle()
    huddle = running.ward.planning.today().unfinished
    state = wards.start(running.ward)
    assert (len(huddle), running.ward.clocks.holder(state.huddle.id)) == (1, None)


def test_who_looks_on_captures_and_leads_nothing(start: Open, other: Ward) -> None:
    driver = looking_on(start, other)
    assert driver.text("clock_holder").startswith("Clock: ")
    assert driver.text("clock_holder").endswith(f", {wards.NAME}")
    for name in ("run_pause", "run_close", "step_next", "step_previous"):
        assert not driver.shows(name)
    assert not driver.run.rail.isEnabled()
    assert driver.shows("step_clock")
    driver.capture("a: Order the hoist sling")
    driver.settle()
    assert [row.text for row in other.followups.all_open()] == ["Order the hoist sling"]
    driver.alt(Qt.Key.Key_Right)
    driver.settle()
    assert "keeps the clock of this huddle" in driver.message


def test_a_clock_that_is_kept_is_taken_over_after_a_question(start: Open, other: Ward) -> None:
    driver = looking_on(start, other)
    driver.click("take_clock")
    driver.dismiss()
    assert driver.shows("take_clock")
    driver.click("take_clock")
    driver.answer()
    assert not driver.shows("take_clock")
    assert driver.shows("run_pause")
    driver.click("step_next")
    driver.settle()
    state = wards.start(other)
    assert state.step_id == state.steps[1].id
    assert not other.clocks.beat(state.huddle.id)


def test_a_clock_that_stopped_answering_is_taken_over_at_once(
    start: Open, other: Ward, clock: ShiftedClock
) -> None:
    driver = looking_on(start, other)
    clock.set_to(clock.now() + dt.timedelta(seconds=STILL_SECONDS))
    wait_until(
        lambda: driver.text("clock_holder").endswith("which does not answer"),
        "the clock to be called silent",
        timeout_ms=TWO_BEATS_MS,
    )
    driver.click("take_clock")
    driver.settle()
    assert driver.shows("step_next")


def test_whoever_led_hears_that_another_took_over(
    running: Driver, other: Ward, clock: ShiftedClock
) -> None:
    huddle_id = wards.start(other).huddle.id
    before = other.clocks.holder(huddle_id)
    clock.set_to(clock.now() + dt.timedelta(seconds=BEAT_SECONDS))
    wait_until(lambda: other.clocks.holder(huddle_id) != before, "a beat", timeout_ms=TWO_BEATS_MS)
    other.clocks.take(huddle_id)
    wait_until(
        lambda: running.shows("clock_holder"), "to look on from now", timeout_ms=TWO_BEATS_MS
    )
    running.settle()
    assert not running.shows("step_next")
