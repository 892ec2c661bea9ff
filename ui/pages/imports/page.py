"""The page that brings in a file: it is chosen, understood, asked about, looked at, brought in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.imports import ImportPlan
from ui.pages.imports.history_card import HistoryCard
from ui.pages.imports.preview_card import PreviewCard
from ui.pages.imports.questions_card import OwnersCard, QuestionsCard
from ui.pages.imports.understood_card import UnderstoodCard
from ui.widgets.buttons import button, primary_button
from ui.widgets.card import Card, stacked
from ui.widgets.columns import Columns
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, body, strong, title
from ui.widgets.scroll import page_scroll


class ImportsPage(QWidget):
    """Bringing in what somebody keeps elsewhere.

    Signals:
        choose_asked: A file shall be chosen.
    """

    choose_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("imports_page")
        self.understood = UnderstoodCard()
        self.questions = QuestionsCard()
        self.owners = OwnersCard()
        self.preview = PreviewCard()
        self.history = HistoryCard()
        scroll = page_scroll("imports_scroll")
        scroll.column.addWidget(title(_("Bring in a file"), "imports_title"))
        scroll.column.addWidget(self._file_card())
        scroll.column.addWidget(self._result())
        self._cards = Columns((2, 3), "imports_columns")
        self._cards.add(stacked(self.questions, self.understood, self.owners))
        self._cards.add(stacked(self.preview))
        scroll.column.addWidget(self._cards)
        scroll.column.addWidget(self.history)
        scroll.column.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        self.show_file("")

    def _file_card(self) -> Card:
        card = Card("import_file_card")
        self._file = strong("", "import_file")
        self._about = body(
            _(
                "An action log, a list of people, readings or comments: CSV, Excel, a calendar, a "
                "Planner or Trello export. Drop it here or choose it. You see what will happen to "
                "every row before anything comes in."
            ),
            "import_about",
        )
        self._refusal = body("", "import_refusal", tone="danger")
        self._refusal.hide()
        buttons = Flow("import_file_buttons")
        self.choose = primary_button(_("Choose a file…"), "import_choose")
        self._choose_other = button(_("Choose another file…"), "import_choose_other")
        for one in (self.choose, self._choose_other):
            one.clicked.connect(self.choose_asked)
            buttons.add(one)
        for part in (self._file, self._about, self._refusal, buttons):
            card.column.addWidget(part)
        return card

    def _result(self) -> Card:
        self._result_card = Card("import_result_card", tone="good")
        self._result_says = Label("", "body", object_name="import_result")
        self._result_card.column.addWidget(self._result_says)
        self._result_card.hide()
        return self._result_card

    def show_file(self, name: str) -> None:
        """Say which file is looked at; none shows how to begin."""
        self._file.setText(name)
        self._file.setVisible(bool(name))
        self._about.setVisible(not name)
        self.choose.setVisible(not name)
        self._choose_other.setVisible(bool(name))
        self._cards.setVisible(False)
        self.show_refusal("")

    def show_plan(self, plan: ImportPlan) -> None:
        """Show how the file was understood and what it will do."""
        self.questions.show_plan(plan)
        self.understood.show_plan(plan)
        self.owners.show_owners(plan.owners)
        self.preview.show_plan(plan)
        self._cards.setVisible(True)
        self.show_refusal("")

    def show_refusal(self, text: str) -> None:
        """Say why the file does not come in; empty takes it back."""
        self._refusal.setText(text)
        self._refusal.setVisible(bool(text))

    def show_result(self, text: str) -> None:
        """Say what came of it; empty takes it back."""
        self._result_says.setText(text)
        self._result_card.setVisible(bool(text))
