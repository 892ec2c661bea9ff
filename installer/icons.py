"""Draws the program's icon in the sizes that Linux desktops ask for.

`python -m installer.icons FOLDER` writes a tree as `/usr/share/icons/hicolor` has it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import resources
from installer.dressing import png

NAME = "org.huddle.Huddle"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def write_all(theme: Path) -> None:
    """Write each size, and the drawing itself."""
    for size in SIZES:
        _write(theme / f"{size}x{size}" / "apps" / f"{NAME}.png", png(size))
    drawing = resources.path("icons", "huddle.svg")
    _write(theme / "scalable" / "apps" / f"{NAME}.svg", drawing.read_bytes())


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(content)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
