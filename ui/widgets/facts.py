"""What is known of something, in words: for whoever may read it and not change it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.look import space
from ui.widgets.emptying import empty
from ui.widgets.labels import Label, body

Fact = tuple[str, str, str]
"""A name for tests, what it is called, and what it is."""


class Facts(QWidget):
    """A word above what it is, one below the other; what is empty is left out."""

    def __init__(self, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: tuple[Fact, ...] = ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these; the same again changes nothing."""
        if tuple(facts) == self._shown:
            return
        self._shown = tuple(facts)
        empty(self._column)
        for name, called, words in facts:
            if words:
                self._column.addWidget(Label(called, "label"))
                self._column.addWidget(body(words, name))
                self._column.addSpacing(space("one"))
