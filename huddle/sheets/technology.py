"""The sheets of the technology register: all its tools, and one tool for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huddle.i18n import _
from huddle.rows.technology import ToolWhole
from huddle.rows.ward import UnitRow
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_register, on_tool_sheet
from huddle.sheets.outline import Fact, Facts, Outline, Part, Section, Words
from huddle.sheets.pages import Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style, style_on_wall
from huddle.sheets.technology_content import (
    RegisterSheet,
    ToolEntry,
    ToolSheet,
    register_of,
    tool_sheet_of,
)
from huddle.sheets.typeset import lines


def register_draft(tools: Sequence[ToolWhole], unit: UnitRow, stamp: Stamp) -> Draft:
    """The whole register, before it is drawn.

    Args:
        tools: The tools in the order of the register.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    sheet = register_of(tools, unit, stamp)
    return Draft(
        title=_("Technology register"),
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: lay_out_register(sheet, stamp, paper)),),
        outline=lambda: register_outline(sheet),
        written=lambda: on_register(tools),
        bears_codes=False,
    )


def tool_draft(whole: ToolWhole, unit: UnitRow, stamp: Stamp) -> Draft:
    """One tool for the wall, before it is drawn.

    Args:
        whole: The tool with what was decided about it.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    sheet = tool_sheet_of(whole, unit, stamp)
    return Draft(
        title=sheet.name,
        author=sheet.unit,
        # It hangs until the next one takes its place.
        stamp=replace(stamp, destroy_after_days=0),
        sheets=(OneSheet(lambda stamp, paper: lay_out_tool(sheet, stamp, paper)),),
        outline=lambda: tool_outline(sheet),
        written=lambda: on_tool_sheet(whole.tool),
        tool=sheet.name,
        bears_codes=False,
    )


def lay_out_register(sheet: RegisterSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The register on pages; set closer where that saves the second side."""
    return fitted(lambda density: _set_register(sheet, stamp, paper, density))


def lay_out_tool(sheet: ToolSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """One tool on a page; set closer where that saves the second side."""
    return fitted(lambda density: _set_tool(sheet, stamp, paper, density))


def _set_register(
    sheet: RegisterSheet, stamp: Stamp, paper: PaperSize, density: Density
) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), density)
    setter.title(_("Technology register"), "")
    setter.facts(sheet.unit, sheet.numbers)
    setter.continue_with(_("Technology register"))
    setter.divide()
    if sheet.nothing:
        setter.paragraph(sheet.nothing)
    for tool in sheet.tools:
        _set_entry(setter, tool)
    return number_pages(setter.flow, foot)


def _set_entry(setter: Setter, tool: ToolEntry) -> None:
    setter.heading(tool.name, tool.about)
    with setter.under(tool.name):
        for ask in tool.asks:
            setter.strong(ask)
        setter.flow.space(setter.density.gap / 2)
        setter.labelled_facts(Facts(tool.facts))


def _set_tool(sheet: ToolSheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    setter = Setter(Flow(style_on_wall(paper), paper, foot.height), density)
    setter.title(sheet.name, sheet.status)
    setter.facts(sheet.unit, *sheet.about)
    setter.continue_with(sheet.name)
    setter.divide()
    if sheet.warning:
        setter.strong(sheet.warning)
        setter.flow.space(setter.density.gap)
    for fact in sheet.facts:
        _set_large(setter, fact)
    return number_pages(setter.flow, foot)


def _set_large(setter: Setter, fact: Fact) -> None:
    """A fact under its name, to be read by somebody who walks past."""
    if fact.text:
        setter.heading(fact.name, "")
        size = setter.style.what
        text = lines((setter.plain(fact.text, size),), setter.flow.width)
        with setter.under(fact.name):
            setter.flow.stack(text, size * setter.density.leading)


def register_outline(sheet: RegisterSheet) -> Outline:
    """The register without a look."""
    return Outline(
        title=_("Technology register"),
        word="",
        about=(sheet.unit, sheet.numbers),
        parts=(Words((sheet.nothing,)), *map(_section, sheet.tools)),
        as_at=sheet.as_at,
    )


def tool_outline(sheet: ToolSheet) -> Outline:
    """One tool without a look."""
    return Outline(
        title=sheet.name,
        word=sheet.status,
        about=(sheet.unit, *sheet.about),
        parts=(Words((sheet.warning,), is_strong=True), Facts(sheet.facts)),
        as_at=sheet.as_at,
    )


def _section(tool: ToolEntry) -> Section:
    parts: tuple[Part, ...] = (Words(tool.asks, is_strong=True), Facts(tool.facts))
    return Section(tool.name, parts, tool.about)
