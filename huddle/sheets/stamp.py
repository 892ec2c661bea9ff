"""Who printed a sheet, when, how it is classified, and on which paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

_LANDSCAPE = "-landscape"


class PaperSize(StrEnum):
    """The papers that sheets are laid out for."""

    A4 = "a4"
    LETTER = "letter"
    A3 = "a3"
    A4_LANDSCAPE = "a4-landscape"
    LETTER_LANDSCAPE = "letter-landscape"
    A3_LANDSCAPE = "a3-landscape"

    @property
    def is_landscape(self) -> bool:
        """Whether it lies on its long edge."""
        return self.value.endswith(_LANDSCAPE)

    @property
    def landscape(self) -> PaperSize:
        """The same paper on its long edge."""
        return self if self.is_landscape else PaperSize(f"{self.value}{_LANDSCAPE}")

    @property
    def size(self) -> str:
        """What the paper itself is called, however it lies."""
        return self.value.removesuffix(_LANDSCAPE).capitalize()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the foot of every page says about the print itself.

    Attributes:
        printed_by: Who prints.
        printed_at: When, on the unit's wall clock.
        classification: Who may read it.
        destroy_after_days: How long the paper is kept; 0 for no rule.
        code: By which it is typed back in; empty for what is not kept track of.
        copy: Which copy of the job it is, from 1.
        copies: How many there are in the job.
    """

    printed_by: str
    printed_at: dt.datetime
    classification: str
    destroy_after_days: int
    code: str = ""
    copy: int = 1
    copies: int = 1

    @property
    def destroy_by(self) -> dt.date | None:
        """The day by which the paper goes into confidential waste, where the ward sets one."""
        if not self.destroy_after_days:
            return None
        return self.printed_at.date() + dt.timedelta(days=self.destroy_after_days)
