"""Saying from which day on a kind of harm was looked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rows.safety_cross import HarmRow
from ui.dialogs.form import FormDialog


class SinceForm(FormDialog):
    """Asks from which day on the days of a kind of harm count.

    Args:
        parent: The page.
        harm: The kind of harm.
    """

    def __init__(self, parent: QWidget, harm: HarmRow) -> None:
        super().__init__(
            parent,
            "harm_since",
            _("Count “{name}” from another day").format(name=harm.name),
            _(
                "If you looked for it before, on a paper cross for example. Days that nobody marks "
                "stay not checked, and that is said beside the days since."
            ),
            _("Count from this day"),
        )
        begins = dates.in_table(harm.since_on)
        now = _("It counts from {day} now. Such as 6 Aug or 2026-08-06").format(day=begins)
        self.add_line("from_on", _("From which day"), now)
        self.lines["from_on"].setFocus()

    def accept(self) -> None:
        """Have it kept; what cannot be used is the service's to refuse."""
        self.begin_again()
        self.wanted.emit(self.words("from_on"))
