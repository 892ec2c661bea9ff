"""Starting by itself when this account signs in to the computer: one entry, put or taken away.

Each system has its own kind of entry. What it needs of the system is handed in, so that each can be
tried on any. Entries of several data folders stand side by side.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import huddle
from huddle.errors import Environment, Refused
from huddle.i18n import _
from huddle.organisation import NOTHING_SET, Feature, FleetSettings
from huddle.start_entries import DesktopEntry, LaunchAgent, RunValue
from huddle.start_options import IN_TRAY

if TYPE_CHECKING:
    from huddle.paths import Paths


class Entry(Protocol):
    """What makes one system start a program."""

    def starts(self, command: Sequence[str]) -> bool:
        """Whether it stands there and starts just this; raises `OSError` if that is not known."""

    def put(self, command: Sequence[str]) -> None:
        """Have the system start this from the next sign-in on."""

    def take_away(self) -> None:
        """Have it start nothing; it is no error if it never did."""


class Autostart:
    """Whether Huddle starts by itself on this account of this computer.

    Args:
        entry: What makes the system start it.
        command: The program and its arguments.
        fleet: What the organisation set; it may not want programs to start by themselves.
    """

    def __init__(
        self, entry: Entry, command: Sequence[str], fleet: FleetSettings = NOTHING_SET
    ) -> None:
        self._entry = entry
        self._command = list(command)
        self.is_switched_off = fleet.is_off(Feature.AUTOSTART)
        """Whether the organisation does not want it."""
        self.is_on = False
        """As it was found last."""

    def look(self) -> bool:
        """Whether it is on; what cannot be read starts nothing.

        What was put before the organisation switched it off is taken away.
        """
        self.is_on = False
        # What a file holds that somebody else wrote can be anything.
        with suppress(Exception):
            self.is_on = self._entry.starts(self._command)
            if self.is_on and self.is_switched_off:
                self._entry.take_away()
                self.is_on = False
        return self.is_on

    def turn(self, *, on: bool) -> bool:
        """Turn it on or off, and read back what stands there then.

        Raises:
            Refused: The organisation switched it off.
            Environment: The system did not let it, or did not keep it.
        """
        if on and self.is_switched_off:
            raise Refused(
                _("Your organisation switched this off on this computer. Nothing was changed.")
            )
        if on:
            self._entry.put(self._command)
        else:
            self._entry.take_away()
        if self.look() is not on:
            raise Environment(
                _("The computer did not keep that."),
                _("Ask your IT department whether programs may start by themselves here."),
            )
        return on


def of_this_computer(paths: Paths) -> Autostart:
    """Starting the running program on these data."""
    return Autostart(_entry(f"Huddle-{paths.mark}"), running_program(paths), paths.fleet)


def _entry(name: str) -> Entry:
    """What makes this system start a program, by a name of its own."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - it is on Windows only

        return RunValue(winreg, name)
    if sys.platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", name)
    import platformdirs  # noqa: PLC0415 - not before the first paint

    return DesktopEntry(platformdirs.user_config_path() / "autostart", name)


def running_program(paths: Paths) -> list[str]:
    """What starts the program that is running now, in the tray and on the same data."""
    return [*this_program(), IN_TRAY, *paths.options]


def this_program() -> list[str]:
    """What starts the program that is running now."""
    program = [sys.executable]
    if not getattr(sys, "frozen", False):
        python = Path(sys.executable)
        # On Windows the usual Python would open a black window beside it.
        without_console = python.with_name("pythonw.exe")
        main = Path(huddle.__file__).parents[1] / "main.py"
        program = [str(without_console if without_console.exists() else python), str(main)]
    return program
