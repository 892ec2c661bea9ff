"""Raising something for the next huddle: one line, write-only, without a name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from huddle.i18n import _
from ui import actions
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import Label, heading, secondary


class RaiseCard(Card):
    """One line for what the next huddle should hear.

    Signals:
        edited: What is being typed.
        keep_asked: What was typed shall be kept.
    """

    edited = Signal(str)
    keep_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("raise_card")
        head = QHBoxLayout()
        head.addWidget(heading(_("Raise something for the next huddle")), 1)
        key = Label(actions.shown("raise_for_next"), "secondary", wraps=False)
        head.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(head)
        self.column.addLayout(self._build_line())
        self.column.addWidget(GuardLine(self._line, "raise_guard"))
        self._error = Label("", "label", tone="danger", object_name="raise_error")
        self._said = Label("", "label", tone="good", object_name="raise_said")
        note = _("Only the next huddle reads it. No name is shown with it, unless you write one.")
        self._note = secondary(note, "raise_note")
        self._act_now = Label("", "label", tone="caution", object_name="raise_act_now")
        for label in (self._error, self._said, self._note, self._act_now):
            self.column.addWidget(label)
        self._error.hide()
        self._said.hide()
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self._line.clearFocus)

    @property
    def text(self) -> str:
        """What is typed now."""
        return self._line.text()

    def show_number(self, number: str) -> None:
        """Show whom to call when it is happening now; empty hides it."""
        self._act_now.setText(
            _("Happening now? Act and call {number} first.").format(number=number)
        )
        self._act_now.setVisible(bool(number))

    def show_draft(self, text: str) -> None:
        """Bring back what was being typed, unless something is typed already."""
        if not self._line.text():
            self._line.setText(text)

    def show_kept(self, slip_number: str) -> None:
        """Empty the line and say by which number to ask about it."""
        self._line.clear()
        self._error.hide()
        words = _("Kept. Slip number {number}: write it down; Ctrl+T tells what became of it.")
        self._said.setText(words.format(number=slip_number))
        self._said.show()

    def show_refusal(self, text: str) -> None:
        """Say what is wrong with what was typed; it stays."""
        self._error.setText(text)
        self._error.show()

    def begin(self) -> None:
        """Put the cursor into the line."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        self._line = QLineEdit()
        self._line.setObjectName("raise_line")
        self._line.setAccessibleName(_("Raise something for the next huddle"))
        self._line.setPlaceholderText(_("What could harm somebody?"))
        self._line.textEdited.connect(self._edited)
        self._line.returnPressed.connect(self._keep)
        keep = button(_("Raise"), "raise_keep", key=actions.shown("keep"))
        keep.clicked.connect(self._keep)
        row.addWidget(self._line, 1)
        row.addWidget(keep)
        return row

    def _edited(self, text: str) -> None:
        self._error.hide()
        self._said.hide()
        self.edited.emit(text)

    def _keep(self) -> None:
        if self._line.text().strip():
            self.keep_asked.emit(self._line.text().strip())
        else:
            self.show_refusal(_("Write a few words first."))
            self._line.setFocus()
