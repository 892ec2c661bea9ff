"""The agenda for the next huddle."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rows import HuddleRecord
from huddle.sheets import wording
from huddle.sheets.agenda_content import AgendaSheet, AgendaStep, agenda_of
from huddle.sheets.blocks import Setter, fitted
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.pages import Flow, Page
from huddle.sheets.pdf import draw
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Density, style
from huddle.sheets.tables import set_promises


def agenda_sheet(record: HuddleRecord, stamp: Stamp, *, paper: PaperSize = PaperSize.A4) -> bytes:
    """The agenda of a huddle as a PDF.

    Args:
        record: The huddle as planned.
        stamp: Who prints it, and when.
        paper: The paper to lay it out for.
    """
    sheet = agenda_of(record, stamp)
    title = _("Agenda: {title}, {when}").format(title=sheet.title, when=sheet.when)
    pages = lay_out_agenda(sheet, stamp, paper)
    return draw(pages, title=title, author=sheet.unit, paper=paper)


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
    name = f"{step.number}. {step.name}" if step.number else step.name
    setter.heading(name, wording.facts(step.time, step.led_by))
    for prompt in step.prompts:
        setter.paragraph(prompt)
    for said in step.said:
        setter.item(said)
    set_promises(setter, _("Promises"), step.promises)
    setter.flow.space(setter.density.gap)
