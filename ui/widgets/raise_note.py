"""A quiet button at a locked page that opens the card to raise something in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from ui.widgets.buttons import quiet_button

if TYPE_CHECKING:
    from huddle.rules.guarding import Guard
    from ui.widgets.note_card import NoteCard


class RaiseNote(QWidget):
    """The button, and in its place the card once it is opened.

    Signals:
        turned: The card was opened, or closed again.
        send_asked: These words shall be kept.
        guard_needed: Something is typed, and nothing looks for identifiers yet.
    """

    turned = Signal(bool)
    send_asked = Signal(str)
    guard_needed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note_place")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._opener = quiet_button(_("Raise something for the next huddle"), "raise_note_open")
        self._opener.clicked.connect(self.open)
        self._column.addWidget(self._opener)
        self._made: NoteCard | None = None

    def open(self) -> None:
        """Show the card, with what was typed in it before."""
        self._turn(is_open=True)
        self._card.begin()

    def begin(self) -> None:
        """Put the cursor where the next word of what is raised goes."""
        self._card.begin()

    def close_card(self) -> None:
        """Show the button again; what was typed stays for the next time."""
        if self._opener.isHidden():
            self._turn(is_open=False)

    def forget(self) -> None:
        """Show the button again, and begin the next time with nothing."""
        if self._made is not None:
            self._made.clear()
            self.close_card()

    def use(self, guard: Guard) -> None:
        """Look for identifiers with this guard."""
        self._card.guard.use(guard)

    def show_sent(self, slip_number: str) -> None:
        """Show the number that was given out."""
        self._card.show_sent(slip_number)

    def show_refusal(self, text: str) -> None:
        """Say why it was not kept."""
        self._card.show_refusal(text)

    @property
    def _card(self) -> NoteCard:
        if self._made is None:
            self._made = self._make()
        return self._made

    def _make(self) -> NoteCard:
        from ui.widgets.note_card import NoteCard  # noqa: PLC0415 - not before the first paint

        card = NoteCard()
        card.send_asked.connect(self.send_asked)
        card.guard.needed.connect(self.guard_needed)
        card.left.connect(self.close_card)
        self._column.addWidget(card)
        return card

    def _turn(self, *, is_open: bool) -> None:
        self._card.setVisible(is_open)
        self._opener.setVisible(not is_open)
        self.turned.emit(is_open)
