"""Answers to what this huddle sent up: they are told back to whoever raised it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.escalation import EscalationRow
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import body, heading, secondary


class AnswersPanel(QWidget):
    """Stands at the head of the side while there is something to tell.

    Signals:
        told_back: The room has heard this answer.

    Args:
        tells: Whether whoever is here may note it.
    """

    told_back = Signal(str)

    def __init__(self, *, tells: bool) -> None:
        super().__init__()
        self.setObjectName("answers_panel")
        self._tells = tells
        self._shown: tuple[EscalationRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space("one"))
        self.hide()

    def show_answers(self, answers: Sequence[EscalationRow]) -> None:
        """Show these; nothing is built anew when they are the same."""
        if tuple(answers) == self._shown:
            return
        self._shown = tuple(answers)
        empty(self._column)
        self._column.addWidget(heading(_("Tell them the answer"), "answers_heading"))
        for row in self._shown:
            self._column.addWidget(self._card(row))
        self.setVisible(bool(self._shown))

    def _card(self, row: EscalationRow) -> Card:
        code = row.item.code
        card = Card(f"answer_{code}", tone="good", margin="two")
        card.column.addWidget(secondary(row.item.text, f"answer_item_{code}"))
        words = _("{name}: {answer}").format(name=row.answered_by, answer=row.answer)
        card.column.addWidget(body(words, f"answer_text_{code}"))
        if self._tells:
            told = button(
                _("Told back"),
                f"told_back_{code}",
                name=_("Told back: {text}").format(text=row.item.text),
                run=True,
            )
            told.clicked.connect(lambda: self.told_back.emit(row.id))
            card.column.addWidget(told, 0, Qt.AlignmentFlag.AlignLeft)
        return card
