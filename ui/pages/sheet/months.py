"""Which months a sheet can be of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from huddle import dates
from huddle.i18n import _
from huddle.sheets.kinds import SheetKind
from huddle.ward import Ward

Months = tuple[tuple[str, str], ...]
"""Keys and names; the empty key is what is shown unless somebody chooses."""

_BACK = 12
_DAY = dt.timedelta(days=1)


def months_for(ward: Ward, kind: SheetKind, today: dt.date) -> Months:
    """The months that a sheet of this kind can be of, the newest first; none for most kinds."""
    if kind is SheetKind.CERTIFICATE:
        return (("", _("Newest milestone")), *_with_milestones(ward))
    if kind is SheetKind.POSTER:
        return (_named(dates.month_days(today)[1] + _DAY), *_past(today))
    if kind is SheetKind.COMMENTS:
        return (("", _("Any time")), _named(today), *tuple(_past(today))[1:])
    return tuple(_past(today)) if kind.is_of_a_month else ()


def _past(today: dt.date) -> Iterator[tuple[str, str]]:
    """This month and those before it."""
    yield "", dates.month(today)
    day = today
    for _number in range(_BACK):
        day = day.replace(day=1) - _DAY
        yield _named(day)


def _with_milestones(ward: Ward) -> Iterator[tuple[str, str]]:
    days = (one.on for one in reversed(ward.month.milestones().reached))
    yield from dict.fromkeys(map(_named, days))


def _named(day: dt.date) -> tuple[str, str]:
    return f"{day:%Y-%m}", dates.month(day)
