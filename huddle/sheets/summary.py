"""The summary of a huddle: one side of paper where it fits."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.i18n import _
from huddle.rows.huddles import HuddleRecord
from huddle.sheets import wording
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import in_summary
from huddle.sheets.outlines import summary_outline
from huddle.sheets.pages import Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style
from huddle.sheets.summary_content import SaidAtStep, SummarySheet, summary_of
from huddle.sheets.tables import set_actions, set_promises


def summary_draft(record: HuddleRecord, stamp: Stamp) -> Draft:
    """The summary of a huddle, before it is drawn.

    Args:
        record: The huddle, closed or still running, as paper may show it.
        stamp: Who prints it, and when.
    """
    sheet = summary_of(record, stamp)
    return Draft(
        title=f"{sheet.title}, {sheet.when}",
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: lay_out_summary(sheet, stamp, paper)),),
        outline=lambda: summary_outline(sheet),
        written=lambda: in_summary(record),
        huddle=record.huddle,
    )


def lay_out_summary(sheet: SummarySheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The summary on pages; set closer where that saves the second side."""
    return fitted(lambda density: _set(sheet, stamp, paper, density))


def _set(sheet: SummarySheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, sheet.number, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), density)
    _set_head(setter, sheet)
    setter.continue_with(sheet.title)
    _set_said(setter, sheet.steps)
    set_actions(setter, _("New actions"), sheet.actions)
    set_promises(setter, _("Promises reviewed"), sheet.reviewed)
    if sheet.parked:
        setter.labelled_said(_("Parked"), sheet.parked)
    _set_end(setter, sheet)
    return number_pages(setter.flow, foot)


def _set_head(setter: Setter, sheet: SummarySheet) -> None:
    setter.title(sheet.title, wording.numbered(sheet.number))
    setter.facts(sheet.unit, sheet.when, sheet.led_by)
    setter.facts(sheet.numbers)
    if sheet.typed_in:
        setter.facts(sheet.typed_in)
    if sheet.not_held:
        setter.strong(sheet.not_held)
    setter.divide()
    setter.labelled_names(_("Here"), sheet.here or _("nobody was marked"))
    setter.labelled_names(_("Apologies"), sheet.apologies)


def _set_said(setter: Setter, steps: Sequence[SaidAtStep]) -> None:
    for step in steps:
        setter.labelled_said(step.step, step.said)


def _set_end(setter: Setter, sheet: SummarySheet) -> None:
    setter.labelled(_("Went well"), sheet.plus)
    setter.labelled(_("Do differently"), sheet.delta)
    setter.labelled(_("Next huddle"), sheet.next_huddle)
    for number, addendum in enumerate(sheet.addenda):
        setter.labelled(_("Added later") if number == 0 else "", addendum)
