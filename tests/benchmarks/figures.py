"""Measuring two things in turns, and what came out."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        bar: Its name in the table of bars.
        what: What was measured.
        ours: How much Huddle takes.
        floor: How much the least program takes.
        unit: `ms` or `MB`.
        at_most: The largest ratio that is good enough.
    """

    bar: str
    what: str
    ours: float
    floor: float
    unit: str
    at_most: float

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    @property
    def holds(self) -> bool:
        """Whether the bar is kept."""
        return self.ratio <= self.at_most

    @property
    def cells(self) -> tuple[str, ...]:
        """It as a line of the table."""
        return (
            self.bar,
            self.what,
            f"{self.ours:,.2f} {self.unit}",
            f"{self.floor:,.2f} {self.unit}",
            f"{self.ratio:.2f}",
            f"{self.at_most:.2f}",
            "yes" if self.holds else "NO",
        )

    @property
    def kept(self) -> dict[str, object]:
        """It as kept for later."""
        return {**asdict(self), "ratio": round(self.ratio, 3), "holds": self.holds}


@dataclass(frozen=True)
class Beside:
    """A line of the table that no bar judges.

    Attributes:
        bar: The bar beside which it stands.
        what: What was measured.
        took: How much it was; none where it cannot be measured here.
        unit: As of a figure.
    """

    bar: str
    what: str
    took: float | None
    unit: str

    @property
    def cells(self) -> tuple[str, ...]:
        """It as a line of the table."""
        took = "not installed" if self.took is None else f"{self.took:,.2f} {self.unit}"
        return self.bar, self.what, took, "", "", "", "not judged"

    @property
    def kept(self) -> dict[str, object]:
        """It as kept for later."""
        return asdict(self)


@dataclass(frozen=True)
class Spread:
    """What many runs of one thing took, in milliseconds."""

    runs: list[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.runs)

    @property
    def p99(self) -> float:
        """The slowest but one in a hundred."""
        return sorted(self.runs)[int(len(self.runs) * 0.99)]


def in_turns(
    ours: Callable[[], object], floor: Callable[[], object], *, turns: int, warm_up: int = 3
) -> tuple[Spread, Spread]:
    """Run two things one after the other, many times, so that both meet the same noise."""
    for _turn in range(warm_up):
        ours()
        floor()
    gc.collect()
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns):
        # Whoever goes first may find a colder machine.
        order = ((0, ours), (1, floor)) if turn % 2 else ((1, floor), (0, ours))
        for which, run in order:
            taken[which].append(milliseconds(run))
    return Spread(taken[0]), Spread(taken[1])


def median_of(run: Callable[[], object], *, turns: int) -> float:
    """How long one thing takes by itself, once it is warm."""
    run()
    gc.collect()
    return Spread([milliseconds(run) for _turn in range(turns)]).median


def milliseconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000
