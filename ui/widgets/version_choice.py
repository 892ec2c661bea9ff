"""One field of which two versions stand side by side, to keep one of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.versions import ComparedRow
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.labels import body, strong

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class VersionChoice(Card):
    """My version and theirs of one field; at first neither is chosen.

    Signals:
        chosen: A person chose one.

    Args:
        row: The field and both versions.
        name: Its object name, with which those of its two choices begin.
    """

    chosen = Signal()

    def __init__(self, row: ComparedRow, name: str) -> None:
        super().__init__(name, margin="two")
        self.column.addWidget(strong(row.label, f"{name}_label"))
        self.mine = _Version(_("Keep mine"), row.label, row.mine, f"{name}_mine")
        self.theirs = _Version(_("Keep theirs"), row.label, row.theirs, f"{name}_theirs")
        group = QButtonGroup(self)
        sides = Columns((1, 1))
        for one in (self.mine, self.theirs):
            group.addButton(one.button)
            sides.add(one)
        group.buttonToggled.connect(self.chosen)
        self.column.addWidget(sides)

    @property
    def keeps_mine(self) -> bool | None:
        """Whether mine is kept; none while nothing is chosen."""
        if self.mine.button.isChecked():
            return True
        return False if self.theirs.button.isChecked() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every arrow key goes to the other one, whether it stands beside or below."""
        if Qt.Key(event.key()) not in _ARROWS:
            super().keyPressEvent(event)
            return
        other = self.theirs if self.mine.button.hasFocus() else self.mine
        other.choose()


class _Choice(QRadioButton):
    """A choice whose arrow keys are the other's matter: Qt would go there without choosing it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the field."""
        if Qt.Key(event.key()) in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Version(QWidget):
    """One version: the choice, and what it says below."""

    def __init__(self, choice: str, field: str, words: str, name: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        self.button = _Choice(choice)
        self.button.setObjectName(name)
        self.button.setAccessibleName(
            _("{choice}, {field}: {words}").format(choice=choice, field=field, words=words)
        )
        column.addWidget(self.button)
        column.addWidget(body(words, f"{name}_words"))
        column.addStretch()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Its words choose it, too."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose()

    def choose(self) -> None:
        """Choose it, as a person does."""
        self.button.setFocus(Qt.FocusReason.TabFocusReason)
        self.button.setChecked(True)
