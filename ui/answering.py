"""Answering from any page what another unit asked, and saying how far the answer is on its way."""

from __future__ import annotations

from collections.abc import Callable

from huddle.i18n import _
from huddle.rows.escalation import ReceivedRow
from huddle.vocabulary import ReceivedState
from ui.dialogs.answer import AnswerDialog
from ui.filling import Asking


class Answering(Asking):
    """Opens the form, and keeps what it says."""

    def ask(self, row: ReceivedRow, then: Callable[[], object] = lambda: None) -> None:
        """Ask for the answer; `then` is called once it is kept."""
        received, messages = self._desk.ward.received, self._desk.messages

        def kept(answered: ReceivedRow) -> None:
            messages.say(_said(answered))
            then()

        self._fill_in(
            AnswerDialog(self._page, row, self._desk.ward.account.name),
            keep=lambda values: received.answer(row.id, **values),
            kept=kept,
        )


def _said(row: ReceivedRow) -> str:
    if row.state is ReceivedState.SENT_BACK:
        return _("Answered. The next huddle of {unit} hears it.").format(unit=row.from_unit)
    words = _("Kept, but {unit} does not have it yet. Under “Asked of us” you send it back.")
    return words.format(unit=row.from_unit)
