"""A card that heads a page while it has something to say and nothing else needs the room."""

from __future__ import annotations

from ui.widgets.card import Card


class HeadCard(Card):
    """Shown while it is wanted, unless it makes room.

    Args:
        object_name: Its name for tests.
        tone: As of `Card`.
    """

    def __init__(self, object_name: str, *, tone: str) -> None:
        super().__init__(object_name, tone=tone, margin="two")
        self._is_wanted = self._makes_room = False
        self.hide()

    def want(self, *, wanted: bool) -> None:
        """Have something to say, or nothing."""
        self._is_wanted = wanted
        self.setVisible(wanted and not self._makes_room)

    def make_room(self, *, made: bool) -> None:
        """Go out of the way for a while, or come back."""
        self._makes_room = made
        self.setVisible(self._is_wanted and not made)
