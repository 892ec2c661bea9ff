"""The foot of every page: what the paper is, who printed it, and when it must go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from huddle.i18n import _
from huddle.rules.codes import plain
from huddle.sheets import wording
from huddle.sheets.pages import BASELINE, Code, Flow, Page, Rule
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import Style
from huddle.sheets.typeset import Line, Span, lines

_NO_LIMIT = 10_000.0
_MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Foot:
    """Rows of two short texts, at the left edge and at the right; the last has the page."""

    rows: tuple[tuple[Sequence[Line], Line], ...]
    last: Sequence[Line]
    """What stands beside the page number."""
    stamp: Stamp
    style: Style

    @property
    def leading(self) -> float:
        """The line height."""
        return self.style.small * self.style.tight.leading

    @property
    def height(self) -> float:
        """The room to keep free on each page."""
        count = len(self.last) + sum(len(left) for left, _right in self.rows)
        return count * self.leading + 2 * self.style.foot.gap

    @property
    def indent(self) -> float:
        """The room that the code takes beside the texts."""
        return self.style.foot.code + self.style.foot.between if self.stamp.code else 0.0


def make_foot(
    stamp: Stamp, as_at: dt.datetime, number: int | None, style: Style, paper: PaperSize
) -> Foot:
    """The foot of one document, without its page numbers.

    Args:
        stamp: Who prints, when, and how it is classified.
        as_at: The moment the sheet speaks of.
        number: The huddle's number, if it is about one.
        style: Sizes and greys.
        paper: The paper.
    """
    width = style.page(paper)[0] - 2 * style.side - style.foot.between
    if stamp.code:
        width -= style.foot.code + style.foot.between
    huddle = _line(wording.numbered(number), style)
    destroy = _line(wording.destroy_by(stamp), style)
    pages = _line(_page_words(888, 888, stamp), style)
    rows = (
        (_lines(wording.not_a_record(as_at), style, width - huddle.width), huddle),
        (_lines(wording.printed(stamp), style, width - destroy.width), destroy),
    )
    # The code comes first: a long classification may not push it out.
    last = wording.facts(wording.coded(stamp), stamp.classification)
    return Foot(rows, _lines(last, style, width - pages.width), stamp, style)


def number_pages(flow: Flow, foot: Foot) -> list[Page]:
    """The flow's pages, each with its foot; counts start anew with every flow."""
    count = len(flow.pages)
    for number, page in enumerate(flow.pages, start=1):
        page_words = _line(_page_words(number, count, foot.stamp), foot.style)
        _set_foot(flow, page, (*foot.rows, (foot.last, page_words)), foot)
    return flow.pages


def _page_words(number: int, count: int, stamp: Stamp) -> str:
    words = (
        _("Page {number} of {count}")
        if not stamp.code
        else _("Copy {copy} of {copies}, page {number} of {count}")
    )
    return words.format(number=number, count=count, copy=stamp.copy, copies=stamp.copies)


def _set_foot(
    flow: Flow, page: Page, rows: Sequence[tuple[Sequence[Line], Line]], foot: Foot
) -> None:
    edge = flow.left + flow.width
    top = flow.floor - foot.style.foot.gap
    page.rules.append(Rule(flow.left, top, edge, top, foot.style.thin_weight, foot.style.line))
    first = top - foot.style.foot.gap
    if foot.stamp.code:
        size = foot.style.foot.code
        page.codes.append(Code(flow.left, first - size, size, plain(foot.stamp.code)))
    baseline = first - foot.style.small * BASELINE
    for left, right in rows:
        _put(page, right, edge - right.width, baseline)
        for line in left:
            _put(page, line, flow.left + foot.indent, baseline)
            baseline -= foot.leading


def _put(page: Page, line: Line, x: float, y: float) -> None:
    page.texts.extend((x + piece.x, y, piece) for piece in line.pieces)


def _line(text: str, style: Style) -> Line:
    return lines((Span(text, style.small, ink=style.secondary),), _NO_LIMIT)[0]


def _lines(text: str, style: Style, width: float) -> Sequence[Line]:
    """One line, or two; what is longer is cut, so that it cannot eat the page."""
    return lines((Span(text, style.small, ink=style.secondary),), width)[:_MOST_LINES]
