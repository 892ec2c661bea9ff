"""Which chart a measure gets, and which others it may have."""

from __future__ import annotations

from typing import NamedTuple

from huddle.measure_words import ChartKind, MeasureKind
from huddle.rules.spc import POINTS_FOR_LIMITS


class ChartChoice(NamedTuple):
    """The charts that suit a measure.

    Attributes:
        usual: The one it gets.
        others: The ones a person may choose in its place.
    """

    usual: ChartKind
    others: tuple[ChartKind, ...]


def choose(kind: MeasureKind, points: int) -> ChartChoice:
    """The charts of a measure.

    Rare events are drawn by the days between them, which no XmR chart suits: most are short and a
    few very long. Other readings get limits as soon as there are enough for them.

    Args:
        kind: What its readings are.
        points: How many there are.
    """
    if kind is MeasureKind.DAYS_BETWEEN:
        return ChartChoice(ChartKind.T, (ChartKind.G,))
    if points < POINTS_FOR_LIMITS:
        return ChartChoice(ChartKind.RUN, (ChartKind.XMR,))
    return ChartChoice(ChartKind.XMR, (ChartKind.RUN,))
