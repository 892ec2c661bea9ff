"""What a painted row of a list or table stands on."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.theme.look import look


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Tint a row that is chosen, or that the mouse is on, and draw the line below it."""
    area = option.rect
    if is_chosen(option):
        painter.fillRect(area, look().colour("accent_soft"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, look().colour("hover"))
    painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look().colour("line"))


def is_chosen(option: QStyleOptionViewItem) -> bool:
    """Whether a row is chosen."""
    return bool(option.state & QStyle.StateFlag.State_Selected)
