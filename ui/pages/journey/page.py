"""The journey map's widgets: what is counted and when, the map, and what stands behind a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from huddle.i18n import _
from huddle.rows.items import ItemRow
from huddle.rows.journey import JourneyCell, JourneyMap, OnMap
from ui.pages.journey import words
from ui.pages.journey.grid import JourneyGrid
from ui.pages.journey.item_model import JourneyModel
from ui.pages.journey.items_panel import ItemsPanel
from ui.theme.look import look, space
from ui.widgets.buttons import button
from ui.widgets.columns import Columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.labels import quiet, title
from ui.widgets.months import Months
from ui.widgets.scroll import page_scroll
from ui.widgets.toggle import ToggleGroup

_LEAST_ROWS = 8
_SHARES = (5, 2)


class JourneyPage(QWidget):
    """The map, and beside it the items of the number that is chosen.

    Signals:
        wanted_changed: Something else shall be counted, or of another time.
        cell_chosen: Another number is meant.
        opened: The id of the item that somebody wants to see.
        followups_asked: The open actions of the number shall be shown in Follow-ups.
        today_asked: There is nothing here yet.
    """

    wanted_changed = Signal()
    cell_chosen = Signal()
    opened = Signal(str)
    followups_asked = Signal()
    today_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("journey_page")
        self.model = JourneyModel()
        self.model.setParent(self)
        self.grid = JourneyGrid(self.model)
        self.grid.setMinimumHeight(_LEAST_ROWS * look().size("control"))
        self.items = ItemsPanel()
        self._about = quiet("", "journey_about")
        scroll = page_scroll("journey_scroll")
        scroll.column.setSpacing(space("one"))
        scroll.column.addWidget(title(_("Journey map"), "journey_title"))
        scroll.column.addWidget(self._build_choices())
        scroll.column.addWidget(self._about)
        scroll.column.addWidget(self._build_body(), 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.grid.cell_chosen.connect(self._cell_changed)
        self.grid.open_asked.connect(self.items.begin)
        self.items.opened.connect(self.opened)
        self.items.all_asked.connect(self.followups_asked)
        self.items.left.connect(self.grid.setFocus)

    @property
    def what(self) -> OnMap:
        """What shall be counted."""
        return OnMap(self._what.on[0])

    @property
    def months_back(self) -> int:
        """How many months before this one it begins."""
        return self._months.back

    @property
    def cell(self) -> JourneyCell | None:
        """Which number is meant."""
        return self.grid.cell

    def begin(self) -> None:
        """Put the keyboard on the map, or where it says what to do instead."""
        (self.grid if self._body.currentIndex() == 0 else self._go).setFocus()

    def show_map(self, shown: JourneyMap) -> None:
        """Show a map; the number that was chosen stays chosen if it is there."""
        cell = self.grid.cell
        self.model.show_map(shown)
        self._about.setText(words.about_words(shown))
        had_keyboard = self.grid.hasFocus() or self._go.hasFocus()
        self._body.setCurrentIndex(0 if shown.total.all else 1)
        if had_keyboard:
            self.begin()
        self.grid.choose(cell)
        self._cell_changed()

    def lead_on(self, *, is_one_filter: bool) -> None:
        """Lead from the number to its open actions, if there are any.

        Args:
            is_one_filter: Whether Follow-ups can show just these.
        """
        has_actions = bool(self.model.count(self.grid.currentIndex()).actions)
        self.items.lead_on(is_offered=has_actions and is_one_filter)

    def show_items(self, items: Sequence[ItemRow], today: dt.date) -> None:
        """List what stands behind the number that is chosen."""
        count = self.model.count(self.grid.currentIndex()).all
        self.items.show_items(items, count, today)

    def _cell_changed(self) -> None:
        index = self.grid.currentIndex()
        place, team = self.model.place(index.row()), self.model.team(index.column())
        where = _("{place}, {team}").format(
            place=words.place_words(place), team=words.team_words(team)
        )
        self.items.show_cell(where, words.count_words(self.model.count(index)))
        self.cell_chosen.emit()

    # Building

    def _build_choices(self) -> Flow:
        flow = Flow("journey_choices", gap="three")
        self._what = ToggleGroup(
            _("Count"),
            [
                (OnMap.BOTH, _("Both")),
                (OnMap.CONCERNS, _("Concerns")),
                (OnMap.ACTIONS, _("Open actions")),
            ],
            "journey_what",
        )
        self._what.select(OnMap.BOTH)
        self._months = Months("journey_months")
        for group in (self._what, self._months):
            group.chosen.connect(lambda _key: self.wanted_changed.emit())
            flow.add(group)
        return flow

    def _build_body(self) -> QWidget:
        columns = Columns(_SHARES, "journey_columns", gap="three")
        columns.add(self.grid)
        columns.add(self.items)
        self._go = button(_("Go to Today"), "journey_today")
        self._go.clicked.connect(self.today_asked)
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addWidget(
            EmptyState(
                _("Nothing on the map"),
                _(
                    "Concerns and open actions of this time stand here, by stage and department. "
                    "Choose a longer time, or raise something."
                ),
                self._go,
                object_name="journey_empty",
            )
        )
        column.addStretch()
        held = QWidget()
        self._body = QStackedLayout(held)
        self._body.addWidget(columns)
        self._body.addWidget(empty)
        return held
