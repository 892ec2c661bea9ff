"""The attendance list of a huddle; of one that is planned, a list to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huddle.i18n import _
from huddle.rows.huddles import AttendanceList
from huddle.rows.people import DepartmentRow
from huddle.rows.planning import HuddleRow
from huddle.rows.ward import UnitRow
from huddle.sheets.attendance_content import AttendanceSheet, Present, attendance_of, sign_in_of
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_attendance
from huddle.sheets.outlines import attendance_outline
from huddle.sheets.pages import Column, Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style
from huddle.sheets.typeset import lines
from huddle.sheets.writing import blank

_NOBODYS_ROWS = 10
_SHARES = (0.32, 0.3, 0.22, 0.16)
"""Of the width: the department, the name, the role, the initials."""


def attendance_draft(found: AttendanceList, stamp: Stamp) -> Draft:
    """Who was at a huddle, before it is drawn.

    Args:
        found: The huddle and its roster.
        stamp: Who prints it, and when.
    """
    return _draft(attendance_of(found, stamp), found.huddle, stamp)


def sign_in_draft(
    huddle: HuddleRow, unit: UnitRow, departments: Sequence[DepartmentRow], stamp: Stamp
) -> Draft:
    """A list to sign, before it is drawn.

    Args:
        huddle: The huddle as planned.
        unit: The ward.
        departments: Who takes part.
        stamp: Who prints it, and when.
    """
    # Nobody has signed yet: the days count from when it was held.
    unsigned = replace(stamp, destroy_after_days=0)
    return _draft(sign_in_of(huddle, unit, departments, stamp), huddle, unsigned)


def _draft(sheet: AttendanceSheet, huddle: HuddleRow, stamp: Stamp) -> Draft:
    return Draft(
        title=_("Attendance: {title}, {when}").format(title=sheet.title, when=sheet.when),
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: lay_out_attendance(sheet, stamp, paper)),),
        outline=lambda: attendance_outline(sheet),
        written=lambda: on_attendance(sheet, huddle),
        huddle=huddle,
    )


def lay_out_attendance(sheet: AttendanceSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The list on pages; set closer where that saves the second side."""
    return fitted(lambda density: _set(sheet, stamp, paper, density))


def _set(sheet: AttendanceSheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, sheet.number or None, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), density)
    setter.title(sheet.title, _("Attendance"))
    setter.facts(sheet.unit, sheet.when, sheet.led_by)
    if sheet.not_held:
        setter.strong(sheet.not_held)
    setter.continue_with(sheet.title)
    setter.divide()
    for group in sheet.groups:
        _set_group(setter, group)
    if sheet.to_sign:
        _set_to_sign(setter, sheet.to_sign)
    if sheet.nobody:
        setter.paragraph(sheet.nobody)
    return number_pages(setter.flow, foot)


def _set_group(setter: Setter, group: Present) -> None:
    setter.heading(group.title, str(group.count))
    with setter.under(group.title):
        setter.labelled(_("Departments"), "\n".join(group.departments))
        setter.labelled(_("People"), "\n".join(group.people))


def _set_to_sign(setter: Setter, departments: Sequence[str]) -> None:
    _set_heads(setter)
    with setter.repeating(lambda: _set_heads(setter)):
        for name in (*departments, *[""] * _NOBODYS_ROWS):
            _set_row(setter, name)


def _set_heads(setter: Setter) -> None:
    heads = (_("Department"), _("Name"), _("Role"), _("Initials"))
    setter.flow.beside(
        [
            Column(x, width, lines((setter.small(head),), width))
            for head, (x, width) in zip(heads, _places(setter), strict=True)
        ],
        setter.leading,
    )


def _set_row(setter: Setter, name: str) -> None:
    """A department, and lines for whoever comes for it; an empty name is for anybody."""
    flow, writing = setter.flow, setter.style.action.writing
    first, *others = _places(setter)
    named = lines((setter.plain(name),), first[1])
    height = len(named) * setter.leading
    flow.need(min(max(height, writing), flow.depth / 2))
    flow.space(max(0.0, writing - height))
    flow.stack(named, setter.leading, *first)
    # Where the letters stand, not under them.
    for x, width in others if name else (first, *others):
        blank(flow, "", x, x + width)


def _places(setter: Setter) -> list[tuple[float, float]]:
    gap, x = setter.style.columns.gap, 0.0
    places = []
    for share in _SHARES:
        width = share * setter.flow.width
        places.append((x, width - (gap if share is not _SHARES[-1] else 0.0)))
        x += width
    return places
