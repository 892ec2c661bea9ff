"""Windows ends the program, at sign-out or for an update, and starts it again after an update.

What is needed of Windows is handed in, so that it can be tried on any system.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from subprocess import list2cmdline
from typing import Any

AFTER_AN_UPDATE_ALONE = 1 | 2 | 8
"""RESTART_NO_CRASH, RESTART_NO_HANG and RESTART_NO_REBOOT of RegisterApplicationRestart."""


def follow(ends: Any, end: Callable[[], None], kernel: Any, command: Sequence[str]) -> None:
    """End when Windows asks, also from the tray, and come back into the tray after an update.

    Args:
        ends: The signal `commitDataRequest`; on Windows it comes when the program is to end.
        end: Ends the program, unlike closing its window, which may only hide it.
        kernel: The library `kernel32`.
        command: What starts the program in the tray, on the same data.
    """
    ends.connect(lambda *_session: end())
    kernel.RegisterApplicationRestart(list2cmdline(command[1:]), AFTER_AN_UPDATE_ALONE)
