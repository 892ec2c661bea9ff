"""Which steps of a long agenda the rail shows, and how many it folds at either end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fold:
    """The steps from `first` up to `end` are shown; those before and after are folded."""

    first: int
    end: int
    count: int

    @property
    def before(self) -> int:
        """How many steps are folded at the beginning."""
        return self.first

    @property
    def after(self) -> int:
        """How many steps are folded at the end."""
        return self.count - self.end


def fold(count: int, current: int, most: int) -> Fold:
    """Choose the steps around the current one so that at most so many nodes stand there.

    A folded end takes a node of its own. There is always the current step and, with five nodes
    or more, a neighbour on each side.

    Args:
        count: How many steps there are.
        current: The place of the current one, from 0.
        most: How many nodes there is room for, at least three.
    """
    if count <= most:
        return Fold(0, count, count)
    before = (most - 2) // 2
    if current <= before + 1:
        return Fold(0, most - 1, count)
    if current >= count - (most - 1 - before):
        return Fold(count - (most - 1), count, count)
    first = current - before
    return Fold(first, first + most - 2, count)
