"""The poster: a month's safety cross to colour by hand, read from three metres."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from huddle.i18n import _
from huddle.rows.month import Share
from huddle.rows.wall import AnswerRow
from huddle.rows.ward import UnitRow
from huddle.rules.plain_text import one_line
from huddle.rules.safety_cross import ACROSS, DOWN
from huddle.sheets.draft import Draft, OneSheet
from huddle.sheets.fonts import Weight
from huddle.sheets.foot import make_foot, number_pages
from huddle.sheets.guarding import on_you_said
from huddle.sheets.month_outlines import poster_outline
from huddle.sheets.pages import BASELINE, Box, Column, Flow, Page
from huddle.sheets.poster_content import DayBox, PosterSheet, poster_of
from huddle.sheets.stamp import PaperSize, Stamp
from huddle.sheets.style import PosterBlock, scaled, style
from huddle.sheets.typeset import Line, Span, lines, text_width

_CORNER = 2
"""So many boxes are free at each corner of the cross, across and down."""
_SIDEWAYS = 0.6
"""The share of a wide page that the cross takes."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A part of the page, from the left margin and from the bottom edge."""

    x: float
    top: float
    width: float


def poster_draft(
    month: dt.date, held: Share, answers: Sequence[AnswerRow], unit: UnitRow, stamp: Stamp
) -> Draft:
    """The poster of a month, before it is drawn; see `poster_of`."""
    sheet = poster_of(month, held, answers, unit, stamp)
    return Draft(
        title=_("Safety cross: {month}").format(month=sheet.month),
        author=sheet.unit,
        # It hangs for its month, and longer.
        stamp=replace(stamp, destroy_after_days=0),
        sheets=(OneSheet(lambda stamp, paper: lay_out_poster(sheet, stamp, paper)),),
        outline=lambda: poster_outline(sheet),
        written=lambda: on_you_said(sheet.answers),
        bears_codes=False,
    )


def lay_out_poster(sheet: PosterSheet, stamp: Stamp, paper: PaperSize) -> list[Page]:
    """The poster on its one page."""
    used = style()
    foot = make_foot(stamp, sheet.as_at, None, used, paper)
    flow = Flow(used, paper, foot.height)
    _Poster(flow, sheet, paper).set()
    return number_pages(flow, foot)


