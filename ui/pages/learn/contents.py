"""The list at the left of Learn: its sections, and the cards that fold away under some of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from huddle.guidance_cards import group_title
from huddle.i18n import _
from huddle.rows.guidance import CardGroup, GuidanceCard
from huddle.rules.guidance import is_past_review
from ui.pages.learn.state import GLOSSARY, MINE, NEWS, OFFERED, START, LearnState
from ui.theme.look import look, space
from ui.widgets.press_row import PressRow
from ui.widgets.row_list import RowList
from ui.widgets.scroll import PageScroll


class Entry(PressRow):
    """A row of the list; the one that is shown at the right has a ground of its own."""

    def __init__(self, key: str, *, is_card: bool = False) -> None:
        super().__init__(f"learn_{key}", name_role="body" if is_card else "strong")
        self.setCheckable(True)
        self.setAutoExclusive(False)
        inset = space("three") if is_card else space("two")
        self.row.setContentsMargins(inset, space("one"), space("one"), space("one"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, below the words."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("accent_soft"))
        corner = space("control_radius")
        painter.drawRoundedRect(self.rect(), corner, corner)


class Contents(PageScroll):
    """What there is to read.

    Signals:
        chosen: The key of a section, or the name of a card.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("learn_contents", margin="one", gap="half")
        self.setAccessibleName(_("What there is to read"))
        self._sections: dict[str, Entry] = {}
        self._cards: dict[CardGroup, RowList[Entry]] = {}
        self._add(START, _("Start here"))
        for group in OFFERED:
            self._add_group(group)
        self._add(GLOSSARY, _("Glossary"))
        self._add(NEWS, _("What’s new"))
        self._add(MINE, _("My record"))
        self.column.addStretch()

    def show_cards(self, state: LearnState) -> None:
        """List these cards; those whose day is over say so."""
        for group, cards in state.groups:
            names = [card.name for card in cards]
            for entry, card in zip(self._cards[group].show_rows(names), cards, strict=True):
                _show_card(entry, card, state.today)

    def mark(self, key: str) -> None:
        """Mark what is shown at the right, with its group unfolded."""
        group = key.partition(".")[0]
        if "." in key:
            self._unfold(CardGroup(group))
        for entry in self._entries():
            entry.setChecked(entry.objectName() == f"learn_{key}")
        self.bring(key)

    def bring(self, key: str) -> None:
        """Scroll to an entry."""
        for entry in self._entries():
            if entry.objectName() == f"learn_{key}" and entry.isVisible():
                self.ensureWidgetVisible(entry)

    def begin(self, key: str) -> None:
        """Put the keyboard on an entry."""
        for entry in self._entries():
            if entry.objectName() == f"learn_{key}":
                entry.setFocus()

    def _entries(self) -> Sequence[Entry]:
        return self.findChildren(Entry)

    def _add(self, key: str, words: str) -> Entry:
        entry = self._sections[key] = Entry(key)
        entry.set_words(words)
        entry.clicked.connect(lambda _on=False: self.chosen.emit(key))
        self.column.addWidget(entry)
        return entry

    def _add_group(self, group: CardGroup) -> None:
        entry = self._sections[group] = Entry(group)
        entry.set_words(group_title(group))
        entry.set_mark("down")
        entry.clicked.connect(lambda _on=False: self._turn(group))
        cards = self._cards[group] = RowList(f"learn_{group}_cards", self._make, gap="half")
        cards.hide()
        self.column.addWidget(entry)
        self.column.addWidget(cards)

    def _make(self, name: str) -> Entry:
        entry = Entry(name, is_card=True)
        entry.clicked.connect(lambda _on=False: self.chosen.emit(name))
        return entry

    def _turn(self, group: CardGroup) -> None:
        self._sections[group].setChecked(False)
        self._unfold(None if self._cards[group].isVisibleTo(self) else group)

    def _unfold(self, shown: CardGroup | None) -> None:
        """Show the cards of one group, and fold all others away."""
        for group, cards in self._cards.items():
            is_open = group is shown
            cards.setVisible(is_open)
            self._sections[group].set_mark("up" if is_open else "down")
            said = _("unfolded") if is_open else _("folded")
            self._sections[group].setAccessibleDescription(said)


def _show_card(entry: Entry, card: GuidanceCard, today: dt.date) -> None:
    below = _("To be read again") if is_past_review(card, today) else ""
    entry.set_words(card.title, below or (_("In this ward’s words") if card.is_own else ""))
