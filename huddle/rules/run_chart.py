"""Run charts by the rules of Anhøj, which suit few readings, on plain numbers.

Source: Anhøj and Olesen, PLoS ONE 2014;9(11):e113825, as in the R package qicharts2
(`runs.analysis`). Useful are the readings off the median; those on it are passed over. Something
other than chance is at work when the longest run on one side is longer than
round(log2 of the useful) + 3, or when the line crosses the median less often than the 5 % quantile
of the binomial distribution of (useful − 1) tosses of a coin. Trends are left out: that rule hardly
ever finds a drift and often alarms for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from huddle.measure_words import Direction, Rule
from huddle.rules.spc import SIDES, UNMARKED, Point, in_runs, marked


@dataclass(frozen=True, slots=True)
class RunChart:
    """A run chart, ready to be drawn and put into words.

    Attributes:
        median: Its centre line; none without readings.
        points: What each reading shows, in their order; a shift marks those of a run that is too
            long, and nothing those on the median.
        latest: What the last reading off the median shows; none without one.
        useful: How many are off the median.
        longest_run: The most of them in a row on one side.
        longest_allowed: The longest run that is still put down to chance.
        crossings: How often the line crosses the median.
        least_crossings: The fewest crossings that are still put down to chance.
    """

    median: float | None
    points: tuple[Point, ...]
    latest: Point | None
    useful: int
    longest_run: int
    longest_allowed: int
    crossings: int
    least_crossings: int

    @property
    def is_run_too_long(self) -> bool:
        """Whether too many in a row are on one side."""
        return self.longest_run > self.longest_allowed

    @property
    def are_crossings_too_few(self) -> bool:
        """Whether the line crosses the median too seldom."""
        return self.crossings < self.least_crossings


def run_chart(values: Sequence[float], direction: Direction) -> RunChart:
    """The run chart of readings.

    Args:
        values: The readings of one process, in the order of their days; after a known change
            another chart begins.
        direction: Which way the measure improves.
    """
    centre = median(values) if values else None
    signs = [(value > centre) - (value < centre) for value in values] if centre is not None else []
    off = [sign for sign in signs if sign]
    runs = [len(list(run)) for _sign, run in groupby(off)]
    allowed = longest_allowed(len(off))
    shown = _shown(off, allowed, direction)
    each = iter(shown)
    return RunChart(
        median=centre,
        points=tuple(next(each) if sign else UNMARKED for sign in signs),
        latest=shown[-1] if shown else None,
        useful=len(off),
        longest_run=max(runs, default=0),
        longest_allowed=allowed,
        crossings=max(len(runs) - 1, 0),
        least_crossings=least_crossings(len(off)),
    )


def longest_allowed(useful: int) -> int:
    """The longest run on one side of the median that is put down to chance.

    Args:
        useful: How many readings are off the median.
    """
    return round(math.log2(max(useful, 1))) + 3


def least_crossings(useful: int) -> int:
    """The fewest crossings of the median that are put down to chance.

    It is the smallest number that a coin tossed once less than there are useful readings stays
    at or below in at least 5 % of all cases.

    Args:
        useful: How many readings are off the median.
    """
    tosses = max(useful - 1, 0)
    all_cases = 2**tosses
    cases = ways = 1
    crossings = 0
    while cases * 20 < all_cases:
        ways = ways * (tosses - crossings) // (crossings + 1)
        cases += ways
        crossings += 1
    return crossings


def _shown(off: Sequence[int], allowed: int, direction: Direction) -> list[Point]:
    """What each reading off the median shows."""
    shifts = {sign: marked(Rule.SHIFT, side, direction) for sign, side in SIDES.items()}
    return [shifts.get(sign, UNMARKED) for sign in in_runs(off, allowed + 1)]
