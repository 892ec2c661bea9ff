"""What the program suggests by itself: in the whole ward, and on this computer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.suggestions import SuggestionRow
from huddle.rules.suggestions import became, rests_on
from huddle.settings import Settings
from huddle.tool_words import SuggestionKind
from ui.theme.look import space
from ui.widgets.card import Card, line
from ui.widgets.choices import Tick
from ui.widgets.labels import heading, quiet


class SuggestionsCard(Card):
    """Each kind of suggestion can be turned off.

    Signals:
        turned: A kind, and whether the ward wants it.
        like_before_changed: Whether this computer shows a concern that was like the one being
            typed.

    Args:
        changes: Whether whoever is here decides for the ward.
    """

    turned = Signal(object, bool)
    like_before_changed = Signal(bool)

    def __init__(self, *, changes: bool) -> None:
        super().__init__("suggestions_card")
        self.column.setSpacing(space("two"))
        self.column.addWidget(heading(_("Suggestions")))
        self.column.addWidget(
            quiet(
                _(
                    "For the whole ward. Each says why, and a person decides. What they decide is "
                    "counted, without who it was or when."
                )
            )
        )
        self._ticks = {kind: self._add_kind(kind, changes=changes) for kind in SuggestionKind}
        self.column.addWidget(line())
        self._like_before = Tick(
            _("On this computer: a concern like the one being typed"), "like_before_shown"
        )
        self._like_before.clicked.connect(self.like_before_changed)
        self.column.addWidget(self._like_before)

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen for this computer."""
        self._like_before.setChecked(settings.shows_like_before)

    def show_kinds(self, rows: Sequence[SuggestionRow]) -> None:
        """Show what the ward wants, and what people did with each kind."""
        for row in rows:
            tick, words = self._ticks[row.kind]
            tick.setChecked(row.is_on)
            words.setText(_words(row))

    def _add_kind(self, kind: SuggestionKind, *, changes: bool) -> tuple[Tick, QLabel]:
        tick = Tick(label(kind), f"suggests_{kind.value}")
        tick.setEnabled(changes)
        tick.clicked.connect(lambda on: self.turned.emit(kind, on))
        tick.setAccessibleDescription(rests_on(kind))
        words = quiet(rests_on(kind), f"suggests_{kind.value}_words")
        together = QVBoxLayout()
        together.setSpacing(space("half"))
        together.addWidget(tick)
        together.addWidget(words)
        self.column.addLayout(together)
        return tick, words


def _words(row: SuggestionRow) -> str:
    return f"{rests_on(row.kind)} {became(row)}"
