"""S2 and S3: from the start of the process to Today with data, and the memory in use then."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.starts import NAME, PASSWORD, in_turns, long_story

TURNS = 9


def measure() -> list[Figure]:
    """Start Huddle signed in, and a bare window with one query, in turns."""
    folder = str(long_story())
    password = Path(folder).with_name("password")
    password.write_text(PASSWORD, "utf-8")
    ours, floor = in_turns(
        (
            "tests.benchmarks.starter",
            "today",
            *("--data-dir", folder, "--user", NAME, "--password-file", str(password)),
        ),
        ("tests.benchmarks.floors.window", folder, NAME, PASSWORD),
        TURNS,
    )
    return [
        Figure("S2", "start to Today, 50,000 actions", ours.ms, floor.ms, "ms", 1.3),
        Figure("S3", "memory at Today", ours.megabytes, floor.megabytes, "MB", 1.35),
    ]
