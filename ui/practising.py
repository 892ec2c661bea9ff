"""Practice huddles: begun from any page, run in a window and a store of their own, then gone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.i18n import _
from ui.filling import say_refusal
from ui.practice_huddle import PracticeHuddle

if TYPE_CHECKING:
    from collections.abc import Callable

    from huddle.practice_ward import PracticeWard
    from huddle.ward import Ward
    from ui.desk import Desk
    from ui.window import Window


class Practising(QObject):
    """Begins practice huddles, one at a time.

    Args:
        window: The real window.
        desk: Gives the desk of whoever is signed in.
    """

    def __init__(self, window: Window, desk: Callable[[], Desk]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self.huddle: PracticeHuddle | None = None
        """The one that runs; none while nobody practises."""

    def begin(self, name: str) -> None:
        """Begin a practice huddle.

        Args:
            name: Which scenario.
        """
        if self.huddle is not None:
            return
        desk = self._desk()
        desk.messages.say(_("Getting the practice ward ready…"))
        desk.tasks.run(
            self,
            partial(_begun, desk.ward, name),
            partial(self._show, desk),
            partial(say_refusal, desk),
            long=True,
            key="practise",
        )

    def end(self) -> None:
        """End whatever is practised, because the program ends."""
        if self.huddle is not None:
            self.huddle.throw_away()

    def _show(self, desk: Desk, practice: PracticeWard) -> None:
        desk.messages.clear()
        self.huddle = PracticeHuddle(self._window, desk, practice)
        self.huddle.ended.connect(self._ended)
        self.huddle.show()

    def _ended(self, again: str) -> None:
        self.huddle = None
        self._window.activateWindow()
        if again:
            self.begin(again)


def _begun(ward: Ward, name: str) -> PracticeWard:
    """On the worker: what it imports is slow, and needed by nobody who does not practise."""
    from huddle.practice_scenarios import scenario  # noqa: PLC0415
    from huddle.practice_ward import begin_practice  # noqa: PLC0415

    return begin_practice(ward, scenario(name))
