"""Answering what a patient or family said: what was done, and who was told."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows.patient_voice import CommentRow
from ui.dialogs.form import FormDialog


class CommentAnswerForm(FormDialog):
    """Asks for the answer; `wanted` are the values for `answer`."""

    def __init__(self, parent: QWidget, row: CommentRow) -> None:
        super().__init__(
            parent, "comment_answer", _("Answer this comment"), row.text, _("Keep the answer")
        )
        self.add_line(
            "did",
            _("What was done, or why nothing can be"),
            _("It can stand on “You said, we did”: leave names out"),
            start=row.did,
            is_guarded=True,
        )
        self.add_line(
            "told",
            _("Who was told"),
            _("Such as the family, or the patients’ panel"),
            start=row.told,
        )
        self.lines["did"].setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        self.wanted.emit(self.words("did", "told"))
