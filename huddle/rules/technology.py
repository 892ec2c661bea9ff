"""When a tool of the technology register asks for a decision, and what it may become.

A named person answers for each tool, it is looked at again by its day, and a serious concern is
not left to itself: NHS England, guidance on ambient scribing; MHRA Yellow Card for software.
"""

from __future__ import annotations

import datetime as dt

from huddle import dates
from huddle.errors import Refused
from huddle.i18n import _, ngettext
from huddle.labels import label
from huddle.rules.retention import UNFINISHED
from huddle.tool_words import ToolHarm, ToolStatus, ToolTrouble
from huddle.vocabulary import Status

_FOLLOWING: dict[ToolStatus, tuple[ToolStatus, ...]] = {
    ToolStatus.PROPOSED: (ToolStatus.IN_TRIAL, ToolStatus.RETIRED),
    ToolStatus.IN_TRIAL: (ToolStatus.IN_USE, ToolStatus.PAUSED, ToolStatus.RETIRED),
    ToolStatus.IN_USE: (ToolStatus.PAUSED, ToolStatus.RETIRED),
    ToolStatus.PAUSED: (ToolStatus.IN_USE, ToolStatus.IN_TRIAL, ToolStatus.RETIRED),
    ToolStatus.RETIRED: (ToolStatus.PROPOSED,),
}


def following(status: ToolStatus) -> tuple[ToolStatus, ...]:
    """What a tool can become by a decision, itself left out."""
    return _FOLLOWING[status]


def check_decision(was: ToolStatus, became: ToolStatus) -> None:
    """Refuse a decision that skips a step of a tool's life; it may always stay as it is.

    Raises:
        Refused: It cannot become that; says what it can become.
    """
    if became is was or became in following(was):
        return
    others = ", ".join(label(one) for one in following(was))
    said = _("A tool that is {was} cannot become {became}. It can become: {others}.")
    raise Refused(said.format(was=label(was), became=label(became), others=others), "became")


def is_serious(trouble: ToolTrouble, harm: ToolHarm) -> bool:
    """Whether a concern is serious: somebody was harmed or nearly so, or it may be biased."""
    return harm is not ToolHarm.NONE or trouble is ToolTrouble.BIASED


def is_open(status: Status) -> bool:
    """Whether a concern about a tool still waits for an answer."""
    return status in UNFINISHED


def asks(
    status: ToolStatus,
    *,
    is_accounted_for: bool,
    review_on: dt.date | None,
    undecided: int,
    today: dt.date,
) -> tuple[str, ...]:
    """Why a tool asks for a decision, what matters most first.

    Args:
        status: Where it stands; one that is retired asks for nothing.
        is_accounted_for: Whether a named person who still works here answers for it.
        review_on: The day it is looked at again by.
        undecided: Open serious concerns since which nothing was decided about it.
        today: The ward's day.
    """
    if status is ToolStatus.RETIRED:
        return ()
    lacks = (
        (undecided > 0, _serious(undecided)),
        (not is_accounted_for, _("Nobody by name answers for it.")),
        (is_overdue(review_on, today), _overdue(review_on)),
    )
    return tuple(words for is_lacking, words in lacks if is_lacking)


def is_overdue(review_on: dt.date | None, today: dt.date) -> bool:
    """Whether the day of a tool's review is over."""
    return review_on is not None and review_on < today


def _serious(count: int) -> str:
    return ngettext(
        "A serious concern about it is open.",
        "{count} serious concerns about it are open.",
        count,
    ).format(count=count)


def _overdue(review_on: dt.date | None) -> str:
    if review_on is None:
        return ""
    return _("Its review was due on {day}.").format(day=dates.in_table(review_on))
