"""How goals and what tells of them are put in words."""

from __future__ import annotations

from huddle import dates
from huddle.i18n import _
from huddle.measure_words import Family, MeasureKind, called
from huddle.rows import GoalMeasureRow, GoalRow
from huddle.rules.chart_numbers import number


def below_words(goal: GoalRow) -> str:
    """Who answers for a goal, who shares it, where it shall end and by when, line by line."""
    owner, day = goal.item.owner_name, goal.item.due_on
    lines = (
        ", ".join(goal.item.departments),
        _("{name} answers for it").format(name=owner) if owner else "",
        _aim(goal),
        _("by {day}").format(day=dates.in_table(day)) if day else "",
    )
    return "\n".join(filter(None, lines))


def _aim(goal: GoalRow) -> str:
    if goal.baseline and goal.target:
        return _("from {baseline} to {target}").format(baseline=goal.baseline, target=goal.target)
    return goal.target and _("to {target}").format(target=goal.target)


def measure_words(measure: GoalMeasureRow) -> tuple[str, str]:
    """What a measure says last, and below it what it is for the goal."""
    role = called(measure.role)
    if measure.last_value is None or measure.last_on is None:
        return measure.name, _("{role}, not read yet").format(role=role)
    day = dates.short_day(measure.last_on)
    # Of events, the value counts those of one day.
    value = "" if measure.kind is MeasureKind.DAYS_BETWEEN else value_words(measure)
    name = _("{name}: {value}").format(name=measure.name, value=value) if value else measure.name
    return name, _("{role}, {day}").format(role=role, day=day)


def value_words(measure: GoalMeasureRow) -> str:
    """The last value as a person reads it."""
    shown = number(measure.last_value or 0.0)
    is_share = measure.kind is MeasureKind.PERCENTAGE
    return _("{number}%").format(number=shown) if is_share else shown


def question(family: Family) -> str:
    """What to ask oneself where a family has no goal yet."""
    return {
        Family.SAFETY: _("What harm shall become rarer?"),
        Family.EXPERIENCE: _("What shall patients say of you?"),
        Family.WELLBEING: _("What would make the work lighter?"),
        Family.FLOW: _("Where do patients wait?"),
    }[family]
