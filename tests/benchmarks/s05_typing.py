"""S5: typing while the second worker brings very many rows in."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.figures import Beside, Figure
from tests.benchmarks.s14_import import fill, write_csv
from tests.benchmarks.starts import ROOT
from tests.helpers.wards import make_store

ROWS = 100_000


def measure() -> list[Figure | Beside]:
    """Press keys in turns, from the first row to the last, in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="hd-") as place:
        folder = Path(place)
        fill(make_store(folder / "ward"))
        write_csv(folder / "log.csv", ROWS)
        command = [sys.executable, "-m", "tests.benchmarks.typist", "ward", "log.csv"]
        command[3:] = [str(folder / name) for name in command[3:]]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    what = "key press to capture line repainted while a file comes in"
    return [
        Figure("S5", f"{what}, p99", told["ours"], told["floor"], "ms", 1.5),
        Beside("S5", f"{what}, median", told["median"], "ms"),
        Beside("S5", f"{what}, longest", told["longest"], "ms"),
        Beside("S5", "keys whose paint came later than a frame of 16.7 ms", told["late"], "%"),
        Beside("S5", "keys pressed", told["pressed"], "keys"),
    ]
