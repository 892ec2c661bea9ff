"""A form in a dialog: several fields, each with what is wrong beside it; open until it is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from huddle.i18n import _
from huddle.rules import typed_dates
from ui.dialogs.ask import QuestionDialog
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import body
from ui.widgets.scroll import page_scroll

_SHARE_OF_WINDOW = 0.9


class FormDialog(QuestionDialog):
    """Asks for several things; with too many for the window they scroll.

    Signals:
        wanted: The values that shall be kept, by name.
    """

    wanted = Signal(dict)

    def __init__(self, parent: QWidget, name: str, title: str, about: str, yes: str) -> None:
        """Make it without fields.

        Args:
            parent: The widget it is asked from.
            name: Its object name, with which those of its fields begin.
            title: What it does.
            about: What it is about, however long.
            yes: The label of the button that keeps it: a verb.
        """
        super().__init__(parent, title, "", yes)
        self.setObjectName(name)
        self.setAccessibleDescription(about)
        self.lines: dict[str, QLineEdit] = {}
        self._fields: dict[str, Field] = {}
        self._scroll = page_scroll(f"{name}_scroll", margin="half")
        self.column.insertWidget(self.column.count() - 1, self._scroll, 1)
        if about:
            self.add(body(about, f"{name}_about"))

    def add(self, widget: QWidget) -> None:
        """Put something below what there is."""
        self._scroll.column.addWidget(widget)

    def add_field(self, name: str, called: str, control: QWidget, hint: str = "") -> Field:
        """Ask for something in a control of its own."""
        control.setObjectName(f"{self.objectName()}_{name}")
        made = Field(called, control, hint=hint, object_name=f"{self.objectName()}_{name}_field")
        self._fields[name] = made
        self.add(made)
        return made

    def add_line(
        self, name: str, called: str, hint: str = "", *, start: str = "", is_guarded: bool = False
    ) -> None:
        """Ask for a line of words.

        Args:
            name: The field, as the service calls it.
            called: What stands above it.
            hint: A quiet line below that.
            start: What it holds at first.
            is_guarded: Whether words that tell who a patient is are marked.
        """
        line = self.lines[name] = QLineEdit(start)
        field = self.add_field(name, called, line, hint)
        if is_guarded:
            field.add_below(GuardLine(line, f"{self.objectName()}_{name}_guard"))

    def put_beside(self, *names: str) -> None:
        """Put fields side by side, where the dialog is wide enough, below what there is."""
        columns = Columns((1,) * len(names))
        for name in names:
            columns.add(self._fields[name])
        self.add(columns)

    def show_field(self, name: str, *, shown: bool) -> None:
        """Ask for a field, or do not."""
        self._fields[name].setVisible(shown)

    def words(self, *names: str) -> dict[str, Any]:
        """What stands in some lines, without blanks around it."""
        return {name: self.lines[name].text().strip() for name in names}

    def needed_by(self, now: dt.datetime) -> dict[str, Any] | None:
        """The day and time in the line `needed_on`; none after saying that it is no day."""
        words = self.lines["needed_on"].text().strip()
        due = typed_dates.understand(words, now.date(), now=now.time()) if words else None
        if words and (due is None or due.length != len(words)):
            self.show_refusal(_("That is no day. Try today 14:00, fri, 3 dec or +2d."), "needed_on")
            return None
        return {
            "needed_on": due.due_on if due else None,
            "needed_time": due.due_time if due else None,
        }

    def day_typed(self, name: str, today: dt.date) -> dict[str, dt.date | None] | None:
        """The day in a line, none where it is empty; nothing after saying that it is no day."""
        words = self.lines[name].text().strip()
        found = typed_dates.understand(words, today) if words else None
        if words and (found is None or found.length != len(words) or found.due_time):
            self.show_refusal(_("That is no day. Try today, fri, 3 dec or +30d."), name)
            return None
        return {name: found.due_on if found else None}

    def begin_again(self) -> None:
        """Say no more that something is wrong."""
        for field in self._fields.values():
            field.clear_error()

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong; beside the first where it is none of these."""
        shown = self._fields.get(field) or next(iter(self._fields.values()))
        shown.show_error(text)
        shown.control.setFocus()
        self.fit()

    def kept(self) -> None:
        """It is kept: close."""
        super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the fields, if the window is."""
        super().showEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height that the fields need now; beyond the window's they scroll."""
        parent, column = self.parentWidget(), self._scroll.column
        if parent is None:
            return
        for field in self._fields.values():
            # What came or went in it is told to those around it only later.
            if (fields := field.layout()) is not None:
                fields.activate()
        column.activate()
        needed = column.totalHeightForWidth(self._scroll.viewport().width())
        around = self.height() - self._scroll.height()
        most = round(parent.window().height() * _SHARE_OF_WINDOW) - around
        self._scroll.setMinimumHeight(min(needed, most))
        self.adjustSize()
