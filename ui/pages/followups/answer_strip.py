"""The answers to the chosen actions, by key; some of them ask for a few words first, in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from huddle.i18n import N_, _
from huddle.labels import label
from huddle.rows.items import ItemRow
from huddle.rows.people import Known
from huddle.vocabulary import Review
from ui import actions
from ui.pages.followups.edits import actions_words
from ui.pages.followups.owner_field import OwnerField
from ui.pages.followups.state import Asking
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
        hand_over_asked: Somebody else takes it on.
        open_asked: They want to see all of it.

    Args:
        answers: Whether whoever is here may answer.
    """

    answered = Signal(Review)
    hand_over_asked = Signal()
    open_asked = Signal()

    def __init__(self, *, answers: bool) -> None:
        super().__init__("answer_buttons")
        self._answers: dict[Review, Button] = {}
        for answer in Review:
            name = f"review_{answer.value}"
            made = button(label(answer), f"answer_{answer.value}", key=actions.shown(name))
            made.clicked.connect(lambda _on=False, answer=answer: self.answered.emit(answer))
            self._answers[answer] = made
        self._hand_over = button(_("Hand over…"), "hand_over", key=actions.shown("hand_over"))
        self._hand_over.clicked.connect(self.hand_over_asked)
        self._details = button(_("Open"), "open_detail", key=actions.shown("keep"))
        self._details.clicked.connect(self.open_asked)
        for made in (*self._answers.values(), self._hand_over):
            self.add(made)
            made.setHidden(not answers)
        self.add(self._details)

    def set_usable(self, *, count: int, answers: bool) -> None:
        """Offer what can be done with so many actions.

        Args:
            count: How many are chosen; only one can be opened, and only one sent up.
            answers: Whether any of them can be answered for.
        """
        for made in (*self._answers.values(), self._hand_over):
            made.setEnabled(answers)
        up = self._answers[Review.ESCALATE]
        up.setEnabled(answers and count == 1)
        up.setToolTip(_("Only one action at a time goes up.") if count > 1 else "")
        self._details.setEnabled(count == 1)
        self._details.setHidden(count > 1)


class AnswerStrip(Card):
    """Asks why actions are blocked, until when they need more time and why, or who takes them on.

    Signals:
        blocked: The reason.
        more_time: The new day as typed, and the reason.
        handed_over: The name of the new owner.
        left: A person leaves without answering.
        asking: It asks now, or does no more.
    """

    asking = Signal(bool)
    blocked = Signal(str)
    more_time = Signal(str, str)
    handed_over = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("answer_strip", tone="accent", margin="two")
        self._asks = Asking.WHY_BLOCKED
        self._ids: tuple[str, ...] = ()
        self._about = strong("", "answer_about")
        self.column.addWidget(self._about)
        self.column.addWidget(self._build_fields())
        self.hide()
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)

    def ask(self, items: Sequence[ItemRow], asks: Asking, known: Known) -> None:
        """Ask about actions; what was typed for the same question stays.

        Args:
            items: The actions.
            asks: The question.
            known: Who can take them on.
        """
        ids = tuple(item.id for item in items)
        if (ids, asks) != (self._ids, self._asks):
            self._day.clear()
            self._why.clear()
            self._owner.show_owner("", known)
        self._ids, self._asks = ids, asks
        self._about.setText(_(_ABOUT[asks]).format(text=actions_words(items)))
        self._day_field.setVisible(asks is Asking.MORE_TIME)
        self._why_field.setVisible(asks is not Asking.NEW_OWNER)
        self._owner_field.setVisible(asks is Asking.NEW_OWNER)
        for field in (self._day_field, self._why_field, self._owner_field):
            field.clear_error()
        self.show()
        self.asking.emit(True)
        self._first.setFocus()

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        is_day = field == "due_on" and self._day_field.isVisible()
        shown = self._day_field if is_day else self._why_field
        if self._asks is Asking.NEW_OWNER:
            shown = self._owner_field
        shown.show_error(text)
        shown.control.setFocus()

    def close_strip(self) -> None:
        """Take it away; the question was answered."""
        self._ids = ()
        self.hide()
        self.asking.emit(False)

    @property
    def _first(self) -> QWidget:
        """Where the answer begins."""
        fields = {Asking.MORE_TIME: self._day, Asking.NEW_OWNER: self._owner}
        return fields.get(self._asks, self._why)

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
        self._owner = OwnerField("answer")
        self._owner.keep_asked.connect(self._keep)
        name = "answer_owner_field"
        self._owner_field = Field(_("New owner"), self._owner, object_name=name)
        columns = Columns((2, 3, 3))
        for field in (self._day_field, self._why_field, self._owner_field):
            columns.add(field)
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
        for field in (self._day_field, self._why_field, self._owner_field):
            field.clear_error()
        day, why, owner = self._day.text().strip(), self._why.text().strip(), self._owner.name
        if self._asks is Asking.NEW_OWNER:
            if owner:
                self.handed_over.emit(owner)
            else:
                self.show_refusal(_("Choose who takes it on."), "owner_id")
        elif self._asks is Asking.MORE_TIME and not day:
            self.show_refusal(_("Write the new day."), "due_on")
        elif not why:
            self.show_refusal(_("Write why in a few words."), "note")
        elif self._asks is Asking.MORE_TIME:
            self.more_time.emit(day, why)
        else:
            self.blocked.emit(why)


_ABOUT = {
    Asking.WHY_BLOCKED: N_("Blocked: {text}"),
    Asking.MORE_TIME: N_("More time: {text}"),
    Asking.NEW_OWNER: N_("Hand over: {text}"),
}


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made
