"""A line that says by icon and words how something is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme.icons import pixmap
from ui.theme.look import look, space
from ui.widgets.buttons import Button
from ui.widgets.labels import secondary, strong

WELL = ("tick", "good")
BAD = ("warning", "danger")
NOT_SET_UP = ("more", "secondary_ink")


class StateLine(QWidget):
    """An icon, a name, in words how it is, and what can be done about it."""

    def __init__(
        self,
        mark: tuple[str, str],
        name: str,
        says: str,
        object_name: str,
        act: Button | None = None,
    ) -> None:
        """Make the line.

        Args:
            mark: The icon and its colour: `WELL`, `BAD` or `NOT_SET_UP`.
            name: What it is about.
            says: How it is.
            object_name: Its name for tests.
            act: A button at its end.
        """
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(f"{name}: {says}")
        self._mark = mark
        self._icon = QLabel()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong(name))
        words.addWidget(secondary(says, f"{object_name}_says"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("two"))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if act is not None:
            row.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in new colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        name, role = self._mark
        self._icon.setPixmap(pixmap(name, role, look().size("icon")))


class StateLines(QWidget):
    """Such lines one under another."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("one"))
        self._lines: list[StateLine] = []

    def show_lines(self, lines: list[StateLine]) -> None:
        """Show these in place of those before."""
        for old in self._lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._lines = lines
        for line in lines:
            self._column.addWidget(line)
        self.setVisible(bool(lines))
