"""The goals of one family, one below the other, and the button that adds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.labels import label
from huddle.measure_words import Family
from huddle.rows.goals import GoalRow
from ui.pages.goals.goal_card import GoalCard
from ui.pages.goals.wording import question
from ui.theme.look import space
from ui.widgets.buttons import button
from ui.widgets.labels import Label, heading, quiet
from ui.widgets.row_list import RowList
from ui.widgets.scroll import page_scroll


class FamilyColumn(QWidget):
    """What is wanted of one family.

    Signals:
        add_asked: Another goal of this family.
        open_asked: The id of a goal.
        measure_asked: The id of a measure.
    """

    add_asked = Signal()
    open_asked = Signal(str)
    measure_asked = Signal(str)

    def __init__(self, family: Family) -> None:
        super().__init__()
        self.setObjectName(f"goals_{family.value}")
        self.setAccessibleName(label(family))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space("one"))
        column.addLayout(self._build_head(family))
        self._scroll = page_scroll(f"goals_{family.value}_scroll", margin="half", gap="one")
        self._nothing = quiet(question(family), f"goals_{family.value}_nothing")
        self._cards: RowList[GoalCard] = RowList(f"goals_{family.value}_cards", self._make)
        self._scroll.column.addWidget(self._cards)
        self._scroll.column.addStretch()
        self.add = button(
            _("Add goal"),
            f"goals_{family.value}_add",
            name=_("Add goal: {family}").format(family=label(family)),
        )
        self.add.clicked.connect(self.add_asked)
        column.addWidget(self._nothing)
        column.addWidget(self.add)
        column.addWidget(self._scroll, 1)

    def show_goals(self, goals: Sequence[GoalRow], chosen_id: str) -> None:
        """Show these, the one in the form with a border."""
        self._count.setText(str(len(goals)) if goals else "")
        self._nothing.setVisible(not goals)
        for goal, card in zip(goals, self._cards.show_rows([one.id for one in goals]), strict=True):
            card.show_goal(goal)
            card.set_chosen(goal.id == chosen_id)
        self._cards.chain()

    def card(self, goal_id: str) -> GoalCard | None:
        """The card of a goal, if it stands here."""
        return self._cards.row(goal_id)

    def begin(self) -> None:
        """Put the keyboard on the first goal, or on the way to one."""
        first = next(iter(self._cards.keys), "")
        card = self._cards.row(first)
        (card.press if card else self.add).setFocus()

    def bring_into_view(self, card: GoalCard) -> None:
        """Scroll to a card."""
        self._scroll.ensureWidgetVisible(card)

    def _build_head(self, family: Family) -> QHBoxLayout:
        name = heading(label(family), f"goals_{family.value}_name")
        name.setWordWrap(False)
        self._count = Label(
            "", "label", object_name=f"goals_{family.value}_count", tone="secondary", wraps=False
        )
        head = QHBoxLayout()
        head.setSpacing(space("one"))
        head.addWidget(name)
        head.addWidget(self._count)
        head.addStretch(1)
        return head

    def _make(self, goal_id: str) -> GoalCard:
        card = GoalCard()
        card.opened.connect(lambda: self.open_asked.emit(goal_id))
        card.measure_asked.connect(self.measure_asked)
        return card
