"""Who printed a sheet, when, how it is classified, and on which paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class PaperSize(StrEnum):
    """The papers that sheets are laid out for."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the foot of every page says about the print itself."""

    printed_by: str
    printed_at: dt.datetime
    """On the unit's wall clock."""
    classification: str
    destroy_after_days: int

    @property
    def destroy_by(self) -> dt.date | None:
        """The day by which the paper goes into confidential waste, where the ward sets one."""
        if not self.destroy_after_days:
            return None
        return self.printed_at.date() + dt.timedelta(days=self.destroy_after_days)
