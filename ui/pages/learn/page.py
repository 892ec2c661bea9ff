"""The widgets of Learn: what there is at the left, and at the right what was chosen of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from ui.pages.learn.card_form import CardForm
from ui.pages.learn.card_view import CardView
from ui.pages.learn.contents import Contents
from ui.pages.learn.glossary_view import GlossaryView
from ui.pages.learn.news_view import NewsView
from ui.pages.learn.record_view import RecordView
from ui.pages.learn.start_view import StartView
from ui.pages.learn.state import GLOSSARY, MINE, NEWS, START, LearnState
from ui.theme.look import look, space
from ui.widgets.labels import quiet, title
from ui.widgets.page_stack import PageStack

_CONTENTS_SHARE = 0.36
"""The most of the page that the list takes."""


class LearnPage(QWidget):
    """A list, and what stands behind each line of it.

    Signals:
        chosen: The key of a section, or the name of a card.

    Args:
        edits: Whether whoever is here may write cards in other words.
    """

    chosen = Signal(str)

    def __init__(self, *, edits: bool) -> None:
        super().__init__()
        self.setObjectName("learn_page")
        self.contents = Contents()
        self.contents.chosen.connect(self.chosen)
        self.card = CardView(edits=edits)
        self.form = CardForm()
        self.start = StartView()
        self.glossary = GlossaryView()
        self.news = NewsView()
        self.record = RecordView()
        for view in (self.start, self.record):
            view.chosen.connect(self.chosen)
        self._sections = {
            START: self.start,
            GLOSSARY: self.glossary,
            NEWS: self.news,
            MINE: self.record,
        }
        self._views = PageStack()
        for held in (*self._sections.values(), self.card, self.form):
            self._views.addWidget(held)
        column = QVBoxLayout(self)
        margin = space("three")
        column.setContentsMargins(margin, margin, margin, space("two"))
        column.setSpacing(space("two"))
        column.addLayout(self._build_head())
        row = QHBoxLayout()
        row.setSpacing(space("two"))
        row.addWidget(self.contents)
        row.addWidget(self._views, 1)
        column.addLayout(row, 1)

    @property
    def is_editing(self) -> bool:
        """Whether a card stands in the form."""
        return self._views.currentWidget() is self.form

    def show_state(self, state: LearnState) -> None:
        """List the cards, and show the words and the news."""
        self.contents.show_cards(state)
        self.glossary.show_words(state.glossary)
        self.news.show_news(state.news)

    def show_section(self, key: str) -> None:
        """Show what is no card."""
        self._views.setCurrentWidget(self._sections[key])
        self.contents.mark(key)

    def show_card(self, name: str) -> None:
        """Show the card that was put into its view."""
        self._views.setCurrentWidget(self.card)
        self.contents.mark(name)

    def show_form(self) -> None:
        """Show the form."""
        self._views.setCurrentWidget(self.form)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list takes its share, and no more."""
        super().resizeEvent(event)
        most = round(self.width() * _CONTENTS_SHARE)
        self.contents.setFixedWidth(min(look().size("column_least"), most))

    def _build_head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(title(_("Learn"), "learn_title"))
        about = _("A minute at a time: roles, ground rules, words for speaking up.")
        head.addWidget(quiet(about, "learn_about"))
        return head
