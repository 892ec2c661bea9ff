"""The safety cross's widgets: a month of each kind of harm, and one day at the foot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from huddle import dates
from huddle.i18n import N_, _
from huddle.rows.safety_cross import CrossDay, CrossesRow, DayState, HarmRow
from ui.pages.safety_cross.cross_view import Swatch
from ui.pages.safety_cross.day_strip import DayStrip
from ui.pages.safety_cross.harm_card import Crosses, HarmCard
from ui.pages.safety_cross.harms_section import HarmsSection
from ui.theme.look import space
from ui.widgets.buttons import Button, button, icon_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import Label, title
from ui.widgets.scroll import page_scroll

if TYPE_CHECKING:
    from ui.desk import May

_ANY = dt.date(2026, 1, 1)
_LEGEND = (
    (CrossDay(_ANY, DayState.CLEAR), N_("checked and none")),
    (CrossDay(_ANY, DayState.EVENT, events=1), N_("how many events")),
    (CrossDay(_ANY, DayState.UNCHECKED), N_("not checked")),
    (CrossDay(_ANY, DayState.COMING), N_("yet to come")),
    (CrossDay(_ANY, DayState.CLEAR, near_misses=1), N_("with a near miss")),
)


class SafetyCrossPage(QWidget):
    """Each kind of harm with its cross.

    Signals:
        month_asked: By how many months another one is wanted; 0 for the present one.
        day_opened: A `HarmRow`, and one of its days that is wanted at the foot of the page.
        none_today: The `HarmRow` that was looked for today, without an event.

    Args:
        may: What whoever is here may do; the rest is not offered.
    """

    month_asked = Signal(int)
    day_opened = Signal(object, object)
    none_today = Signal(object)

    def __init__(self, may: May) -> None:
        super().__init__()
        self.setObjectName("safety_cross_page")
        self._may = may
        self._sets_up = may("safety_cross.add")
        self._cards: dict[str, HarmCard] = {}
        self._shown: CrossesRow | None = None
        self.harms = HarmsSection()
        self.harms.hide()
        self.strip = DayStrip(may)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_head())
        column.addWidget(self._build_body(), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(space("three"), space("one"), space("three"), space("one"))
        foot.addWidget(self.strip)
        column.addLayout(foot)

    @property
    def shown(self) -> CrossesRow | None:
        """What is shown."""
        return self._shown

    def begin(self) -> None:
        """Put the keyboard on the first cross, or where the first kind of harm is named."""
        for card in self._cards.values():
            card.cross.setFocus()
            return
        if self._sets_up:
            self.harms.add_line.line.setFocus()

    def open_day(self, harm: HarmRow, day: CrossDay) -> None:
        """Have a day at the foot of the page, with its square in view."""
        self.strip.show_day(harm, day)
        if (layout := self.layout()) is not None:
            layout.activate()
        card, inside = self._cards.get(harm.id), self._scroll.widget()
        if card is not None and inside is not None:
            cross = card.cross
            spot = cross.mapTo(inside, cross.square.center())
            margin = cross.square.height()
            self._scroll.ensureVisible(spot.x(), spot.y(), margin, margin)
        self.strip.begin()

    def go_back(self) -> None:
        """Put the keyboard on the day that was at the foot of the page."""
        harm, day = self.strip.harm, self.strip.day
        self.strip.hide()
        if harm is not None and day is not None and harm.id in self._cards:
            self._cards[harm.id].cross.setFocus()

    def show_crosses(self, crosses: CrossesRow, harms: Sequence[HarmRow]) -> None:
        """Show a month.

        Args:
            crosses: Its crosses.
            harms: Every kind of harm, for those who set up what is looked for.
        """
        self._shown = crosses
        is_now = (crosses.first.year, crosses.first.month) == (
            crosses.today.year,
            crosses.today.month,
        )
        self._month.setText(dates.month(crosses.first))
        self._earlier.setEnabled(crosses.first > crosses.begins)
        self._later.setEnabled(not is_now)
        self._now.setVisible(not is_now)
        self._show_cards(crosses)
        has_any = bool(crosses.crosses)
        self._empty.setHidden(has_any)
        for part in (self._legend, self._months):
            part.setVisible(has_any)
        self.harms.show_harms(harms)
        self._set_up.setVisible(self._sets_up and has_any)
        self.harms.setVisible(self._sets_up and (self._set_up.isChecked() or not has_any))
        self._show_strip(crosses)

    def _show_cards(self, crosses: CrossesRow) -> None:
        wanted = [row.harm.id for row in crosses.crosses]
        if wanted != list(self._cards):
            self._crosses.clear()
            self._cards = {harm_id: self._card(harm_id) for harm_id in wanted}
        for row in crosses.crosses:
            self._cards[row.harm.id].show_cross(row, crosses)
        self._crosses.arrange()

    def _show_strip(self, crosses: CrossesRow) -> None:
        """Show the day at the foot as it is now; nothing if it is not on the page any more."""
        harm, day = self.strip.harm, self.strip.day
        if self.strip.isHidden() or harm is None or day is None:
            return
        for row in crosses.crosses:
            for one in row.days:
                if (row.harm.id, one.day) == (harm.id, day.day):
                    self.strip.show_day(row.harm, one)
                    return
        self.strip.hide()

    def _card(self, harm_id: str) -> HarmCard:
        card = HarmCard(self._may)
        card.day_opened.connect(lambda day: self.day_opened.emit(self._harm(harm_id), day))
        card.none_today.connect(lambda: self.none_today.emit(self._harm(harm_id)))
        self._crosses.add(card)
        return card

    def _harm(self, harm_id: str) -> HarmRow | None:
        rows = self._shown.crosses if self._shown else ()
        return next((row.harm for row in rows if row.harm.id == harm_id), None)

    # Building

    def _build_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(space("three"), space("three"), space("three"), 0)
        row.setSpacing(space("two"))
        row.addWidget(title(_("Safety cross"), "safety_cross_title"), 1)
        self._months = self._build_months()
        row.addWidget(self._months)
        self._set_up = Button(_("What we look for"), "cross_set_up", role="toggle")
        self._set_up.setCheckable(True)
        self._set_up.toggled.connect(self.harms.setVisible)
        row.addWidget(self._set_up)
        return row

    def _build_months(self) -> QWidget:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        self._earlier = icon_button("previous", "cross_earlier", _("The month before"))
        self._month = Label("", "heading", object_name="cross_month", wraps=False)
        self._later = icon_button("next", "cross_later", _("The next month"))
        self._now = button(_("This month"), "cross_now")
        for one, by in ((self._earlier, -1), (self._later, 1), (self._now, 0)):
            one.clicked.connect(lambda _on=False, by=by: self.month_asked.emit(by))
        for part in (self._now, self._earlier, self._month, self._later):
            row.addWidget(part)
        return held

    def _build_body(self) -> QWidget:
        self._scroll = scroll = page_scroll("safety_cross_scroll")
        self._empty = EmptyState(
            _("Nothing is looked for yet"),
            _("Name a kind of harm below, such as falls. From then on each day has a square."),
            object_name="safety_cross_empty",
        )
        if not self._sets_up:
            self._empty.text_label.setText(
                _("A ward manager names what is looked for every day, such as falls.")
            )
        self._empty.hide()
        self._crosses = Crosses("crosses")
        self._legend = _legend()
        for part in (self._empty, self.harms, self._crosses, self._legend):
            scroll.column.addWidget(part)
        scroll.column.addStretch()
        return scroll


def _legend() -> Flow:
    """What each sign means."""
    flow = Flow("cross_legend", gap="two")
    for day, words in _LEGEND:
        held = QWidget()
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space("one"))
        row.addWidget(Swatch(day))
        row.addWidget(Label(_(words), "quiet", wraps=False))
        flow.add(held)
    return flow
