"""What a note of thanks says, on paper and elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from huddle import dates
from huddle.i18n import _
from huddle.rows.thanks import ThanksRow
from huddle.rows.ward import UnitRow
from huddle.sheets.outline import Entry, Fact, Outline, Points
from huddle.sheets.stamp import Stamp


def head_of(row: ThanksRow) -> str:
    """Whom it thanks, where that is known."""
    return _("Thank you, {name}").format(name=row.to) if row.to else _("Thank you")


def from_whom(row: ThanksRow, unit: UnitRow) -> str:
    """Who thanks, where and when; the ward where nobody is named."""
    day = dates.in_prose(row.on)
    if row.by:
        return _("{name}, {unit}, {day}").format(name=row.by, unit=unit.name, day=day)
    return _("{unit}, {day}").format(unit=unit.name, day=day)


def thanks_outline(rows: Sequence[ThanksRow], unit: UnitRow, stamp: Stamp) -> Outline:
    """Notes of thanks, one after the other."""
    entries = tuple(
        Entry(head_of(row), (row.text,), (Fact(_("From"), from_whom(row, unit)),)) for row in rows
    )
    return Outline(
        title=_("Thanks"),
        word="",
        about=(unit.name,),
        parts=(Points(entries),),
        as_at=stamp.printed_at,
    )
