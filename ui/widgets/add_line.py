"""The line at the foot of a list: Enter adds what is typed, several pasted lines add one each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.actions import shown
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.labels import Label
from ui.widgets.restyle import set_styled


class AddLine(QWidget):
    """A line with its button, and below it what could not be added.

    Signals:
        add: The names to add, as a tuple; nothing is empty in it.
    """

    add = Signal(object)

    def __init__(self, name: str, verb: str, hint: str, object_name: str) -> None:
        """Make the line.

        Args:
            name: Its accessible name.
            verb: The button's label.
            hint: What stands in the empty line.
            object_name: Its name for tests; the button's is `<object_name>_button`.
        """
        super().__init__()
        self.line = QLineEdit()
        self.line.setObjectName(object_name)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(hint)
        self.line.textChanged.connect(self._changed)
        self.line.returnPressed.connect(self.submit)
        self.button = button(verb, f"{object_name}_button", key=shown("keep"))
        self.button.clicked.connect(self.submit)
        self._error = Label("", "label", tone="danger", object_name=f"{object_name}_error")
        self._error.hide()
        self._is_giving_back = False
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addLayout(row)
        column.addWidget(self._error)

    @property
    def error(self) -> str:
        """What is said to be wrong; empty for nothing."""
        return self._error.text()

    def submit(self) -> None:
        """Hand over what is typed, one name a line, and be ready for the next."""
        names = tuple(name.strip() for name in self.line.text().splitlines() if name.strip())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if names:
            self.line.clear()
            self.add.emit(names)

    def give_back(self, names: tuple[str, ...], error: str) -> None:
        """Say what could not be added, and put it back unless something new is being typed."""
        if not self.line.text():
            self._is_giving_back = True
            self.line.setText("\n".join(names))
            self._is_giving_back = False
        self._say(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the line."""
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.selectAll()
            self.line.insert("")
            return
        super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        if self._is_giving_back:
            return
        self._say("")
        if len(text.splitlines()) > 1:
            self.submit()

    def _say(self, error: str) -> None:
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self.line.setAccessibleDescription(error)
        set_styled(self.line, "wrong", bool(error))
