"""Where somebody new begins."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal

from huddle.i18n import _
from ui.actions import shown
from ui.pages.learn.state import GLOSSARY, PRACTICE, TOUR
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.embedding_strip import EmbeddingStrip
from ui.widgets.labels import body, heading
from ui.widgets.press_row import PressRow
from ui.widgets.scroll import ReadingScroll


class StartView(Card):
    """A few ways to begin, the quickest first.

    Signals:
        chosen: The key of a section, the name of a card, `TOUR` or `PRACTICE`.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("learn_start_view")
        self.column.addWidget(heading(_("Start here"), "learn_start_title"))
        scroll = ReadingScroll("learn_start_scroll", margin="half", gap="one")
        about = _(
            "Nobody has to read all of this. {key} explains the page or step before you, in a "
            "minute, beside your work."
        )
        scroll.column.addWidget(body(about.format(key=shown("explain")), "learn_start_about"))
        for name, words, below in _ways():
            row = PressRow(f"start_{name}")
            row.set_words(words, below)
            row.set_mark("next")
            row.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            scroll.column.addWidget(row)
        self.embedding = EmbeddingStrip("learn_embedding")
        self.embedding.setContentsMargins(space("two"), space("two"), 0, 0)
        scroll.column.addWidget(self.embedding)
        scroll.column.addStretch()
        self.column.addWidget(scroll, 1)


def _ways() -> Iterator[tuple[str, str, str]]:
    """What each leads to, what it is, and what to know of it."""
    yield TOUR, _("Show me around"), _("Three minutes on the real pages; Esc leaves at any time.")
    about = _("Lead a huddle of made-up people. Nothing in it is real or kept.")
    yield PRACTICE, _("Practise a huddle"), about
    about = _("What everybody may expect in the room, whoever leads.")
    yield "rules.ground_rules", _("Our ground rules"), about
    about = _("You lead, write or keep the time? A card for each, to read or to print.")
    yield "roles.facilitator", _("Your role in a huddle"), about
    about = _("For the moment when something does not feel right.")
    yield "rules.concerned", _("Words for speaking up"), about
    yield GLOSSARY, _("What the words mean"), _("Each in a sentence or two.")
