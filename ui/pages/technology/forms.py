"""The forms of the Technology page: looked at again, reported outside, and what staff say."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from huddle.i18n import _
from huddle.rows.technology import ToolConcernRow, ToolRow
from huddle.rules.typed_dates import typed_due
from ui.dialogs.form import FormDialog
from ui.widgets.choices import Choice
from ui.widgets.entries import NumberField

_MOST_ASKED = 100_000
BEFORE, SINCE = "before", "since"


class ReviewForm(FormDialog):
    """Asks by when a tool that was looked at today is looked at again."""

    def __init__(self, parent: QWidget, tool: ToolRow, today: dt.date) -> None:
        title = _("{tool} was looked at today").format(tool=tool.name)
        about = _("It still does what it is for, and what is kept of it here is true.")
        super().__init__(parent, "tool_review", title, about, _("Keep review"))
        self._today = today
        self.add_line("next_on", _("Look at it again by"), _("3 dec, +90d"), start="+90d")
        self.lines["next_on"].setFocus()

    def accept(self) -> None:
        """Check that it is a day."""
        self.begin_again()
        day = self.day_typed("next_on", self._today)
        if day is None:
            return
        if day["next_on"] is None:
            self.show_refusal(_("Say by when, such as 3 dec or +90d."), "next_on")
        else:
            self.wanted.emit(day)

    def show_refusal(self, text: str, field: str) -> None:
        """There is one field, whatever the service calls it."""
        super().show_refusal(text, "next_on" if field == "review_on" else field)


class ReportForm(FormDialog):
    """Asks to whom a concern about a tool was reported."""

    def __init__(self, parent: QWidget, concern: ToolConcernRow, today: dt.date) -> None:
        title = _("To whom was it reported?")
        super().__init__(parent, "tool_report", title, concern.text, _("Keep report"))
        self._today = today
        self.add_line(
            "to",
            _("Reported to"),
            _("The incident system, the supplier, the Yellow Card scheme"),
            start=concern.reported_to,
        )
        self.add_line("reference", _("Their reference"), start=concern.reported_reference)
        self.add_line("on", _("On"), _("Empty for today"), start=typed_due(concern.reported_on))
        self.lines["to"].setFocus()

    def accept(self) -> None:
        """Check that it is a day."""
        self.begin_again()
        day = self.day_typed("on", self._today)
        if day is not None:
            self.wanted.emit({**self.words("to", "reference"), **day})

    def show_refusal(self, text: str, field: str) -> None:
        """Say it beside the field of that name in the register."""
        names = {"reported_to": "to", "reported_reference": "reference", "reported_on": "on"}
        super().show_refusal(text, names.get(field, field))


class ViewForm(FormDialog):
    """Asks what staff say of a tool."""

    def __init__(self, parent: QWidget, tool: ToolRow, today: dt.date) -> None:
        title = _("What do staff say of {tool}?").format(tool=tool.name)
        about = _("As a group, in their words. Nobody is named.")
        super().__init__(parent, "tool_view", title, about, _("Keep views"))
        self._today = today
        self._when = Choice("tool_view_when")
        self._when.offer([(BEFORE, _("Before it is adopted")), (SINCE, _("Since it is in use"))])
        self._asked = NumberField("tool_view_asked", 1, _MOST_ASKED)
        self.add_field("when", _("Asked"), self._when)
        self.add_field("asked", _("How many were asked"), self._asked)
        self.add_line("who", _("Which groups"), _("Such as nurses, porters"), is_guarded=True)
        self.add_line("says", _("What they say"), is_guarded=True)
        self.add_line("training", _("What training they were given"), is_guarded=True)
        self.add_line("asked_on", _("On"), _("Empty for today"))
        self._when.setFocus()

    def accept(self) -> None:
        """Check that it is a day."""
        self.begin_again()
        day = self.day_typed("asked_on", self._today)
        if day is not None:
            said = {"is_before": self._when.key == BEFORE, "asked": self._asked.value()}
            self.wanted.emit({**self.words("who", "says", "training"), **said, **day})
