"""Giving a promise more time: the new day and the reason, in one small dialog."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from huddle import dates
from huddle.i18n import _
from huddle.rules import typed_dates
from ui.dialogs.ask import QuestionDialog
from ui.widgets.field import Field


class MoreTimeDialog(QuestionDialog):
    """Asks for a day as it is typed in the capture line, and why.

    Signals:
        chosen: The new day and the reason.
    """

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget, today: dt.date, next_huddle_on: dt.date | None) -> None:
        super().__init__(
            parent,
            _("More time"),
            _("The first day is kept beside the new one."),
            _("Move the day"),
        )
        self.setObjectName("more_time")
        self._today = today
        self._next = next_huddle_on
        self._day = QLineEdit("next" if next_huddle_on else "")
        self._day.setObjectName("more_time_day")
        next_words = (
            _("“next” is {day}.").format(day=dates.in_table(next_huddle_on))
            if next_huddle_on
            else ""
        )
        self._day_field = Field(
            _("New day"),
            self._day,
            hint=_("fri, 3 dec, +2d or next. {next}").format(next=next_words).strip(),
            object_name="more_time_day_field",
        )
        self._reason = QLineEdit()
        self._reason.setObjectName("more_time_reason")
        self._reason_field = Field(_("Why"), self._reason, object_name="more_time_reason_field")
        for field in (self._day_field, self._reason_field):
            self.column.insertWidget(self.column.count() - 1, field)
        self._day.selectAll()
        self._day.setFocus()

    def accept(self) -> None:
        """Take the day and the reason, or say beside the field what is missing."""
        due = typed_dates.understand(
            self._day.text().strip(), self._today, next_huddle_on=self._next
        )
        self._day_field.clear_error()
        self._reason_field.clear_error()
        if due is None:
            self._day_field.show_error(_("That is no day. Try fri, 3 dec, +2d or next."))
            self._day.setFocus()
        elif not self._reason.text().strip():
            self._reason_field.show_error(_("Write why in a few words."))
            self._reason.setFocus()
        else:
            self.chosen.emit(due.due_on, self._reason.text().strip())
            super().accept()
