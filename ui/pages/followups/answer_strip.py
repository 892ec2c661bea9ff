"""The answers to the chosen action, by key; two of them ask for a few words first, in place."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows import ItemRow
from huddle.vocabulary import Review, label
from ui import actions
from ui.theme.look import space
from ui.widgets.buttons import Button, button, primary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import strong


class AnswerButtons(Flow):
    """The buttons of the one-key answers, with their keys.

    Signals:
        answered: The answer a person chose.
        open_asked: They want to see all of it.

    Args:
        answers: Whether whoever is here may answer.
    """

    answered = Signal(Review)
    open_asked = Signal()

    def __init__(self, *, answers: bool) -> None:
        super().__init__("answer_buttons")
        self._buttons: list[Button] = []
        for answer in Review if answers else ():
            name = f"review_{answer.value}"
            made = button(label(answer), f"answer_{answer.value}", key=actions.shown(name))
            made.clicked.connect(lambda _on=False, answer=answer: self.answered.emit(answer))
            self._buttons.append(made)
        details = button(_("Open"), "open_detail", key=actions.shown("keep"))
        details.clicked.connect(self.open_asked)
        self._buttons.append(details)
        for made in self._buttons:
            self.add(made)

    def set_usable(self, *, answers: bool, opens: bool) -> None:
        """Whether there is an action to answer for, and one to open."""
        for made in self._buttons[:-1]:
            made.setEnabled(answers)
        self._buttons[-1].setEnabled(opens)


class AnswerStrip(Card):
    """Asks why an action is blocked, or until when it needs more time and why.

    Signals:
        blocked: The reason.
        more_time: The new day as typed, and the reason.
        left: A person leaves without answering.
        asking: It asks now, or does no more.
    """

    asking = Signal(bool)
    blocked = Signal(str)
    more_time = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("answer_strip", tone="accent", margin="two")
        self._answer = Review.BLOCKED
        self._item_id = ""
        self._about = strong("", "answer_about")
        self.column.addWidget(self._about)
        self.column.addWidget(self._build_fields())
        self.hide()
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    @property
    def item_id(self) -> str:
        """The action being answered for."""
        return self._item_id

    def ask(self, item: ItemRow, answer: Review) -> None:
        """Ask about an action; what was typed for the same question stays."""
        is_same = (item.id, answer) == (self._item_id, self._answer)
        self._item_id, self._answer = item.id, answer
        words = {
            Review.BLOCKED: _("Blocked: {text}"),
            Review.MORE_TIME: _("More time: {text}"),
        }
        self._about.setText(words[answer].format(text=item.text))
        self._day_field.setVisible(answer is Review.MORE_TIME)
        if not is_same:
            self._day.clear()
            self._why.clear()
        self._day_field.clear_error()
        self._why_field.clear_error()
        self.show()
        self.asking.emit(True)
        (self._day if answer is Review.MORE_TIME else self._why).setFocus()

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        is_day = field == "due_on" and self._day_field.isVisible()
        shown = self._day_field if is_day else self._why_field
        shown.show_error(text)
        shown.control.setFocus()

    def close_strip(self) -> None:
        """Take it away; the question was answered."""
        self._item_id = ""
        self.hide()
        self.asking.emit(False)

    def _build_fields(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("two"))
        self._day = _line("answer_day")
        hint = _("today, fri 14:00, 3 dec, +2d, next")
        self._day_field = Field(_("New day"), self._day, hint=hint, object_name="answer_day_field")
        self._why = _line("answer_why")
        hint = _("A few words")
        self._why_field = Field(_("Why"), self._why, hint=hint, object_name="answer_why_field")
        self._why_field.add_below(GuardLine(self._why, "answer_why_guard"))
        columns = Columns((2, 3))
        columns.add(self._day_field)
        columns.add(self._why_field)
        for line in (self._day, self._why):
            line.returnPressed.connect(self._keep)
        row.addWidget(columns, 1)
        row.addLayout(self._build_buttons())
        return held

    def _build_buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        row = QHBoxLayout()
        row.setSpacing(space("one"))
        keep = primary_button(_("Keep"), "answer_keep", key=actions.shown("keep"))
        keep.clicked.connect(self._keep)
        leave = quiet_button(_("Leave"), "answer_leave", key=actions.shown("leave"))
        leave.clicked.connect(self.left)
        row.addWidget(keep)
        row.addWidget(leave)
        column.addStretch()
        column.addLayout(row)
        return column

    def _keep(self) -> None:
        self._day_field.clear_error()
        self._why_field.clear_error()
        why = self._why.text().strip()
        if self._answer is Review.MORE_TIME and not self._day.text().strip():
            self.show_refusal(_("Write the new day."), "due_on")
        elif not why:
            self.show_refusal(_("Write why in a few words."), "note")
        elif self._answer is Review.MORE_TIME:
            self.more_time.emit(self._day.text().strip(), why)
        else:
            self.blocked.emit(why)


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made
