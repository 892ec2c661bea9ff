"""S15: the installed program against `python main.py`, from the start of the process.

A frozen program runs no script of ours, so both are watched from outside: each is ready when it
hears later starts (`ui/single_instance.py`), the first thing that it does once its sign-in page is
painted. For a start from a cold disk the system is made to forget what it has read, where it lets
itself be told.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Beside, Figure
from tests.helpers.wards import make_store

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "dist" / "huddle" / "huddle"
SOURCE = (sys.executable, str(ROOT / "main.py"))
CACHES = Path("/proc/sys/vm/drop_caches")
FORGET_ALL = "3\n"
TURNS, COLD_TURNS = 15, 5
ENOUGH_SECONDS = 120
LOOK_EVERY = 0.0005


def measure() -> list[Figure | Beside]:
    """Start both in turns, as they are started again and as on the first start of a day."""
    if not FROZEN.exists():
        return [Beside("S15", "start of the installed program (none is built)", None, "ms")]
    with tempfile.TemporaryDirectory(prefix="hd-") as folder:
        make_store(Path(folder))
        found = [_figure("again", folder, TURNS, is_cold=False)]
        if os.access(CACHES, os.W_OK):
            found.append(_figure("from a cold disk", folder, COLD_TURNS, is_cold=True))
    return [*found]


def _figure(what: str, store: str, turns: int, *, is_cold: bool) -> Figure:
    """Medians; the first of each only warms up."""
    runs: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns + 1):
        # Whoever goes first may find a busier machine.
        both = list(zip(runs, ((str(FROZEN),), SOURCE), strict=True))
        for kept, program in both if turn % 2 else reversed(both):
            if is_cold:
                _forget()
            kept.append(start(program, store))
    frozen, source = (median(each[1:]) for each in runs)
    return Figure("S15", f"start of the installed program, {what}", frozen, source, "ms", 1.0)


def start(program: Sequence[str], store: str) -> float:
    """Start one program, and end it once it is ready; milliseconds until then."""
    with tempfile.TemporaryDirectory(prefix="hd-") as home:
        places = dict.fromkeys(("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home)
        began = time.monotonic()
        running = subprocess.Popen(
            [*program, "--data-dir", store],
            env={**os.environ, **places},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _await(running, Path(home), began + ENOUGH_SECONDS)
            return (time.monotonic() - began) * 1000
        finally:
            running.kill()
            running.wait()


def _await(running: subprocess.Popen[bytes], home: Path, until: float) -> None:
    """Wait for its socket; the lock beside it is there from the first moment on."""
    while not any(path.is_socket() for path in home.glob("huddle-*")):
        if running.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{running.args!r} did not open its window")
        time.sleep(LOOK_EVERY)


def _forget() -> None:
    os.sync()
    CACHES.write_text(FORGET_ALL, "ascii")
