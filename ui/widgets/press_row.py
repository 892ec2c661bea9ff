"""A row of words to press: what leads it, its name with a quieter line below, and what ends it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.theme.icons import pixmap
from ui.theme.look import look, space
from ui.widgets.labels import Label


class PressRow(QAbstractButton):
    """A whole row that is one button; its words wrap, so that none is cut off."""

    def __init__(
        self, object_name: str, *, name_role: str = "strong", parent: QWidget | None = None
    ) -> None:
        """Make it without words.

        Args:
            object_name: Its name for tests.
            name_role: How loud its name is, as a label's role.
            parent: The widget it stands in.
        """
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lead = Label("", "quiet", wraps=False)
        self._name = Label("", name_role)
        self._below = Label("", "secondary")
        self._end = Label("", "quiet", wraps=False)
        self._mark = QLabel()
        self._icon = ""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._below)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(space("two"), space("one"), space("two"), space("one"))
        self.row.setSpacing(space("two"))
        self.row.addWidget(self._lead)
        self.row.addLayout(words, 1)
        self.row.addWidget(self._end)
        self.row.addWidget(self._mark)
        self._mark.hide()
        for label in (self._lead, self._name, self._below, self._end, self._mark):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_words(self, name: str, below: str = "", *, lead: str = "", end: str = "") -> None:
        """Say something else from now on.

        Args:
            name: What it is.
            below: What is to be known of it.
            lead: What stands before it, such as its number.
            end: What stands at its end, such as a length of time.
        """
        self._name.setText(name)
        for label, text in ((self._lead, lead), (self._below, below), (self._end, end)):
            label.setText(text)
            label.setVisible(bool(text))
        # Numbers of one and two digits leave their names in line.
        self._lead.setMinimumWidth(self._lead.fontMetrics().horizontalAdvance("00"))
        self.setAccessibleName(", ".join(text for text in (lead, name, end, below) if text))

    def set_mark(self, icon_name: str) -> None:
        """Show an icon at the very end, such as whether it is open."""
        self._icon = icon_name
        self._mark.setPixmap(pixmap(icon_name, "secondary_ink", look().size("icon")))
        self._mark.show()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._icon:
            self.set_mark(self._icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The labels in it are all there is to see."""
