"""Saying that a process is known to be another one from a day on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from ui.dialogs.form import FormDialog


class RebaseForm(FormDialog):
    """Asks from which day on limits are taken anew, and why.

    Args:
        parent: The page.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "rebase",
            _("The process changed"),
            _(
                "Limits begin anew only for a change that is known, such as new beds or another "
                "way to count, never because the chart looks better that way."
            ),
            _("Begin anew"),
        )
        self.add_line("from_on", _("From which day"), _("Such as 6 Aug or 2026-08-06"))
        self.add_line("note", _("What changed"), is_guarded=True)
        self.lines["from_on"].setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        self.wanted.emit(self.words("from_on", "note"))
