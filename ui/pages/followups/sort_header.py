"""The heads of the table's columns, some of which sort it: by a click, or by the keyboard."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from huddle.i18n import _
from ui.theme.look import look, space


class SortHeader(QHeaderView):
    """Heads that Tab comes to; left and right go along those that sort, Enter or space presses one.

    Signals:
        sort_asked: The column whose head was pressed.

    Args:
        sorts: The columns that can be sorted by.
        parent: The table.
    """

    sort_asked = Signal(int)

    def __init__(self, sorts: Collection[int], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("followups_header")
        self.setAccessibleName(_("Sort by"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self._sorts = sorted(sorts)
        self._at = self._sorts[0]
        self.sectionClicked.connect(self._press)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go along, Enter and space press."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._press(self._at)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self._go(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Paint the one that the keys are at with a thick line below it."""
        super().paintSection(painter, rect, at)
        if self.hasFocus() and at == self._at:
            high = space("half")
            below = QRect(rect.left(), rect.bottom() + 1 - high, rect.width(), high)
            painter.fillRect(below, look().colour("accent"))

    def _go(self, by: int) -> None:
        shown = [at for at in self._sorts if not self.isSectionHidden(at)]
        place = shown.index(self._at) if self._at in shown else 0
        self._at = shown[max(0, min(place + by, len(shown) - 1))]
        self.viewport().update()

    def _press(self, column: int) -> None:
        if column in self._sorts:
            self._at = column
            self.sort_asked.emit(column)
