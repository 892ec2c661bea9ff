"""What people said beside what was done, under heads that come again where a page turns."""

from __future__ import annotations

from collections.abc import Sequence

from huddle.i18n import _
from huddle.sheets.blocks import Setter
from huddle.sheets.pages import Column
from huddle.sheets.typeset import lines
from huddle.sheets.you_said_content import Answer

_KEPT_LINES = 3


def set_pairs(setter: Setter, answers: Sequence[Answer], size: float) -> None:
    """Pairs over the whole width, a rule above each.

    Args:
        setter: Where to set them.
        answers: What was said and done.
        size: Of the letters.
    """
    _set_heads(setter, size)
    with setter.repeating(lambda: _set_heads(setter, size)):
        for answer in answers:
            _set_pair(setter, answer, size)


def _set_heads(setter: Setter, size: float) -> None:
    _beside(setter, _("You said"), _("We did"), size, is_bold=True)
    setter.flow.space(setter.density.gap)


def _set_pair(setter: Setter, answer: Answer, size: float) -> None:
    flow, gap = setter.flow, setter.density.gap
    flow.need(_KEPT_LINES * size * setter.density.leading + gap)
    flow.rule(0.0, flow.width, flow.y, setter.style.thin_weight, setter.style.line)
    flow.space(gap)
    _beside(setter, answer.said, answer.did, size)
    flow.space(gap)


def _beside(setter: Setter, said: str, did: str, size: float, *, is_bold: bool = False) -> None:
    flow, gap = setter.flow, 2 * setter.style.columns.gap
    width = (flow.width - gap) / 2
    span = setter.bold if is_bold else setter.plain
    left, right = (lines((span(text, size),), width) for text in (said, did))
    flow.beside(
        (Column(0.0, width, left), Column(width + gap, width, right)),
        size * setter.density.leading,
    )
