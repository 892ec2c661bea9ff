"""A program on another computer that adds actions one by one, each saying when it was kept.

`python -m tests.helpers.speaker FOLDER COUNT`, with the server's address in `HUDDLE_TEST_URL`.
"""

from __future__ import annotations

import os
import random
import sys
import threading
import time
from pathlib import Path

from huddle.clock import SystemClock
from huddle.paths import Paths
from tests.helpers import wards


def main(folder: Path, count: int) -> None:
    """Add some actions with a short while between them."""
    paths = Paths(folder / "ward", folder / "settings", os.environ["HUDDLE_TEST_URL"])
    ward = wards.sign_in(paths, SystemClock())
    pause, never = random.Random(1), threading.Event()
    for number in range(count):
        # A person's pace: what is measured is one notice, not a queue of them.
        never.wait(pause.uniform(0.3, 0.7))
        ward.followups.add(wards.said(ward, f"a: Number {number} @Erin"), key=f"press {number}")
        sys.stdout.write(f"{number} {time.time()}\n")
        sys.stdout.flush()
    ward.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
