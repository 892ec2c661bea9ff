"""Where somebody new begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from huddle.i18n import _
from ui.actions import shown
from ui.pages.learn.state import GLOSSARY
from ui.widgets.card import Card
from ui.widgets.labels import body, heading
from ui.widgets.press_row import PressRow


class StartView(Card):
    """A few ways to begin, the quickest first.

    Signals:
        chosen: The key of a section, or the name of a card.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("learn_start_view")
        self.column.addWidget(heading(_("Start here"), "learn_start_title"))
        about = _(
            "Nobody has to read all of this. {key} explains the page or step before you, in a "
            "minute, beside your work."
        )
        self.column.addWidget(body(about.format(key=shown("explain")), "learn_start_about"))
        for name, words, below in (
            (
                "rules.ground_rules",
                _("Our ground rules"),
                _("What everybody may expect in the room, whoever leads."),
            ),
            (
                "roles.facilitator",
                _("Your role in a huddle"),
                _("You lead, write or keep the time? A card for each, to read or to print."),
            ),
            (
                "rules.concerned",
                _("Words for speaking up"),
                _("For the moment when something does not feel right."),
            ),
            (GLOSSARY, _("What the words mean"), _("Each in a sentence or two.")),
        ):
            self.add(
                f"start_{name}", words, below, lambda name=name: self.chosen.emit(name)
            )
        self.column.addStretch()

    def add(
        self, object_name: str, words: str, below: str, call: Callable[[], object]
    ) -> PressRow:
        """Offer another way to begin.

        Args:
            object_name: Its name for tests.
            words: What it is.
            below: What is to be known of it.
            call: What pressing it does.
        """
        row = PressRow(object_name)
        row.set_words(words, below)
        row.set_mark("next")
        row.clicked.connect(lambda _on=False: call())
        self.column.addWidget(row)
        return row
