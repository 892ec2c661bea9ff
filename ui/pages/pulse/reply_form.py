"""Saying what a low result leads to."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows.pulse import PulseResult
from ui.dialogs.form import FormDialog


class ReplyForm(FormDialog):
    """Asks for an action, or for the reason why there is none.

    Args:
        parent: The page.
        row: The result.
    """

    def __init__(self, parent: QWidget, row: PulseResult) -> None:
        super().__init__(
            parent, "pulse_reply", _("What follows from this"), row.question.text, _("Keep")
        )
        reply = row.reply
        self.add_line(
            "code",
            _("The code of an action in Follow-ups"),
            _("Add it there first, with one person who answers for it"),
            start=reply.item_code if reply else "",
        )
        self.add_line(
            "because",
            _("Or: no action, because"),
            start=reply.because if reply else "",
            is_guarded=True,
        )
        self.lines["code"].setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        self.wanted.emit(self.words("code", "because"))
