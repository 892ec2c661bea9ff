"""A quiet word beside what keeps itself: saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from huddle.i18n import _
from ui.messages import announce
from ui.theme.icons import pixmap
from ui.theme.look import look, space
from ui.widgets.labels import Label


class SavedMark(QWidget):
    """Says that the last change is kept; its room is there before, so that nothing jumps."""

    def __init__(self, object_name: str = "saved") -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._mark = QLabel()
        self._word = Label("", "secondary", tone="good", object_name=f"{object_name}_word")
        self._word.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("half"))
        row.addStretch()
        row.addWidget(self._mark)
        row.addWidget(self._word)

    @property
    def text(self) -> str:
        """What it says now; empty for nothing."""
        return self._word.text()

    def saved(self) -> None:
        """Say it."""
        self._word.setText(_("saved"))
        self._draw()
        announce(self, _("saved"))

    def clear(self) -> None:
        """Say nothing, because something is not saved yet."""
        self._word.setText("")
        self._mark.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the mark again in new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.text:
            self._draw()

    def _draw(self) -> None:
        self._mark.setPixmap(pixmap("tick", "good", look().size("icon")))
