"""Answering what another unit asked: the answer, and who answers."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows.escalation import ReceivedRow
from ui.dialogs.form import FormDialog


class AnswerDialog(FormDialog):
    """Asks for the answer; `wanted` are the values for `answer`, without the row."""

    def __init__(self, parent: QWidget, row: ReceivedRow, by: str) -> None:
        title = _("Answer {unit}").format(unit=row.from_unit)
        super().__init__(parent, "answer", title, row.item.text, _("Keep the answer"))
        self.add_line("answer", _("Your answer"), is_guarded=True)
        self.add_line("answered_by", _("Who answers"), start=by)
        self.lines["answer"].setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        typed = self.words("answer", "answered_by")
        self.wanted.emit({"text": typed["answer"], "by": typed["answered_by"]})
