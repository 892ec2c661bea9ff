"""A line for a name that offers those of the ward."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit


class NameEdit(QLineEdit):
    """A line that offers the names of the ward while one types; Down shows them all."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("role", "completions")
        self.setCompleter(completer)

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, whatever stands in the line."""
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        is_closed = popup is None or not popup.isVisible()
        if event.key() == Qt.Key.Key_Down and is_closed and completer is not None:
            completer.setCompletionPrefix("")
            completer.complete()
        else:
            super().keyPressEvent(event)
