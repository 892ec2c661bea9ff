"""A window whose pages explain themselves beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from ui.beside import Beside
    from ui.desk import Desk
    from ui.explaining import Explaining


class ExplainedWindow(QMainWindow):
    """What the real window and that of a practice share.

    Attributes:
        desk: That of whoever is signed in; none before.
        beside: The place for what explains a page.

    Signals:
        page_shown: Another page is in view, or another part of it is to be explained.
    """

    page_shown = Signal()
    beside: Beside

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk: Desk | None = None
        self._explaining: Explaining | None = None

    @property
    def is_full(self) -> bool:
        """Whether the page in view fills it, and nothing leads away from there."""
        return True

    @property
    def explained(self) -> tuple[str, ...]:
        """The names of the cards that explain what is in view."""
        raise NotImplementedError

    @property
    def explaining(self) -> Explaining:
        """What explains the page in view."""
        if self._explaining is None:
            from ui.explaining import Explaining  # noqa: PLC0415 - not before it is needed

            self._explaining = Explaining(self)
        return self._explaining

    @property
    def is_explaining(self) -> bool:
        """Whether a page is explained just now."""
        return self._explaining is not None and self._explaining.is_open

    def explain(self) -> None:
        """Explain the page in view beside it, or do so no more."""
        self.explaining.toggle()

    def bind_explaining(self) -> None:
        """Have the keys explain the page in view."""
        from ui.actions import bind_window  # noqa: PLC0415 - not before the first paint

        bind_window(self, "explain", self.explain)
        bind_window(self, "read_card", self._read_card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what explains the page, where the page has no use for it."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - it makes a hundred enumerations

        if self.is_explaining and event.key() == Qt.Key.Key_Escape:
            self.explaining.close()
        else:
            super().keyPressEvent(event)

    def _read_card(self) -> None:
        self.explaining.read()
