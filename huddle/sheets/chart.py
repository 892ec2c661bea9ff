"""The sheet of a chart: the chart, what it says, how it is counted, and the last readings."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.i18n import _
from huddle.rows.measures import ChartRow
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.chart_content import ChartSheet, chart_sheet_of
from huddle.sheets.chart_drawing import set_chart
from huddle.sheets.chart_outline import chart_outline
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_chart
from huddle.sheets.outline import Facts
from huddle.sheets.pages import Column, Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style, style_on_wall
from huddle.sheets.typeset import Span, lines


def chart_pdf(row: ChartRow, unit: UnitRow, stamp: Stamp, paper: PaperSize = PaperSize.A4) -> bytes:
    """The sheet of a chart as a PDF.

    Args:
        row: The chart.
        unit: The ward.
        stamp: Who prints it, and when.
        paper: What it is laid out for.
    """
    return chart_draft(row, unit, stamp).draw(paper)


def chart_draft(row: ChartRow, unit: UnitRow, stamp: Stamp) -> Draft:
    """The sheet of a chart, before it is drawn.

    Args:
        row: The chart.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    sheet = chart_sheet_of(row, unit, stamp)
    return Draft(
        title=_("Chart: {measure}").format(measure=sheet.title),
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: lay_out_chart(sheet, stamp, paper)),),
        outline=lambda: chart_outline(sheet),
        written=lambda: on_chart(sheet),
        measure=row.measure.name,
        bears_codes=False,
    )


def lay_out_chart(sheet: ChartSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The sheet on pages; set closer where that saves the second side."""
    return fitted(lambda density: _set(sheet, stamp, paper, density))


def _set(sheet: ChartSheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    setter = Setter(Flow(style_on_wall(paper), paper, foot.height), density)
    setter.title(sheet.title, "")
    setter.facts(sheet.unit, *sheet.about)
    setter.continue_with(_("Chart"))
    setter.divide()
    set_chart(setter, sheet.chart)
    _set_said(setter, sheet)
    _set_definition(setter, sheet)
    _set_readings(setter, sheet)
    return number_pages(setter.flow, foot)


def _set_said(setter: Setter, sheet: ChartSheet) -> None:
    """The sentence, what changed, and small the rules."""
    flow = setter.flow
    flow.space(setter.density.gap)
    setter.paragraph(sheet.chart.says)
    for change in sheet.changes:
        flow.stack(lines((setter.lesser(change),), flow.width), setter.small_leading)
    if sheet.chart.rules:
        flow.stack(lines((setter.small(sheet.chart.rules),), flow.width), setter.small_leading)


def _set_definition(setter: Setter, sheet: ChartSheet) -> None:
    """How the measure is counted, each fact with its name in the margin."""
    if sheet.definition:
        name = _("How it is counted")
        setter.heading(name, "")
        setter.flow.space(setter.density.gap / 2)
        with setter.under(name):
            setter.labelled_facts(Facts(sheet.definition))


def _set_readings(setter: Setter, sheet: ChartSheet) -> None:
    """The last readings as rows, with heads that come again where a page turns."""
    if not sheet.readings:
        return
    name = _("Last readings")
    setter.heading(name, "")
    _set_heads(setter, sheet.heads)
    with setter.under(name), setter.repeating(lambda: _set_heads(setter, sheet.heads)):
        for one in sheet.readings:
            said = wording.facts(one.shows, one.note)
            setter.flow.need(setter.small_leading)
            _rule_off(setter)
            _set_row(setter, tuple(map(setter.lesser, (one.day, one.value, said))))


def _set_heads(setter: Setter, heads: Sequence[str]) -> None:
    _set_row(setter, tuple(map(setter.small, heads)))


def _rule_off(setter: Setter) -> None:
    flow, used = setter.flow, setter.style
    flow.rule(0.0, flow.width, flow.y, used.thin_weight, used.line)


def _set_row(setter: Setter, spans: Sequence[Span]) -> None:
    """A day, its value, and what there is to say of it."""
    flow, block, gap = setter.flow, setter.style.chart, setter.style.columns.gap
    last = block.day + block.value + 2 * gap
    places = ((0.0, block.day), (block.day + gap, block.value), (last, flow.width - last))
    columns = (
        Column(x, width, lines((span,), width))
        for span, (x, width) in zip(spans, places, strict=True)
    )
    flow.beside(tuple(columns), setter.small_leading)
