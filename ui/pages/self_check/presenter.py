"""What the self-check does: shows one's own months, and keeps this one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from huddle.errors import Refused
from huddle.i18n import _
from ui.pages.self_check.page import SelfCheckPage
from ui.presenter import Presenter

if TYPE_CHECKING:
    from ui.desk import Desk


class SelfCheckPresenter(Presenter):
    """The behaviour of the self-check."""

    def __init__(self, page: SelfCheckPage, desk: Desk) -> None:
        super().__init__(page, desk)
        self.page = page
        page.kept.connect(self._keep)

    def refresh(self) -> None:
        """Ask for one's own."""
        self.query(self.desk.ward.self_check.mine, self.page.show_row)

    def _keep(self, answers: dict[str, int]) -> None:
        keep = partial(self.desk.ward.self_check.keep, answers)
        self.desk.tasks.run(self.widget, keep, self._say_kept, self._not_kept, key="keep")

    def _say_kept(self, _nothing: None) -> None:
        self.desk.messages.say(_("This month is kept, for you alone."))
        self.ask_again()

    def _not_kept(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.field == "answers":
            self.page.show_refusal(error.message)
        else:
            self.refused(error)


def open_page(desk: Desk) -> SelfCheckPresenter:
    """The self-check at work."""
    return SelfCheckPresenter(SelfCheckPage(), desk)
