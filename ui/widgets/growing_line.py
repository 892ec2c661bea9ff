"""A line that grows with what is typed; Enter keeps, Shift+Enter makes a new line."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from ui.theme.look import look, space

_MOST_LINES = 6


class GrowingLine(QPlainTextEdit):
    """Words in one line or a few; Tab leaves it.

    Signals:
        kept: Enter was pressed.
    """

    kept = Signal()

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.kept.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep to the size of text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._grow()

    def _grow(self) -> None:
        # A plain document tells its height in lines.
        lines = min(max(1, round(self.document().size().height())), _MOST_LINES)
        around = round(2 * self.document().documentMargin()) + 2 * (space("one") + 1)
        words = math.ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + 1
        high = max(look().size("control"), words + around)
        is_full = self.document().size().height() > _MOST_LINES
        bars = Qt.ScrollBarPolicy
        policy = bars.ScrollBarAsNeeded if is_full else bars.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(high)
        if not is_full:
            # It scrolled to the new line before there was room for it; it will again, afterwards.
            QTimer.singleShot(0, self, partial(self.verticalScrollBar().setValue, 0))
