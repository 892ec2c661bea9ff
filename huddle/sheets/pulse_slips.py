"""The slips of a pulse: one code each, to cut, fold and draw from a hat."""

from __future__ import annotations

from huddle.i18n import _
from huddle.rows.pulse import PulseSlips
from huddle.sheets.blocks import Setter
from huddle.sheets.pages import Flow
from huddle.sheets.pdf import draw
from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import style
from huddle.sheets.typeset import lines

_LINES_OF_A_SLIP = 7


def pulse_slips(ward_name: str, slips: PulseSlips, *, paper: PaperSize = PaperSize.A4) -> bytes:
    """The slips as a PDF; no other copy of the codes is anywhere.

    Args:
        ward_name: The ward that asks.
        slips: The codes.
        paper: The paper to lay them out for.
    """
    setter = Setter(Flow(style(), paper, 0), style().open)
    for code in slips.codes:
        _set_slip(setter, ward_name, slips, code)
    name = _("Slips of the pulse {quarter}").format(quarter=slips.quarter)
    return draw(setter.flow.pages, title=name, author=ward_name, paper=paper)


def _set_slip(setter: Setter, ward_name: str, slips: PulseSlips, code: str) -> None:
    """One slip, which no page divides, and the line to cut along below it."""
    flow = setter.flow
    flow.need(_LINES_OF_A_SLIP * setter.leading)
    head = _("{ward}: five anonymous questions, {quarter}")
    setter.facts(head.format(ward=ward_name, quarter=slips.quarter))
    flow.stack(lines((setter.bold(code, setter.style.title),), flow.width), 2 * setter.leading)
    setter.facts(
        _(
            "Alone at a ward computer, press F12, choose “Answer the pulse” and type this code. "
            "It is not kept who has which. Answers are shown {least} together or not at all. "
            "Tear this up afterwards."
        ).format(least=slips.minimum)
    )
    flow.space(setter.density.gap)
    middle = flow.y
    flow.rule(0.0, flow.width, middle, setter.style.thin_weight, setter.style.secondary)
    flow.space(setter.density.gap)
