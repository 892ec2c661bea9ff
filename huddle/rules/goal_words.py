"""How far a shared goal has come, in words: where it begins and ends, and what was read last."""

from __future__ import annotations

from huddle import dates
from huddle.i18n import _
from huddle.labels import label
from huddle.measure_words import MeasureKind
from huddle.rows.goals import GoalMeasureRow, GoalRow
from huddle.rules.chart_numbers import number


def aim_words(goal: GoalRow) -> str:
    """Where a goal begins and where it shall end; empty without an end."""
    if goal.baseline and goal.target:
        return _("from {baseline} to {target}").format(baseline=goal.baseline, target=goal.target)
    return goal.target and _("to {target}").format(target=goal.target)


def measure_words(measure: GoalMeasureRow) -> tuple[str, str]:
    """What a measure says last, and below it what it is for the goal."""
    role = label(measure.role)
    if measure.last_value is None or measure.last_on is None:
        return measure.name, _("{role}, not read yet").format(role=role)
    day = dates.short_day(measure.last_on)
    # Of events, the value counts those of one day.
    value = "" if measure.kind is MeasureKind.DAYS_BETWEEN else _value(measure)
    name = _("{name}: {value}").format(name=measure.name, value=value) if value else measure.name
    return name, _("{role}, {day}").format(role=role, day=day)


def _value(measure: GoalMeasureRow) -> str:
    """The last value as a person reads it."""
    shown = number(measure.last_value or 0.0)
    is_share = measure.kind is MeasureKind.PERCENTAGE
    return _("{number}%").format(number=shown) if is_share else shown
