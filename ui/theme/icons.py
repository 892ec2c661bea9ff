"""Icons from `resources/icons`, in the colour of a role."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap

import resources
from ui.theme.look import look

_LARGEST = 64


def icon(name: str, role: str = "accent") -> QIcon:
    """An icon by its file's name without the ending, in the colour of a role."""
    return QIcon(pixmap(name, role, _LARGEST))


def program_icon() -> QIcon:
    """The icon of the program, in its own colours."""
    return QIcon(str(resources.path("icons", "huddle.svg")))


def pixmap(name: str, role: str, size: int) -> QPixmap:
    """The picture of an icon at a size, in the colour of a role."""
    drawn = QIcon(str(resources.path("icons", f"{name}.svg"))).pixmap(QSize(size, size))
    painter = QPainter(drawn)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(drawn.rect(), look().colour(role))
    painter.end()
    return drawn
