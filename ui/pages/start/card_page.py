"""The page that signing in and unlocking share: one card in the middle, and what Huddle is not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.theme.look import look, space
from ui.widgets.card import Card
from ui.widgets.labels import secondary
from ui.widgets.raise_note import RaiseNote
from ui.widgets.scroll import page_scroll


class CardPage(QWidget):
    """One card in the middle of the window; a page adds to its column.

    Args:
        name: The beginning of the parts' object names.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}_page")
        self.card = Card(f"{name}_card")
        self.card.column.setSpacing(space("two"))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        scroll = page_scroll(f"{name}_scroll")
        page.addWidget(scroll)
        outer = scroll.column
        outer.addStretch(2)
        self.raise_note = RaiseNote()
        self.raise_note.turned.connect(self._note_turned)
        row = QHBoxLayout()
        middle = QVBoxLayout()
        middle.setSpacing(space("one"))
        middle.addWidget(self.card)
        middle.addWidget(self.raise_note)
        row.addStretch()
        row.addLayout(middle)
        row.addStretch()
        outer.addLayout(row)
        outer.addStretch(3)
        foot = secondary(
            _("Huddle is not a patient record, a handover or an alerting system."), f"{name}_foot"
        )
        foot.setProperty("alignment", "AlignHCenter")
        outer.addWidget(foot)
        self.fit()

    def fit(self) -> None:
        """Have the width that the size of text asks for."""
        width = round(look().space("dialog") * look().scale)
        self.card.setFixedWidth(width)
        self.raise_note.setFixedWidth(width)

    def start(self) -> None:
        """Put the cursor where the next word goes; each page's own."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Keep to the size of text."""
        super().changeEvent(event)
        # Qt tells of the first look before there is a card.
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "raise_note"):
            self.fit()

    def _note_turned(self, is_open: bool) -> None:
        """Show what is raised in place of the card, and keep the keyboard in what shows."""
        self.card.setVisible(not is_open)
        if not is_open:
            self.start()


def line(object_name: str, entered: Callable[[], object]) -> QLineEdit:
    """A line to type in; Enter calls."""
    made = QLineEdit()
    made.setObjectName(object_name)
    made.returnPressed.connect(entered)
    return made


def secret_line(object_name: str, entered: Callable[[], object]) -> QLineEdit:
    """A line for what nobody may read over a shoulder."""
    made = line(object_name, entered)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
