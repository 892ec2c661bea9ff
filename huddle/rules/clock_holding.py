"""Whether the program that keeps a huddle's clock is still there, by the beats it leaves.

The clocks of two computers may differ. So a beat counts as old only when no other followed it for
a while by one's own clock, or when it is older than clocks differ.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

BEAT_SECONDS = 5
"""How often a beat is left."""
STILL_SECONDS = 15
"""No beat for so long, and whoever looks on may take the clock over without a question."""
SURELY_STILL_SECONDS = 60
"""A beat of that age is old, whatever the clocks say."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat that was seen.

    Attributes:
        at: When it was left, by the clock of whoever left it.
        seen_at: When it was first seen, by one's own.
    """

    at: dt.datetime
    seen_at: dt.datetime

    def followed_by(self, at: dt.datetime, now: dt.datetime) -> Beat:
        """The beat that is there now: this one still, or another one."""
        return self if at == self.at else Beat(at, now)

    def is_still(self, now: dt.datetime) -> bool:
        """Whether no beat followed it for too long."""
        waited = (now - self.seen_at).total_seconds()
        return waited >= STILL_SECONDS or is_surely_still(self.at, now)


def is_surely_still(at: dt.datetime, now: dt.datetime) -> bool:
    """Whether a beat is old even where clocks differ."""
    return (now - at).total_seconds() >= SURELY_STILL_SECONDS
