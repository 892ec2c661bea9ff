"""Room for a pen: lines to write on, and boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.sheets.blocks import Setter
from huddle.sheets.pages import Column, Flow
from huddle.sheets.typeset import Span, lines, text_width

_MOST_OF_A_PAGE = 0.5


def blank(flow: Flow, label: str, x: float, end: float) -> None:
    """A label and a line to write on after it, standing on the flow's present height."""
    used = flow.style
    if label:
        named = Span(label, used.small, ink=used.secondary)
        flow.put(lines((named,), end)[0], x, flow.y)
        x += text_width(named) + used.open.gap
    below = flow.y - used.tight.gap / 2
    flow.rule(x, end - x, below, used.thin_weight, used.writing)


def blanks(setter: Setter, fields: Sequence[tuple[str, float]]) -> None:
    """Several lines to write on beside one another: what belongs there, and its share of room."""
    flow, block = setter.flow, setter.style.action
    flow.need(block.writing)
    flow.space(block.writing)
    room = flow.width - block.gap * (len(fields) - 1)
    whole = sum(share for _label, share in fields)
    x = 0.0
    for label, share in fields:
        width = room * share / whole
        blank(flow, label, x, x + width)
        x += width + block.gap


def writing_line(setter: Setter, called: str) -> None:
    """A line to write on by hand, with what belongs there in the margin."""
    flow, used = setter.flow, setter.style
    flow.need(used.action.writing)
    flow.space(used.action.writing)
    start = used.columns.label + used.columns.label_gap
    flow.rule(start, flow.width - start, flow.y, used.thin_weight, used.writing)
    named = lines((setter.bold(called, used.small),), used.columns.label)
    for above, line in zip(reversed(range(len(named))), named, strict=True):
        flow.put(line, 0.0, flow.y + above * setter.small_leading)


def ticks(setter: Setter, names: Sequence[str], beside: int) -> None:
    """Boxes to tick, each with its name, so many beside one another."""
    for start in range(0, len(names), beside):
        _tick_row(setter, names[start : start + beside], beside)


def _tick_row(setter: Setter, names: Sequence[str], beside: int) -> None:
    flow, block, gap = setter.flow, setter.style.action, setter.density.gap
    each, side = flow.width / beside, setter.style.small
    room = each - side - 2 * gap
    found = [lines((setter.lesser(name),), room) for name in names]
    height = max(map(len, found)) * setter.leading
    flow.need(min(height, flow.depth * _MOST_OF_A_PAGE))
    for place in range(len(names)):
        flow.box(place * each + 1.0, flow.y - side - 1.0, side, setter.style.box_weight)
    flow.beside(
        [Column(place * each + side + gap + 1.0, room, named) for place, named in enumerate(found)],
        setter.leading,
    )
    flow.space(block.around / 3)
