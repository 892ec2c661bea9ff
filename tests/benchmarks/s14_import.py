"""S14: a log of very many rows comes in, all at once, with audit, search and the way back."""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

from openpyxl import Workbook

from huddle.clock import SystemClock
from huddle.paths import Paths
from tests.benchmarks.figures import Beside, Figure
from tests.benchmarks.starts import MEGABYTE, ROOT
from tests.helpers.wards import copy_store, make_store, sign_in

SIZES = {20_000: 3, 100_000: 1}
"""Rows, and how often both are measured in turns."""
PEOPLE = 100
TEAMS = ("Nursing", "Medical", "Pharmacy", "Porters")
HEADER = ("Action", "Owner", "Due", "Status", "Raised", "Department")
STATUSES = ("open", "in progress", "closed")
OURS, FLOOR = "tests.benchmarks.importer", "tests.benchmarks.floors.importing"


def measure() -> list[Figure | Beside]:
    """Bring files in, each time into a new copy of the same ward and in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="hd-") as place:
        folder = Path(place)
        ward = make_store(folder / "ward")
        fill(ward)
        found: list[Figure | Beside] = []
        for (count, turns), kind in product(SIZES.items(), ("csv", "xlsx")):
            file = folder / f"log-{count}.{kind}"
            _WRITE[kind](file, count)
            runs = [_in_turn(ward, file) for _turn in range(turns)]
            found += _figures(f"{count:,} rows of {kind.upper()}", runs)
        return found


def _figures(
    what: str, runs: list[tuple[tuple[float, float], tuple[float, float]]]
) -> list[Figure | Beside]:
    ours, floor = (median(run[which][0] for run in runs) for which in (0, 1))
    memory = [median(run[which][1] for run in runs) for which in (0, 1)]
    return [
        Figure("S14", f"{what} brought in", ours, floor, "ms", 3.0),
        Beside("S14", f"{what}: most memory over the start", memory[0], "MB"),
        Beside("S14", f"{what}: most memory of the floor", memory[1], "MB"),
    ]


def _in_turn(ward: Paths, file: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    return _run(OURS, ward, file), _run(FLOOR, ward, file)


def _run(program: str, ward: Paths, file: Path) -> tuple[float, float]:
    """Milliseconds, and megabytes at most beyond what was in use before."""
    with tempfile.TemporaryDirectory(prefix="hd-") as place:
        copy_store(ward, Paths(Path(place), Path(place) / "config"))
        command = [sys.executable, "-m", program, place, str(file)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    return told["ms"], told["bytes"] / MEGABYTE


def fill(paths: Paths) -> None:
    """People whom the file names, and a first action, so that both count on from there."""
    ward = sign_in(paths, SystemClock())
    for number in range(PEOPLE):
        ward.people.add_person(f"Person {number}")
    ward.planning.raise_for_next("Something that waited")
    ward.close()


def _rows(count: int) -> Iterator[tuple[str, ...]]:
    today = dt.datetime.now(tz=dt.UTC).date()
    for n in range(count):
        due, raised = (today + dt.timedelta(days) for days in (n % 90 - 30, -1 - n % 400))
        text = f"Check pump {n} in bay {n % 37} before the afternoon list"
        who, team = f"Person {n % PEOPLE}", TEAMS[n % len(TEAMS)]
        yield text, who, due.isoformat(), STATUSES[n % 3], raised.isoformat(), team


def write_csv(file: Path, count: int) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(HEADER)
        writer.writerows(_rows(count))


def _write_xlsx(file: Path, count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("log")
    sheet.append(HEADER)
    for row in _rows(count):
        sheet.append(row)
    book.save(file)


_WRITE = {"csv": write_csv, "xlsx": _write_xlsx}
