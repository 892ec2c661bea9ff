"""The escalation slip: one page that goes up by hand, with lines for the answer."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rows.escalation import EscalationRow
from huddle.rows.ward import UnitRow
from huddle.rules.escalation import told_nobody
from huddle.sheets.blocks import Setter
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_escalation_slip
from huddle.sheets.pages import Flow, Page
from huddle.sheets.slips import escalation_outline, matter, receiver, reply, told
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import style
from huddle.sheets.writing import writing_line

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
        outline=lambda: escalation_outline(escalation, unit, stamp),
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
    setter.labelled_facts(receiver(one))
    if one.told_at is None:
        setter.strong(told_nobody())
    setter.divide()
    setter.labelled_facts(matter(one))
    setter.divide()
    if one.told_at is None:
        writing_line(setter, _("Told by, and when"))
    setter.labelled_facts(told(one, unit))
    if one.answer:
        setter.labelled_facts(reply(one))
    else:
        _leave_room(setter)
    return number_pages(setter.flow, foot)


def _leave_room(setter: Setter) -> None:
    """Lines for the answer."""
    setter.heading(_("The answer"), "")
    for _number in range(_ANSWER_LINES):
        writing_line(setter, "")
    writing_line(setter, _("Name, role, date and time"))
