"""A widget that puts its children in place itself.

A widget rather than a `QLayout`, so that Qt never asks Python for its items while a window is being
taken down.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid


class Arranged(QWidget):
    """The base of widgets whose children stand as `spots` says; the height follows the width."""

    def __init__(self, object_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._held: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def spots(self, width: int) -> list[QRect]:
        """Where each shown child stands at a width, from the left; for a subclass to say."""
        raise NotImplementedError

    def add(self, widget: QWidget) -> None:
        """Take a widget in at the end."""
        self._held.append(widget)
        widget.setParent(self)
        widget.show()
        self.arrange()

    def clear(self) -> None:
        """Take all widgets away."""
        for widget in self.held:
            widget.hide()
            widget.deleteLater()
        self._held = []
        self.arrange()

    @property
    def held(self) -> list[QWidget]:
        """All widgets that were taken in and are still there."""
        self._held = [one for one in self._held if isValid(one) and one.parentWidget() is self]
        return list(self._held)

    @property
    def shown(self) -> list[QWidget]:
        """Those of them that are not hidden."""
        return [widget for widget in self.held if not widget.isHidden()]

    def arrange(self) -> None:
        """Put every widget in its place, and tell the layout around if the size changed."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for widget, spot in zip(self.shown, self.spots(self.width()), strict=True):
            if is_mirrored:
                spot.moveLeft(self.width() - spot.x() - spot.width())
            widget.setGeometry(spot)
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """The height that all need at a width."""
        return max((spot.bottom() + 1 for spot in self.spots(width)), default=0)

    def minimumSizeHint(self) -> QSize:
        """Room for the widest of them."""
        wide = max((least_width(widget) for widget in self.shown), default=0)
        high = max((widget.minimumSizeHint().height() for widget in self.shown), default=0)
        return QSize(wide, high)

    def event(self, event: QEvent) -> bool:
        """A child that wants another size is given it."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need other places."""
        super().resizeEvent(event)
        self.arrange()


def least_width(widget: QWidget) -> int:
    """How narrow a widget may get."""
    fixed = widget.minimumWidth()
    return fixed or widget.minimumSizeHint().width()


def height_at(widget: QWidget, width: int) -> int:
    """How high a widget wants to be at a width."""
    if widget.hasHeightForWidth():
        return max(widget.heightForWidth(width), widget.minimumHeight())
    return max(widget.sizeHint().height(), widget.minimumHeight())
