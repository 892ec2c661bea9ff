"""What stands above the main thing of a page: as high as it is, up to a share of the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.scroll import PageScroll

_SHARE_OF_PAGE = 0.6


class TopScroll(PageScroll):
    """A column that leaves room below; in large text, or with very much in it, it scrolls."""

    def __init__(self, object_name: str, page: QWidget) -> None:
        """Make an empty one; add to its `column`.

        Args:
            object_name: Its name for tests.
            page: What it stands on, and must leave room of.
        """
        super().__init__(object_name, margin="half")
        self._page = page
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit)
        page.installEventFilter(self)
        if (inside := self.widget()) is not None:
            inside.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit anew when something comes or goes, or the page gets another height."""
        is_inside = watched is self.widget()
        if event.type() is (QEvent.Type.LayoutRequest if is_inside else QEvent.Type.Resize):
            # Its own places are found first.
            self._soon.start(0)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another height."""
        super().resizeEvent(event)
        self._soon.start(0)

    def _fit(self) -> None:
        needed = self.column.totalHeightForWidth(self.viewport().width())
        self.setFixedHeight(min(needed, round(self._page.height() * _SHARE_OF_PAGE)))
        if (focus := self.focusWidget()) is not None and focus.hasFocus():
            self.ensureWidgetVisible(focus)
