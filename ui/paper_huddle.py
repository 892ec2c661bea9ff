"""Typing in a huddle that was held on paper, from any page: asks for its head, and goes to Run."""

from __future__ import annotations

import datetime as dt

from huddle.i18n import _
from huddle.rows.huddles import PaperHuddle, TypingIn
from ui.dialogs.paper_huddle import PaperHuddleDialog
from ui.filling import Asking


class PaperHuddles(Asking):
    """Opens the form, and the huddle that it is about."""

    def ask(self, series_id: str = "", held_on: dt.date | None = None) -> None:
        """Ask for what stands at the head of a form, and go on to its steps.

        Args:
            series_id: The series it is of, as far as it is known; the main one when empty.
            held_on: Its day, as far as it is known; today when there is none.
        """
        ward = self._desk.ward
        self._run(
            ward.paper.huddles,
            lambda found: self._open(found, series_id, held_on),
            "paper_huddle",
        )

    def _open(
        self, huddles: tuple[PaperHuddle, ...], series_id: str, held_on: dt.date | None
    ) -> None:
        if not huddles:
            self._desk.messages.warn(_("No huddle is set up yet. Add one under Templates."))
            return
        ward = self._desk.ward
        self._fill_in(
            PaperHuddleDialog(self._page, huddles, series_id, held_on),
            keep=lambda values: ward.paper.enter(**values),
            kept=self._go_on,
        )

    def _go_on(self, entered: TypingIn) -> None:
        self._desk.go("run", huddle_id=entered.huddle.id)
        if entered.was_running:
            self._desk.messages.say(
                _("That huddle was begun already. It is as it was left; go on with it.")
            )
