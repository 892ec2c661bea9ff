"""Actions that might go up, and why: they head the page until somebody has decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.rows.changes import Changes
from huddle.rows.escalation import ProposalRow
from huddle.rows.items import ItemRow
from huddle.vocabulary import Thing
from ui.escalating import Escalating
from ui.theme.look import space
from ui.widgets.buttons import button, quiet_button
from ui.widgets.emptying import empty
from ui.widgets.head_card import HeadCard
from ui.widgets.labels import body, strong

if TYPE_CHECKING:
    from ui.care import Watch
    from ui.desk import Desk

_SHOWN = 1
"""More would push the table away; the others follow as each is decided."""

_MOVED_BY = frozenset({Thing.ITEMS, Thing.HUDDLES, Thing.PRIVACY, Thing.SUGGESTIONS})


class ProposedCard(HeadCard):
    """What might go up; a person decides.

    Signals:
        escalate_asked: It shall go up: its `ItemRow`.
        stay_asked: It stays here: its `ItemRow`.
    """

    escalate_asked = Signal(object)
    stay_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__("proposed", tone="accent")
        self._rows = QVBoxLayout()
        self.column.addLayout(self._rows)

    def show_proposals(self, proposals: Sequence[ProposalRow]) -> None:
        """Show these; the card is gone when there are none."""
        empty(self._rows)
        count = len(proposals)
        words = ngettext("Escalate this?", "Escalate this? 1 of {count}", count)
        for proposal in proposals[:_SHOWN]:
            self._rows.addWidget(self._row(proposal, words.format(count=count)))
        self.want(wanted=bool(proposals))

    def _row(self, proposal: ProposalRow, asks: str) -> QWidget:
        item, held = proposal.item, QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        words = _("{text}: {why}").format(text=item.text, why=proposal.why)
        row.addWidget(strong(asks, "proposed_heading"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(body(words, "proposed_text"), 1)
        stay = quiet_button(_("Not now…"), "proposed_stay")
        stay.clicked.connect(lambda: self.stay_asked.emit(item))
        goes_up = button(_("Escalate…"), "proposed_escalate")
        goes_up.clicked.connect(lambda: self.escalate_asked.emit(item))
        row.addWidget(stay)
        row.addWidget(goes_up)
        return held


class Proposing(QObject):
    """Keeps the card up to date, and does what is decided there.

    Args:
        card: Its widgets.
        desk: What it works with.
        watch: Looks at words for what tells who a patient is.
    """

    def __init__(self, card: ProposedCard, desk: Desk, watch: Watch) -> None:
        super().__init__(card)
        self._card = card
        self._desk = desk
        self._watch = watch
        self._escalating = Escalating(card, desk, watch)
        card.escalate_asked.connect(self._escalating.ask)
        card.stay_asked.connect(self._ask_why)
        if desk.may("escalations.not_now"):
            desk.changes.changed.connect(self._changed)
            self._load()

    def _changed(self, changes: Changes) -> None:
        if changes.things & _MOVED_BY:
            self._load()

    def _load(self) -> None:
        ward = self._desk.ward
        self._desk.tasks.run(
            self._card, ward.escalations.proposed, self._card.show_proposals, self._refused
        )

    def _ask_why(self, item: ItemRow) -> None:
        ward = self._desk.ward
        self._desk.ask.one_line(
            self._card,
            title=_("Why does it stay here?"),
            text=item.text,
            label=_("Reason"),
            yes=_("Not now"),
            watch=self._watch,
            then=lambda reason: self._desk.tasks.run(
                self._card,
                lambda: ward.escalations.not_now(item.id, reason),
                None,
                self._refused,
                key="not_now",
            ),
        )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.messages.warn(error.message)
        else:
            self._desk.tasks.unhandled.emit(error)
