"""The real window, with somebody typing in it until it is killed, telling what it showed as kept.

Run as `python -m tests.helpers.kill_window DATA_DIR`; it speaks as `kill_huddle` does.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication

from huddle.clock import SystemClock
from huddle.paths import Paths
from tests.helpers import qt
from tests.helpers.kill_huddle import tell, words
from tests.helpers.wards import NAME, PASSWORD
from tests.helpers.window import Driver
from ui.theme.theme import choose_style

_DRAFT_MS = 500
"""What was typed this long ago is kept, although nobody pressed Enter."""
_WAITS_EACH = 3


def run(driver: Driver) -> None:
    """Type, wait now and then, keep, and tell, until the end of the process."""
    driver.sign_in(NAME, PASSWORD)
    driver.click("start_huddle")
    tell("huddle", driver.ward.planning.today().unfinished[0].id)
    for number in count():
        driver.type("capture_line", words(number))
        if number % _WAITS_EACH == 0:
            think()
            tell("draft", str(number))
        driver.press(Qt.Key.Key_Return)
        if words(number) in driver.texts("text_"):
            tell("item", words(number))


def think() -> None:
    """Type nothing for as long as a draft may take."""
    passed = QElapsedTimer()
    passed.start()
    qt.wait_until(lambda: passed.hasExpired(_DRAFT_MS), "half a second to pass")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    choose_style()
    application = QApplication(sys.argv[:1])
    run(Driver(Paths(folder, folder / "config"), SystemClock(), folder))
