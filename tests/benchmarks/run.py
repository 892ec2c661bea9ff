"""Measures every bar and prints one table: `python tests/benchmarks/run.py [s04 s08 …]`.

A figure that does not hold is printed as such; nothing fails.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.figures import Beside, Figure

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "out" / "bench.json"
HEAD = ("bar", "what", "ours", "floor", "ratio", "at most", "holds")


def main(wanted: Sequence[str]) -> None:
    """Measure the bars that are asked for, all by default."""
    sys.path[0] = str(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    names = sorted(path.stem for path in Path(__file__).parent.glob("s[0-9][0-9]_*.py"))
    chosen = [name for name in names if not wanted or name.split("_", 1)[0] in wanted]
    figures: list[Figure | Beside] = []
    for name in chosen:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        figures += import_module(f"tests.benchmarks.{name}").measure()
    print(table(figures))
    write(figures)


def table(figures: Sequence[Figure | Beside]) -> str:
    """The figures as lines of even columns."""
    rows = [HEAD, *(figure.cells for figure in figures)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 1, 6) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in rows
    )


def write(figures: Sequence[Figure | Beside]) -> None:
    """Leave the figures as JSON for whoever compares them later."""
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    found = {"machine": machine, "figures": [figure.kept for figure in figures]}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    print(f"\nalso in {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
