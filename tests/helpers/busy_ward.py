"""Many computers at work on one server at once: what they were told, and what they did."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from huddle.clock import SystemClock
from huddle.ward import Ward
from tests.helpers.wards import ZONE, make_store, sign_in

ROOT = Path(__file__).resolve().parents[2]
PAGE_AND_ALL = (
    *("capture", "show", "capture", "change", "capture"),
    *("find", "capture", "answer", "capture", "show"),
)
"""As a facilitator works."""
WITHOUT_PAGE = tuple(act for act in PAGE_AND_ALL if act != "show")
"""Without pauses a huddle soon holds more than any page shows."""
CAPTURES = ("capture",)


@dataclass(frozen=True)
class Told:
    """What one computer is told.

    Attributes:
        url: The database.
        folder: Its own folder.
        name: Its own name.
        unit_id: The unit it works in.
        seconds: For how long.
        pause: About how many seconds there are between two acts.
        acts: What it does, over and over.
        is_plain: Whether it speaks to the database by the driver alone.
    """

    url: str
    folder: str
    name: str
    unit_id: str
    seconds: float
    pause: float
    acts: Sequence[str]
    is_plain: bool = False


@dataclass
class Done:
    """What a computer did.

    Attributes:
        kept: The key press of each action that was acknowledged, and the note it has in the end.
        took: How many milliseconds each act took, by its name.
        refused: How often it was told to wait and try again.
    """

    kept: dict[str, str] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=dict)
    refused: int = 0


def with_units(folder: Path, url: str, count: int) -> tuple[Ward, list[str]]:
    """A signed-in ward of a new store with so many units, and the ids of these."""
    ward = sign_in(make_store(folder, url), SystemClock())
    for number in range(1, count):
        ward.units.add(f"Ward {number + 100}", tier="Ward", time_zone=ZONE)
    # The first code makes its counter.
    ward.planning.raise_for_next("Is the hoist back?")
    return ward, [unit.id for unit in ward.units.units()]


def all_at_once(told: Sequence[Told]) -> list[Done]:
    """Let computers work at the same time; raises when one of them fails."""
    programs = []
    for one in told:
        # One after the other, as people come to work: what a program does first costs it most.
        programs.append(_begin(one))
        assert programs[-1].stdout
        assert programs[-1].stdout.readline() == "ready\n"
    for program in programs:
        assert program.stdin
        program.stdin.write("go\n")
        program.stdin.flush()
    said = [program.communicate()[0] for program in programs]
    assert [program.returncode for program in programs] == [0] * len(programs)
    return [Done(**json.loads(line)) for line in said]


def _begin(told: Told) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.helpers.busy_computer", json.dumps(asdict(told))],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
