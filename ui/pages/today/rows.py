"""The rows of Today's cards: a promise that can be pressed, and a huddle with its button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.look import space
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, heading, secondary, strong


class PressableRow(QAbstractButton):
    """Two lines of words with a few at the end, pressed as a whole."""

    def __init__(self, object_name: str, text: str, below: str, at_end: str, tone: str) -> None:
        """Make a row.

        Args:
            object_name: Its name for tests.
            text: What it is about.
            below: The quiet line under it.
            at_end: What stands at its end.
            tone: The tone of that.
        """
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(", ".join(part for part in (text, below, at_end) if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._build(text, below, at_end, tone)

    def _build(self, text: str, below: str, at_end: str, tone: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, space("half"), 0, space("half"))
        row.setSpacing(space("two"))
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (strong(text), secondary(below)):
            words.addWidget(label)
        row.addLayout(words, 1)
        end = Label(at_end, "label", tone=tone, wraps=False)
        row.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)
        for label in self.findChildren(Label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """The size of its words."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """The least size of its words."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: its labels are all there is to see."""


class HuddleLine(QWidget):
    """A huddle in two lines of words, with what can be done about it.

    Signals:
        pressed: The key of the button that was pressed.
    """

    pressed = Signal(str)

    def __init__(
        self, object_name: str, text: str, below: str, actions: Sequence[tuple[str, str]]
    ) -> None:
        """Make a line.

        Args:
            object_name: Its name for tests; each button is `<object_name>_<key>`.
            text: The huddle.
            below: The quiet line under it.
            actions: Key and label of each button: one stands beside the words, more below them.
        """
        super().__init__()
        self.setObjectName(object_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, space("half"), 0, space("half"))
        row.setSpacing(space("two"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong(text))
        words.addWidget(secondary(below))
        row.addLayout(words, 1)
        buttons = [self._button(key, label, f"{text}, {below}") for key, label in actions]
        if len(buttons) == 1:
            row.addWidget(buttons[0], 0, Qt.AlignmentFlag.AlignVCenter)
        elif buttons:
            flow = Flow()
            for made in buttons:
                flow.add(made)
            words.addSpacing(space("half"))
            words.addWidget(flow)

    def _button(self, key: str, label: str, about: str) -> Button:
        made = Button(label, f"{self.objectName()}_{key}", name=f"{label}: {about}")
        made.clicked.connect(lambda: self.pressed.emit(key))
        return made


def list_card(name: str, called: str) -> tuple[Card, QVBoxLayout]:
    """A card with its heading, and the column its rows go into."""
    card = Card(name)
    if called:
        card.column.addWidget(heading(called))
    rows = QVBoxLayout()
    rows.setSpacing(space("one"))
    card.column.addLayout(rows)
    return card, rows
