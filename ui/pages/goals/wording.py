"""How goals are put in words on their page."""

from __future__ import annotations

from huddle import dates
from huddle.i18n import _
from huddle.measure_words import Family
from huddle.rows.goals import GoalRow
from huddle.rules.goal_words import aim_words


def below_words(goal: GoalRow) -> str:
    """Who answers for a goal, who shares it, where it shall end and by when, line by line."""
    owner, day = goal.item.owner_name, goal.item.due_on
    lines = (
        ", ".join(goal.item.departments),
        _("{name} answers for it").format(name=owner) if owner else "",
        aim_words(goal),
        _("by {day}").format(day=dates.in_table(day)) if day else "",
    )
    return "\n".join(filter(None, lines))


def question(family: Family) -> str:
    """What to ask oneself where a family has no goal yet."""
    return {
        Family.SAFETY: _("What harm shall become rarer?"),
        Family.EXPERIENCE: _("What shall patients say of you?"),
        Family.WELLBEING: _("What would make the work lighter?"),
        Family.FLOW: _("Where do patients wait?"),
    }[family]
