"""The milestone certificate: one calm framed page, to be signed and hung up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from huddle.i18n import _
from huddle.rows.month import MilestoneRow
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.certificate_content import CertificateSheet, certificate_of
from huddle.sheets.draft import Draft, LayOut, OneSheet
from huddle.sheets.fonts import Weight
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.month_outlines import certificates_outline
from huddle.sheets.pages import Box, Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Style, style, style_on_wall
from huddle.sheets.typeset import Line, Span, lines

_NARROWER = (0.55, 0.65, 0.75, 0.85, 0.92)
_MOST_LARGE_LINES = 3
"""More departments than fill these are set small."""
_LOWEST_ROOM = 1.6
"""Room to sign in, as a share of a line to write on."""


class _Block(NamedTuple):
    """Lines in the middle of the page, with white above them."""

    above: float
    leading: float
    lines: Sequence[Line]
    is_ruled: bool = False


def certificate_draft(milestones: Sequence[MilestoneRow], unit: UnitRow, stamp: Stamp) -> Draft:
    """Certificates, a sheet each, before they are drawn.

    Args:
        milestones: What was reached; at least one.
        unit: The ward.
        stamp: Who prints it, and when.
    """
    sheets = [certificate_of(one, unit, stamp) for one in milestones]
    return Draft(
        title=_("Certificate: {milestone}").format(milestone=sheets[-1].headline),
        author=unit.name,
        # It is made to hang for years.
        stamp=replace(stamp, destroy_after_days=0),
        sheets=tuple(OneSheet(_laying_out(sheet)) for sheet in sheets),
        outline=lambda: certificates_outline(sheets),
        written=lambda: (),
        bears_codes=False,
    )


def _laying_out(sheet: CertificateSheet) -> LayOut:
    return lambda stamp, paper: lay_out_certificate(sheet, stamp, paper)


def lay_out_certificate(sheet: CertificateSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The certificate on a page; on more where its words are many."""
    used = style_on_wall(paper)
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    inset = used.certificate.inset
    framed = Flow(used, paper, foot.height)
    inside = Flow(used, paper, foot.height + inset)
    inside.left, inside.width = framed.left + inset, framed.width - 2 * inset
    inside.on_continued = lambda: inside.space(inset)
    inside.space(inset)
    _fill(inside, sheet)
    framed.pages = inside.pages
    for page in framed.pages:
        page.boxes += _frame(framed, used)
    return number_pages(framed, foot)


def _frame(flow: Flow, used: Style) -> Iterator[Box]:
    """Two lines around the page, the outer one strong."""
    low = flow.floor + used.certificate.double
    for inset, weight in ((0.0, used.strong_weight), (used.certificate.double, used.thin_weight)):
        yield Box(
            flow.left + inset,
            low + inset,
            flow.width - 2 * inset,
            flow.depth - used.certificate.double - 2 * inset,
            weight,
            used.ink,
        )


def _fill(flow: Flow, sheet: CertificateSheet) -> None:
    """What was reached in the middle of the room above the lines to sign on."""
    blocks = _blocks(flow, sheet)
    to_sign = _LOWEST_ROOM * flow.style.action.writing + flow.style.small
    flow.space(max(0.0, (flow.room - to_sign - _height(blocks)) / 2))
    for place, block in enumerate(blocks):
        if block.is_ruled:
            # Thanks are not parted from those they are for.
            flow.need(min(_height(blocks[place:]), flow.depth))
        if block.lines:
            _set_block(flow, block)
    _set_to_sign(flow, sheet.to_sign, to_sign)


def _height(blocks: Sequence[_Block]) -> float:
    return sum(block.above + block.leading * len(block.lines) for block in blocks)


def _set_block(flow: Flow, block: _Block) -> None:
    """Lines, below a short rule where they have one."""
    if block.is_ruled:
        middle = flow.y - block.above / 2
        x = (flow.width - flow.style.certificate.rule) / 2
        flow.rule(x, flow.style.certificate.rule, middle, flow.style.thin_weight, flow.style.ink)
    flow.space(block.above)
    flow.stack(block.lines, block.leading)


def _blocks(flow: Flow, sheet: CertificateSheet) -> list[_Block]:
    used, block = flow.style, flow.style.certificate
    names = wording.names(map(wording.unbroken, sheet.teams))
    teams = _middle(flow, names, block.said, used.open.gap)
    if len(teams.lines) > _MOST_LARGE_LINES:
        teams = _middle(flow, names, used.small, used.open.gap)
    return [
        _middle(flow, sheet.unit, block.unit, 0.0),
        _middle(flow, sheet.headline, block.headline, block.gap, Weight.BOLD),
        _middle(flow, sheet.said, block.said, block.gap),
        _middle(flow, sheet.reached, block.said, block.gap / 2, Weight.BOLD),
        _middle(flow, sheet.thanks, used.body, block.gap * 2, ink=used.secondary)._replace(
            is_ruled=True
        ),
        teams,
    ]


def _middle(
    flow: Flow,
    text: str,
    size: float,
    above: float,
    weight: Weight = Weight.REGULAR,
    ink: float = 0.0,
) -> _Block:
    if not text:
        return _Block(0.0, 0.0, ())
    set_lines = _balanced(Span(text, size, weight, ink), flow.width)
    leading = size * (
        flow.style.tight.leading if weight is Weight.BOLD else flow.style.open.leading
    )
    return _Block(above, leading, [_centred(line, flow.width) for line in set_lines])


def _balanced(span: Span, width: float) -> list[Line]:
    """Lines of about the same length, no more than fill the width."""
    widest = lines((span,), width)
    for share in _NARROWER:
        narrower = lines((span,), width * share)
        if len(narrower) == len(widest):
            return narrower
    return widest


def _centred(line: Line, width: float) -> Line:
    """A line as far from the left as from the right."""
    shift = max(0.0, (width - line.width) / 2)
    return Line(tuple(piece._replace(x=piece.x + shift) for piece in line.pieces), line.width)


def _set_to_sign(flow: Flow, names: Sequence[str], height: float) -> None:
    """Lines to sign on at the foot of the frame, beside one another."""
    flow.need(height)
    used, between = flow.style, flow.style.certificate.between
    width = (flow.width - between * (len(names) - 1)) / len(names)
    line = flow.floor + used.small * used.open.leading
    for place, name in enumerate(names):
        x = place * (width + between)
        flow.rule(x, width, line, used.thin_weight, used.writing)
        below = lines((Span(name, used.small, ink=used.secondary),), width)[0]
        flow.put(below, x, line - used.small * used.open.leading)
