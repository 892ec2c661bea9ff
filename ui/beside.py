"""Keeps a panel at the side of the pages, and room for both.

Where rail, page and panel have room, they share it; where not, the rail goes away for as long;
where that is not enough either, in large text, the panel lies over the side of the page that the
cursor is not in.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from ui.theme.look import look

_LARGEST_SHARE = 0.45
"""Of the window; the work is never the smaller part."""


class Beside(QObject):
    """The place for one panel.

    Args:
        body: What holds rail and pages.
        row: Its layout.
        work: The layout of what the panel stands beside.
        rail_width: How wide the rail is that the page in view has.
        rail_wanted: Is called with whether there is room for the rail.
    """

    def __init__(
        self,
        body: QWidget,
        row: QHBoxLayout,
        work: QLayout,
        rail_width: Callable[[], int] = lambda: 0,
        rail_wanted: Callable[[bool], object] = lambda _wanted: None,
    ) -> None:
        super().__init__(body)
        self._body = body
        self._row = row
        self._work = work
        self._rail_width = rail_width
        self._rail_wanted = rail_wanted
        self._panel: QWidget | None = None
        self._lies_over = False

    def put(self, panel: QWidget) -> None:
        """Show a panel."""
        self._panel = panel
        self._lies_over = False
        self._row.addWidget(panel)
        self._body.installEventFilter(self)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._keep_cursor_free)
        self.fit()
        panel.show()

    def take_away(self) -> None:
        """Give the room back to the page."""
        panel, self._panel = self._panel, None
        if panel is None:
            return
        self._body.removeEventFilter(self)
        QGuiApplication.inputMethod().cursorRectangleChanged.disconnect(self._keep_cursor_free)
        panel.hide()
        self._row.removeWidget(panel)
        self._rail_wanted(True)

    def fit(self) -> None:
        """Find the places anew."""
        panel = self._panel
        if panel is None:
            return
        whole = self._body.width()
        wide = min(look().size("guidance"), round(whole * _LARGEST_SHARE))
        panel.setFixedWidth(wide)
        room = whole - wide - self._work.minimumSize().width()
        self._rail_wanted(room >= self._rail_width())
        self._lie_over(over=room < 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit when the window, or what the page needs, changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.fit()
        return super().eventFilter(watched, event)

    def _lie_over(self, *, over: bool) -> None:
        panel = self._panel
        if panel is None:
            return
        if over != self._lies_over:
            self._lies_over = over
            if over:
                self._row.removeWidget(panel)
                # Of the window, as the ring around what has the focus, to lie above that.
                panel.setParent(self._body.window())
            else:
                self._row.addWidget(panel)
            panel.show()
        if over:
            panel.resize(panel.width(), self._body.height())
            self._move(self._body.width() - panel.width())
            self._keep_cursor_free()

    def _move(self, left: int) -> None:
        panel = self._panel
        if panel is not None:
            panel.move(self._body.mapTo(self._body.window(), QPoint(left, 0)))
            panel.raise_()

    def _keep_cursor_free(self) -> None:
        """Lie at the other side when the cursor comes below the panel."""
        panel, focus = self._panel, self._body.window().focusWidget()
        if panel is None or not self._lies_over or focus is None or panel.isAncestorOf(focus):
            return
        panel.raise_()
        cursor = QGuiApplication.inputMethod().cursorRectangle().center().toPoint()
        if panel.geometry().contains(cursor):
            self._move(0 if panel.x() else self._body.width() - panel.width())
