"""Printed cards: one page each, as large as their words allow, to be held or hung up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from huddle.rows.guidance import GuidanceCard
from huddle.rows.ward import UnitRow
from huddle.sheets import wording
from huddle.sheets.card_content import (
    CardSheet,
    card_of,
    cards_outline,
    example_heading,
    how_heading,
)
from huddle.sheets.draft import Draft, LayOut, OneSheet
from huddle.sheets.fonts import Weight
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_cards
from huddle.sheets.pages import Column, Flow, Page
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import CardBlock, scaled, style, style_on_wall
from huddle.sheets.typeset import Span, lines, text_width

_SMALLER = (1.0, 0.92, 0.84, 0.76, 0.72)
"""The largest with which a card stands on one page is taken."""


def cards_draft(cards: Sequence[GuidanceCard], unit: UnitRow, stamp: Stamp) -> Draft:
    """Cards, a page each, before they are drawn.

    Args:
        cards: Which; at least one.
        unit: The ward.
        stamp: Who prints them, and when.
    """
    sheets = [card_of(one, unit, stamp) for one in cards]
    first = sheets[0]
    return Draft(
        title=first.title if len(sheets) == 1 else first.group,
        author=unit.name,
        # It is handed out again and again, and says nothing of a patient.
        stamp=replace(stamp, destroy_after_days=0),
        sheets=tuple(OneSheet(_laying_out(sheet)) for sheet in sheets),
        outline=lambda: cards_outline(sheets),
        written=lambda: on_cards(cards),
        bears_codes=False,
    )


def _laying_out(sheet: CardSheet) -> LayOut:
    return lambda stamp, paper: lay_out_card(sheet, stamp, paper)


def lay_out_card(sheet: CardSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The card on a page; on more where a ward’s own words are too long for one."""
    for factor in _SMALLER:
        pages = _set(sheet, stamp, paper, factor)
        if len(pages) == 1:
            break
    return pages


def _set(sheet: CardSheet, stamp: Stamp, paper: PaperSize, factor: float) -> list[Page]:
    used = style_on_wall(paper)
    foot = make_foot(stamp, sheet.as_at, None, style(), paper)
    card = _Card(Flow(used, paper, foot.height), scaled(used.card, factor))
    card.set(sheet)
    return number_pages(card.flow, foot)


class _Card:
    """Sets a card.

    Args:
        flow: The page.
        block: Its sizes.
    """

    def __init__(self, flow: Flow, block: CardBlock) -> None:
        self.flow = flow
        self._block = block

    def set(self, sheet: CardSheet) -> None:
        """Set all of it from the top."""
        flow, block, small = self.flow, self._block, self.flow.style.small
        flow.mark(sheet.title)
        self._put(wording.facts(sheet.unit, sheet.group), small, ink=flow.style.secondary)
        self._put(sheet.title, block.title, Weight.BOLD)
        self._put(sheet.what, block.what)
        self._head(how_heading())
        last = Span(f"{len(sheet.steps)}", block.step, Weight.BOLD)
        for number, step in enumerate(sheet.steps, start=1):
            self._step(f"{number}", step, text_width(last) + block.gap)
        if sheet.example:
            self._head(example_heading())
            self._put(sheet.example, block.step)
        flow.space(block.gap)
        self._put(sheet.about, small, ink=flow.style.secondary)

    def _head(self, words: str) -> None:
        flow, block = self.flow, self._block
        flow.need(4 * block.heading * flow.style.open.leading)
        flow.space(block.gap)
        flow.rule(0.0, flow.width, flow.y, flow.style.strong_weight, flow.style.ink)
        flow.space(block.gap / 2)
        self._put(words, block.heading, Weight.BOLD)

    def _step(self, number: str, words: str, indent: float) -> None:
        flow, size = self.flow, self._block.step
        count = Span(number, size, Weight.BOLD)
        columns = (
            Column(0.0, indent, lines((count,), flow.width)),
            Column(indent, flow.width - indent, lines((Span(words, size),), flow.width - indent)),
        )
        flow.beside(columns, size * flow.style.open.leading)
        flow.space(self._block.gap / 3)

    def _put(
        self, words: str, size: float, weight: Weight = Weight.REGULAR, ink: float = 0.0
    ) -> None:
        flow = self.flow
        if words:
            set_lines = lines((Span(words, size, weight, ink),), flow.width)
            flow.stack(set_lines, size * flow.style.open.leading)
            flow.space(self._block.gap / 3)
