"""The card in which something is raised while the data is locked: words in, a number out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huddle.i18n import _
from ui.actions import bind
from ui.messages import announce
from ui.theme.look import space
from ui.widgets.buttons import main_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.field import Field
from ui.widgets.growing_line import GrowingLine
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import Label, body, heading, quiet


class NoteCard(Card):
    """Write-only: what was sent cannot be read back here.

    Signals:
        send_asked: These words shall be kept.
        left: Whoever wrote is done, or changed their mind.
    """

    send_asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("note_card")
        self.column.setSpacing(space("two"))
        self._title = heading("", "note_title")
        self.column.addWidget(self._title)
        self._act_now = body(
            _("Happening now? Act, and call for help first."), "note_act_now", tone="caution"
        )
        self.column.addWidget(self._act_now)
        self._build_line()
        self._build_sent()
        self._build_buttons()
        self._show_line(shown=True)
        bind(self, "leave", lambda: self._leave.click() if self.is_writing else self._done.click())

    @property
    def is_writing(self) -> bool:
        """Whether words are asked for, and no number is shown."""
        return not self.line.isHidden()

    def begin(self) -> None:
        """Put the cursor where the next word goes."""
        (self.line if self.is_writing else self._done).setFocus()

    def clear(self) -> None:
        """Forget what was typed and what was said of it."""
        self.line.clear()
        self._number.clear()
        self._show_line(shown=True)

    def show_sent(self, slip_number: str) -> None:
        """Take the words away and show the number to ask about them by."""
        self._send.setEnabled(True)
        self.line.clear()
        self._number.setText(slip_number)
        self._show_line(shown=False)
        self._done.setFocus()
        announce(self, _("Kept. Slip number {number}.").format(number=slip_number))

    def show_refusal(self, text: str) -> None:
        """Say beside the words why they were not kept; they stay."""
        self._send.setEnabled(True)
        self._field.show_error(text)
        self.line.setFocus()
        announce(self, text, assertive=True)

    def _build_line(self) -> None:
        self.line = GrowingLine("note_line")
        self.line.setPlaceholderText(_("What could harm somebody?"))
        self.line.kept.connect(self._ask_to_send)
        self._field = Field(
            _("In a line or two"),
            self.line,
            hint=_("Only the next huddle reads it. Nobody's name is kept, unless you write one."),
            object_name="note_field",
        )
        self.line.textChanged.connect(self._field.clear_error)
        self.guard = GuardLine(self.line, "note_guard")
        self.column.addWidget(self._field)
        self.column.addWidget(self.guard)

    def _build_sent(self) -> None:
        self._number = Label("", "number", object_name="note_number", wraps=False)
        self._said = quiet(
            _(
                "Keep this number: after a sign-in, Ctrl+T tells by it what became of this. It is "
                "not sent to anyone: the next huddle reads it."
            ),
            "note_said",
        )
        self.column.addWidget(self._number)
        self.column.addWidget(self._said)

    def _build_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        self._send = main_button(_("Send"), "note_send", key=_("Enter"))
        self._send.clicked.connect(self._ask_to_send)
        self._leave = quiet_button(_("Back"), "note_leave", key=_("Esc"))
        self._leave.clicked.connect(self.left)
        self._done = main_button(_("Done"), "note_done", key=_("Enter"))
        self._done.clicked.connect(self._finish)
        bind(self._done, "keep", self._done.click)
        row.addWidget(self._send, 1)
        row.addWidget(self._done, 1)
        row.addWidget(self._leave)
        self.column.addLayout(row)

    def _show_line(self, *, shown: bool) -> None:
        self._title.setText(
            _("Raise something for the next huddle") if shown else _("Kept for the next huddle")
        )
        writing: tuple[QWidget, ...] = (self._act_now, self._field, self._send, self._leave)
        written: tuple[QWidget, ...] = (self._number, self._said, self._done)
        for part in writing:
            part.setVisible(shown)
        for part in written:
            part.setVisible(not shown)

    def _finish(self) -> None:
        self.clear()
        self.left.emit()

    def _ask_to_send(self) -> None:
        if self._send.isEnabled():
            self._send.setEnabled(False)
            self.send_asked.emit(self.line.toPlainText())
