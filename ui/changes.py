"""What changed in the ward, told to every page on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from huddle.rows.changes import Changes


class ChangeBus(QObject):
    """Passes changes on from whichever thread they were made in.

    Signals:
        changed: The `Changes` of one finished write; pages that show them ask again.
    """

    changed = Signal(object)
    _published = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._published.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    def publish(self, changes: Changes) -> None:
        """Announce changes; may be called from any thread."""
        self._published.emit(changes)
