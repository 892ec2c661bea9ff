"""The smaller forms of the register: a review, a report to somebody outside, and staff views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from huddle.i18n import _
from huddle.rows.technology import ToolConcernRow, ToolRow
from ui.filling import Asking
from ui.pages.technology.forms import ReportForm, ReviewForm, ViewForm


class Registering(Asking):
    """Opens the forms, and keeps what they say."""

    def review(self, tool: ToolRow, today: dt.date) -> None:
        """Ask by when a tool that was looked at today is looked at again."""
        technology = self._desk.ward.technology
        self._fill_in(
            ReviewForm(self._page, tool, today),
            keep=lambda values: technology.review(tool.id, tool.row_version, **values),
            kept=self._say_kept,
        )

    def report(self, concern: ToolConcernRow, today: dt.date) -> None:
        """Ask to whom a concern was reported."""
        technology = self._desk.ward.technology
        self._fill_in(
            ReportForm(self._page, concern, today),
            keep=lambda values: technology.reported(concern.id, concern.row_version, **values),
            kept=self._say_kept,
        )

    def view(self, tool: ToolRow, today: dt.date, then: Callable[[], object]) -> None:
        """Ask what staff say of a tool; `then` is called once it is kept."""
        technology = self._desk.ward.technology

        def kept(_row: object) -> None:
            self._say_kept(_row)
            then()

        self._fill_in(
            ViewForm(self._page, tool, today),
            keep=lambda values: technology.view(tool.id, **values),
            kept=kept,
        )

    def _say_kept(self, _row: object) -> None:
        self._desk.messages.say(_("Kept."))
