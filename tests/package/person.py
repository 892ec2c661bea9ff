"""Somebody in front of a screen: reads it, clicks with the mouse, types on the keyboard."""

from __future__ import annotations

import os
import subprocess

from tests.package.eyes import Eyes, Seen
from tests.package.screen import Screen

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
        """Find something by its name and click it once it can be used."""
        self._click(self.eyes.wait_until(lambda: self._usable(name, role), f"{role} “{name}”"))

    def type(self, name: str, text: str) -> None:
        """Click into a field and type."""
        self.click(name, "text")
        self.write(text)

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        self._act("type", "--delay", _BETWEEN_KEYS_MS, text)

    def press(self, *keys: str) -> None:
        """Press keys one after another, such as `ctrl+Return`."""
        self._act("key", "--delay", _BETWEEN_KEYS_MS, *keys)

    def say(self, line: str, *, kept_as: str) -> None:
        """Type a line, press Enter, and see that it was kept."""
        self.write(line)
        self.press("Return")
        self.eyes.wait_for(kept_as, "label")

    def _usable(self, name: str, role: str) -> Seen | None:
        seen = self.eyes.find(name, role)
        return seen if seen and self.eyes.is_enabled(seen) else None

    def _click(self, seen: Seen) -> None:
        across, down = self.eyes.middle(seen)
        self._act("mousemove", str(across), str(down), "click", "1")

    def _act(self, *how: str) -> None:
        subprocess.run(["xdotool", *how], env=self._around, check=True, timeout=60)
