"""The small pictures of what a chart says at a glance, as lines in a square, for screen and paper.

A signal has the mark of its point instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from huddle.measure_words import Assurance

Line = tuple[tuple[float, float], ...]
"""Places as shares of the square, from its upper left corner."""

_WAVE: Line = ((0.18, 0.5), (0.36, 0.34), (0.5, 0.5), (0.64, 0.66), (0.82, 0.5))


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture.

    Attributes:
        lines: What is drawn.
        target: A target that the lines cross, drawn dashed; empty for none.
    """

    lines: tuple[Line, ...]
    target: Line = ()


WAVE = Icon((_WAVE,))
"""Common variation: now up, now down."""
TARGETS = {
    Assurance.PASSES: Icon((((0.28, 0.52), (0.44, 0.68), (0.72, 0.34)),)),
    Assurance.FAILS: Icon((((0.34, 0.34), (0.66, 0.66)), ((0.34, 0.66), (0.66, 0.34)))),
    Assurance.HIT_AND_MISS: Icon((_WAVE,), ((0.14, 0.5), (0.86, 0.5))),
}
"""Whether a target will be met: a tick, a cross, or a line now above it and now below it."""
