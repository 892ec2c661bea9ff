"""The sheet of what patients said, by theme: every comment whole, with what was done about it."""

from __future__ import annotations

import datetime as dt

from huddle.i18n import _
from huddle.rows.patient_voice import Comments
from huddle.rows.ward import UnitRow
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.comments_content import Comment, CommentsSheet, comments_of
from huddle.sheets.comments_outline import comments_outline
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_comments
from huddle.sheets.pages import Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style
from huddle.sheets.typeset import lines


def comments_draft(found: Comments, month: dt.date | None, unit: UnitRow, stamp: Stamp) -> Draft:
    """What patients said, before it is drawn; the arguments are those of `comments_of`."""
    sheet = comments_of(found, month, unit, stamp)
    return Draft(
        title=_("What patients said: {time}").format(time=sheet.time),
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: _lay_out(sheet, stamp, paper)),),
        outline=lambda: comments_outline(sheet),
        written=lambda: on_comments(found.rows),
        bears_codes=False,
    )


def _lay_out(sheet: CommentsSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    return fitted(lambda density: _set(sheet, stamp, paper, density))


def _set(sheet: CommentsSheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), density)
    setter.title(_("What patients said"), "")
    setter.facts(sheet.unit, sheet.time)
    setter.facts(*sheet.counts)
    setter.facts(sheet.hidden)
    setter.continue_with(_("What patients said"))
    setter.divide()
    if sheet.nothing:
        setter.paragraph(sheet.nothing)
    for group in sheet.groups:
        setter.heading(group.theme, group.count)
        with setter.under(group.theme):
            for one in group.comments:
                _set_comment(setter, one)
    return number_pages(setter.flow, foot)


def _set_comment(setter: Setter, one: Comment) -> None:
    flow = setter.flow
    flow.space(setter.density.gap / 2)
    flow.stack(lines(setter.told(one.text, one.about), flow.width), setter.leading)
    if one.did:
        spans = [setter.bold(_("We did: ")), setter.plain(one.did)]
        flow.stack(lines(spans, flow.width), setter.leading)
