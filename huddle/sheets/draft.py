"""An ordered sheet before it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huddle.rows import HuddleRow
from huddle.sheets.stamp import PaperSize

if TYPE_CHECKING:
    from huddle.sheets.guarding import Written


@dataclass(frozen=True, slots=True)
class Draft:
    """What can be made of an order.

    Attributes:
        draw: Makes the PDF.
        text: Says the same as a message.
        written: Gives the words of people that it shows.
        huddle: The huddle it is about; none for anything else.
    """

    draw: Callable[[PaperSize], bytes]
    text: Callable[[], str]
    written: Callable[[], Iterable[Written]]
    huddle: HuddleRow | None = None
