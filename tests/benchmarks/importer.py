"""Brings one file into a ward, and tells how long it took and how much memory at most.

Run as `python -m tests.benchmarks.importer FOLDER FILE`. One line of JSON: milliseconds, and the
bytes that were in use at the worst moment beyond those before it began.
"""

from __future__ import annotations

import sys
from pathlib import Path

from huddle.clock import SystemClock
from huddle.exchange.tables import tables_of
from huddle.paths import Paths
from tests.benchmarks.floors.telling import tell_peak
from tests.helpers.wards import sign_in


def main(folder: Path, file: Path) -> None:
    """Bring a file in, from its first byte to the end of the transaction."""
    ward = sign_in(Paths(folder, folder / "config"), SystemClock())
    with tell_peak():
        (table,) = tables_of(file)
        ward.imports.bring_in(table, file.name)
    ward.close()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
