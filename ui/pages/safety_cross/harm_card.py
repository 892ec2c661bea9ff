"""One kind of harm: its cross of the month, and beside it what the days come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from huddle.i18n import _
from huddle.rows.safety_cross import CrossesRow, CrossRow, DayState
from huddle.rules import cross_words as wording
from ui.pages.safety_cross.cross_view import CrossView
from ui.theme.look import space
from ui.widgets.arranged import Arranged, height_at, least_width
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Label, body, heading, quiet, strong

if TYPE_CHECKING:
    from ui.desk import May

_FEW = 2
"""So many stand side by side with room for large squares."""
_MOST_BESIDE = 4


class HarmCard(Card):
    """A cross and its figures.

    Signals:
        day_opened: A `CrossDay` that somebody wants to see or change.
        none_today: Somebody looked today, and there was none.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    day_opened = Signal(object)
    none_today = Signal()

    def __init__(self, may: May) -> None:
        super().__init__("harm_card", margin="two")
        self._marks = may("safety_cross.mark")
        self._name = heading("", "harm_title")
        self._number = Label("", "number", object_name="harm_days", wraps=False)
        self._since = strong("", "harm_since")
        self.cross = CrossView("harm_cross")
        self.cross.opened.connect(self.day_opened)
        self._none_today = Button("", "harm_none_today")
        self._none_today.clicked.connect(self.none_today)
        self._today = body("", "harm_today")
        self._near_misses = body("", "harm_near_misses")
        self._facts = [
            quiet("", f"harm_{name}") for name in ("last", "record", "ended", "unchecked")
        ]
        self._build()

    def show_cross(self, row: CrossRow, crosses: CrossesRow) -> None:
        """Show a month of it."""
        since, name = row.since, row.harm.name
        self._name.setText(name)
        self._number.setText(f"{since.running.days:,}")
        self._since.setText(wording.since_words(since))
        self._near_misses.setText(wording.near_miss_words(row))
        self._be_large(large=len(crosses.crosses) <= _FEW)
        self.cross.show_days(row.days, crosses.today)
        self.cross.setAccessibleName(_("Days of {name}").format(name=name))
        is_checked = row.today.state is not DayState.UNCHECKED
        self._none_today.set_text(
            _("Today: checked and none"), _("{name}, today: checked and none").format(name=name)
        )
        self._none_today.setVisible(self._marks and not is_checked)
        self._today.setText(wording.today_words(row.today))
        self._today.setVisible(is_checked or not self._marks)
        says = (wording.last_words, wording.record_words, wording.ended_words)
        for label, words in zip(self._facts, says, strict=False):
            label.setText(words(since))
            label.setHidden(not label.text())
        missing = self._facts[-1]
        missing.setText(wording.unchecked_words(since))
        missing.setHidden(not missing.text())
        missing.set_tone("caution" if since.not_checked.part else "")

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(space("one"))
        head.addWidget(self._number)
        head.addWidget(self._since, 1)
        self.column.addWidget(self._name)
        self.column.addLayout(head)
        self.column.addWidget(self._near_misses)
        beside = QVBoxLayout()
        beside.setSpacing(space("one"))
        beside.addWidget(self._none_today, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._today, *self._facts):
            beside.addWidget(part)
        beside.addStretch()
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(space("two"))
        self._body.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignHCenter)
        self._body.addLayout(beside, 1)
        self.column.addLayout(self._body)
        self.column.addStretch()

    def _be_large(self, *, large: bool) -> None:
        """Have large squares with the figures at their side, where few crosses stand."""
        way = QBoxLayout.Direction
        self._body.setDirection(way.LeftToRight if large else way.TopToBottom)
        self.cross.be_large(large=large)


class Crosses(Arranged):
    """Cards side by side, as many as there is room for, all of a row with the same height."""

    def spots(self, width: int) -> list[QRect]:
        """Row by row."""
        cards = self.shown
        if not cards:
            return []
        gap, least = space("two"), max(map(least_width, cards))
        fit = max(1, min(len(cards), _MOST_BESIDE, (width + gap) // (least + gap)))
        wide = (width - gap * (fit - 1)) // fit
        spots, y = [], 0
        for first in range(0, len(cards), fit):
            row = cards[first : first + fit]
            high = max(height_at(card, wide) for card in row)
            spots += [QRect(at * (wide + gap), y, wide, high) for at in range(len(row))]
            y += high + gap
        return spots
