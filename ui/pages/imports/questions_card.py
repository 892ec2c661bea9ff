"""What must be answered before a file comes in, and the owners that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from huddle.i18n import _, ngettext
from huddle.import_words import DateOrder, ImportKind, OwnerIs
from huddle.labels import label
from huddle.rows.imports import ImportOwnerRow, ImportPlan
from huddle.rules.importing.statuses import statuses_for
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.field import Field
from ui.widgets.labels import Label, body, heading, quiet
from ui.widgets.row_list import RowList

_MOST_OWNERS = 40
"""Owners to choose for; of more, the most frequent."""
_NARROW = 14


class _WordRow(QWidget):
    """Words of the file, and what they mean."""

    picked = Signal(str, str)

    def __init__(self, words: str, prefix: str) -> None:
        super().__init__()
        self._says = Label("", "label")
        self._choice = Choice(f"{prefix}_{words}")
        self._choice.be_narrow(_NARROW)
        self._choice.picked.connect(lambda key: self.picked.emit(words, key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("two"))
        row.addWidget(self._says, 1)
        row.addWidget(self._choice, 1)

    def show_word(self, says: str, options: Sequence[tuple[str, str]], chosen: str) -> None:
        """Say how often they are there, and what they mean."""
        self._says.setText(says)
        self._choice.setAccessibleName(says)
        self._choice.offer(options, chosen)


class QuestionsCard(Card):
    """What only a person can answer.

    Signals:
        order_picked: Which number of a day comes first.
        status_picked: A word of the file, and the status it means.
    """

    order_picked = Signal(str)
    status_picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("import_questions_card", tone="caution")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Please answer first")))
        self._missing = body("", "import_missing")
        self._order = Choice("import_date_order")
        self._order.offer(
            [("", _("Choose")), *((order.value, label(order)) for order in DateOrder)]
        )
        self._order_field = Field(
            _("No day in the file tells which number comes first"), self._order
        )
        self._words = quiet(_("Nobody knows these words as a status. What do they mean?"))
        self._statuses: RowList[_WordRow] = RowList("import_statuses", self._made)
        for part in (self._missing, self._order_field, self._words, self._statuses):
            self.column.addWidget(part)
        self._order.picked.connect(self.order_picked)
        self.hide()

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what is asked; nothing hides the card."""
        self.setVisible(plan.has_questions)
        fields = ", ".join(label(field) for field in plan.missing)
        says = _("No column says this: {fields}. Choose it in the list of columns.")
        self._missing.setText(says.format(fields=fields))
        self._missing.setVisible(bool(plan.missing))
        self._order_field.setVisible(plan.asks_date_order)
        self._order.select("")
        self._show_statuses(plan)

    def _show_statuses(self, plan: ImportPlan) -> None:
        kind = plan.mapping.kind or ImportKind.ACTIONS
        options = [(one.value, label(one)) for one in statuses_for(kind)]
        rows = self._statuses.show_rows([word for word, _count in plan.asks_statuses])
        for (word, count), row in zip(plan.asks_statuses, rows, strict=True):
            row.show_word(_counted(word, count), [("", _("Choose")), *options], "")
        for part in (self._words, self._statuses):
            part.setVisible(bool(rows))

    def _made(self, word: str) -> _WordRow:
        row = _WordRow(word, "status")
        row.picked.connect(self._pick)
        return row

    def _pick(self, word: str, key: str) -> None:
        if key:
            self.status_picked.emit(word, key)


class OwnersCard(Card):
    """Owners that nobody here is called, and what is made of each.

    Signals:
        owner_picked: Owner words, and what they are.
    """

    owner_picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("import_owners_card")
        self.column.addWidget(heading(_("Owners nobody here is called")))
        self._about = quiet(
            _("No person is made up. A name stays as it is written until you make it a person.")
        )
        self.column.addWidget(self._about)
        self._owners: RowList[_WordRow] = RowList("import_owners", self._made)
        self.column.addWidget(self._owners)
        self.hide()

    def show_owners(self, owners: Sequence[ImportOwnerRow]) -> None:
        """Show the most frequent of them; none hides the card."""
        self.setVisible(bool(owners))
        shown = owners[:_MOST_OWNERS]
        options = [(one.value, label(one)) for one in OwnerIs]
        rows = self._owners.show_rows([owner.words for owner in shown])
        for owner, row in zip(shown, rows, strict=True):
            row.show_word(_counted(owner.words, owner.count), options, owner.is_a)

    def _made(self, words: str) -> _WordRow:
        row = _WordRow(words, "owner")
        row.picked.connect(self.owner_picked)
        return row


def _counted(words: str, count: int) -> str:
    says = ngettext("{words}, in one row", "{words}, in {count} rows", count)
    return says.format(words=words, count=count)
