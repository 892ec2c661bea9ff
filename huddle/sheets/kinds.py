"""The kinds of sheets, and what an order for one says."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from huddle.errors import Refused
from huddle.i18n import N_, _
from huddle.sheets.stamp import PaperSize

_FIRST_MONTH = dt.date(2000, 1, 1)
_A_YEAR = dt.timedelta(days=365)

Purpose = Literal["print", "save", "mail", "copy"]
"""What a sheet leaves the program for."""


class SheetKind(StrEnum):
    """The sheets that can be ordered."""

    SUMMARY = "summary"
    ACTIONS = "actions"
    AGENDA = "agenda"
    FOLLOW_UP = "follow-up"
    BLANK = "blank"
    ATTENDANCE = "attendance"
    YOU_SAID = "you-said"
    COMMENTS = "comments"
    THANKS = "thanks"
    REPORT = "report"
    POSTER = "poster"
    CERTIFICATE = "certificate"
    CHART = "chart"
    CARD = "card"
    REGISTER = "register"
    TOOL = "tool"
    ESCALATION = "escalation"
    ANSWER = "answer"

    @property
    def called(self) -> str:
        """What it is called on screen and as a file."""
        return _(_TITLES[self])

    @property
    def is_of_an_item(self) -> bool:
        """Whether it is made of one thing that went up or came in."""
        return self in (SheetKind.ESCALATION, SheetKind.ANSWER)

    @property
    def is_of_a_huddle(self) -> bool:
        """Whether it can be about one huddle that was held."""
        return self in (SheetKind.SUMMARY, SheetKind.ACTIONS, SheetKind.ATTENDANCE)

    @property
    def hangs_on_a_wall(self) -> bool:
        """Whether it is read from afar, so that large paper is offered for it."""
        return self in (
            SheetKind.YOU_SAID,
            SheetKind.POSTER,
            SheetKind.CERTIFICATE,
            SheetKind.CHART,
            SheetKind.CARD,
            SheetKind.TOOL,
        )

    @property
    def is_of_a_month(self) -> bool:
        """Whether it is about a month."""
        return self in (
            SheetKind.YOU_SAID,
            SheetKind.THANKS,
            SheetKind.REPORT,
            SheetKind.POSTER,
            SheetKind.CERTIFICATE,
        )

    def laid_on(self, paper: PaperSize) -> PaperSize:
        """How it lies on a ward's paper, unless somebody wants it otherwise."""
        return paper.landscape if self is SheetKind.CERTIFICATE else paper

    @property
    def goes_by_mail(self) -> bool:
        """Whether it may be mailed; what goes up is told in person, and the rest stays here."""
        return self in (SheetKind.SUMMARY, SheetKind.ACTIONS, SheetKind.AGENDA)


_TITLES = {
    SheetKind.SUMMARY: N_("Huddle summary"),
    SheetKind.ACTIONS: N_("Action sheets"),
    SheetKind.AGENDA: N_("Agenda"),
    SheetKind.FOLLOW_UP: N_("Follow-up list"),
    SheetKind.BLANK: N_("Form for paper"),
    SheetKind.ATTENDANCE: N_("Attendance"),
    SheetKind.YOU_SAID: N_("You said, we did"),
    SheetKind.COMMENTS: N_("What patients said"),
    SheetKind.THANKS: N_("Thanks"),
    SheetKind.REPORT: N_("Monthly report"),
    SheetKind.POSTER: N_("Poster"),
    SheetKind.CERTIFICATE: N_("Certificate"),
    SheetKind.CHART: N_("Chart"),
    SheetKind.CARD: N_("Cards"),
    SheetKind.REGISTER: N_("Technology register"),
    SheetKind.TOOL: N_("Tool sheet"),
    SheetKind.ESCALATION: N_("Escalation slip"),
    SheetKind.ANSWER: N_("Answer slip"),
}


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """One sheet, or one run of action sheets.

    Attributes:
        kind: What kind.
        huddle: A huddle's id, number or `latest`; action sheets without one hold all that is open.
        departments: Only the action sheets of these, by name; all when empty.
        series_id: The id or name of the series whose next huddle it is about. An agenda without
            one is of the first one due, a form for paper of none; attendance of one is a list to
            sign, without one that of the huddle or of the latest.
        item: The code or id of what went up, for its slip; when empty, what needs
            somebody first. For an answer slip, of what came in and was answered; for action
            sheets, the one action that they hold; for thanks, the one note; without it, all of
            the month.
        two_sided: Each sheet begins on a leaf of its own, to be printed on both sides.
        month: The month it is of, as `2026-08`; the present one when empty. A poster may be of a
            month to come; a certificate without one is of the newest milestone, else of all that
            were reached in the month; comments without one are those of any time.
        theme: The theme of the comments that are wanted; all when empty.
        measure: The name of the measure whose chart it is; the ward's first one when empty.
        card: The name of the card that it is, such as `roles.scribe`; all roles when empty.
        tool: The name of the tool it is about; the first of the register when empty.
        with_references: Beds and bays of patients stand on it, too.
        with_sensitive: What is sensitive stands on it, too, as far as whoever orders may see it.
    """

    kind: SheetKind
    huddle: str = ""
    departments: tuple[str, ...] = ()
    series_id: str = ""
    item: str = ""
    two_sided: bool = False
    month: str = ""
    theme: str = ""
    measure: str = ""
    card: str = ""
    tool: str = ""
    with_references: bool = False
    with_sensitive: bool = False

    @property
    def title(self) -> str:
        """What the sheet is called on screen and as a file."""
        return self.kind.called

    @property
    def only_for(self) -> str:
        """The departments whose sheets alone are wanted, in words; empty for all."""
        return ", ".join(self.departments)

    def month_on(self, today: dt.date, *, may_come: bool = False) -> dt.date:
        """The first day of the month that it is of; of the present one when none is named.

        Args:
            today: The day it is.
            may_come: Whether it may be one of the next twelve months.

        Raises:
            Refused: What is named is no month, or is still to come.
        """
        if not self.month:
            return today.replace(day=1)
        last = today + _A_YEAR if may_come else today
        with suppress(ValueError):
            month = dt.date.fromisoformat(f"{self.month}-01")
            if _FIRST_MONTH <= month <= last:
                return month
        words = (
            _("“{typed}” is no month up to a year from now. Write it as 2026-08.")
            if may_come
            else _("“{typed}” is no month up to now. Write it as 2026-08.")
        )
        raise Refused(words.format(typed=self.month), "month")


def is_web_page(file: Path) -> bool:
    """Whether a sheet is to be kept as a web page rather than as a PDF, by the file's name.

    Raises:
        Refused: The name ends in neither.
    """
    ending = file.suffix.casefold()
    if ending not in (".pdf", ".html"):
        raise Refused(
            _("Nothing was saved. End the name with .pdf for paper or .html for a web page."), "out"
        )
    return ending == ".html"
