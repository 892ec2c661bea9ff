"""The words of the field, and a line that finds one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit

from huddle.i18n import _
from huddle.rows.guidance import GlossaryWord
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import body, heading, quiet, strong
from ui.widgets.scroll import ReadingScroll


class GlossaryView(Card):
    """A word above what it means, in the order of the alphabet."""

    def __init__(self) -> None:
        super().__init__("learn_glossary_view")
        self._words: tuple[GlossaryWord, ...] = ()
        self.line = QLineEdit()
        self.line.setObjectName("glossary_filter")
        self.line.setAccessibleName(_("Find a word"))
        self.line.setPlaceholderText(_("Find a word"))
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._fill)
        self._nothing = quiet("", "glossary_nothing")
        self._scroll = ReadingScroll("glossary_scroll", margin="half", gap="half")
        self.column.addWidget(heading(_("Glossary"), "glossary_title"))
        self.column.addWidget(self.line)
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._scroll, 1)

    def show_words(self, words: Sequence[GlossaryWord]) -> None:
        """Show these words, as far as they fit what is typed."""
        self._words = tuple(words)
        self._fill()

    def _fill(self) -> None:
        typed = self.line.text().strip().casefold()
        found = [one for one in self._words if typed in f"{one.word}\n{one.means}".casefold()]
        # What bears the name comes before what only speaks of it.
        found.sort(key=lambda one: typed not in one.word.casefold())
        empty(self._scroll.column)
        for at, one in enumerate(found):
            self._scroll.column.addWidget(strong(one.word, f"glossary_word_{at}"))
            means = body(one.means, f"glossary_means_{at}")
            means.setContentsMargins(0, 0, 0, space("one"))
            self._scroll.column.addWidget(means)
        self._scroll.column.addStretch()
        self._scroll.verticalScrollBar().setValue(0)
        said = _("No word here says “{typed}”. Try the beginning of it.")
        self._nothing.setText(said.format(typed=self.line.text().strip()))
        self._nothing.setVisible(not found)
