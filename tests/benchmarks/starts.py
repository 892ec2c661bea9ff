"""Starting programs in turns: how long until they are ready, and how much memory they take."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "bench"
NAME, PASSWORD = "bench", "three plain words"
STORY = ("--actions", "50000", "--years", "8", "--departments", "12", "--until", "2026-08-06")
ENOUGH_SECONDS = 60
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Started:
    """Medians of several starts.

    Attributes:
        ms: From the start of the process until it was ready.
        megabytes: In use at that moment.
    """

    ms: float
    megabytes: float


def in_turns(ours: Sequence[str], floor: Sequence[str], turns: int) -> tuple[Started, Started]:
    """Start two programs one after the other, several times; the first of each only warms up."""
    runs: tuple[list[tuple[float, float]], list[tuple[float, float]]] = ([], [])
    with tempfile.TemporaryDirectory(prefix="hd-") as home:
        for _turn in range(turns + 1):
            for kept, arguments in zip(runs, (ours, floor), strict=True):
                kept.append(start(arguments, home))
    first, second = (
        Started(median(ms for ms, _mb in kept[1:]), median(mb for _ms, mb in kept[1:]))
        for kept in runs
    )
    return first, second


def start(arguments: Sequence[str], home: str) -> tuple[float, float]:
    """Start one program; milliseconds until it was ready, and megabytes then."""
    environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=ENOUGH_SECONDS,
        check=True,
    )
    told = json.loads(done.stdout.splitlines()[-1])
    return (told["at"] - began) * 1000, told["bytes"] / MEGABYTE


def long_story() -> Path:
    """A store with 50,000 actions in 2,000 huddles, made once."""
    folder = CACHE / "ward"
    if not folder.exists():
        print("telling eight years of a ward, once …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="ward-", dir=made(CACHE)) as place:
            unfinished = Path(place) / "ward"
            command = ["main.py", "--data-dir", str(unfinished), "--user", NAME, "demo", *STORY]
            environment = {**os.environ, "HUDDLE_PASSWORD": PASSWORD}
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
            unfinished.rename(folder)
    return folder


def made(folder: Path) -> Path:
    """A folder that exists."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder
