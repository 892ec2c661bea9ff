"""The escalation slip: one page that goes up by hand, with lines for the answer."""

from __future__ import annotations

from huddle import dates
from huddle.clock import local
from huddle.i18n import _
from huddle.rows import EscalationRow, UnitRow
from huddle.rules.escalation import told_nobody
from huddle.sheets import wording
from huddle.sheets.as_text import escalation_as_text
from huddle.sheets.blocks import Setter
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_escalation_slip
from huddle.sheets.pages import Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import style
from huddle.sheets.writing import writing_line
from huddle.vocabulary import label

_ANSWER_LINES = 4


def escalation_draft(escalation: EscalationRow, unit: UnitRow, stamp: Stamp) -> Draft:
    """An escalation slip, before it is drawn.

    Args:
        escalation: What goes up.
        unit: The ward that sends it.
        stamp: Who prints it, and when.
    """
    return Draft(
        title=_title(escalation),
        author=unit.name,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: _lay_out(escalation, unit, stamp, paper)),),
        text=lambda: escalation_as_text(escalation, unit, stamp),
        written=lambda: on_escalation_slip(escalation),
        item_id=escalation.item.id,
    )


def _title(escalation: EscalationRow) -> str:
    return _("Escalation slip {code}").format(code=escalation.item.code)


def _lay_out(one: EscalationRow, unit: UnitRow, stamp: Stamp, paper: PaperSize) -> list[Page]:
    item = one.item
    foot = make_foot(stamp, stamp.printed_at, item.huddle_number, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), style().open)
    setter.title(_("Escalation"), item.code)
    setter.facts(unit.name, unit.tell_us)
    setter.continue_with(_title(one))
    setter.divide()
    _set_receiver(setter, one)
    _set_matter(setter, one)
    setter.divide()
    _set_told(setter, one, unit.time_zone)
    _set_answer(setter, one)
    return number_pages(setter.flow, foot)


def _set_receiver(setter: Setter, one: EscalationRow) -> None:
    setter.labelled(_("To"), wording.facts(one.to_name, one.to_role))
    setter.labelled(_("Telephone"), one.telephone)
    when = dates.in_table(one.needed_on, one.needed_time) if one.needed_on else ""
    setter.labelled(_("Needed by"), when)
    if one.told_at is None:
        setter.strong(told_nobody())
    setter.divide()


def _set_matter(setter: Setter, one: EscalationRow) -> None:
    item = one.item
    setter.labelled(label(item.kind), item.text)
    setter.labelled(_("Where"), wording.facts(item.place, wording.place_on_the_way(item)))
    raised = _("on {day}").format(day=dates.in_table(item.raised_on))
    setter.labelled(_("Raised"), wording.facts(raised, item.raised_by))
    setter.labelled(_("Owner"), item.owner_name or item.department_name)
    setter.labelled(_("Why it goes up"), one.reason)
    setter.labelled(_("What we ask of you"), one.ask)


def _set_told(setter: Setter, one: EscalationRow, zone: str) -> None:
    if one.told_at is None:
        writing_line(setter, _("Told by, and when"))
        return
    at = local(one.told_at, zone)
    words = _("{whom}, by {name}, {when}").format(
        whom=one.told_whom, name=one.told_by, when=dates.in_table(at.date(), at.time())
    )
    setter.labelled(_("Told"), words)


def _set_answer(setter: Setter, one: EscalationRow) -> None:
    if one.answer:
        setter.labelled(_("Answer"), one.answer)
        setter.labelled(_("Answered by"), one.answered_by)
        return
    setter.heading(_("The answer"), "")
    for _number in range(_ANSWER_LINES):
        writing_line(setter, "")
    writing_line(setter, _("Name, role, date and time"))
