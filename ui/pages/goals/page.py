"""The widgets of Goals: the four families side by side, and the form beside one of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.measure_words import Family
from huddle.rows.goals import GoalRow
from ui.pages.goals.family_column import FamilyColumn
from ui.pages.goals.goal_form import GoalForm
from ui.pages.goals.state import GoalsState
from ui.theme.look import look, space
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.labels import quiet, secondary, title
from ui.widgets.press_row import PressRow
from ui.widgets.row_list import RowList

_LEAST_SHARE = 0.8
"""The narrowest a family may get, of the narrowest a column of a page may."""
_FORM_SHARE = len(Family) - 1
"""The form takes the room of the other families."""
_UNPLACED_SHOWN = 2


class GoalsPage(QWidget):
    """Shared goals by family.

    Signals:
        add_asked: Another goal of this family.
        open_asked: The id of a goal that shall be opened in the form.
        measure_asked: The id of a measure whose chart is wanted.
        finished_asked: Goals that are over are wanted, or not any more.
    """

    add_asked = Signal(Family)
    open_asked = Signal(str)
    measure_asked = Signal(str)
    finished_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("goals_page")
        self.form = GoalForm()
        self._columns = {family: self._make_column(family) for family in Family}
        self._beside = Family.SAFETY
        column = QVBoxLayout(self)
        margin = space("three")
        column.setContentsMargins(margin, margin, margin, space("two"))
        column.setSpacing(space("two"))
        column.addLayout(self._build_head())
        column.addWidget(self._build_unplaced())
        column.addWidget(self._build_body(), 1)

    @property
    def with_finished(self) -> bool:
        """Whether goals that are over are shown."""
        return self._finished.isChecked()

    @property
    def is_form_shown(self) -> bool:
        """Whether a goal stands in the form."""
        return not self.form.isHidden()

    def show_goals(self, state: GoalsState) -> None:
        """Show these goals."""
        chosen = self.form.goal.id if self.form.goal and self.is_form_shown else ""
        for family, column in self._columns.items():
            column.show_goals([one for one in state.goals if one.family is family], chosen)
        self._show_unplaced([one for one in state.goals if one.family is None])

    def show_form(self, *, shown: bool, beside: Family | None = None) -> None:
        """Put the form beside the goals of a family, or show all of them again."""
        self._beside = beside or self._beside
        self.form.setVisible(shown)
        for family, column in self._columns.items():
            column.setVisible(not shown or family is self._beside)
        self._fit()

    def begin(self, goal_id: str = "") -> None:
        """Put the keyboard on a goal, else on the first, else where the first is added."""
        cards = [(column, column.card(goal_id)) for column in self._columns.values()]
        for column, card in cards:
            if card is not None:
                column.bring_into_view(card)
                card.press.setFocus()
                return
        self._columns[self._beside].begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns get narrower down to a width in which words still read."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        least = round(look().size("column_least") * _LEAST_SHARE)
        count = sum(not column.isHidden() for column in self._columns.values())
        form = 0 if self.form.isHidden() else look().size("column_least")
        self._row.setMinimumWidth(least * count + form + space("two") * (count - 1))

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(space("two"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title(_("Goals"), "goals_title"))
        about = _("What departments want together, and how you will know.")
        words.addWidget(quiet(about, "goals_about"))
        self._finished = Tick(_("Also those that are over"), "goals_finished")
        self._finished.clicked.connect(lambda _on: self.finished_asked.emit())
        head.addLayout(words, 1)
        head.addWidget(self._finished, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _build_body(self) -> QScrollArea:
        self._row = QWidget()
        self._row.setObjectName("page_scroll_inside")
        row = QHBoxLayout(self._row)
        # Room for the focus ring, which a scroll area would cut off.
        ring = space("focus_outer") + space("focus_inner")
        row.setContentsMargins(ring, 0, ring, ring)
        row.setSpacing(space("two"))
        for column in self._columns.values():
            row.addWidget(column, 1)
        row.addWidget(self.form, _FORM_SHARE)
        body = QScrollArea()
        body.setObjectName("goals_body")
        body.setFrameShape(QFrame.Shape.NoFrame)
        body.setWidgetResizable(True)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body.setWidget(self._row)
        return body

    def _build_unplaced(self) -> Card:
        self._unplaced = Card("goals_unplaced", margin="one")
        self._unplaced_rows: RowList[PressRow] = RowList("goals_unplaced_rows", self._make_unplaced)
        self._more = secondary("", "goals_unplaced_more")
        self._more.setContentsMargins(space("two"), 0, space("two"), 0)
        self._unplaced.column.addWidget(self._unplaced_rows)
        self._unplaced.column.addWidget(self._more)
        return self._unplaced

    def _show_unplaced(self, goals: Sequence[GoalRow]) -> None:
        """Show the first of those without a family; with each that finds one, the next comes."""
        shown, more = goals[:_UNPLACED_SHOWN], len(goals) - _UNPLACED_SHOWN
        rows = self._unplaced_rows.show_rows([one.id for one in shown])
        for goal, row in zip(shown, rows, strict=True):
            row.set_words(goal.item.text, _("Said in a huddle: choose what it is about."))
        words = ngettext("{count} more like these", "{count} more like these", more)
        self._more.setText(words.format(count=more))
        self._more.setVisible(more > 0)
        self._unplaced.setVisible(bool(goals))

    def _make_column(self, family: Family) -> FamilyColumn:
        column = FamilyColumn(family)
        column.add_asked.connect(lambda: self.add_asked.emit(family))
        column.open_asked.connect(self.open_asked)
        column.measure_asked.connect(self.measure_asked)
        return column

    def _make_unplaced(self, goal_id: str) -> PressRow:
        row = PressRow("goal_unplaced")
        row.set_mark("next")
        row.clicked.connect(lambda: self.open_asked.emit(goal_id))
        return row
