"""Warns before a ward is made where its data would not last; a person may decide otherwise."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rules.profile import Lasting, in_words, what_to_do
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.labels import body, heading, quiet


class VanishingCard(Card):
    """What the folder is, what would be lost, what to do; and a tick to go on all the same."""

    def __init__(self, found: Lasting) -> None:
        super().__init__("vanishing_card", tone="caution")
        self.column.addWidget(heading(_("The data would not last here"), "vanishing_heading"))
        self.column.addWidget(body(in_words(found), "vanishing_says"))
        self.column.addWidget(quiet(what_to_do(), "vanishing_to_do"))
        self.tick = Tick(_("Make the ward here all the same"), "vanishing_anyway")
        self.column.addWidget(self.tick)

    @property
    def lets_go_on(self) -> bool:
        """Whether somebody decided to go on all the same."""
        return self.tick.isChecked()
