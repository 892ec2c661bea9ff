"""What the wall says, in few words."""

from __future__ import annotations

import datetime as dt

from huddle import dates
from huddle.i18n import _, ngettext
from huddle.rows.wall import AnswerRow, PublicFace, SoonRow
from ui.wording import beginning

_LONGEST = 120


def day(on: dt.date, today: dt.date) -> str:
    """A near day by its name, as large letters have room for."""
    if on == today:
        return _("Today")
    if on == today + dt.timedelta(days=1):
        return _("Tomorrow")
    return dates.weekday(on.weekday()) if on > today else dates.short_day(on)


def as_at(face: PublicFace) -> str:
    """How old it is."""
    return _("{day}, as at {time}").format(
        day=dates.in_prose(face.as_at.date()), time=dates.clock_time(face.as_at)
    )


def did(answer: AnswerRow, today: dt.date) -> str:
    """What was done, at least when."""
    if answer.did:
        return short(answer.did)
    if answer.on == today:
        return _("Done today.")
    return _("Done on {day}.").format(day=dates.short_day(answer.on))


def due(row: SoonRow, today: dt.date) -> str:
    """By when, and how late it is."""
    if row.is_late:
        return dates.days_late((today - row.due_on).days)
    when = day(row.due_on, today)
    if row.due_time is not None:
        when = f"{when} {dates.clock_time(row.due_time)}"
    return when


def unnamed(count: int) -> str:
    """How many actions no person has."""
    return ngettext(
        "{count} open action has no person yet.", "{count} open actions have no person yet.", count
    ).format(count=count)


def short(text: str) -> str:
    """The beginning of a text, as far as it can be read in passing."""
    return beginning(text, _LONGEST)
