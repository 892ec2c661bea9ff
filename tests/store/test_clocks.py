"""The clock of a huddle that two programs have open: one keeps it, and another may take it over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest

from huddle.clock import ShiftedClock
from huddle.errors import Refused
from huddle.paths import Paths
from huddle.rows.huddles import RunState
from huddle.rules.clock_holding import SURELY_STILL_SECONDS
from huddle.services.audit_words import act_in_words
from huddle.ward import Ward
from tests.helpers.wards import NAME, capture, sign_in, start


@pytest.fixture
def other(ward: Ward, paths: Paths, clock: ShiftedClock) -> Iterator[Ward]:
    """The same store, opened by another account of a computer."""
    opened = sign_in(replace(paths, config_dir=paths.config_dir.parent / "other"), clock)
    yield opened
    opened.close()


@pytest.fixture
def running(ward: Ward) -> RunState:
    """A huddle that the first program leads."""
    return ward.running.open(start(ward).huddle.id)


def pass_by(clock: ShiftedClock, seconds: int) -> None:
    clock.set_to(clock.now() + dt.timedelta(seconds=seconds))


def test_whoever_opens_a_huddle_first_keeps_its_clock(
    ward: Ward, other: Ward, running: RunState
) -> None:
    huddle_id = running.huddle.id
    assert running.clock is not None
    assert (running.clock.is_mine, running.clock.by) == (True, NAME)
    looked = other.running.open(huddle_id)
    assert looked.clock is not None
    assert not looked.clock.is_mine
    step = running.steps[1].id
    for lead in (
        lambda: other.running.go_to_step(huddle_id, step),
        lambda: other.running.pause(huddle_id),
        lambda: other.running.carry_on(huddle_id),
        lambda: other.running.close(huddle_id),
    ):
        with pytest.raises(Refused, match="keeps the clock of this huddle"):
            lead()
    assert ward.running.state(huddle_id).step_id == running.steps[0].id
    assert capture(other, looked, "Everybody may say something").huddle_id == huddle_id


def test_the_same_place_started_again_goes_on_without_a_question(
    ward: Ward, running: RunState, paths: Paths, clock: ShiftedClock
) -> None:
    again = sign_in(paths, clock)
    state = again.running.open(running.huddle.id)
    assert state.clock is not None
    assert state.clock.is_mine
    again.running.go_to_step(running.huddle.id, running.steps[1].id)
    again.close()


def test_taking_over_loses_no_time_and_counts_none_twice(
    ward: Ward, other: Ward, running: RunState, clock: ShiftedClock
) -> None:
    huddle_id, (first, second, *_rest) = running.huddle.id, running.steps
    pass_by(clock, 100)
    other.clocks.take(huddle_id)
    pass_by(clock, 50)
    assert not ward.clocks.beat(huddle_id)
    with pytest.raises(Refused):
        ward.running.go_to_step(huddle_id, second.id)
    state = other.running.go_to_step(huddle_id, second.id)
    pass_by(clock, 30)
    spent = {step.id: step.spent_seconds for step in state.steps}
    assert abs(spent[first.id] - 150) <= 2
    assert abs(other.running.state(huddle_id).step_seconds - 30) <= 2
    assert abs(other.running.state(huddle_id).running_seconds - 180) <= 3


def test_taking_over_is_told_to_the_others_and_to_the_audit(
    ward: Ward, other: Ward, running: RunState
) -> None:
    told: list[frozenset[str]] = []
    other.subscribe(lambda changes: told.append(changes.ids))
    other.clocks.take(running.huddle.id)
    assert running.huddle.id in told[0]
    (entry,) = [one for one in ward.audit.entries() if one.act == "take_clock"]
    assert entry.what == act_in_words("take_clock", "a huddle")
    assert [change.field for change in entry.changes] == ["from computer", "computer"]


def test_beats_are_no_part_of_the_audit_and_change_no_version(
    ward: Ward, other: Ward, running: RunState, clock: ShiftedClock
) -> None:
    huddle_id, before = running.huddle.id, len(ward.audit.entries())
    pass_by(clock, 20)
    assert ward.clocks.beat(huddle_id)
    assert not other.clocks.beat(huddle_id)
    assert len(ward.audit.entries()) == before
    held = other.clocks.holder(huddle_id)
    assert held is not None
    assert abs(held.beat_at - clock.now()) < dt.timedelta(seconds=5)


def test_a_clock_that_nobody_keeps_any_more_is_taken_when_the_huddle_is_resumed(
    ward: Ward, other: Ward, running: RunState, clock: ShiftedClock
) -> None:
    pass_by(clock, SURELY_STILL_SECONDS + 1)
    state = other.running.open(running.huddle.id)
    assert state.clock is not None
    assert state.clock.is_mine
    looked = ward.running.state(running.huddle.id).clock
    assert looked is not None
    assert not looked.is_mine


def test_a_huddle_left_open_is_anybodys(ward: Ward, other: Ward, running: RunState) -> None:
    other.clocks.leave(running.huddle.id)
    assert ward.clocks.holder(running.huddle.id) is not None
    ward.clocks.leave(running.huddle.id)
    assert ward.clocks.holder(running.huddle.id) is None
    state = other.running.open(running.huddle.id)
    assert state.clock is not None
    assert state.clock.is_mine


def test_the_clock_goes_with_the_close(ward: Ward, running: RunState) -> None:
    ward.running.close(running.huddle.id)
    assert ward.clocks.holder(running.huddle.id) is None
