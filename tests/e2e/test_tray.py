"""The real program in the tray of a real message bus, and where there is no tray."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from huddle import coming
from huddle.paths import Paths
from huddle.rules.coming import Coming, Outlook
from huddle.vocabulary import ReminderKind
from tests.helpers import qt
from tests.helpers.window_fixtures import on_a_screen

tray_host = pytest.importorskip("tests.helpers.tray_host", exc_type=ImportError)

if TYPE_CHECKING:
    from tests.helpers.tray_host import TrayHost

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 60.0
LONGEST_MS = 60_000
Start = Callable[..., "subprocess.Popen[bytes]"]

pytestmark = [
    on_a_screen,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="speaks to X11 and D-Bus"),
]


@pytest.fixture
def start(qapp: QApplication, ward_paths: Paths) -> Iterator[Start]:
    """Starts the program as the computer does."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*options: str, bus: str = "") -> subprocess.Popen[bytes]:
        command = [sys.executable, "main.py", "--data-dir", str(ward_paths.data_dir), *options]
        # Without an address of a bus there is no tray.
        environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus or "unix:path=/nowhere"}
        running.append(subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE))
        return running[-1]

    yield begin
    for program in running:
        program.kill()
        program.communicate()


def is_on_screen() -> bool:
    """Whether anything but the empty screen can be seen."""
    screen = QApplication.primaryScreen().grabWindow(0).toImage().scaled(8, 8)
    return len({screen.pixel(x, y) for x in range(8) for y in range(8)}) > 1


def wait_for_screen() -> None:
    """Wait until a window shows."""
    qt.wait_until(is_on_screen, "a window on the screen", timeout_ms=LONGEST_MS)


@pytest.fixture
def desktop() -> Iterator[tuple[str, TrayHost]]:
    """The address of a bus with a tray, and the tray."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("no message bus is installed here")
    with tray_host.desktop() as made:
        yield made


def test_it_starts_unseen_tells_what_came_due_opens_by_a_click_and_quits_by_its_menu(
    desktop: tuple[str, TrayHost], start: Start, ward_paths: Paths
) -> None:
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 - the program that is started has no other clock
    found = (Coming(now, ReminderKind.STARTS_SOON), Coming(now, ReminderKind.DUE_TODAY, 2))
    coming.leave(ward_paths, Outlook(found))
    bus, tray = desktop
    program = start("--in-tray", bus=bus)
    tray.wait_until(lambda: tray.told, "what came due")
    assert tray.told == ["A huddle starts soon; 2 actions are due today. Sign in to see them."]
    assert not is_on_screen()
    tray.click()
    wait_for_screen()
    tray.choose("Quit")
    tray.wait_until(lambda: program.poll() is not None, "its end")
    assert program.returncode == 0


def test_a_second_start_brings_the_window_out_of_the_tray(
    desktop: tuple[str, TrayHost], start: Start
) -> None:
    bus, tray = desktop
    first = start("--in-tray", bus=bus)
    tray.wait_until(lambda: tray.item, "its icon")
    assert not is_on_screen()
    assert start(bus=bus).wait(LONGEST_SECONDS) == 0
    wait_for_screen()
    assert first.poll() is None


@pytest.mark.skipif(shutil.which("xprop") is None, reason="nothing here reads a window's state")
def test_without_a_tray_it_comes_up_minimised_and_a_second_start_raises_it(start: Start) -> None:
    first = start("--in-tray")
    qt.wait_until(lambda: "Iconic" in state(), "a minimised window", timeout_ms=LONGEST_MS)
    assert start().wait(LONGEST_SECONDS) == 0
    qt.wait_until(lambda: "Normal" in state(), "a window of its size", timeout_ms=LONGEST_MS)
    assert first.poll() is None


def state() -> str:
    """What the program's windows ask of a window manager; nothing while there is none."""
    windows = re.findall(r"(0x\w+) \"Huddle\"", said_by("xwininfo", "-root", "-tree"))
    return "".join(said_by("xprop", "-id", window, "WM_HINTS") for window in windows)


def said_by(*command: str) -> str:
    """What a program says."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
