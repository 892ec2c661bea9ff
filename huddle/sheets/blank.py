"""The form for a huddle that is held on paper, because the computer cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huddle.i18n import _
from huddle.labels import label
from huddle.rows.huddles import HuddleRecord
from huddle.rows.people import DepartmentRow
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.blank_content import BlankSheet, BlankStep, Room, blank_of
from huddle.sheets.blocks import Setter
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_agenda
from huddle.sheets.outlines import blank_outline
from huddle.sheets.pages import Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import style
from huddle.sheets.summary_content import ActionLine
from huddle.sheets.typeset import lines
from huddle.sheets.writing import blanks, ticks, writing_line
from huddle.vocabulary import Review

_NAMES_BESIDE = 3


def blank_draft(
    record: HuddleRecord | None,
    unit: UnitRow,
    departments: Sequence[DepartmentRow],
    stamp: Stamp,
) -> Draft:
    """The form, before it is drawn.

    Args:
        record: The huddle as planned; none for a form to be used on any day.
        unit: The ward.
        departments: Who takes part.
        stamp: Who prints it, and when.
    """
    sheet = blank_of(record, unit, departments, stamp)
    # Until somebody has written on it and it is typed in, it may not be destroyed.
    stamp = replace(stamp, destroy_after_days=0)
    return Draft(
        title=_("Form for paper"),
        author=sheet.unit,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: lay_out_blank(sheet, stamp, paper)),),
        outline=lambda: blank_outline(sheet, stamp),
        written=lambda: on_agenda(record) if record else (),
        huddle=record.huddle if record else None,
    )


def lay_out_blank(sheet: BlankSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The form on pages."""
    foot = make_foot(stamp, stamp.printed_at, None, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), style().open)
    _set_head(setter, sheet)
    setter.continue_with(sheet.title)
    _set_here(setter, sheet.departments)
    for step in sheet.steps:
        _set_step(setter, step)
    _set_end(setter)
    return number_pages(setter.flow, foot)


def _set_head(setter: Setter, sheet: BlankSheet) -> None:
    setter.title(sheet.title, _("Paper form"))
    setter.facts(sheet.unit, sheet.when, sheet.led_by)
    setter.facts(sheet.hidden)
    setter.paragraph(sheet.instruction)
    if sheet.act_now:
        setter.strong(sheet.act_now)
    day = () if sheet.when else ((_("Day"), 3.0),)
    blanks(setter, (*day, (_("Began"), 2.0), (_("Ended"), 2.0), (_("Led by"), 4.0)))
    setter.divide()


def _set_here(setter: Setter, departments: Sequence[str]) -> None:
    setter.heading(_("Who is here"), "")
    with setter.under(_("Who is here")):
        ticks(setter, departments, _NAMES_BESIDE)
        writing_line(setter, _("Others"))
    setter.flow.space(setter.density.gap)


def _set_step(setter: Setter, one: BlankStep) -> None:
    step = one.step
    # A heading stands with the first lines to write on.
    setter.flow.need(2 * (setter.leading + setter.density.gap + setter.style.action.writing))
    setter.heading(step.heading, wording.facts(step.time, step.led_by))
    with setter.under(step.heading):
        for prompt in step.prompts:
            setter.paragraph(prompt)
        for said in step.said:
            setter.item(said)
        if one.nothing_due:
            setter.paragraph(one.nothing_due)
        for promise in step.promises:
            _set_promise(setter, promise)
        for room in one.rooms:
            _set_room(setter, room)
        for _number in range(one.actions):
            _set_action(setter)
    setter.flow.space(setter.density.gap)


def _set_promise(setter: Setter, promise: ActionLine) -> None:
    """What was promised, boxes for the answers in the order of their keys, and a line."""
    flow, block = setter.flow, setter.style.action
    about = wording.facts(promise.who, promise.now, promise.about)
    spans = [setter.bold(f"{promise.code} "), *setter.told(promise.what, about)]
    said = lines(spans, flow.width)
    height = (len(said) + 1) * setter.leading + block.around + block.writing
    flow.need(min(height, flow.depth / 2))
    with setter.under(promise.code):
        flow.stack(said, setter.leading)
        flow.space(setter.density.gap / 2)
        ticks(setter, [label(answer) for answer in Review], len(Review))
        blanks(setter, ((_("Note, new day"), 1.0),))
    flow.space(block.around)


def _set_room(setter: Setter, room: Room) -> None:
    setter.flow.need(min(room.lines * setter.style.action.writing, setter.flow.depth / 2))
    for number in range(room.lines):
        if room.label:
            writing_line(setter, "" if number else room.label)
        else:
            blanks(setter, (("", 1.0),))


def _set_action(setter: Setter) -> None:
    """Two lines for a new action, which stay together."""
    setter.flow.need(2 * setter.style.action.writing)
    blanks(setter, ((_("What"), 1.0),))
    blanks(setter, ((_("Who"), 3.0), (_("By when"), 3.0), (_("Where"), 3.0)))
    setter.flow.space(setter.density.gap)


def _set_end(setter: Setter) -> None:
    """How it went; and at the very foot, that it was typed in."""
    flow, block = setter.flow, setter.style.action
    flow.need(3 * block.writing + block.around)
    writing_line(setter, _("Went well"))
    writing_line(setter, _("Do differently"))
    typed = block.writing + block.around
    if flow.room > typed:
        flow.y = flow.floor + typed
    blanks(setter, ((_("Typed in later by"), 3.0), (_("on, at"), 2.0)))
