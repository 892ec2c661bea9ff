"""One line of a sheet: the action as it stands, what somebody wrote, and the answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.rows.paper import FormLine
from huddle.rules import typed_dates
from huddle.rules.status_changes import ON_PAPER
from huddle.vocabulary import Review
from ui import actions, wording
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.field import Field
from ui.widgets.flow import Flow
from ui.widgets.guard_line import GuardLine
from ui.widgets.labels import secondary, strong
from ui.widgets.saved_mark import SavedMark
from ui.widgets.toggle import ToggleGroup

_SHARES = {"due_on": 2, "note": 5, "initials": 1}
"""Of the width."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is being typed of one line.

    Attributes:
        answer: A `Review`, or empty while none is chosen.
        note: What was written beside it.
        initials: Of whoever wrote it.
        day: The new day, as typed.
    """

    answer: str = ""
    note: str = ""
    initials: str = ""
    day: str = ""


class LineCard(Card):
    """A line as it is typed in.

    Signals:
        keep_asked: Keep what it says, a `Written`.
        edited: Something is being typed, a `Written`.
        done: Whoever types goes on to the next line.
    """

    keep_asked = Signal(object)
    edited = Signal(object)
    done = Signal()

    def __init__(self, item_id: str) -> None:
        super().__init__(f"line_{item_id}", margin="two")
        self._today = dt.date.min
        self._next: dt.date | None = None
        self._shown: tuple[FormLine, dt.date, dt.date | None] | None = None
        self._sent = Written()
        self._is_refused = False
        self._code = secondary("", "line_code")
        self._text = strong("", "line_text")
        self._about = secondary("", "line_about")
        self._chips = Flow("line_chips")
        self.saved = SavedMark("line_saved")
        head = QHBoxLayout()
        head.setSpacing(space("two"))
        words = QVBoxLayout()
        words.setSpacing(space("half"))
        for widget in (self._text, self._about, self._chips):
            words.addWidget(widget)
        head.addLayout(words, 1)
        beside = QVBoxLayout()
        beside.addWidget(self._code, 0, Qt.AlignmentFlag.AlignRight)
        beside.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignRight)
        beside.addStretch()
        head.addLayout(beside)
        self.column.addLayout(head)
        self._build_answers()
        self._build_fields()

    @property
    def written(self) -> Written:
        """What it says."""
        on = self._answers.on
        return Written(
            answer=on[0] if on else "",
            note=self._note.text().strip(),
            initials=self._initials.text().strip(),
            day=self._day.text().strip(),
        )

    @property
    def is_unsent(self) -> bool:
        """Whether it says something that is neither kept nor on its way to be."""
        return self._is_refused or self.written != self._sent

    @property
    def new_day(self) -> dt.date | None:
        """The new day; none when what is typed is no day."""
        due = typed_dates.understand(
            self._day.text().strip(), self._today, next_huddle_on=self._next
        )
        return due.due_on if due else None

    def show_line(self, line: FormLine, today: dt.date, next_huddle_on: dt.date | None) -> None:
        """Show the action as it stands now; what is typed stays."""
        shown = (line, today, next_huddle_on)
        if shown == self._shown:
            return
        self._shown = shown
        item = line.item
        self._today, self._next = today, next_huddle_on
        self._code.setText(item.code)
        self._text.setText(item.text)
        owner = line.part.owner_name if line.part else wording.owner_words(item)
        due = dates.in_table(item.due_on, item.due_time) if item.due_on else _("no day yet")
        self._about.setText(" · ".join(filter(None, (owner, due, item.place))))
        self._chips.clear()
        status = line.part.status if line.part else item.status
        self._chips.add(Chip(label(status)))
        for words, tone in wording.item_chips(item, today):
            self._chips.add(Chip(words, tone))
        self.setAccessibleName(f"{item.code}, {item.text}")

    def show_written(self, written: Written) -> None:
        """Bring back what was being typed when the program ended."""
        if written.answer:
            self._answers.select(written.answer)
        for field, text in (
            (self._note, written.note),
            (self._initials, written.initials),
            (self._day, written.day),
        ):
            field.setText(text)
        self._show_day()

    def show_kept(self, written: Written) -> None:
        """Say that it is kept, unless it says more by now."""
        if self.written == written:
            self.saved.saved()

    def show_not_kept(self) -> None:
        """Keep in mind that what was sent is not kept, so that it is sent again."""
        self._is_refused = True

    def show_refusal(self, text: str, field: str) -> None:
        """Say beside the field what is wrong."""
        self.show_not_kept()
        shown = self._fields.get(field, self._fields["note"])
        shown.show_error(text)
        shown.control.setFocus()

    def begin(self) -> None:
        """Put the keyboard on its answers."""
        on = self.written.answer or ON_PAPER[0].value
        self._answers.button(on).setFocus(Qt.FocusReason.TabFocusReason)

    def answer(self, answer: Review) -> None:
        """Choose an answer, as its key does."""
        self._answers.select(answer.value)
        self._chosen(answer.value)

    def send(self) -> bool:
        """Have what it says kept, if it is not; False where no answer is chosen yet."""
        if not self.is_unsent:
            return True
        if not self.written.answer:
            self._ask_for_answer()
            return False
        self._send()
        return True

    def send_added(self) -> None:
        """Have what was added to an answer kept, as when the keyboard goes elsewhere."""
        if self.written.answer not in ("", Review.MORE_TIME) and self.written != self._sent:
            self._send()

    def _send(self) -> None:
        self._sent, self._is_refused = self.written, False
        self.keep_asked.emit(self._sent)

    def _ask_for_answer(self) -> None:
        self._fields["note"].show_error(_("Choose what became of it first."))
        self.begin()

    def _build_answers(self) -> None:
        options = [(answer.value, label(answer)) for answer in ON_PAPER]
        self._answers = ToggleGroup(_("What became of it"), options, "line_answer")
        for answer in ON_PAPER:
            self._answers.button(answer.value).set_key(actions.shown(f"review_{answer.value}"))
        self._answers.chosen.connect(self._chosen)
        self.column.addWidget(self._answers, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_fields(self) -> None:
        self._note, self._initials, self._day = QLineEdit(), QLineEdit(), QLineEdit()
        named = (
            ("due_on", _("New day"), self._day),
            ("note", _("Written beside it"), self._note),
            ("initials", _("Initials"), self._initials),
        )
        self._fields: dict[str, Field] = {}
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        for name, called, line in named:
            line.setObjectName(f"line_{name}")
            line.textEdited.connect(self._edited)
            line.returnPressed.connect(self._entered)
            line.editingFinished.connect(self.send_added)
            field = self._fields[name] = Field(called, line, object_name=f"line_{name}_field")
            row.addWidget(field, _SHARES[name])
        self._fields["note"].add_below(GuardLine(self._note, "line_note_guard"))
        self._day.setPlaceholderText(_("fri, 3 dec, +2d or next"))
        self.column.addLayout(row)
        self._show_day()

    def _show_day(self) -> None:
        self._fields["due_on"].setVisible(self.written.answer == Review.MORE_TIME)

    def _edited(self) -> None:
        for field in self._fields.values():
            field.clear_error()
        self.saved.clear()
        self.edited.emit(self.written)

    def _chosen(self, answer: str) -> None:
        """Keep the answer at once, unless a day and a reason are still to be typed."""
        self._edited()
        self._show_day()
        if answer == Review.MORE_TIME:
            self._day.setFocus()
            return
        self._note.setFocus()
        self._send()

    def _entered(self) -> None:
        """Enter goes from the day to the reason, and from there it keeps and goes on."""
        if self.sender() is self._day and not self._note.text().strip():
            self._note.setFocus()
            return
        if not self.written.answer:
            self._ask_for_answer()
        elif self.send():
            self.done.emit()
