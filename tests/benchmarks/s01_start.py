"""S1: from the start of the process to the first painted window."""

from __future__ import annotations

import tempfile

from tests.benchmarks.figures import Figure
from tests.benchmarks.starts import in_turns

TURNS = 15


def measure() -> list[Figure]:
    """Start Huddle and a bare window in turns."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        ours, floor = in_turns(
            ("tests.benchmarks.starter", "--data-dir", f"{folder}/ward"),
            ("tests.benchmarks.floors.window",),
            TURNS,
        )
    return [Figure("S1", "start to first window painted", ours.ms, floor.ms, "ms", 1.3)]
