"""A screen without a monitor, and the bus on which programs tell what they show (AT-SPI 2)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

_SIZE = "1366x768x24"
_REGISTRY = Path("/usr/libexec/at-spi2-registryd")
_RULES = Path("/usr/share/defaults/at-spi2/accessibility.conf")
_ENDS_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Screen:
    """Where windows show.

    Attributes:
        display: Its name, as `DISPLAY` has it.
        bus: The address of the bus of assistive technology.
    """

    display: str
    bus: str

    @property
    def around(self) -> Mapping[str, str]:
        """What a program is started with so that it shows here and tells what it shows."""
        return {
            "DISPLAY": self.display,
            "AT_SPI_BUS_ADDRESS": self.bus,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
        }


@contextmanager
def screen(user: int, folder: Path) -> Iterator[Screen]:
    """Start a screen that programs of one account may use, and end it.

    Args:
        user: The account's number.
        folder: Where the bus listens.
    """
    with ExitStack() as until_the_end:
        display = until_the_end.enter_context(_x_server())
        bus = until_the_end.enter_context(_bus(user, folder))
        around = {**os.environ, "DISPLAY": display, "AT_SPI_BUS_ADDRESS": bus}
        until_the_end.enter_context(_running([str(_REGISTRY)], user, env=around))
        yield Screen(display, bus)


@contextmanager
def _x_server() -> Iterator[str]:
    said, says = os.pipe()
    command = ["Xvfb", "-displayfd", str(says), "-screen", "0", _SIZE, "-nolisten", "tcp", "-ac"]
    with _running(command, pass_fds=[says]):
        os.close(says)
        with os.fdopen(said) as answer:
            # It says which number it took once windows can come.
            yield f":{answer.readline().strip()}"


@contextmanager
def _bus(user: int, folder: Path) -> Iterator[str]:
    command = ["dbus-daemon", f"--config-file={_RULES}", "--nofork", "--print-address=1"]
    address = f"unix:path={folder / 'bus'}"
    with _running([*command, f"--address={address}"], user, stdout=subprocess.PIPE) as bus:
        assert bus.stdout is not None
        assert bus.stdout.readline(), "the bus did not start"
        yield address


@contextmanager
def _running(
    command: list[str], user: int | None = None, **around: object
) -> Iterator[subprocess.Popen[bytes]]:
    program = subprocess.Popen(
        command, user=user, **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **around}
    )  # type: ignore[call-overload]
    try:
        yield program
    finally:
        program.terminate()
        program.wait(_ENDS_SECONDS)
