"""One card to read, with what can be done with it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal

from huddle.i18n import _
from huddle.rows.guidance import GuidanceCard
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.guidance_card import CardReader


class CardView(Card):
    """A card, and its buttons below.

    Signals:
        seen: The name of the card, once its end was seen.
        print_asked, edit_asked: What its buttons ask for.

    Args:
        edits: Whether whoever is here may write it in other words.
    """

    seen = Signal(str)
    print_asked = Signal()
    edit_asked = Signal()

    def __init__(self, *, edits: bool) -> None:
        super().__init__("learn_card")
        self.column.setContentsMargins(0, 0, 0, 0)
        self.reader = CardReader("learn_reader", margin="three")
        self.reader.seen.connect(self.seen)
        buttons = Flow("learn_card_buttons")
        self._print = button(_("Print this card"), "learn_print")
        self._print.clicked.connect(self.print_asked)
        buttons.add(self._print)
        if edits:
            edit = button(_("Edit for this ward"), "learn_edit")
            edit.clicked.connect(self.edit_asked)
            buttons.add(edit)
        self.reader.foot.addWidget(buttons)
        self.column.addWidget(self.reader)

    def show_card(self, card: GuidanceCard, today: dt.date) -> None:
        """Show a card."""
        self.reader.show_cards((card,), today)
