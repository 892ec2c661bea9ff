"""An ordered sheet before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from huddle.rows.planning import HuddleRow
from huddle.sheets.as_html import as_html
from huddle.sheets.as_text import as_text
from huddle.sheets.guarding import Written
from huddle.sheets.outline import Outline
from huddle.sheets.pages import Page
from huddle.sheets.pdf import draw
from huddle.sheets.stamp import PaperSize, Stamp

LayOut = Callable[[Stamp, PaperSize], list[Page]]
Progress = Callable[[int, int], None]
"""Told after each sheet how many are laid out and how many there are; what it raises ends it."""


@dataclass(frozen=True, slots=True)
class OneSheet:
    """Pages that are numbered, handed out and typed back in together.

    Attributes:
        lay_out: Sets them.
        department_id: Whose sheet it is; none for everybody's.
        lines: The ids of the actions on it, in its order; empty where nothing is typed back.
    """

    lay_out: LayOut
    department_id: str | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What can be made of an order.

    Attributes:
        title: What a reader of the PDF shows as its name.
        author: The unit it comes from.
        stamp: Who prints it, and when.
        sheets: The sheets it consists of.
        outline: Says the same without a look.
        written: Gives the words of people that it shows.
        huddle: The huddle it is about; none for anything else.
        item_id: The one item it is about; empty for anything else.
        measure: The measure whose chart it is; empty for anything else.
        tool: The tool it is about; empty for anything else.
        bears_codes: Whether its sheets are known by codes; not what holds nothing to type back.
    """

    title: str
    author: str
    stamp: Stamp
    sheets: tuple[OneSheet, ...]
    outline: Callable[[], Outline]
    written: Callable[[], Iterable[Written]]
    huddle: HuddleRow | None = None
    item_id: str = ""
    measure: str = ""
    tool: str = ""
    bears_codes: bool = True

    @property
    def code_count(self) -> int:
        """How many codes it takes."""
        return len(self.sheets) if self.bears_codes else 0

    def draw(
        self,
        paper: PaperSize,
        *,
        codes: Sequence[str] = (),
        copies: int = 1,
        two_sided: bool = False,
        progress: Progress | None = None,
    ) -> bytes:
        """Make the PDF.

        Args:
            paper: What it is laid out for.
            codes: One for each of the sheets, or none at all.
            copies: How many there are in it, each with its number.
            two_sided: Each sheet begins on a leaf of its own, to be printed on both sides.
            progress: Is told how far it is.
        """
        pages: list[Page] = []
        total = copies * len(self.sheets)
        for done, (stamp, sheet) in enumerate(self._stamped(codes, copies), start=1):
            if two_sided and len(pages) % 2:
                pages.append(Page())
            pages += sheet.lay_out(stamp, paper)
            if progress:
                progress(done, total)
        return draw(pages, title=self.title, author=self.author, paper=paper)

    def text(self) -> str:
        """Say it as a message."""
        return as_text(self.outline(), self.stamp)

    def html(self) -> bytes:
        """Make the web page."""
        return as_html(self.outline(), self.stamp, self.title)

    def _stamped(self, codes: Sequence[str], copies: int) -> Iterable[tuple[Stamp, OneSheet]]:
        """Every copy of every sheet, all sheets of the first copy first."""
        each = codes or [""] * len(self.sheets)
        for copy in range(1, copies + 1):
            for code, sheet in zip(each, self.sheets, strict=True):
                yield replace(self.stamp, code=code, copy=copy, copies=copies), sheet
