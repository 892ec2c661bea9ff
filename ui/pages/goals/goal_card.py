"""One goal of a column: what it says, what tells of it, and what is still to be settled."""

from __future__ import annotations

from PySide6.QtCore import Signal

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.goals import GoalRow
from huddle.rules.goal_words import measure_words
from huddle.vocabulary import Status
from ui.pages.goals.wording import below_words
from ui.theme.look import space
from ui.widgets.ask_line import AskLine
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.press_row import PressRow
from ui.widgets.row_list import RowList


class GoalCard(Card):
    """A goal; pressing it opens it, pressing a measure leads to its chart.

    Signals:
        opened: It shall be opened.
        measure_asked: The id of a measure whose chart is wanted.
    """

    opened = Signal()
    measure_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("goal_card", margin="two")
        self.column.setSpacing(space("half"))
        self.press = PressRow("goal_open")
        self.press.row.setContentsMargins(0, 0, 0, 0)
        self.press.clicked.connect(self.opened)
        self._chips = Flow("goal_chips", gap="half")
        self._measures: RowList[PressRow] = RowList("goal_measures", self._make_measure, gap="half")
        self._asks: RowList[AskLine] = RowList("goal_asks", _ask_line, gap="half")
        for widget in (self.press, self._chips, self._measures, self._asks):
            self.column.addWidget(widget)

    def show_goal(self, goal: GoalRow) -> None:
        """Show a goal."""
        self.press.set_words(goal.item.text, below_words(goal))
        chips = _chips(goal)
        self._chips.clear()
        for words in chips:
            self._chips.add(Chip(words, object_name="goal_chip"))
        self._chips.setVisible(bool(chips))
        rows = self._measures.show_rows([one.measure_id for one in goal.measures])
        for row, measure in zip(rows, goal.measures, strict=True):
            row.set_words(*measure_words(measure))
        self._measures.setVisible(bool(rows))
        self._asks.show_rows(goal.asks)
        self._asks.setVisible(bool(goal.asks))

    def _make_measure(self, measure_id: str) -> PressRow:
        row = PressRow("goal_measure", name_role="secondary")
        row.row.setContentsMargins(0, 0, 0, 0)
        row.set_mark("next")
        row.clicked.connect(lambda: self.measure_asked.emit(measure_id))
        return row


def _chips(goal: GoalRow) -> list[str]:
    chips = []
    if goal.item.status is not Status.BEING_WORKED_ON:
        chips.append(label(goal.item.status))
    if goal.item.is_sensitive:
        chips.append(_("sensitive"))
    return chips


def _ask_line(words: str) -> AskLine:
    return AskLine(words, "goal_ask")
