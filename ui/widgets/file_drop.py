"""A file dropped on a page, such as from the system's file manager."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one file at a time; several, and what is no file, are not taken.

    Args:
        page: What it is dropped on; fields in it keep taking words.
        endings: How the file's name must end, in small letters: one, or one of several.
        take: Is called with the file.
    """

    def __init__(
        self, page: QWidget, endings: str | tuple[str, ...], take: Callable[[Path], object]
    ) -> None:
        super().__init__(page)
        self._endings = endings
        self._take = take
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept a fitting file as it comes over the page, and take it when it is let go."""
        if not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        file = self._file(event.mimeData())
        if file is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self._take(file)
        return True

    def _file(self, dragged: QMimeData) -> Path | None:
        places = [url.toLocalFile() for url in dragged.urls() if url.isLocalFile()]
        if len(places) != 1 or not places[0].lower().endswith(self._endings):
            return None
        return Path(places[0])
