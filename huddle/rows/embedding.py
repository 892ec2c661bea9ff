"""How far a huddle has come on its way to be a habit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EmbeddingRow:
    """So many weekday huddles in a row, of those that make a habit.

    Attributes:
        run: How many stand in a row now, within the days that count.
        best: The most that ever did.
        needed: How many it takes.
        within_days: In how many days.
        soonest: The first day on which it can be reached; none where the plan never lets it.
        reached_on: The day on which it was reached first.
    """

    run: int
    best: int
    needed: int
    within_days: int
    soonest: dt.date | None = None
    reached_on: dt.date | None = None

    @property
    def is_told(self) -> bool:
        """Whether there is something to tell: one was held, and it can be or was reached."""
        return self.reached_on is not None or (self.best > 0 and self.soonest is not None)
