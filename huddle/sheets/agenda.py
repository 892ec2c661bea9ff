"""The agenda for the next huddle."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rows.huddles import HuddleRecord
from huddle.sheets import wording
from huddle.sheets.agenda_content import AgendaSheet, AgendaStep, agenda_of
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_agenda
from huddle.sheets.outlines import agenda_outline
from huddle.sheets.pages import Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style
from huddle.sheets.tables import set_promises


def agenda_draft(record: HuddleRecord, stamp: Stamp) -> Draft:
    """The agenda of a huddle, before it is drawn.

    Args:
        record: The huddle as planned, as paper may show it.
        stamp: Who prints it, and when.
    """
    sheet = agenda_of(record, stamp)
    return Draft(
        title=_("Agenda: {title}, {when}").format(title=sheet.title, when=sheet.when),
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: lay_out_agenda(sheet, stamp, paper)),),
        outline=lambda: agenda_outline(sheet),
        written=lambda: on_agenda(record),
        huddle=record.huddle,
    )


def lay_out_agenda(sheet: AgendaSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The agenda on pages; set closer where that saves the second side."""
    return fitted(lambda density: _set(sheet, stamp, paper, density))


def _set(sheet: AgendaSheet, stamp: Stamp, paper: PaperSize, density: Density) -> list[Page]:
    foot = make_foot(stamp, sheet.as_at, sheet.number, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), density)
    setter.title(sheet.title, _("Agenda"))
    setter.facts(sheet.unit, sheet.when)
    setter.facts(sheet.led_by, sheet.deputy, sheet.time, sheet.hidden)
    setter.continue_with(sheet.title)
    setter.divide()
    for step in sheet.steps:
        _set_step(setter, step)
    return number_pages(setter.flow, foot)


def _set_step(setter: Setter, step: AgendaStep) -> None:
    setter.heading(step.heading, wording.facts(step.time, step.led_by))
    for prompt in step.prompts:
        setter.paragraph(prompt)
    for said in step.said:
        setter.item(said)
    set_promises(setter, _("Promises"), step.promises)
    setter.flow.space(setter.density.gap)
