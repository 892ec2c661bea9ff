"""Notes of thanks: a page for each receiver, in the words of whoever thanks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huddle.i18n import _
from huddle.rows.thanks import ThanksRow
from huddle.rows.ward import UnitRow
from huddle.sheets.blocks import Setter
from huddle.sheets.draft import Draft, LayOut, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_thanks
from huddle.sheets.pages import Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import style
from huddle.sheets.thanks_content import from_whom, head_of, thanks_outline
from huddle.sheets.typeset import lines

_WHITE = 4
"""Gaps above and below the words, which stand alone on their page."""


def thanks_draft(rows: Sequence[ThanksRow], unit: UnitRow, stamp: Stamp) -> Draft:
    """Notes of thanks, before they are drawn.

    Args:
        rows: What somebody is thanked for; at least one.
        unit: The ward.
        stamp: Who prints them, and when.
    """
    return Draft(
        title=_("Thanks"),
        author=unit.name,
        # Whoever gets it may keep it.
        stamp=replace(stamp, destroy_after_days=0),
        sheets=tuple(OneSheet(_laying_out(row, unit)) for row in rows),
        outline=lambda: thanks_outline(rows, unit, stamp),
        written=lambda: on_thanks(rows),
        bears_codes=False,
    )


def _laying_out(row: ThanksRow, unit: UnitRow) -> LayOut:
    return lambda stamp, paper: _lay_out(row, unit, stamp, paper)


def _lay_out(row: ThanksRow, unit: UnitRow, stamp: Stamp, paper: PaperSize) -> list[Page]:
    foot = make_foot(stamp, stamp.printed_at, None, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), style().open)
    flow, size, white = setter.flow, setter.style.title, _WHITE * setter.density.gap
    flow.space(white)
    setter.title(head_of(row), "")
    setter.continue_with(_("Thank you"))
    setter.divide()
    flow.space(white)
    said = lines((setter.plain(row.text, size),), flow.width)
    flow.stack(said, size * setter.density.leading)
    flow.space(white)
    setter.divide()
    setter.paragraph(from_whom(row, unit))
    return number_pages(flow, foot)
