"""Replays a huddle through the real window, morning after morning, and tells the memory in use.

Run as `python -m tests.helpers.replaying DATA_DIR REPLAYS`: one line of bytes for each replay. A
process of its own, because a test's guards remember every timer that was started.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from huddle.clock import ShiftedClock
from huddle.paths import Paths
from huddle.rows.items import FollowUpsFilter
from huddle.vocabulary import Status
from huddle.ward import Ward
from tests.helpers.wards import NAME, PASSWORD, START, next_morning, sign_in
from tests.helpers.window import Driver
from ui.theme.theme import choose_style

_STEPS, _ITEMS, _ACTION_EACH = 12, 40, 4
_SHIPPED_STEPS = 5
_PAGE_BYTES = 4096


def memory() -> int:
    """Bytes in use by this process."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * _PAGE_BYTES


def lengthen(ward: Ward) -> None:
    """Give the main huddle twelve steps."""
    template = ward.templates.templates()[0]
    more = [f"Topic {number}" for number in range(_STEPS - _SHIPPED_STEPS)]
    ward.templates.add_steps(template.id, more)


def hold_through(driver: Driver) -> None:
    """One huddle through the window; everything in it is done at its end."""
    driver.click("start_huddle")
    for number in range(_ITEMS):
        is_action = number % _ACTION_EACH == 0
        words = f"Thing {number} of this morning"
        driver.capture(f"a: {words} @{NAME} due today" if is_action else f"t: {words}")
        if number % _ACTION_EACH == _ACTION_EACH - 1:
            driver.alt(Qt.Key.Key_Right)
    driver.ctrl(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_F9)
    driver.click("close_only")
    for item in driver.ward.followups.find(FollowUpsFilter()).items:
        driver.ward.followups.update(item.id, status=Status.CLOSED)
    driver.settle()


def main(folder: Path, replays: int) -> None:
    """Replay, and tell the memory after each."""
    choose_style()
    _application = QApplication(sys.argv[:1])
    paths, clock = Paths(folder, folder / "config"), ShiftedClock(START)
    ward = sign_in(paths, clock)
    lengthen(ward)
    ward.close()
    driver = Driver(paths, clock, folder)
    driver.sign_in(NAME, PASSWORD)
    for _replay in range(replays):
        hold_through(driver)
        next_morning(clock)
        driver.alt(Qt.Key.Key_2)
        driver.alt(Qt.Key.Key_1)
        sys.stdout.write(f"{memory()}\n")
        sys.stdout.flush()
    driver.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
