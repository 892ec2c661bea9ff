"""The capture line: what is said is typed here; what was understood shows as chips below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.rules.capture_line import Capture
from huddle.vocabulary import ItemKind
from ui.actions import shown
from ui.theme.look import space
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip, ChipButton
from ui.widgets.flow import Flow
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import Label, secondary
from ui.widgets.offering_line import CaptureFrame, OfferingLine

LONGEST_LINE = 10_000
"""As much as one item keeps; more is refused, never cut off."""

_KINDS = (
    ItemKind.ACTION,
    ItemKind.CONCERN,
    ItemKind.GOAL,
    ItemKind.DECISION,
    ItemKind.RECOGNITION,
    ItemKind.PATIENT_VOICE,
    ItemKind.PARKED,
)


class CaptureLine(OfferingLine):
    """One line that is never taken away from a person.

    Signals:
        lines_pasted: Several lines were pasted; they are not in the line.
        undo_asked: Undo was pressed on an empty line.
    """

    lines_pasted = Signal(list)
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__("capture_line", _("Capture line"))
        self.setMaxLength(LONGEST_LINE + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo typing first; on an empty line the last act. Ask about a paste of many lines."""
        undo = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if undo and event.key() == Qt.Key.Key_Z and not self.text():
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_from(QApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    def paste_from(self, found: QMimeData) -> None:
        """Put in one line as it is; hand over several."""
        lines = [line for line in found.text().splitlines() if line.strip()]
        if len(lines) > 1 or len(found.text()) + len(self.text()) > LONGEST_LINE:
            self.lines_pasted.emit(lines)
        elif lines:
            self.insert(lines[0])


class CaptureBox(QWidget):
    """The line, its chips, and the buttons that choose a kind.

    Signals:
        typed: The text changed.
        keep_asked: Enter was pressed.
        kind_chosen: A kind was chosen by key or button; empty for none.
        sign_removed: A chip was taken away: this text is words again.
        name_asked: The unknown owner shall become a person.
        next_asked: The proposed due day shall be taken.
        next_declined: It was taken away.
        completion_chosen: An offered name was chosen.
        lines_pasted: Several lines were pasted.
        undo_asked: Undo was pressed on an empty line.

    Args:
        names_people: Whether an unknown owner can be made a person here.
    """

    typed = Signal(str)
    keep_asked = Signal()
    kind_chosen = Signal(str)
    sign_removed = Signal(str)
    name_asked = Signal()
    next_asked = Signal()
    next_declined = Signal()
    completion_chosen = Signal(str)
    lines_pasted = Signal(list)
    undo_asked = Signal()

    def __init__(self, *, names_people: bool) -> None:
        super().__init__()
        self.setObjectName("capture_box")
        self._names_people = names_people
        self._buttons: dict[ItemKind, Button] = {}
        self._chosen: ItemKind | None = None
        self._offers: tuple[str, ...] = ()
        self._build()

    @property
    def text(self) -> str:
        """What the line holds."""
        return self.line.text()

    @property
    def chosen_kind(self) -> ItemKind | None:
        """The kind chosen by key or button."""
        return self._chosen

    def choose(self, kind: ItemKind | None) -> None:
        """Mark the chosen kind; choosing it again takes the choice back."""
        self._chosen = None if kind is self._chosen else kind
        for one, button in self._buttons.items():
            button.setChecked(one is self._chosen)
        self.kind_chosen.emit(self._chosen.value if self._chosen else "")

    def show_kinds(self, *, shown: bool) -> None:
        """Show or hide the buttons; their keys work all the same."""
        self._kinds.setVisible(shown)

    def put(self, text: str, cursor: int | None = None) -> None:
        """Put a text in the line, with the cursor at its end or where it is said."""
        # `setText` forgets the undo history: what was kept is taken back by undoing the act.
        self.line.setText(text)
        self.line.setCursorPosition(len(text) if cursor is None else cursor)

    def show_signs(self, capture: Capture, next_words: str) -> None:
        """Show what was understood: the kind, each sign, and what is proposed."""
        self._chips.clear()
        if capture.text or capture.signs:
            self._chips.add(Chip(label(capture.kind), "accent", object_name="chip_kind"))
        for sign in capture.signs:
            if sign.what != "kind":
                self._add_sign(sign.what, sign.label, sign.typed, is_caution=sign.is_caution)
        if capture.proposes_next and next_words:
            chip = ChipButton(next_words, "proposed", object_name="chip_next")
            chip.setToolTip(_("Backspace takes it away"))
            chip.clicked.connect(self.next_asked)
            chip.removed.connect(self.next_declined)
            self._chips.add(chip)
        self._hint.setText(capture.hint)
        self._hint.setVisible(bool(capture.hint))

    def offer(self, names: Sequence[str]) -> None:
        """Offer names to complete; Tab takes the first."""
        self._offers = tuple(names)
        self.line.has_offer = bool(names)
        for place, name in enumerate(names):
            words = _("Tab: {name}").format(name=name) if place == 0 else name
            chip = ChipButton(words, "proposed", object_name=f"offer_{place}", name=name)
            chip.clicked.connect(lambda _on=False, name=name: self.completion_chosen.emit(name))
            self._chips.add(chip)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        frame = CaptureFrame("capture_frame")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(space("two"), space("one"), space("two"), space("one"))
        inner.setSpacing(space("half"))
        self.line = CaptureLine()
        self.line.setPlaceholderText(_("Say it in your own words…"))
        self.line.textChanged.connect(self.typed)
        self.line.returnPressed.connect(self.keep_asked)
        self.line.lines_pasted.connect(self.lines_pasted)
        self.line.undo_asked.connect(self.undo_asked)
        self.line.complete_asked.connect(self._complete_first)
        inner.addWidget(self.line)
        inner.addLayout(self._build_strip())
        column.addWidget(frame)
        column.addWidget(GuardLine(self.line, "capture_guard"))
        self._hint = Label("", "label", tone="caution", object_name="capture_hint")
        self._hint.hide()
        column.addWidget(self._hint)
        column.addWidget(self._build_kinds())

    def _build_strip(self) -> QHBoxLayout:
        strip = QHBoxLayout()
        strip.setSpacing(space("one"))
        self._chips = Flow("capture_chips")
        strip.addWidget(self._chips, 1)
        self._enter = secondary(_("Enter keeps"), "enter_keeps")
        self._enter.setWordWrap(False)
        strip.addWidget(self._enter, 0, Qt.AlignmentFlag.AlignBottom)
        return strip

    def _build_kinds(self) -> Flow:
        self._kinds = Flow("capture_kinds")
        for kind in _KINDS:
            words = _("Park") if kind is ItemKind.PARKED else _short(kind)
            made = Button(
                words,
                f"kind_{kind.value}",
                role="toggle",
                key=shown(f"kind_{kind.value}"),
                name=label(kind),
                run=True,
            )
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the line
            made.clicked.connect(lambda _on=False, kind=kind: self.choose(kind))
            self._buttons[kind] = made
            self._kinds.add(made)
        return self._kinds

    def _add_sign(self, what: str, words: str, typed: str, *, is_caution: bool) -> None:
        chip = ChipButton(words, "caution" if is_caution else "neutral", object_name=f"chip_{what}")
        chip.setToolTip(_("Backspace makes it plain words again"))
        chip.removed.connect(lambda: self.sign_removed.emit(typed))
        if what == "unknown" and self._names_people:
            chip.clicked.connect(self.name_asked)
        self._chips.add(chip)

    def _complete_first(self) -> None:
        if self._offers:
            self.completion_chosen.emit(self._offers[0])


def _short(kind: ItemKind) -> str:
    return _("Patient") if kind is ItemKind.PATIENT_VOICE else label(kind)
