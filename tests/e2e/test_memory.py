"""A ward that holds a huddle every morning does not need more memory every morning."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows import FollowUpsFilter
from huddle.vocabulary import Status
from huddle.ward import Ward
from tests.helpers import wards
from tests.helpers.window import Driver
from tests.helpers.window_fixtures import Open

STEPS, ITEMS, ACTION_EACH = 12, 40, 4
SETTLED_AT, REPLAYS = 20, 120
GROWTH = 1.05
PAGE_BYTES = 4096

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def memory() -> int:
    """Bytes in use by this process."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * PAGE_BYTES


def with_steps(ward: Ward) -> None:
    """Hold the main huddle by an agenda of twelve steps."""
    template = ward.templates.templates()[0]
    more = [f"Topic {number}" for number in range(STEPS - 5)]
    ward.templates.add_steps(template.id, more)


def hold_through(driver: Driver) -> None:
    """One huddle through the window; everything in it is done at its end."""
    driver.click("start_huddle")
    for number in range(ITEMS):
        kind = "a: " if number % ACTION_EACH == 0 else "t: "
        due = f" @{wards.NAME} due today" if number % ACTION_EACH == 0 else ""
        driver.capture(f"{kind}Thing {number} of this morning{due}")
        if number % ACTION_EACH == ACTION_EACH - 1:
            driver.alt(Qt.Key.Key_Right)
    driver.ctrl(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_F9)
    driver.click("close_only")
    for item in driver.ward.followups.find(FollowUpsFilter()).items:
        driver.ward.followups.update(item.id, status=Status.CLOSED)
    driver.settle()


def grown_over(driver: Driver, clock: ShiftedClock, settled_at: int, replays: int) -> float:
    """How many times the memory of an early replay the last one needs."""
    early = 0
    for replay in range(1, replays + 1):
        hold_through(driver)
        wards.next_morning(clock)
        driver.alt(Qt.Key.Key_2)
        driver.alt(Qt.Key.Key_1)
        if replay == settled_at:
            early = memory()
    return memory() / early


@pytest.fixture
def twelve_steps(ward_paths: Paths, clock: ShiftedClock, start: Open) -> Driver:
    ward = wards.sign_in(ward_paths, clock)
    with_steps(ward)
    ward.close()
    driver = start()
    driver.sign_in(wards.NAME, wards.PASSWORD)
    return driver


@needs_proc
@pytest.mark.torture
def test_replaying_a_huddle_does_not_grow(twelve_steps: Driver, clock: ShiftedClock) -> None:
    assert grown_over(twelve_steps, clock, SETTLED_AT, REPLAYS) <= GROWTH
