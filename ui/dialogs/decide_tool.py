"""Deciding about a digital or AI tool: what becomes of it, why, and who says so."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.technology import ToolRow
from huddle.rules.technology import following
from huddle.tool_words import ToolStatus
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choice


class DecideToolDialog(FormDialog):
    """Asks for a decision; `wanted` are the values for `technology.decide`."""

    def __init__(self, parent: QWidget, tool: ToolRow, decided_by: str, today: dt.date) -> None:
        """Make it.

        Args:
            parent: The widget it is asked from.
            tool: What is decided about.
            decided_by: Who probably decides.
            today: The ward's day.
        """
        title = _("Decide about {tool}").format(tool=tool.name)
        super().__init__(parent, "decide_tool", title, "\n".join(tool.asks), _("Keep decision"))
        self._today = today
        self._became = Choice("decide_tool_became")
        self._became.offer(_options(tool.status), tool.status.value)
        self.add_field("became", _("From now on it is"), self._became)
        self.add_line("why", _("Why"), is_guarded=True)
        self.add_line("decided_by", _("Who decides"), start=decided_by)
        self.add_line(
            "review_on", _("Look at it again by"), _("3 dec, +30d; empty leaves the day as it is")
        )
        self._became.setFocus()

    def accept(self) -> None:
        """Check what can be checked here; the rest is the service's to refuse."""
        self.begin_again()
        review = self.day_typed("review_on", self._today)
        if review is not None:
            said = self.words("why", "decided_by")
            self.wanted.emit({**said, **review, "became": self._became.key})


def _options(status: ToolStatus) -> list[tuple[str, str]]:
    """It goes on as it is, or becomes something that can follow."""
    stays = _("{status}, as before").format(status=label(status))
    others = [(one.value, label(one)) for one in following(status)]
    return [(status.value, stays), *others]
