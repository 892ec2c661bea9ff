"""The answer slip: one page that takes an answer back by hand to whoever asked."""

from __future__ import annotations

from huddle import dates
from huddle.clock import local
from huddle.i18n import _
from huddle.rows import ReceivedRow, UnitRow
from huddle.rules.escalation import answer_told_nobody
from huddle.sheets.blocks import Setter
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.pages import Flow
from huddle.sheets.pdf import draw
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import style


def answer_slip(
    received: ReceivedRow, unit: UnitRow, stamp: Stamp, *, paper: PaperSize = PaperSize.A4
) -> bytes:
    """An answer slip as a PDF.

    Args:
        received: What was asked, and its answer.
        unit: The unit that answers.
        stamp: Who prints it, and when.
        paper: The paper to lay it out for.
    """
    code = received.from_code or received.item.code
    title = _("Answer slip {code}").format(code=code)
    foot = make_foot(stamp, stamp.printed_at, received.item.huddle_number, style(), paper)
    setter = Setter(Flow(style(), paper, foot.height), style().open)
    setter.title(_("Answer"), code)
    setter.facts(unit.name, unit.tell_us)
    setter.continue_with(title)
    setter.divide()
    setter.labelled(_("To"), received.from_unit)
    setter.labelled(_("Reach them"), received.telephone)
    setter.strong(answer_told_nobody())
    setter.divide()
    setter.labelled(_("You asked"), received.ask)
    setter.labelled(_("Why"), received.reason)
    setter.divide()
    setter.labelled(_("Our answer"), received.answer)
    setter.labelled(_("Answered by"), received.answered_by)
    if received.answered_at is not None:
        at = local(received.answered_at, unit.time_zone)
        setter.labelled(_("On"), dates.in_table(at))
    return draw(number_pages(setter.flow, foot), title=title, author=unit.name, paper=paper)
