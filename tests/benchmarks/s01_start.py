"""S1: from the start of the process to the first painted window."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.starts import in_turns
from tests.helpers.wards import make_store

TURNS = 15


def measure() -> list[Figure]:
    """Start Huddle, up to its sign-in page, and a bare window in turns."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        make_store(Path(folder))
        ours, floor = in_turns(
            ("tests.benchmarks.starter", "--data-dir", folder),
            ("tests.benchmarks.floors.window",),
            TURNS,
        )
    return [Figure("S1", "start to first window painted", ours.ms, floor.ms, "ms", 1.3)]
