"""The words of goals, measures and charts, as they are kept and as a person reads them."""

from __future__ import annotations

from enum import StrEnum

from huddle.i18n import N_
from huddle.labels import give_labels


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


class Rule(StrEnum):
    """What marks a point of a chart, in the order in which the first that holds counts."""

    OUTSIDE = "outside"
    TREND = "trend"
    NEAR = "near"
    SHIFT = "shift"


class Side(StrEnum):
    """On which side a marked point is; of a trend, which way it goes."""

    HIGH = "high"
    LOW = "low"


class Variation(StrEnum):
    """What a point shows: what is usual for the process, or that something changed."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """Whether a process, if nothing changes, meets its target."""

    PASSES = "passes"
    FAILS = "fails"
    HIT_AND_MISS = "hit_and_miss"
    NONE = "none"


give_labels(
    {
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
        Rule: {
            Rule.OUTSIDE: N_("Outside the limits"),
            Rule.TREND: N_("Trend"),
            Rule.NEAR: N_("Two of three near a limit"),
            Rule.SHIFT: N_("Shift"),
        },
        Side: {
            Side.HIGH: N_("high"),
            Side.LOW: N_("low"),
        },
        Variation: {
            Variation.COMMON: N_("Common variation"),
            Variation.IMPROVEMENT: N_("Improvement"),
            Variation.CONCERN: N_("Concern"),
            Variation.NEUTRAL_HIGH: N_("Change upwards"),
            Variation.NEUTRAL_LOW: N_("Change downwards"),
        },
        Assurance: {
            Assurance.PASSES: N_("Meets the target"),
            Assurance.FAILS: N_("Misses the target"),
            Assurance.HIT_AND_MISS: N_("Hit and miss"),
            Assurance.NONE: N_("Not known"),
        },
    }
)
