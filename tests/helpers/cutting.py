"""A power cut at a chosen step: from then on nothing more is written or renamed.

Steps are what changes the disk by name (replacing, renaming, linking and removing files) and each
flush to it. Between two of them a process that is killed leaves nothing else behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

_STEPS: tuple[tuple[Any, str], ...] = (
    (Path, "replace"),
    (Path, "rename"),
    (Path, "unlink"),
    (os, "link"),
    (os, "fsync"),
)


class PowerCut(BaseException):
    """The program is gone; nothing in it handles this."""


class _Power:
    """Counts the steps; neither the one it is cut before nor any later one is taken."""

    def __init__(self, step: int) -> None:
        self._left = step
        self.is_cut = False

    def may_cut(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left <= 0:
                self.is_cut = True
                raise PowerCut
            return real(*given, **named)

        return step


def cut_before(step: int, work: Callable[[], object]) -> bool:
    """Do something with the power cut before its nth step; whether it took so many."""
    power = _Power(step)
    with ExitStack() as patches:
        for owner, name in _STEPS:
            patches.enter_context(patch.object(owner, name, power.may_cut(getattr(owner, name))))
        with suppress(PowerCut):
            work()
    return power.is_cut
