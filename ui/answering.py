"""Answering from any page what another unit asked, and saying how far the answer is on its way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows import ReceivedRow
from huddle.vocabulary import ReceivedState
from ui.dialogs.answer import AnswerDialog
from ui.filling import fill_in

if TYPE_CHECKING:
    from ui.care import Watch
    from ui.desk import Desk


class Answering(QObject):
    """Opens the form, and keeps what it says.

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

    def ask(self, row: ReceivedRow, then: Callable[[], object] = lambda: None) -> None:
        """Ask for the answer; `then` is called once it is kept."""
        received, messages = self._desk.ward.received, self._desk.messages

        def kept(answered: ReceivedRow) -> None:
            messages.say(_said(answered))
            then()

        fill_in(
            self._page,
            self._desk,
            self._watch,
            AnswerDialog(self._page, row, self._desk.ward.account.name),
            keep=lambda values: received.answer(row.id, **values),
            kept=kept,
        )


def _said(row: ReceivedRow) -> str:
    if row.state is ReceivedState.SENT_BACK:
        return _("Answered. The next huddle of {unit} hears it.").format(unit=row.from_unit)
    words = _("Kept, but {unit} does not have it yet. Under “Asked of us” you send it back.")
    return words.format(unit=row.from_unit)
