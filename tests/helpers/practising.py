"""Somebody in front of the window of a practice huddle, with a keyboard and no mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from huddle.clock import ShiftedClock
from tests.helpers import qt
from tests.helpers.window import Driver
from ui.practice_huddle import PracticeHuddle
from ui.practice_window import PracticeWindow

_MOST_TABS = 60


class Learner:
    """Practises by keys alone.

    Args:
        driver: The real window.
        clock: The time of both wards.
    """

    def __init__(self, driver: Driver, clock: ShiftedClock) -> None:
        self.driver, self.clock = driver, clock

    @property
    def huddle(self) -> PracticeHuddle:
        """The practice huddle that runs."""
        practising = self.driver.app.practising
        assert practising is not None
        assert practising.huddle is not None
        return practising.huddle

    @property
    def window(self) -> PracticeWindow:
        """Its window."""
        return self.huddle.window

    @property
    def is_over(self) -> bool:
        """Whether no practice runs."""
        practising = self.driver.app.practising
        return practising is None or practising.huddle is None

    def begin(self, name: str = "quiet_ward") -> None:
        """Choose a scenario on the page of practice huddles."""
        self.driver.window.go("practice")
        self.driver.settle()
        qt.activate(self.driver.window)
        self.tab_to(f"start_{name}")
        self.driver.press(Qt.Key.Key_Space)
        self.wait_until_open()

    def wait_until_open(self) -> None:
        """Wait for the window of the practice, and for its Run page."""
        qt.wait_until(lambda: not self.is_over, "the practice to begin", timeout_ms=60_000)
        qt.activate(self.window)
        self.driver.settle()

    def tab_to(self, name: str) -> None:
        """Press Tab until a control has the keyboard."""
        for _ in range(_MOST_TABS):
            if qt.focused().objectName() == name:
                return
            QTest.keyClick(qt.focused(), Qt.Key.Key_Tab)
        raise AssertionError(f"no Tab leads to {name!r}")

    def tap(self, name: str) -> None:
        """Go to a control by Tab and press the space bar."""
        self.tab_to(name)
        self.driver.press(Qt.Key.Key_Space)

    def type(self, line: str) -> None:
        """Type in the capture line and press Enter."""
        self.tab_to("capture_line")
        QTest.keyClicks(qt.focused(), line)
        self.driver.settle()
        self.driver.press(Qt.Key.Key_Return)

    def next_step(self) -> None:
        """Go on by the key."""
        self.driver.alt(Qt.Key.Key_Right)

    def listen(self, seconds: int) -> list[str]:
        """Let time pass; gives all that was said so far."""
        self.clock.advance(seconds=seconds)
        self.huddle.script.tick()
        qt.lay_out()
        return self.texts("speaker_words")

    def texts(self, prefix: str) -> list[str]:
        """What the labels say whose object names begin so."""
        found = self.window.findChildren(QLabel)
        return [one.text() for one in found if one.objectName().startswith(prefix)]

    def shows(self, name: str) -> bool:
        """Whether a widget of this object name is in view."""
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def go_on(self) -> None:
        """Leave the question whether to end it."""
        asked = self.driver.dialog()
        assert asked is not self.window
        QTest.keyClick(asked, Qt.Key.Key_Escape)
        qt.wait_until(lambda: not asked.isVisible(), "the question to be gone")
        qt.activate(self.window)
        self.driver.settle()

    def end(self) -> None:
        """Answer that question: end it."""
        asked = self.driver.dialog()
        assert asked is not self.window
        QTest.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
        qt.wait_until(lambda: self.is_over, "the practice to end")
        self.driver.settle()

    def close_huddle(self) -> None:
        """Come to the end by the key, agree to all, and close."""
        self.driver.ctrl(Qt.Key.Key_Return)
        self.driver.press(Qt.Key.Key_F9)
        self.driver.ctrl(Qt.Key.Key_Return)
        qt.wait_until(lambda: self.shows("practice_feedback"), "what is said of it")
        self.driver.settle()
