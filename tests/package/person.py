"""Somebody in front of a screen: reads it, clicks with the mouse, types on the keyboard."""

from __future__ import annotations

import os
import subprocess

from tests.package.eyes import Eyes
from tests.package.screen import Screen

CAPTURE_LINE = "Capture line"
_WINDOW = "Huddle"
_BETWEEN_KEYS_MS = "15"


class Person:
    """Acts by what is to be seen, and by nothing else.

    Args:
        screen: The screen.
    """

    def __init__(self, screen: Screen) -> None:
        self.eyes = Eyes(screen)
        self._around = {**os.environ, "DISPLAY": screen.display}

    def click(self, name: str, role: str = "push button") -> None:
        """Find something by its name and click it once it can be used and stays where it is."""
        before: list[tuple[int, int]] = []

        def still() -> tuple[int, int] | None:
            seen = self.eyes.find(name, role)
            if seen is None or not self.eyes.is_enabled(seen):
                return None
            before.append(self.eyes.middle(seen))
            # A page that is being filled pushes its buttons down.
            return before[-1] if before[-3:] == [before[-1]] * 3 else None

        across, down = self.eyes.wait_until(still, f"{role} “{name}”")
        self._act("mousemove", str(across), str(down), "click", "1")

    def begin(self) -> None:
        """Give the keyboard to the window, as a desktop does with a new one."""
        self._act("search", "--sync", "--onlyvisible", "--class", _WINDOW, "windowfocus")

    def type(self, name: str, text: str) -> None:
        """Click into a field and type."""
        self.click(name, "text")
        self.wait_for_keyboard(name)
        self.write(text)

    def wait_for_keyboard(self, name: str) -> None:
        """Wait until what is typed goes into a field."""
        self.eyes.wait_until(lambda: self._hears(name), f"the cursor in “{name}”")

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        self._act("type", "--delay", _BETWEEN_KEYS_MS, text)

    def press(self, *keys: str) -> None:
        """Press keys one after another, such as `ctrl+Return`."""
        self._act("key", "--delay", _BETWEEN_KEYS_MS, *keys)

    def say(self, line: str, *, kept_as: str) -> None:
        """Type into the capture line, press Enter, and see that it was kept."""
        self.wait_for_keyboard(CAPTURE_LINE)
        self.write(line)
        self.press("Return")
        self.eyes.wait_for(kept_as, "label")

    def _hears(self, name: str) -> bool:
        seen = self.eyes.find(name, "text")
        return seen is not None and self.eyes.has_keyboard(seen)

    def _act(self, *how: str) -> None:
        subprocess.run(["xdotool", *how], env=self._around, check=True, timeout=60)
