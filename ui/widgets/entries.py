"""Numbers, days and times to type or step by the arrow keys, and lines that complete a name.

The wheel leaves numbers and times alone.
"""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCompleter,
    QLineEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from ui.theme.look import space


class NumberField(QSpinBox):
    """A whole number."""

    def __init__(
        self,
        object_name: str,
        least: int,
        most: int,
        *,
        suffix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setRange(least, most)
        self.setSuffix(suffix)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.lineEdit().setTextMargins(space("one"), 0, space("one"), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class TimeField(QTimeEdit):
    """A time of day, by the 24-hour clock."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setDisplayFormat("HH:mm")
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.lineEdit().setTextMargins(space("one"), 0, space("one"), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


def complete_from(line: QLineEdit, names: QStringListModel) -> QCompleter:
    """Offer those of the names that hold what is typed in a line, such as time zones."""
    completer = QCompleter(names, line)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    if (popup := completer.popup()) is not None:
        popup.setProperty("role", "completions")
    line.setCompleter(completer)
    return completer
