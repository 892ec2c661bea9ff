"""What the journey map does: counts what is wanted, and lists what stands behind a number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from huddle import dates
from huddle.rows.items import ItemRow
from huddle.rows.journey import JourneyCell, JourneyMap, OnMap
from huddle.vocabulary import Thing
from ui.opening import open_item
from ui.pages.journey.page import JourneyPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Shown:
    """One map, and the day it was asked for."""

    map: JourneyMap
    today: dt.date


class JourneyPresenter(Presenter):
    """The behaviour of the journey map."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.ITEMS, Thing.PEOPLE, Thing.TEMPLATES, Thing.UNIT}
    )

    def __init__(self, page: JourneyPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        self._shown: _Shown | None = None
        self._items: dict[str, ItemRow] = {}
        page.wanted_changed.connect(self.ask_again)
        page.cell_chosen.connect(self._load)
        page.opened.connect(self._open)
        page.followups_asked.connect(self._show_followups)
        page.today_asked.connect(partial(desk.go, "today"))

    def arrive(self, **what: str) -> None:
        """Show the map, with the keyboard on it."""
        super().arrive(**what)
        self.page.begin()

    def refresh(self) -> None:
        """Count what is wanted."""
        self.query(
            partial(_read, self.desk.ward, self.page.what, self.page.months_back), self._show
        )

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        self.page.show_map(shown.map)

    def _load(self) -> None:
        shown, cell = self._shown, self.page.cell
        self.page.lead_on(is_one_filter=bool(cell and _wanted(cell)))
        if shown is None or cell is None:
            return
        counted = shown.map
        self.desk.tasks.run(
            self.widget,
            lambda: self.desk.ward.journey.items(counted.since, counted.until, counted.what, cell),
            partial(self._show_items, shown, cell),
            self.refused,
        )

    def _show_items(self, shown: _Shown, cell: JourneyCell, items: tuple[ItemRow, ...]) -> None:
        # Another number may be meant by now.
        if shown is self._shown and cell == self.page.cell:
            self._items = {item.id: item for item in items}
            self.page.show_items(items, shown.today)

    def _show_followups(self) -> None:
        if (cell := self.page.cell) is not None:
            self.desk.go("followups", **_wanted(cell))

    def _open(self, item_id: str) -> None:
        open_item(self.desk, self._items[item_id])


def _wanted(cell: JourneyCell) -> dict[str, str]:
    """What Follow-ups filters by to show a cell; empty where it cannot."""
    stages, department_id = cell.stage_ids, cell.department_id
    if department_id == "" or (stages is not None and len(stages) != 1):
        return {}
    wanted = {"status": "open", "department_id": department_id or ""}
    return {**wanted, "stage_id": stages[0] if stages else ""}


def _read(ward: Ward, what: OnMap, months_back: int) -> _Shown:
    today = ward.today()
    return _Shown(ward.journey.map(dates.months_back(today, months_back), today, what), today)


def open_page(desk: Desk) -> JourneyPresenter:
    """The journey map at work."""
    return JourneyPresenter(JourneyPage(), desk)
