"""What the page of practice huddles does: says what is on offer, and begins one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from huddle.practice_scenarios import scenarios
from huddle.rows.learning import LearnedKind
from huddle.rows.practice import Scenario
from huddle.vocabulary import Thing
from ui.pages.practice.page import PracticePage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from ui.desk import Desk


class PracticePresenter(Presenter):
    """The behaviour of that page."""

    shows: ClassVar[frozenset[Thing]] = frozenset({Thing.LEARNING})

    def __init__(self, page: PracticePage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        page.start_asked.connect(desk.practise)

    def refresh(self) -> None:
        """Ask what is on offer, and what one practised already."""
        self.query(self._offered, lambda found: self.page.show_scenarios(*found))

    def _offered(self) -> tuple[tuple[Scenario, ...], dict[str, dt.date]]:
        mine = self.desk.ward.learning.mine()
        days = {row.what: row.on for row in mine if row.kind is LearnedKind.PRACTISED}
        return scenarios(), days


def open_page(desk: Desk) -> PracticePresenter:
    """The practice huddles."""
    return PracticePresenter(PracticePage(), desk)
