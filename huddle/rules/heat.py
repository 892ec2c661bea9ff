"""How deep a number of a map is shaded: a few steps, so that they can be told from one another."""

from __future__ import annotations

STEPS = 3


def step_of(count: int, most: int) -> int:
    """The shade of a number: none for nothing, the deepest for the largest of its map.

    The steps are equal parts of the largest number. Where that is smaller than the number of steps
    they are ones, so that a single item never looks like much.
    """
    return -(-count * STEPS // max(most, STEPS))
