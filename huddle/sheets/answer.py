"""The answer slip: one page that takes an answer back by hand to whoever asked."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rows.escalation import ReceivedRow
from huddle.rows.ward import UnitRow
from huddle.rules.escalation import answer_told_nobody
from huddle.sheets.blocks import Setter
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_answer_slip
from huddle.sheets.pages import Flow, Page
from huddle.sheets.slips import answer, answer_outline, asker, question
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import style


def answer_draft(received: ReceivedRow, unit: UnitRow, stamp: Stamp) -> Draft:
    """An answer slip, before it is drawn.

    Args:
        received: What was asked, and its answer.
        unit: The unit that answers.
        stamp: Who prints it, and when.
    """
    return Draft(
        title=_title(received),
        author=unit.name,
        stamp=stamp,
        sheets=(OneSheet(lambda stamp, paper: _lay_out(received, unit, stamp, paper)),),
        outline=lambda: answer_outline(received, unit, stamp),
        written=lambda: on_answer_slip(received),
        item_id=received.item.id,
    )


def _title(received: ReceivedRow) -> str:
    return _("Answer slip {code}").format(code=received.from_code or received.item.code)


def _lay_out(one: ReceivedRow, unit: UnitRow, stamp: Stamp, paper: PaperSize) -> list[Page]:
    foot = make_foot(stamp, stamp.printed_at, one.item.huddle_number, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), style().open)
    setter.title(_("Answer"), one.from_code or one.item.code)
    setter.facts(unit.name, unit.tell_us)
    setter.continue_with(_title(one))
    setter.divide()
    setter.labelled_facts(asker(one))
    setter.strong(answer_told_nobody())
    setter.divide()
    setter.labelled_facts(question(one))
    setter.divide()
    setter.labelled_facts(answer(one, unit))
    return number_pages(setter.flow, foot)
