"""S1: from the start of the process to the first painted window, and to its sign-in page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.figures import Beside, Figure
from tests.benchmarks.starts import in_turns
from tests.helpers.wards import make_store

TURNS = 15


def measure() -> list[Figure | Beside]:
    """Start Huddle, up to its window and up to its sign-in page, and a bare window in turns."""
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        make_store(Path(folder))
        window, page = (
            in_turns(
                ("tests.benchmarks.starter", until, "--data-dir", folder),
                ("tests.benchmarks.floors.window",),
                TURNS,
            )
            for until in ("window", "page")
        )
    ours, floor = window
    return [
        Figure("S1", "start to first window painted", ours.ms, floor.ms, "ms", 1.3),
        Beside("S1", "start to sign-in page painted", page[0].ms, "ms"),
    ]
