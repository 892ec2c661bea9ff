"""Typing in a huddle that was held on paper, from any page: asks for its head, and goes to Run."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows import PaperHuddle, TypingIn
from ui.dialogs.paper_huddle import PaperHuddleDialog
from ui.filling import fill_in, say_refusal

if TYPE_CHECKING:
    from ui.care import Watch
    from ui.desk import Desk


class PaperHuddles(QObject):
    """Opens the form, and the huddle that it is about.

    Args:
        page: The page it is asked from.
        desk: What it works with.
        watch: Looks at the words for what tells who a patient is.
    """

    def __init__(self, page: QWidget, desk: Desk, watch: Watch) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._watch = watch

    def ask(self, series_id: str = "", held_on: dt.date | None = None) -> None:
        """Ask for what stands at the head of a form, and go on to its steps.

        Args:
            series_id: The series it is of, as far as it is known; the main one when empty.
            held_on: Its day, as far as it is known; today when there is none.
        """
        ward = self._desk.ward
        self._desk.tasks.run(
            self._page,
            ward.paper.huddles,
            lambda found: self._open(found, series_id, held_on),
            lambda error: say_refusal(self._desk, error),
            key="paper_huddle",
        )

    def _open(
        self, huddles: tuple[PaperHuddle, ...], series_id: str, held_on: dt.date | None
    ) -> None:
        if not huddles:
            self._desk.messages.warn(_("No huddle is set up yet. Add one under Templates."))
            return
        ward = self._desk.ward
        fill_in(
            self._page,
            self._desk,
            self._watch,
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
