"""The guard over rows however many: how often it found what, and the first few of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from huddle.rules.guarding import Guard
from huddle.sheets.guarding import (
    MOST_LISTED,
    Found,
    GuardAsks,
    Written,
    counted,
    kept_reason,
    look_through,
)


class Look:
    """What the guard sees in what is about to leave.

    Args:
        guard: The ward's.

    Attributes:
        kinds: How many there are of each kind, without their words.
    """

    def __init__(self, guard: Guard) -> None:
        self.kinds: Counter[str] = Counter()
        self._guard = guard
        self._first: list[Found] = []

    def over(self, written: Iterable[Written]) -> None:
        """Look through some words, too."""
        found = look_through(self._guard, written)
        self.kinds.update(counted(found))
        self._first.extend(found[: MOST_LISTED - len(self._first)])

    def why(self, reason: str) -> str:
        """The reason why it leaves all the same, as the audit keeps it; empty for nothing found.

        Raises:
            GuardAsks: Something was found, and no reason is given.
            Refused: The reason cannot be kept.
        """
        if not self.kinds:
            return ""
        if not reason.strip():
            raise GuardAsks(self._first, self.kinds.total() - len(self._first))
        return kept_reason(self._guard, reason)
