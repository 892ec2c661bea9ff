"""The sheet for the notice board: what people said in a month, and what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from huddle.i18n import _
from huddle.rows.wall import AnswerRow
from huddle.rows.ward import UnitRow
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_you_said
from huddle.sheets.outlines import you_said_outline
from huddle.sheets.pages import Flow, Page
from huddle.sheets.pairs import set_pairs
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style, style_on_wall
from huddle.sheets.you_said_content import YouSaidSheet, you_said_of


def you_said_draft(
    answers: Sequence[AnswerRow], month: dt.date, unit: UnitRow, stamp: Stamp
) -> Draft:
    """What was said and done in a month, before it is drawn.

    Args:
        answers: What may stand on a wall, the newest first.
        month: Its first day.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    sheet = you_said_of(answers, month, unit, stamp)
    return Draft(
        title=_("You said, we did: {month}").format(month=sheet.month),
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: lay_out_you_said(sheet, stamp, paper)),),
        outline=lambda: you_said_outline(sheet),
        written=lambda: on_you_said(answers),
    )


def lay_out_you_said(sheet: YouSaidSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The sheet on pages; set closer where that saves the second side."""
    return fitted(lambda density: _set(sheet, stamp, paper, density))


def _set(sheet: YouSaidSheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    used = style_on_wall(paper)
    setter = Setter(Flow(used, paper, foot.height), density)
    setter.title(_("You said, we did"), "")
    setter.facts(sheet.unit, sheet.month)
    setter.continue_with(_("You said, we did"))
    setter.divide()
    if sheet.nothing:
        setter.paragraph(sheet.nothing)
    else:
        # Large enough for a notice board.
        set_pairs(setter, sheet.answers, used.what)
    return number_pages(setter.flow, foot)
