"""The words of goals, measures and charts, as they are kept and as a person reads them."""

from __future__ import annotations

from enum import StrEnum

from huddle.i18n import N_, _


class Direction(StrEnum):
    """Which way of a measure is an improvement."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class MeasureKind(StrEnum):
    """What the readings of a measure are."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATE = "rate"
    DAYS_BETWEEN = "days_between"


class Family(StrEnum):
    """What a goal or a measure is about; the four stand side by side."""

    SAFETY = "safety"
    EXPERIENCE = "experience"
    WELLBEING = "wellbeing"
    FLOW = "flow"


class MeasureRole(StrEnum):
    """What a measure tells of a goal: what is wanted, what is done for it, what it might cost."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"


class ChartKind(StrEnum):
    """How readings are drawn."""

    XMR = "xmr"
    RUN = "run"
    T = "t"
    G = "g"


_LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    Direction: {
        Direction.UP: N_("Up is good"),
        Direction.DOWN: N_("Down is good"),
        Direction.NEITHER: N_("Neither"),
    },
    MeasureKind: {
        MeasureKind.COUNT: N_("Count"),
        MeasureKind.PERCENTAGE: N_("Percentage"),
        MeasureKind.RATE: N_("Rate"),
        MeasureKind.DAYS_BETWEEN: N_("Days between events"),
    },
    Family: {
        Family.SAFETY: N_("Patient safety"),
        Family.EXPERIENCE: N_("Patient experience"),
        Family.WELLBEING: N_("Staff wellbeing"),
        Family.FLOW: N_("Flow"),
    },
    MeasureRole: {
        MeasureRole.OUTCOME: N_("Outcome"),
        MeasureRole.PROCESS: N_("Process"),
        MeasureRole.BALANCING: N_("Balancing"),
    },
    ChartKind: {
        ChartKind.XMR: N_("XmR chart"),
        ChartKind.RUN: N_("Run chart"),
        ChartKind.T: N_("T chart"),
        ChartKind.G: N_("G chart"),
    },
}


def called(word: StrEnum) -> str:
    """The word as a person reads it, in the language in use."""
    return _(_LABELS[type(word)][word])
