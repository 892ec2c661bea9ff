"""Writes what a built package says of itself: licences, bill of materials, sizes.

    python -m installer.describe build/work/huddle dist/huddle

Ends with an error, in words, where something may not be given away.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from huddle import __version__
from installer import contents, licences
from installer.bill import bill

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "resources" / "fonts"
LARGEST = 12
_MEGABYTE = 1024 * 1024


def main(work: Path, built: Path) -> int:
    """Write it beside the program and in it."""
    parts = contents.parts(contents.sources(work))
    if faults := licences.faults(parts):
        sys.stderr.write("".join(f"{fault}\n" for fault in faults))
        return 1
    licences.write(built / "LICENCES", parts, FONTS)
    own = (ROOT / "LICENSE").read_text("utf-8")
    (built / "_internal" / "LICENCES.txt").write_text(licences.as_text(parts, own, FONTS), "utf-8")
    commit = tomllib.loads((ROOT / "build" / "facts" / "build.toml").read_text("utf-8"))["commit"]
    told = bill(__version__, commit, parts)
    (built.parent / f"huddle-{__version__}.cdx.json").write_text(told + "\n", "utf-8")
    sys.stdout.write(sizes(built))
    return 0


def sizes(built: Path) -> str:
    """What fills the package, the largest parts first, in lines."""
    found = contents.sizes(built)
    rest = sum(size for _name, size in found[LARGEST:])
    total = sum(size for _name, size in found)
    lines = [*found[:LARGEST], ("the rest", rest), ("together", total)]
    return "".join(f"{size / _MEGABYTE:8.1f} MB  {name}\n" for name, size in lines)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
