"""The outline of each kind of sheet, from the same plain data that paper is set from.

Lines to write on have no words; they are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huddle.i18n import _
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.actions_content import ActionEntry, ActionSheet
from huddle.sheets.agenda_content import AgendaSheet, AgendaStep
from huddle.sheets.attendance_content import AttendanceSheet, Present
from huddle.sheets.blank_content import BlankSheet, BlankStep
from huddle.sheets.follow_up_content import Ask, FollowUpSheet
from huddle.sheets.outline import (
    Entry,
    Fact,
    Facts,
    Outline,
    Points,
    Section,
    Table,
    Words,
)
from huddle.sheets.stamp import Stamp
from huddle.sheets.summary_content import ActionLine, Said, SummarySheet
from huddle.sheets.you_said_content import Answer, YouSaidSheet


def action_sheets_outline(sheets: Sequence[ActionSheet]) -> Outline:
    """Action sheets: for each department what, where, by when, who, and whom to tell."""
    first = sheets[0]
    tell_us = Facts((Fact(_("Tell us"), first.tell_us),))
    number = first.huddle_number or 0
    if len(sheets) == 1:
        about = (first.source, first.count, first.hidden)
        return Outline(first.department, "", about, (_actions(first), tell_us), first.as_at, number)
    teams = (
        Section(sheet.department, (Words((sheet.count,)), _actions(sheet))) for sheet in sheets
    )
    head = (first.source, first.hidden)
    return Outline(_("Action sheets"), "", head, (*teams, tell_us), first.as_at, number)


def one_action_outline(sheets: Sequence[ActionSheet], unit: UnitRow) -> Outline:
    """One action, once for each department that has a part of it."""
    parts = (Section(sheet.department, (_actions(sheet),)) for sheet in sheets)
    tell_us = Facts((Fact(_("Tell us"), unit.tell_us),))
    return Outline(unit.name, _("Action"), (), (*parts, tell_us), sheets[0].as_at)


def summary_outline(sheet: SummarySheet) -> Outline:
    """The summary of a huddle."""
    return Outline(
        title=sheet.title,
        word=wording.numbered(sheet.number),
        about=(sheet.unit, sheet.when, sheet.led_by, sheet.numbers, sheet.typed_in),
        parts=(
            Words((sheet.not_held,), is_strong=True),
            Facts(
                (
                    Fact(_("Here"), sheet.here or _("nobody was marked")),
                    Fact(_("Apologies"), sheet.apologies),
                )
            ),
            *(Section(step.step, (_said(step.said),)) for step in sheet.steps),
            _action_table(_("New actions"), sheet.actions),
            _promise_table(_("Promises reviewed"), sheet.reviewed),
            *_if_any(_("Parked"), map(_said_entry, sheet.parked)),
            Facts(
                (
                    Fact(_("Went well"), sheet.plus),
                    Fact(_("Do differently"), sheet.delta),
                    Fact(_("Next huddle"), sheet.next_huddle),
                )
            ),
            *_if_any(_("Added later"), map(_plain, sheet.addenda)),
        ),
        as_at=sheet.as_at,
        huddle_number=sheet.number,
    )


def agenda_outline(sheet: AgendaSheet) -> Outline:
    """The agenda of the next huddle."""
    return Outline(
        title=sheet.title,
        word=_("Agenda"),
        about=(sheet.unit, sheet.when, sheet.led_by, sheet.deputy, sheet.time, sheet.hidden),
        parts=tuple(map(_step, sheet.steps)),
        as_at=sheet.as_at,
        huddle_number=sheet.number,
    )


def attendance_outline(sheet: AttendanceSheet) -> Outline:
    """Who was at a huddle, or the departments that are to sign."""
    return Outline(
        title=sheet.title,
        word=_("Attendance"),
        about=(sheet.unit, sheet.when, sheet.led_by),
        parts=(
            Words((sheet.not_held,), is_strong=True),
            *map(_present, sheet.groups),
            *_if_any(_("To sign"), map(_plain, sheet.to_sign)),
            Words((sheet.nobody,)),
        ),
        as_at=sheet.as_at,
        huddle_number=sheet.number,
    )


def blank_outline(sheet: BlankSheet, stamp: Stamp) -> Outline:
    """What is known on a form for paper."""
    return Outline(
        title=sheet.title,
        word=_("Paper form"),
        about=(sheet.unit, sheet.when, sheet.led_by, sheet.hidden),
        parts=(
            Words((sheet.instruction,)),
            Words((sheet.act_now,), is_strong=True),
            Facts((Fact(_("Who is here"), wording.names(sheet.departments)),)),
            *map(_blank_step, sheet.steps),
        ),
        as_at=stamp.printed_at,
    )


def follow_up_outline(sheet: FollowUpSheet) -> Outline:
    """The follow-up list."""
    return Outline(
        title=_("Follow-up list"),
        word="",
        about=(sheet.unit, sheet.numbers, sheet.hidden),
        parts=(
            *(_action_table(group.title, group.actions) for group in sheet.open),
            *(_promise_table(group.title, group.actions) for group in sheet.more),
            _ask_table(_("Escalated"), _("To, telephone"), sheet.escalations),
            _ask_table(_("Asked of us"), _("From, telephone"), sheet.asked),
        ),
        as_at=sheet.as_at,
    )


def you_said_outline(sheet: YouSaidSheet) -> Outline:
    """What people said in a month, and what was done."""
    return Outline(
        title=_("You said, we did"),
        word="",
        about=(wording.facts(sheet.unit, sheet.month),),
        parts=(pairs(sheet.answers), Words((sheet.nothing,))),
        as_at=sheet.as_at,
    )


# Parts


def pairs(answers: Iterable[Answer]) -> Points:
    """What people said, each with what was done."""
    return Points(
        tuple(Entry(_("You said"), (one.said,), (Fact(_("We did"), one.did),)) for one in answers)
    )


def _if_any(title: str, entries: Iterable[Entry]) -> tuple[Section, ...]:
    found = tuple(entries)
    return (Section(title, (Points(found),)),) if found else ()


def _plain(text: str) -> Entry:
    return Entry("", (text,))


def _said_entry(said: Said) -> Entry:
    return Entry(said.kind, (said.text, said.about))


def _said(said: Iterable[Said]) -> Points:
    return Points(tuple(map(_said_entry, said)))


def _actions(sheet: ActionSheet) -> Points:
    return Points(tuple(map(_action, sheet.actions)))


def _action(action: ActionEntry) -> Entry:
    facts = (
        Fact("", action.standing),
        Fact(_("Where"), action.where),
        Fact(_("By"), action.by_when),
        Fact(_("Owner"), action.owner),
        Fact(_("Asked by"), action.asked_by),
        *(Fact("", text) for text in action.more),
    )
    return Entry(action.code, (action.what,), facts)


def _action_table(title: str, actions: Iterable[ActionLine]) -> Table:
    heads = (_("Code"), _("What"), _("Who, department"), _("By when, status"), _("More"))
    return Table(title, heads, tuple(map(_action_row, actions)))


def _action_row(one: ActionLine) -> tuple[tuple[str, ...], ...]:
    by = " ".join(filter(None, (one.due, one.time)))
    return (
        (one.code,),
        (one.what, one.mark),
        (one.who, one.department),
        (by, one.status),
        (one.about,),
    )


def _promise_table(title: str, actions: Iterable[ActionLine]) -> Table:
    heads = (_("Code"), _("What"), _("Who"), _("Now"), _("More"))
    rows = (((one.code,), (one.what,), (one.who,), (one.now,), (one.about,)) for one in actions)
    return Table(title, heads, tuple(rows))


def _ask_table(title: str, who: str, asks: Iterable[Ask]) -> Table:
    heads = (_("Code"), _("What"), who, _("How far, needed"))
    rows = (
        ((one.code,), (one.what, one.about), (one.who, one.telephone), (one.state, one.by))
        for one in asks
    )
    return Table(title, heads, tuple(rows))


def _step(step: AgendaStep) -> Section:
    parts = (Words(step.prompts), _said(step.said), _promise_table(_("Promises"), step.promises))
    return Section(step.heading, parts, wording.facts(step.time, step.led_by))


def _blank_step(one: BlankStep) -> Section:
    step = _step(one.step)
    return Section(step.title, (*step.parts, Words((one.nothing_due,))), step.about)


def _present(group: Present) -> Section:
    lists = ((_("Departments"), group.departments), (_("People"), group.people))
    parts = (part for title, names in lists for part in _if_any(title, map(_plain, names)))
    return Section(group.title, tuple(parts), str(group.count))
