"""Draws the program's icon in the sizes that Linux desktops ask for.

`python installer/icons.py OUT` writes a tree as `/usr/share/icons/hicolor` has it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

NAME = "org.huddle.Huddle"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_DRAWING = Path(__file__).resolve().parents[1] / "resources" / "icons" / "huddle.svg"


def drawn(size: int) -> QImage:
    """The icon as a square picture of so many pixels a side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(_DRAWING)).render(painter)
    painter.end()
    return image


def write_all(theme: Path) -> None:
    """Write each size, and the drawing itself."""
    for size in SIZES:
        place = theme / f"{size}x{size}" / "apps" / f"{NAME}.png"
        place.parent.mkdir(parents=True)
        if not drawn(size).save(str(place)):
            raise OSError(f"{place} was not written")
    scalable = theme / "scalable" / "apps" / f"{NAME}.svg"
    scalable.parent.mkdir(parents=True)
    scalable.write_bytes(_DRAWING.read_bytes())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
