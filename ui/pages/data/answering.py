"""What the card of feedback does: shows it, keeps answers, and saves the file for the maker."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from huddle.exchange.formats import Exported, ExportTo, Format, in_words
from huddle.i18n import _
from huddle.rows.feedback import FeedbackRow
from ui.care import Watch
from ui.filling import say_refusal
from ui.guard_question import answer_for_file
from ui.pages.data.feedback_card import FeedbackCard

if TYPE_CHECKING:
    from ui.desk import Desk


class Answering(QObject):
    """The behaviour of the card.

    Args:
        card: Its widgets.
        desk: What it works with.
    """

    def __init__(self, card: FeedbackCard, desk: Desk) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._watch = Watch(card, desk)
        card.hands_on = desk.may("export.feedback")
        card.answer_wanted.connect(self._ask)
        card.hand_on_wanted.connect(self._choose_place)

    def refresh(self) -> None:
        """Ask what was said."""
        self._desk.tasks.run(
            self._card, self._desk.ward.feedback.all, self._card.show_rows, self._refused
        )

    def _refused(self, error: Exception) -> None:
        say_refusal(self._desk, error)

    def _ask(self, row: FeedbackRow) -> None:
        self._desk.ask.one_line(
            self._card,
            title=_("Answer what was said of Huddle"),
            text=row.text,
            label=_("What became of it; anybody may read this on the wall"),
            yes=_("Keep the answer"),
            then=partial(self._answer, row),
            start=row.answer,
            watch=self._watch,
        )

    def _answer(self, row: FeedbackRow, words: str) -> None:
        feedback = self._desk.ward.feedback
        self._desk.tasks.run(
            self._card,
            lambda: feedback.answer(row.id, row.row_version, words),
            None,
            self._refused,
            key="feedback_answer",
        )

    # The file

    def _choose_place(self) -> None:
        self._desk.files.save(
            self._card,
            title=_("Save a file for the maker"),
            name=f"{_('Feedback on Huddle')}.{Format.JSON.value}",
            kinds=f"{in_words(Format.JSON)} (*.{Format.JSON.value})",
            then=self._hand_on,
        )

    def _hand_on(self, place: Path, reason: str = "") -> None:
        export = self._desk.ward.export
        self._desk.tasks.run(
            self._card,
            lambda: export.feedback(ExportTo(place, Format.JSON, reason)),
            self._handed_on,
            lambda error: self._not_handed_on(place, error),
            long=True,
            key="feedback_file",
        )

    def _handed_on(self, done: Exported) -> None:
        words = _("Saved: {file}. Nothing was sent: read it, and send it if you want to.")
        self._desk.messages.say(words.format(file=done.file))

    def _not_handed_on(self, place: Path, error: Exception) -> None:
        answer_for_file(
            self._card,
            self._desk,
            self._watch,
            error,
            anyway=_("Save anyway"),
            again=lambda reason: self._hand_on(place, reason),
        )
