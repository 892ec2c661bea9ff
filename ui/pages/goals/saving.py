"""A change of a goal, which somebody else may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from huddle.labels import label
from huddle.measure_words import Family
from huddle.rows.goals import GoalRow
from ui.pages.goals.state import GoalsState, edit_of, values_of
from ui.settling import Saving

if TYPE_CHECKING:
    from huddle.ward import Ward


def goal_saving(
    ward: Ward,
    goal: GoalRow,
    base: Mapping[str, Any],
    mine: Mapping[str, Any],
    state: GoalsState,
) -> Saving[GoalRow]:
    """A change of a goal as `settling` saves it.

    Args:
        ward: Where it is kept.
        goal: The newest version that is known.
        base: All fields as they were when the typing began.
        mine: What was changed.
        state: What the page knows of the ward.
    """
    plans = ward.goal_plans
    teams = {one.id: one.name for one in state.known.departments}

    def in_words(name: str, value: Any) -> tuple[str, str]:
        if isinstance(value, tuple) and value:
            field, _none = ward.versions.in_words(name, "")
            return field, ", ".join(teams.get(team_id, "") for team_id in value)
        return ward.versions.in_words(name, label(value) if isinstance(value, Family) else value)

    return Saving(
        on=goal,
        mine=mine,
        base=base,
        values=lambda row: values_of(edit_of(row), state.today),
        write=lambda row, left: plans.plan(row.id, row.row_version, **left),
        read=lambda: plans.goal(goal.id),
        row_id=goal.id,
        in_words=in_words,
    )
