"""What the page of the huddles' own measures does: asks for a time, and shows it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from huddle import dates
from huddle.rows.huddle_measures import HuddleMeasuresRow
from huddle.vocabulary import Thing
from ui.pages.huddle_measures.page import HuddleMeasuresPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from huddle.ward import Ward
    from ui.desk import Desk


class HuddleMeasuresPresenter(Presenter):
    """The behaviour of that page."""

    shows: ClassVar[frozenset[Thing]] = frozenset(
        {Thing.HUDDLES, Thing.ITEMS, Thing.ATTENDANCE, Thing.PEOPLE, Thing.SERIES}
    )

    def __init__(self, page: HuddleMeasuresPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        page.wanted_changed.connect(self.ask_again)

    def arrive(self, **what: str) -> None:
        """Show the figures, with the keyboard on their time."""
        super().arrive(**what)
        self.page.begin()

    def refresh(self) -> None:
        """Count what is wanted."""
        self.query(partial(_read, self.desk.ward, self.page.months_back), self.page.show_measures)


def _read(ward: Ward, months_back: int) -> HuddleMeasuresRow:
    today = ward.today()
    return ward.huddle_measures.of(None, dates.months_back(today, months_back), today)


def open_page(desk: Desk) -> HuddleMeasuresPresenter:
    """The huddles' own measures at work."""
    return HuddleMeasuresPresenter(HuddleMeasuresPage(), desk)
