"""A strip above the page that says what should not wait, with one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from huddle.i18n import _
from ui.theme.icons import pixmap
from ui.theme.look import look, space
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

NoticeAction = tuple[str, Callable[[], object]]
"""The label of its button, and what that calls."""


class Notice(QFrame):
    """Stays until what it says is mended."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setAccessibleName(_("Notice"))
        self.setProperty("tone", "caution")
        self._call: Callable[[], object] | None = None
        self._icon = QLabel()
        self._label = Label("", object_name="notice_text")
        self._button = Button("", "notice_action")
        self._button.clicked.connect(self._act)
        row = QHBoxLayout(self)
        row.setContentsMargins(space("three"), space("one"), space("three"), space("one"))
        row.setSpacing(space("two"))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        self._draw()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_words(self, text: str, action: NoticeAction | None) -> None:
        """Say something, with a button or without."""
        self._label.setText(text)
        label, self._call = action if action is not None else ("", None)
        self._button.set_text(label, label)
        self._button.setVisible(bool(label))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_icon"):
            self._draw()

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap("warning", "caution", look().size("icon")))

    def _act(self) -> None:
        if self._call is not None:
            self._call()
