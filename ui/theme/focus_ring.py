"""The ring around whatever has the focus: yellow outside and dark inside, over everything else.

It follows the focus of the whole application, however it got there. `QFocusFrame` tracks the
control and all it stands in without any Python in the way of typing; the style sheet draws both
lines.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QFrame,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.theme.look import space

RINGED_INSTEAD = "ringed_instead"
"""Set to true on a widget that takes the ring of the controls inside it."""


class _RingStyle(QProxyStyle):
    """Tells one ring how far it stands out and that it lies above what it surrounds."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """The width of the ring for the margins of a focus frame."""
        if metric in (
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        ):
            return space("focus_outer") + space("focus_inner")
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returned: QStyleHintReturn | None = None,
    ) -> int:
        """Above the control; unmasked, since its corners are round."""
        if hint is QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint is QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returned)


class FocusRing(QFocusFrame):
    """The ring: its own border is the yellow line, the frame inside it the dark one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("focus_ring")
        style = _RingStyle("Fusion")
        # Its own, so that no ring ever outlives its style.
        style.setParent(self)
        self.setStyle(style)
        layout = QVBoxLayout(self)
        outer = space("focus_outer")
        layout.setContentsMargins(outer, outer, outer, outer)
        inside = QFrame(self)
        inside.setObjectName("focus_ring_inside")
        inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(inside)


class FocusRings(QObject):
    """Moves the one ring to the control that has the focus."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._follow)

    @property
    def ring(self) -> FocusRing | None:
        """The ring, once something had the focus and while its window lives."""
        return self._ring if self._ring is not None and isValid(self._ring) else None

    def refresh(self) -> None:
        """Put the ring back after a change of style, which hides it."""
        ring = self.ring
        if ring is not None:
            ring.setWidget(None)  # type: ignore[arg-type]  # Qt takes none for "nowhere"
        self._follow(None, QApplication.focusWidget())

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        target = _ringed(now)
        if target is None:
            if self.ring is not None and now is not None:
                self.ring.setWidget(None)  # type: ignore[arg-type]
            return
        ring = self.ring or FocusRing(target.window())
        self._ring = ring
        ring.setWidget(target)


def _ringed(widget: QWidget | None) -> QWidget | None:
    """The widget to draw around: the one with the focus, or what stands for it."""
    if widget is None or widget.isWindow() or widget.size() == widget.window().size():
        # What fills its window stands out from nothing.
        return None
    if widget.window().windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip):
        return None
    around: QWidget | None = widget
    while around is not None and not around.isWindow():
        if around.property(RINGED_INSTEAD):
            return around
        around = around.parentWidget()
    return widget
