"""Typing in a paper slip that another unit sent, in the slip's own order."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from ui.dialogs.form import FormDialog
from ui.theme.look import look


class SlipDialog(FormDialog):
    """Asks for what stands on a slip; `wanted` are the values for `enter_slip`."""

    def __init__(self, parent: QWidget, now: dt.datetime) -> None:
        about = _("It waits for the next huddle, and under “Asked of us” until it is answered.")
        super().__init__(parent, "slip", _("Type in a slip"), about, _("Keep the slip"))
        self._now = now
        self.setMinimumWidth(look().space("dialog") + look().size("column_least"))
        self.add_line("from_unit", _("From: the unit at its top"))
        self.add_line("from_code", _("Code, at its top right"))
        self.put_beside("from_unit", "from_code")
        self.add_line("telephone", _("How to reach them"), _("as it stands below its top"))
        self.add_line("needed_on", _("Needed by"), _("today 14:00, fri, 3 dec, +2d"))
        self.put_beside("telephone", "needed_on")
        self.add_line("text", _("What it is about"), is_guarded=True)
        self.add_line("reason", _("Why it goes up"), is_guarded=True)
        self.add_line("ask", _("What they ask of you"), is_guarded=True)
        self.lines["from_unit"].setFocus()

    def accept(self) -> None:
        """Check what can be checked here; the rest is the service's to refuse."""
        self.begin_again()
        needed = self.needed_by(self._now)
        if needed is not None:
            names = ("from_unit", "from_code", "telephone", "text", "reason", "ask")
            self.wanted.emit({**self.words(*names), **needed})
