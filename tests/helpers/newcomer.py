"""Somebody who never saw the program: reads what is shown, finds buttons, types as people do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from huddle.clock import ShiftedClock
from huddle.rules.guidance import WORDS_A_MINUTE
from tests.helpers import qt
from tests.helpers.practising import Learner
from tests.helpers.window import Driver

_SECONDS_A_CHARACTER = 60 / 200
_SECONDS_TO_FIND = 2.0
"""A button that was never seen before."""


def by_the_clock(clock: ShiftedClock) -> Callable[[float], None]:
    """Lets the time pass that somebody needs, in no time."""
    return lambda seconds: clock.advance(seconds=seconds)


def at_human_speed(clock: ShiftedClock) -> Callable[[float], None]:
    """Lets the time pass that somebody needs, while the program goes on."""

    def spend(seconds: float) -> None:
        until = clock.monotonic() + seconds
        qt.wait_until(
            lambda: clock.monotonic() >= until,
            "the time somebody needs",
            timeout_ms=round(seconds * 1000) + 60_000,
        )

    return spend


class Newcomer:
    """Acts on the window by what is to be seen, and takes the time that people take.

    Args:
        driver: The window.
        clock: The time of all wards.
        spend: Lets some seconds pass.
    """

    def __init__(self, driver: Driver, clock: ShiftedClock, spend: Callable[[float], None]) -> None:
        self.driver, self.spend = driver, spend
        self.learner = Learner(driver, clock)

    def read(self, within: QWidget | None = None) -> None:
        """Read all that is in view, or all that stands within a part of it."""
        found = (within or self.driver.window).findChildren(QLabel)
        words = sum(len(one.text().split()) for one in found if one.isVisible())
        self.spend(words / WORDS_A_MINUTE * 60)

    def click(self, name: str) -> None:
        """Find a button and press it."""
        self.spend(_SECONDS_TO_FIND)
        self.driver.click(name)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key that is shown."""
        self.spend(_SECONDS_TO_FIND)
        self.driver.press(key, *modifiers)

    def type(self, name: str, text: str) -> None:
        """Click into a field and type."""
        self.click(name)
        self._type(text)

    def say(self, line: str) -> None:
        """Type where the cursor waits, and press Enter."""
        self._type(line)
        self.press(Qt.Key.Key_Return)

    def listen(self, seconds: int) -> None:
        """Hear what people say in a practice huddle."""
        self.spend(seconds)
        self.learner.huddle.script.tick()
        qt.lay_out()

    def ask(self, team: str) -> None:
        """Ask a department of a practice huddle, and mark it as heard."""
        self.spend(_SECONDS_TO_FIND)
        self.learner.tap(f"heard_{team}")
        self.learner.tab_to("capture_line")

    def _type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(qt.focused(), letter)
            self.spend(_SECONDS_A_CHARACTER)
        self.driver.settle()
