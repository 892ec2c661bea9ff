"""What the program suggests by itself on this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal

from huddle.i18n import _
from huddle.settings import Settings
from ui.theme.look import space
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.labels import heading, quiet


class SuggestionsCard(Card):
    """Each kind of suggestion can be turned off.

    Signals:
        like_before_changed: Whether a concern that was like the one being typed is shown.
        themes_changed: Whether a theme is suggested for what a patient said.
    """

    like_before_changed = Signal(bool)
    themes_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__("suggestions_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Suggestions")))
        self._like_before = Tick(_("Show a concern like the one being typed"), "like_before_shown")
        self._like_before.clicked.connect(self.like_before_changed)
        self.column.addWidget(self._like_before)
        self.column.addWidget(
            quiet(
                _(
                    "On this computer only. While a huddle runs, one quiet line says what was like "
                    "it before, what became of it, and which words both hold."
                )
            )
        )
        self._themes = Tick(_("Suggest a theme for what a patient said"), "themes_suggested")
        self._themes.clicked.connect(self.themes_changed)
        self.column.addWidget(self._themes)
        why = _("It says which words made it think so. A person sorts every comment.")
        self.column.addWidget(quiet(why))

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        self._like_before.setChecked(settings.shows_like_before)
        self._themes.setChecked(settings.suggests_themes)
