"""A page that scrolls when it is longer than the window, and never sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import look, space


class PageScroll(QScrollArea):
    """A scroll area around a column; what gets the focus is brought into view."""

    def __init__(self, object_name: str, *, margin: str = "three", gap: str = "two") -> None:
        """Make an empty one; add to its `column`.

        Args:
            object_name: Its name for tests.
            margin: The distance from its edge to what it holds; leaves room for the focus ring.
            gap: The distance between what it holds.
        """
        super().__init__()
        self.setObjectName(object_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setProperty("focusPolicy", "NoFocus")
        inside = QWidget()
        inside.setObjectName("page_scroll_inside")
        self.column = QVBoxLayout(inside)
        distance = space(margin)
        self.column.setContentsMargins(distance, distance, distance, distance)
        self.column.setSpacing(space(gap))
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for what it holds, so that nothing is cut at the side."""
        hint = super().minimumSizeHint()
        inside = self.widget()
        if inside is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            hint.setWidth(inside.minimumSizeHint().width() + bar)
        return hint


class ReadingScroll(PageScroll):
    """One for running text, whose lines do not get longer than the eye follows."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short in a wide window."""
        super().resizeEvent(event)
        self._keep_lines_short()

    def changeEvent(self, event: QEvent) -> None:
        """In larger text a line may be longer."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._keep_lines_short()

    def _keep_lines_short(self) -> None:
        if (inside := self.widget()) is not None:
            margins = self.column.contentsMargins()
            longest = round(look().space("reading") * look().scale)
            inside.setMaximumWidth(longest + margins.left() + margins.right())


class InnerScroll(PageScroll):
    """One within a page that scrolls too: it takes the height there is, down to a few lines."""

    def __init__(self, object_name: str, *, gap: str = "two") -> None:
        super().__init__(object_name, margin="half", gap=gap)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(round(look().space("detail") * look().scale))

    def sizeHint(self) -> QSize:
        """As low as it may get, however long what it holds is."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def page_scroll(object_name: str, *, margin: str = "three", gap: str = "two") -> PageScroll:
    """A scrolling column for a page or a part of one."""
    return PageScroll(object_name, margin=margin, gap=gap)