class _Poster:
    """Sets the parts of a poster on a page.

    Args:
        flow: The page.
        sheet: What it says.
        paper: The paper, by whose shorter side everything grows.
    """

    def __init__(self, flow: Flow, sheet: PosterSheet, paper: PaperSize) -> None:
        used = flow.style
        factor = min(used.page(paper)) / min(used.page(PaperSize.A4))
        self._flow, self._sheet = flow, sheet
        self._block: PosterBlock = scaled(used.poster, factor)
        self._is_wide = paper.is_landscape
        self._small = used.small * factor

    def set(self) -> None:
        """Set all of it: what was answered stands below the cross, on a wide page beside it."""
        self._set_title()
        if self._is_wide:
            self._set_wide()
        else:
            self._set_tall()

    def _set_tall(self) -> None:
        flow, block = self._flow, self._block
        self._set_counted()
        flow.space(1.5 * block.gap)
        pairs = self._columns()
        answers = sum(map(self._height, pairs))
        width = flow.width / ACROSS
        height = min(width, max(block.cell, (flow.room - answers - 2 * block.gap) / DOWN))
        self._set_cross(_Place(0.0, flow.y, flow.width), width, height)
        flow.space(DOWN * height + block.gap)
        self._set_pairs(pairs)

    def _set_wide(self) -> None:
        flow, gap = self._flow, self._block.gap
        flow.space(gap)
        top, width = flow.y, flow.width * _SIDEWAYS
        self._set_cross(_Place(0.0, top, width), width / ACROSS, (flow.room - gap) / DOWN)
        beside = width + 2 * gap
        counted = _Place(beside, top, flow.width - beside)
        flow.y = self._set_to_write(counted, [self._sheet.counted])
        self._set_pairs(self._stacks(beside, flow.width - beside))

    def _set_title(self) -> None:
        """What it is at the left, the month at the right, the ward below."""
        flow, block, sheet = self._flow, self._block, self._sheet
        month = Span(sheet.month, block.month)
        room = flow.width - text_width(month) - block.gap
        title = lines((Span(sheet.title, block.title, Weight.BOLD),), room)
        below = self._put(title, 0.0, flow.y, block.title)
        baseline = flow.y - block.title * flow.style.tight.leading * BASELINE
        flow.put(lines((month,), flow.width)[0], flow.width - text_width(month), baseline)
        unit = lines((Span(one_line(sheet.unit), block.unit),), flow.width)
        flow.y = self._put(unit, 0.0, below, block.unit)

    def _set_counted(self) -> None:
        """What is counted, with a line to write on."""
        self._flow.y -= self._block.text * 2
        named = self._bold(self._sheet.counted)
        self._flow.put(lines((named,), self._flow.width)[0], 0.0, self._flow.y)
        after = text_width(named) + self._block.gap
        self._line(after, self._flow.width - after, self._flow.y)

    def _set_cross(self, place: _Place, width: float, height: float) -> None:
        for day in self._sheet.days:
            x = place.x + day.column * width
            self._set_day(day, x, place.top - (day.row + 1) * height, width, height)
        free, gap = _CORNER * width - self._block.gap, self._block.gap
        right = place.x + (ACROSS - _CORNER) * width + gap
        low = place.top - (DOWN - _CORNER) * height - gap
        self._set_key(_Place(place.x, place.top, free))
        self._set_held(_Place(right, place.top, free))
        *first, last = self._sheet.to_write
        self._set_to_write(_Place(place.x, low, free), first)
        self._set_to_write(_Place(right, low, free), [last])

    def _set_day(self, day: DayBox, x: float, y: float, width: float, height: float) -> None:
        """A box with its number large and its weekday small; the rest is white to colour."""
        flow, block, used = self._flow, self._block, self._flow.style
        flow.page.boxes.append(Box(flow.left + x, y, width, height, used.box_weight, used.ink))
        inside = self._small / 2
        number = lines((Span(day.number, block.number, Weight.BOLD),), width)[0]
        flow.put(number, x + inside, y + height - inside - block.number * BASELINE)
        weekday = lines((Span(day.weekday, self._small, ink=used.secondary),), width)[0]
        flow.put(weekday, x + width - inside - weekday.width, y + inside)

    def _set_key(self, place: _Place) -> None:
        """The marks, with their meaning beside them."""
        indent, y = self._block.text * 1.4, place.top
        for mark, words in self._sheet.key:
            sign = lines((self._bold(mark),), indent)[0]
            self._flow.put(sign, place.x, y - self._leading * BASELINE)
            y = self._put(self._lines(words, place.width - indent), place.x + indent, y)

    def _set_held(self, place: _Place) -> None:
        """How many huddles were held, or a line to write it on."""
        sheet, block = self._sheet, self._block
        if not sheet.held:
            self._set_to_write(place, [sheet.held_words])
            return
        figure = lines((Span(sheet.held, block.figure, Weight.BOLD),), place.width)
        below = self._put(figure, place.x, place.top, block.figure)
        self._put(self._lines(sheet.held_words, place.width), place.x, below)

    def _set_to_write(self, place: _Place, names: Sequence[str]) -> float:
        """What belongs there, and a line to write on below it; gives where the next can begin."""
        y = place.top
        for name in names:
            y = self._put(self._lines(name, place.width), place.x, y) - self._block.text * 1.5
            self._line(place.x, place.width, y)
            y -= self._block.gap / 2
        return y

    def _set_pairs(self, pairs: Sequence[Sequence[Column]]) -> None:
        """As many of the newest answers as there is room for."""
        for pair in pairs:
            if self._flow.room < self._height(pair):
                return
            self._flow.space(self._block.gap)
            self._flow.beside(pair, self._leading)

    def _columns(self) -> list[tuple[Column, ...]]:
        """What was said, and beside it what was done, with heads above the first."""
        between = 2 * self._block.gap
        width = (self._flow.width - between) / 2
        heads = [lines((self._bold(head),), width) for head in (_("You said"), _("We did"))]
        found: list[tuple[Column, ...]] = []
        for place, one in enumerate(self._sheet.answers):
            said, did = (self._lines(text, width) for text in (one.said, one.did))
            if not place:
                said, did = [*heads[0], *said], [*heads[1], *did]
            found.append((Column(0.0, width, said), Column(width + between, width, did)))
        return found

    def _stacks(self, x: float, width: float) -> list[tuple[Column, ...]]:
        """What was said, and below it what was done."""
        return [
            (
                Column(
                    x,
                    width,
                    [
                        *self._named(_("You said"), one.said, width),
                        *self._named(_("We did"), one.did, width),
                    ],
                ),
            )
            for one in self._sheet.answers
        ]

    def _named(self, name: str, text: str, width: float) -> list[Line]:
        return lines((self._bold(f"{name}: "), Span(text, self._block.text)), width)

    def _height(self, pair: Sequence[Column]) -> float:
        count = max(len(column.lines) for column in pair)
        return self._block.gap + count * self._leading

    def _bold(self, text: str) -> Span:
        return Span(text, self._block.text, Weight.BOLD)

    def _lines(self, text: str, width: float) -> list[Line]:
        return lines((Span(text, self._block.text),), width)

    def _put(self, found: Sequence[Line], x: float, top: float, size: float = 0.0) -> float:
        """Set lines at a place; gives where the next can begin."""
        leading = (size or self._block.text) * self._flow.style.tight.leading
        for line in found:
            self._flow.put(line, x, top - leading * BASELINE)
            top -= leading
        return top

    def _line(self, x: float, width: float, y: float) -> None:
        used = self._flow.style
        self._flow.rule(x, width, y, used.thin_weight, used.writing)

    @property
    def _leading(self) -> float:
        return self._block.text * self._flow.style.tight.leading
