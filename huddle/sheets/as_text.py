"""Sheets in plain words, to paste into somebody's own message.

They say what the paper says, from the same plain data. Each text that a person wrote stands on one
line, without what does not show, so that no words can pass for another line of the message.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huddle import dates
from huddle.clock import local
from huddle.i18n import _
from huddle.rows import EscalationRow, HuddleRecord, ReceivedRow, UnitRow
from huddle.rules.escalation import answer_told_nobody, told_nobody
from huddle.rules.plain_text import one_line
from huddle.sheets import wording
from huddle.sheets.actions_content import ActionEntry, ActionSheet
from huddle.sheets.agenda_content import AgendaStep, agenda_of
from huddle.sheets.attendance_content import AttendanceSheet
from huddle.sheets.blank_content import BlankSheet
from huddle.sheets.follow_up_content import Ask, FollowUpSheet
from huddle.sheets.stamp import Stamp
from huddle.sheets.summary_content import ActionLine, Said, summary_of
from huddle.sheets.you_said_content import YouSaidSheet
from huddle.vocabulary import label

_Lines = Iterable[str]


def action_sheets_as_text(sheets: Sequence[ActionSheet], stamp: Stamp) -> str:
    """Action sheets: for each department what, where, by when, who, and whom to tell."""
    said = [
        block
        for sheet in sheets
        for block in (
            _flat(sheet.department, sheet.source, sheet.count, sheet.hidden),
            *map(_action, sheet.actions),
        )
    ]
    return _message([*said, _named(_("Tell us"), sheets[0].tell_us)], stamp)


def one_action_as_text(sheets: Sequence[ActionSheet], unit: UnitRow, stamp: Stamp) -> str:
    """One action, once for each department that has a part of it."""
    said = [
        _block(_flat(wording.facts(unit.name, sheet.department)), _action(action))
        for sheet in sheets
        for action in sheet.actions
    ]
    return _message([*said, _named(_("Tell us"), unit.tell_us)], stamp)


def summary_as_text(record: HuddleRecord, stamp: Stamp) -> str:
    """The summary of a huddle."""
    sheet = summary_of(record, stamp)
    number = _("Huddle {number}").format(number=sheet.number)
    said = [
        _flat(wording.facts(sheet.title, number), sheet.unit, sheet.when, sheet.led_by),
        _flat(sheet.numbers, sheet.not_held),
        _block(_named(_("Here"), sheet.here), _named(_("Apologies"), sheet.apologies)),
        *(_block(_flat(step.step), *map(_said, step.said)) for step in sheet.steps),
        _headed(_("New actions"), map(_line, sheet.actions)),
        _headed(_("Promises reviewed"), map(_promise, sheet.reviewed)),
        _headed(_("Parked"), map(_said, sheet.parked)),
        _block(_named(_("Went well"), sheet.plus), _named(_("Do differently"), sheet.delta)),
        _named(_("Next huddle"), sheet.next_huddle),
        _headed(_("Added later"), map(_item, sheet.addenda)),
    ]
    return _message(said, stamp)


def agenda_as_text(record: HuddleRecord, stamp: Stamp) -> str:
    """The agenda of the next huddle."""
    sheet = agenda_of(record, stamp)
    head = _flat(
        wording.facts(sheet.title, _("Agenda")),
        sheet.unit,
        sheet.when,
        sheet.led_by,
        wording.facts(sheet.time, sheet.hidden),
    )
    return _message([head, *map(_step, sheet.steps)], stamp)


def attendance_as_text(sheet: AttendanceSheet, stamp: Stamp) -> str:
    """Who was at a huddle, or the departments that are to sign."""
    head = wording.facts(sheet.title, _("Attendance"))
    said = [
        _flat(head, sheet.unit, sheet.when, sheet.led_by, sheet.not_held),
        *(
            _headed(group.title, map(_item, (*group.departments, *group.people)))
            for group in sheet.groups
        ),
        _headed(_("To sign"), map(_item, sheet.to_sign)),
    ]
    return _message(said, stamp)


def blank_as_text(sheet: BlankSheet, stamp: Stamp) -> str:
    """What is known on a form for paper; its lines to write on have no words."""
    said = [
        _flat(
            wording.facts(sheet.title, _("Paper form")),
            sheet.unit,
            sheet.when,
            sheet.led_by,
            sheet.hidden,
            sheet.act_now,
        ),
        _named(_("Who is here"), wording.names(sheet.departments)),
        *(_step(one.step) for one in sheet.steps),
    ]
    return _message(said, stamp)


def follow_up_as_text(sheet: FollowUpSheet, stamp: Stamp) -> str:
    """The follow-up list."""
    said = [
        _flat(_("Follow-up list"), sheet.unit, sheet.numbers, sheet.hidden),
        *(_headed(group.title, map(_line, group.actions)) for group in sheet.open),
        *(_headed(group.title, map(_promise, group.actions)) for group in sheet.more),
        _headed(_("Escalated"), map(_ask, sheet.escalations)),
        _headed(_("Asked of us"), map(_ask, sheet.asked)),
    ]
    return _message(said, stamp)


def escalation_as_text(one: EscalationRow, unit: UnitRow, stamp: Stamp) -> str:
    """An escalation slip; it still says that the program has told nobody."""
    item = one.item
    needed = dates.in_table(one.needed_on, one.needed_time) if one.needed_on else ""
    where = wording.facts(item.place, wording.place_on_the_way(item))
    said = [
        _flat(wording.facts(_("Escalation"), item.code), unit.name),
        _block(
            _named(_("To"), wording.facts(one.to_name, one.to_role)),
            _named(_("Telephone"), one.telephone),
            _named(_("Needed by"), needed),
            told_nobody() if one.told_at is None else "",
        ),
        _block(
            _named(label(item.kind), item.text),
            _named(_("Where"), where),
            _named(_("Owner"), item.owner_name or item.department_name),
            _named(_("Why it goes up"), one.reason),
            _named(_("What we ask of you"), one.ask),
        ),
        _block(_named(_("Answer"), one.answer), _named(_("Answered by"), one.answered_by)),
        _named(_("Tell us"), unit.tell_us),
    ]
    return _message(said, stamp)


def answer_as_text(one: ReceivedRow, unit: UnitRow, stamp: Stamp) -> str:
    """What another unit asked, and the answer."""
    when = ""
    if one.answered_at is not None:
        when = dates.in_table(local(one.answered_at, unit.time_zone))
    said = [
        _flat(wording.facts(_("Answer"), one.from_code or one.item.code), unit.name),
        _block(
            _named(_("To"), one.from_unit),
            _named(_("Reach them"), one.telephone),
            answer_told_nobody(),
        ),
        _block(_named(_("You asked"), one.ask), _named(_("Why"), one.reason)),
        _block(
            _named(_("Our answer"), one.answer),
            _named(_("Answered by"), one.answered_by),
            _named(_("On"), when),
        ),
        _named(_("Tell us"), unit.tell_us),
    ]
    return _message(said, stamp)


def you_said_as_text(sheet: YouSaidSheet, stamp: Stamp) -> str:
    """What people said in a month, and what was done."""
    said = [
        _flat(_("You said, we did"), wording.facts(sheet.unit, sheet.month)),
        *(
            _block(_named(_("You said"), one.said), _named(_("We did"), one.did))
            for one in sheet.answers
        ),
    ]
    return _message(said, stamp)


# Parts of a message


def _message(blocks: _Lines, stamp: Stamp) -> str:
    foot = _flat(wording.not_a_record(stamp.printed_at), stamp.classification)
    return "\n\n".join(filter(None, (*blocks, foot))) + "\n"


def _block(*parts: str) -> str:
    """Lines that belong together; a part may be a block already."""
    lines = (line for part in parts for line in part.split("\n"))
    return "\n".join(filter(None, map(_kept, lines)))


def _flat(*parts: str) -> str:
    """Lines that belong together, each part on one."""
    return "\n".join(filter(None, map(one_line, parts)))


def _kept(line: str) -> str:
    """A line with its indent, and nothing in it that does not show."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + one_line(line) if line.strip() else ""


