"""What people say of the program, the newest first, with what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.feedback import FeedbackRow
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import heading, quiet
from ui.widgets.state_line import NOT_SET_UP, WELL, StateLine, StateLines

_SHOWN_AT_FIRST = 5


class FeedbackCard(Card):
    """A line for each thing that was said.

    Signals:
        answer_wanted: Answer what a row says; carries the row.
        hand_on_wanted: Save all of it as a file for the maker.

    Attributes:
        hands_on: Whether such a file may be saved here.
    """

    answer_wanted = Signal(object)
    hand_on_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("feedback_card")
        self.column.setSpacing(space("two"))
        self._rows: Sequence[FeedbackRow] = ()
        self._shows_all = False
        self.hands_on = True
        self.column.addWidget(heading(_("What people say of Huddle")))
        self._says = quiet("", "feedback_says")
        self.column.addWidget(self._says)
        self._lines = StateLines("feedback_lines")
        self.column.addWidget(self._lines)
        self._build_buttons()
        self.show_rows(())

    def show_rows(self, rows: Sequence[FeedbackRow]) -> None:
        """Show what was said."""
        self._rows = rows
        self._says.setText(
            _(
                "It stays here until you save the file and send it yourself. An answer stands "
                "in “You said, we did” and on the wall, for anybody to read."
            )
            if rows
            else _("Nobody has said anything yet. “Feedback” at the foot of the pages takes it.")
        )
        shown = rows if self._shows_all else rows[:_SHOWN_AT_FIRST]
        self._lines.show_lines([self._line(row, place) for place, row in enumerate(shown, 1)])
        left = len(rows) - len(shown)
        words = ngettext("Show {count} older", "Show {count} older", left).format(count=left)
        self._more.set_text(words)
        self._more.setVisible(left > 0)
        self._hand_on.setVisible(bool(rows) and self.hands_on)

    def _build_buttons(self) -> None:
        below = Flow("feedback_below")
        self._hand_on = button(_("Save a file for the maker…"), "feedback_hand_on")
        self._hand_on.clicked.connect(self.hand_on_wanted)
        self._more = quiet_button("", "feedback_more")
        self._more.clicked.connect(self._show_all)
        below.add(self._hand_on)
        below.add(self._more)
        self.column.addWidget(below)

    def _show_all(self) -> None:
        self._shows_all = True
        self.show_rows(self._rows)

    def _line(self, row: FeedbackRow, place: int) -> StateLine:
        act = quiet_button(
            _("Change answer…") if row.answer else _("Answer…"),
            f"feedback_answer_{place}",
            name=_("Answer: {text}").format(text=row.text),
        )
        act.clicked.connect(lambda: self.answer_wanted.emit(row))
        mark = WELL if row.answer else NOT_SET_UP
        return StateLine(mark, row.text, _state_words(row), f"feedback_{place}", act)


def _state_words(row: FeedbackRow) -> str:
    said = _("{page}, {day}, version {version}.").format(
        page=row.page_title, day=dates.in_table(row.said_on), version=row.version
    )
    answer = _("Answer: {text}").format(text=row.answer) if row.answer else _("No answer yet.")
    if row.handed_on is None:
        return f"{said} {answer}"
    handed = _("In the maker’s file since {day}.").format(day=dates.in_table(row.handed_on))
    return f"{said} {handed} {answer}"
