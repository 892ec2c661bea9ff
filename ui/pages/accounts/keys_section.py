"""What opens the ward beside accounts: the recovery key, the data file's key, and the wall."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.theme.look import space
from ui.widgets.buttons import Button, button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import body, heading
from ui.widgets.recovery_card import RecoveryCard


class KeysSection(QWidget):
    """A card each, and the new recovery key while it is shown.

    Signals:
        recovery_asked: A new recovery key is wanted.
        change_asked: The data file shall have a new key.
        wall_asked: This screen shall become the wall.
    """

    recovery_asked = Signal()
    change_asked = Signal()
    wall_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keys_section")
        self.recovery = RecoveryCard(_("Done"))
        self.recovery.hide()
        self._wall = _card(
            "wall",
            _("The wall screen"),
            _(
                "Turns this screen into the wall, which names nobody. It has no password: a "
                "person opens it after each start, and signs in to leave it."
            ),
            _("Open the wall"),
            self.wall_asked.emit,
        )
        self._new_recovery = _card(
            "recovery",
            _("The recovery key"),
            _(
                "It opens the ward's data if every password is forgotten. Make a new one when the "
                "paper is lost or somebody else has seen it; the old one then opens nothing."
            ),
            _("Make a new recovery key…"),
            self.recovery_asked.emit,
        )
        self._change = _card(
            "file_key",
            _("The data file’s key"),
            _(
                "Change it when somebody has left who could open the data. Everybody keeps their "
                "password, and backups stay readable. It cannot undo this: whoever copied the "
                "data file and knows its password can still read that copy."
            ),
            _("Change the data file’s key…"),
            self.change_asked.emit,
        )
        self._cards = (self._new_recovery, self._change, self._wall)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("two"))
        row = QHBoxLayout()
        row.addWidget(self.recovery, 4)
        row.addStretch(1)
        column.addLayout(row)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch()

    def offer(self, *, recovery: bool, change: bool, wall: bool) -> None:
        """Show the cards that are for this account."""
        if self.recovery.isHidden():
            for card, shown in zip(self._cards, (recovery, change, wall), strict=True):
                card.setVisible(shown)

    def show_busy(self, *, busy: bool) -> None:
        """Let nothing be asked for meanwhile."""
        for card in self._cards:
            for one in card.findChildren(Button):
                one.setEnabled(not busy)

    def show_recovery_key(self, recovery_key: str) -> None:
        """Show a new recovery key and nothing else."""
        for card in self._cards:
            card.hide()
        self.recovery.show_key(recovery_key)
        self.recovery.show()
        self.recovery.begin()

    def forget_recovery_key(self) -> None:
        """Let go of it."""
        self.recovery.show_key("")
        self.recovery.hide()


def _card(name: str, head: str, text: str, verb: str, call: Callable[[], object]) -> Card:
    card = Card(f"{name}_key_card")
    card.column.addWidget(heading(head, f"{name}_heading"))
    card.column.addWidget(body(text, f"{name}_about"))
    row = Flow(f"{name}_buttons")
    asks = button(verb, f"{name}_ask")
    asks.clicked.connect(call)
    row.add(asks)
    card.column.addWidget(row)
    return card