def _headed(head: str, lines: _Lines) -> str:
    said = list(lines)
    return _block(_("{head}:").format(head=head), *said) if said else ""


def _named(name: str, what: str) -> str:
    return _("{name}: {what}").format(name=name, what=one_line(what)) if what else ""


def _item(*parts: str) -> str:
    return f"- {one_line(wording.facts(*parts))}"


def _said(said: Said) -> str:
    return _item(_named(said.kind, said.text), said.about)


def _line(action: ActionLine) -> str:
    by = " ".join(filter(None, (action.due, action.time)))
    mark = _named(action.code, action.what)
    who = wording.facts(action.who, action.department)
    return _item(mark, action.mark, who, by, action.status, action.about)


def _promise(action: ActionLine) -> str:
    return _item(_named(action.code, action.what), action.who, action.now, action.about)


def _ask(one: Ask) -> str:
    what = _named(one.code, one.what)
    return _item(what, one.about, one.who, one.telephone, one.state, one.by)


def _step(step: AgendaStep) -> str:
    name = f"{step.number}. {step.name}" if step.number else step.name
    head = one_line(wording.facts(name, step.time, step.led_by))
    prompts = (one_line(prompt) for prompt in step.prompts)
    return _block(head, *prompts, *map(_said, step.said), *map(_promise, step.promises))


def _action(action: ActionEntry) -> str:
    facts = (
        one_line(action.standing),
        _named(_("Where"), action.where),
        _named(_("By"), action.by_when),
        _named(_("Owner"), action.owner),
        _named(_("Asked by"), action.asked_by),
        *map(one_line, action.more),
    )
    return _block(_item(_named(action.code, action.what)), *(f"  {fact}" for fact in facts if fact))
