"""Waiting for a condition where there is no window whose events could bring it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_EACH_SECONDS = 0.02


def until(holds: Callable[[], object], what: str, seconds: float = 10.0) -> None:
    """Look again and again whether something holds.

    Raises:
        AssertionError: It did not in time.
    """
    ends, pause = time.monotonic() + seconds, threading.Event()
    while not holds():
        assert time.monotonic() < ends, f"waited {seconds} s for {what}"
        pause.wait(_EACH_SECONDS)
