"""Which chart a measure gets."""

from __future__ import annotations

import pytest

from huddle.measure_words import ChartKind, MeasureKind
from huddle.rules.chart_choice import choose


@pytest.mark.parametrize(
    "kind", [kind for kind in MeasureKind if kind is not MeasureKind.DAYS_BETWEEN]
)
def test_limits_come_with_the_twelfth_reading(kind: MeasureKind) -> None:
    assert choose(kind, 0) == choose(kind, 11) == (ChartKind.RUN, (ChartKind.XMR,))
    assert choose(kind, 12) == choose(kind, 500) == (ChartKind.XMR, (ChartKind.RUN,))


def test_rare_events_are_drawn_by_the_days_between_them() -> None:
    for points in (0, 11, 12, 500):
        assert choose(MeasureKind.DAYS_BETWEEN, points) == (ChartKind.T, (ChartKind.G,))
