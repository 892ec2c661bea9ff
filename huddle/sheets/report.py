"""The monthly report: one print that says how a month of huddles went."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.i18n import _
from huddle.rows.month import MonthRow
from huddle.rows.month_story import MonthStory
from huddle.rows.ward import UnitRow
from huddle.sheets.blocks import Setter
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_report
from huddle.sheets.month_outlines import report_outline
from huddle.sheets.pages import Box, Column, Flow, Page
from huddle.sheets.pairs import set_pairs
from huddle.sheets.report_content import Bar, Figure, Part, ReportSheet, report_of
from huddle.sheets.report_story import room_of_first, set_story
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style
from huddle.sheets.typeset import Line, lines

_LINES_OF_A_FIGURE = 2
_KEPT_BARS = 3
_MOST_OF_A_PAGE = 0.35
_MIDDLE = 0.42
"""Where the middle of small letters stands in a line, as a share of its height from the top."""


def report_draft(row: MonthRow, story: MonthStory, unit: UnitRow, stamp: Stamp) -> Draft:
    """The report of a month, before it is drawn.

    Args:
        row: What the month came to.
        story: What it told beside its numbers.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    sheet = report_of(row, story, unit, stamp)
    return Draft(
        title=_("Monthly report: {month}").format(month=sheet.month),
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: lay_out_report(sheet, stamp, paper)),),
        outline=lambda: report_outline(sheet),
        written=lambda: on_report(row, story),
        bears_codes=False,
    )


def lay_out_report(sheet: ReportSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The report on pages; set closer where that saves a side."""
    used = style()
    return min((_set(sheet, stamp, paper, one) for one in (used.open, used.tight)), key=len)


def _set(sheet: ReportSheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), density)
    setter.title(_("Monthly report"), "")
    setter.facts(sheet.unit, sheet.month, sheet.as_far)
    setter.continue_with(_("Monthly report"))
    setter.divide()
    for part in sheet.parts:
        _set_part(setter, part)
    setter.divide()
    _set_definitions(setter, sheet.definitions)
    return number_pages(setter.flow, foot)


def _set_part(setter: Setter, part: Part) -> None:
    first = room_of_first(setter, part) + setter.style.heading * 2
    setter.flow.need(max(first, len(part.figures) * _LINES_OF_A_FIGURE * setter.leading))
    setter.heading(part.name, part.about)
    setter.flow.space(setter.density.gap / 2)
    with setter.under(part.name):
        set_story(setter, part)
        for figure in part.figures:
            _set_figure(setter, figure)
        _set_bars(setter, part)
        for text in part.said:
            _set_said(setter, text)
        if part.answers:
            set_pairs(setter, part.answers, setter.style.body)
        if part.nothing:
            setter.paragraph(part.nothing)
    setter.flow.space(setter.density.gap)


def _set_figure(setter: Setter, figure: Figure) -> None:
    """A number in its column, what it means beside it, and what belongs to it small below."""
    flow, start = setter.flow, setter.style.report.number
    room = flow.width - start
    number = lines((setter.bold(figure.number, setter.style.what),), start)
    words = lines((setter.plain(figure.words),), room)
    leading = setter.style.what * setter.density.leading
    flow.beside((Column(0.0, start, number), Column(start, room, words)), leading)
    for more in figure.more:
        flow.stack(lines((setter.small(more),), room), setter.small_leading, start)
    flow.space(setter.density.gap / 2)


def _set_bars(setter: Setter, part: Part) -> None:
    if not part.bars:
        return
    flow = setter.flow
    flow.need(min(_KEPT_BARS, len(part.bars)) * setter.small_leading)
    for bar in part.bars:
        _set_bar(setter, bar, in_frame=part.are_shares)
    flow.space(setter.density.gap / 2)


def _set_bar(setter: Setter, bar: Bar, *, in_frame: bool) -> None:
    """A name, a bar as long as its share, and the number in words."""
    flow, block, gap = setter.flow, setter.style.report, setter.style.columns.gap
    name = lines((setter.lesser(bar.name),), block.name)
    start = block.name + gap
    length = block.bar * bar.share
    after = start + (block.bar if in_frame else length) + (gap if in_frame or length else 0.0)
    said: list[Line] = lines((setter.lesser(bar.said),), flow.width - after)
    flow.need(min(len(name) * setter.small_leading, flow.depth * _MOST_OF_A_PAGE))
    middle = flow.y - setter.small_leading * _MIDDLE
    if length:
        flow.rule(start, length, middle, block.bar_weight, setter.style.secondary)
    if in_frame:
        low = middle - block.bar_weight / 2
        frame = Box(
            flow.left + start,
            low,
            block.bar,
            block.bar_weight,
            block.frame_weight,
            setter.style.secondary,
        )
        flow.page.boxes.append(frame)
    columns = (Column(0.0, block.name, name), Column(after, flow.width - after, said))
    flow.beside(columns, setter.small_leading)


def _set_said(setter: Setter, text: str) -> None:
    """A text behind a dash."""
    flow, indent = setter.flow, setter.style.columns.gap + setter.style.columns.label_gap
    dash = lines((setter.plain("–"),), indent)
    said = lines((setter.plain(text),), flow.width - indent)
    flow.beside(
        (Column(0.0, indent, dash), Column(indent, flow.width - indent, said)), setter.leading
    )


def _set_definitions(setter: Setter, definitions: Sequence[tuple[str, str]]) -> None:
    name = _("How these are counted")
    setter.heading(name, "")
    with setter.under(name):
        for called, words in definitions:
            spans = [setter.bold(f"{called}: ", setter.style.small), setter.small(words)]
            setter.flow.stack(lines(spans, setter.flow.width), setter.small_leading)
