"""Pages as they fill up: marks at places, and a place where the next line goes.

Everything that is set can be divided between two lines, so nothing can be too long for a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from huddle.sheets.stamp import PaperSize
from huddle.sheets.style import Style
from huddle.sheets.typeset import Line, Piece

BASELINE = 0.77
"""Where the baseline stands in a line, as a share of its height from the top."""

_FEWEST_LINES = 2
_KEPT_WHOLE = 0.35


class Rule(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    ink: float


class Box(NamedTuple):
    """An empty square to tick, or a frame."""

    x: float
    y: float
    width: float
    height: float
    weight: float
    ink: float


class Code(NamedTuple):
    """A QR code, by its lower left corner."""

    x: float
    y: float
    size: float
    letters: str


class Path(NamedTuple):
    """A line through several places, or the outline of a shape."""

    places: Sequence[tuple[float, float]]
    weight: float
    ink: float
    dashes: Sequence[float] = ()
    """Lengths of dashes and gaps in turns; none for a line without gaps."""
    fill: float | None = None
    """The grey inside, which closes the outline."""


class Dots(NamedTuple):
    """Round dots, by their middles."""

    places: Sequence[tuple[float, float]]
    radius: float
    ink: float


@dataclass(slots=True)
class Page:
    """The marks of one page, in reading order; y counts up from the bottom edge."""

    texts: list[tuple[float, float, Piece]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    drawings: list[Path | Dots] = field(default_factory=list)
    """One over the other, in this order."""
    marks: list[Mark] = field(default_factory=list)


class Mark(NamedTuple):
    """Where a part of a document begins, for a reader's list of parts."""

    title: str
    y: float


class Column(NamedTuple):
    """Lines that stand beside others."""

    x: float
    """From the left margin."""
    width: float
    lines: Sequence[Line]


class Flow:
    """Fills pages from the top.

    Args:
        style: Margins and rules.
        paper: The paper.
        foot_height: Room kept free at the foot of each page.
    """

    def __init__(self, style: Style, paper: PaperSize, foot_height: float) -> None:
        page_width, self.page_height = style.page(paper)
        self.style = style
        self.left = style.side
        self.width = page_width - 2 * style.side
        self.floor = style.bottom + foot_height
        self.pages: list[Page] = []
        self.y = 0.0
        self.on_continued: Callable[[], None] = lambda: None
        """Sets what stands at the top of a page that goes on from the last one."""
        self._begin()

    @property
    def page(self) -> Page:
        """The page that is being filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """The height left on this page."""
        return self.y - self.floor

    @property
    def depth(self) -> float:
        """The height that a whole page has for text."""
        return self.page_height - self.style.top - self.floor

    def _begin(self) -> None:
        self.pages.append(Page())
        self.y = self.page_height - self.style.top

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self._begin()
        self.on_continued()

    def need(self, height: float) -> None:
        """Go on to a new page unless this much room is left."""
        if self.room < height:
            self.turn()

    def space(self, height: float) -> None:
        """Leave some white."""
        self.y -= height

    def mark(self, title: str) -> None:
        """Begin a part here that a reader can leap to."""
        self.page.marks.append(Mark(title, self.y))

    def put(self, line: Line, x: float, baseline: float, width: float = 0.0) -> None:
        """Set one line at a place; one that reads from the right ends at the column's edge."""
        start = self.left + x + (max(0.0, width - line.width) if line.from_right else 0.0)
        texts = self.page.texts
        for piece in line.pieces:
            texts.append((start + piece.x, baseline, piece))

    def rule(self, x: float, width: float, y: float, weight: float, ink: float) -> None:
        """Draw a level line from a place."""
        start = self.left + x
        self.page.rules.append(Rule(start, y, start + width, y, weight, ink))

    def box(self, x: float, y: float, size: float, weight: float) -> None:
        """Draw a square to tick, by its lower left corner."""
        self.page.boxes.append(Box(self.left + x, y, size, size, weight, self.style.ink))

    def code(self, letters: str, x: float, y: float, size: float) -> None:
        """Draw a QR code by its lower left corner."""
        self.page.codes.append(Code(self.left + x, y, size, letters))

    def beside(self, columns: Sequence[Column], leading: float) -> None:
        """Set columns side by side; what is too tall goes on, line by line, on the next page."""
        count = max(len(column.lines) for column in columns)
        if self.room < count * leading and count * leading <= self.depth * _KEPT_WHOLE:
            self.turn()
        start = 0
        while start < count:
            fits = int((self.room + 0.01) // leading)
            if fits < min(_FEWEST_LINES, count - start):
                self.turn()
                continue
            self._set(columns, leading, start, min(count, start + fits))
            start += fits
            if start < count:
                self.turn()

    def _set(self, columns: Sequence[Column], leading: float, start: int, end: int) -> None:
        first = self.y - leading * BASELINE
        for column in columns:
            baseline = first
            for line in column.lines[start:end]:
                self.put(line, column.x, baseline, column.width)
                baseline -= leading
        self.y -= (min(end, max(len(column.lines) for column in columns)) - start) * leading

    def stack(
        self, set_lines: Sequence[Line], leading: float, x: float = 0.0, width: float = 0.0
    ) -> None:
        """Set lines under one another, in a column that ends at the margin unless told."""
        self.beside((Column(x, width or self.width - x, set_lines),), leading)
