"""Adding an action outside a huddle: the capture line's words and signs, shown as chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rules.capture_line import Capture
from ui import actions
from ui.theme.look import space
from ui.widgets.buttons import quiet_button
from ui.widgets.chip import Chip, ChipButton
from ui.widgets.flow import Flow
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import Label, secondary
from ui.widgets.offering_line import CaptureFrame, OfferingLine


class AddEdit(OfferingLine):
    """The line itself.

    Signals:
        left: Esc.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__("add_line", _("New action"))
        self.setPlaceholderText(_("Ring estates about the lamp @name due fri 14:00"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; what was typed stays for the next time."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class AddLine(QWidget):
    """The line, its chips, and how to keep or leave it.

    Signals:
        typed: The text changed.
        keep_asked: Enter was pressed.
        left: A person leaves without adding.
        words_wanted: A chip was taken away: this text is plain words.
        name_chosen: An offered name shall be completed.
        next_taken: The proposed day is right.
        next_declined: It was taken away.
    """

    typed = Signal(str)
    keep_asked = Signal()
    left = Signal()
    words_wanted = Signal(str)
    name_chosen = Signal(str)
    next_taken = Signal()
    next_declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("add_action_line")
        self._offers: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("half"))
        column.addWidget(self._build_frame())
        column.addWidget(GuardLine(self.line, "add_guard"))
        self._error = Label("", "label", tone="danger", object_name="add_error")
        self._error.hide()
        column.addWidget(self._error)

    @property
    def text(self) -> str:
        """What the line holds."""
        return self.line.text()

    def begin(self) -> None:
        """Put the cursor into the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put(self, text: str, cursor: int | None = None) -> None:
        """Put a text in the line, the cursor at its end or where it is said."""
        self.line.setText(text)
        self.line.setCursorPosition(len(text) if cursor is None else cursor)

    def show_capture(self, capture: Capture, proposal: str, offers: Sequence[str]) -> None:
        """Show what was understood, the day proposed, and names that complete a sign."""
        self._error.hide()
        self._chips.clear()
        for sign in capture.signs:
            if sign.what != "kind":
                tone = "caution" if sign.is_caution else "neutral"
                chip = ChipButton(sign.label, tone, object_name=f"add_chip_{sign.what}")
                chip.setToolTip(_("Backspace makes it plain words again"))
                chip.removed.connect(lambda typed=sign.typed: self.words_wanted.emit(typed))
                self._chips.add(chip)
        if proposal:
            proposed = ChipButton(proposal, "proposed", object_name="add_chip_next")
            proposed.setToolTip(_("Backspace takes it away"))
            proposed.clicked.connect(self.next_taken)
            proposed.removed.connect(self.next_declined)
            self._chips.add(proposed)
        self._offer(offers)
        if capture.hint:
            self._chips.add(Chip(capture.hint, "caution", object_name="add_hint"))
        self._chips.setVisible(bool(self._chips.held))

    def show_refusal(self, text: str) -> None:
        """Say what is wrong; what was typed stays."""
        self._error.setText(text)
        self._error.show()

    def _offer(self, names: Sequence[str]) -> None:
        self._offers = tuple(names)
        self.line.has_offer = bool(names)
        for place, name in enumerate(names):
            words = _("Tab: {name}").format(name=name) if place == 0 else name
            chip = ChipButton(words, "proposed", object_name=f"add_offer_{place}", name=name)
            chip.clicked.connect(lambda _on=False, name=name: self.name_chosen.emit(name))
            self._chips.add(chip)

    def _build_frame(self) -> CaptureFrame:
        frame = CaptureFrame("add_frame")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(space("two"), space("one"), space("one"), space("one"))
        inside.setSpacing(space("half"))
        self.line = AddEdit()
        self.line.textChanged.connect(self.typed)
        self.line.returnPressed.connect(self.keep_asked)
        self.line.complete_asked.connect(self._complete_first)
        self.line.left.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        keys = secondary(_("{key} adds it").format(key=actions.shown("keep")), "add_keys")
        keys.setWordWrap(False)
        leave = quiet_button(_("Leave"), "add_leave", key=actions.shown("leave"))
        leave.clicked.connect(self.left)
        row.addWidget(self.line, 1)
        row.addWidget(keys)
        row.addWidget(leave)
        inside.addLayout(row)
        self._chips = Flow("add_chips")
        self._chips.hide()
        inside.addWidget(self._chips)
        return frame

    def _complete_first(self) -> None:
        if self._offers:
            self.name_chosen.emit(self._offers[0])
