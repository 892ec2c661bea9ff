"""The plain values that pass between the Goals page and its presenter."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from huddle.errors import Refused
from huddle.i18n import _
from huddle.measure_words import Family
from huddle.rows.goals import GoalRow
from huddle.rows.measures import MeasureRow
from huddle.rows.people import Known
from huddle.rules import typed_dates

_DAYS = {"due": "due_on", "review": "review_on"}
"""The lines that say a day, and the fields they are kept in."""


@dataclass(frozen=True, slots=True)
class GoalsState:
    """Everything that the page shows at one moment."""

    goals: tuple[GoalRow, ...]
    known: Known
    measures: tuple[MeasureRow, ...]
    today: dt.date

    def goal(self, goal_id: str) -> GoalRow | None:
        """A goal by its id."""
        return next((one for one in self.goals if one.id == goal_id), None)


@dataclass(frozen=True, slots=True)
class GoalEdit:
    """What stands in the fields of the form; names are those of the fields, days are as typed."""

    text: str = ""
    why: str = ""
    left_out: str = ""
    supports: str = ""
    family: str = ""
    owner_id: str = ""
    stage_id: str = ""
    baseline: str = ""
    target: str = ""
    due: str = ""
    review: str = ""
    department_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and not kept, and what stood there when that began."""

    base: GoalEdit
    mine: GoalEdit

    def brought_on(self, now: GoalEdit) -> Draft:
        """The same over what stands there now: only what was touched is mine."""
        names = [one.name for one in fields(GoalEdit)]
        base, mine = (
            {name: getattr(side, name) for name in names} for side in (self.base, self.mine)
        )
        touched = [name for name in names if mine[name] != base[name]]
        return Draft(
            replace(now, **{name: base[name] for name in touched}),
            replace(now, **{name: mine[name] for name in touched}),
        )

    def to_json(self) -> str:
        """As it is kept."""
        return json.dumps([asdict(self.base), asdict(self.mine)], ensure_ascii=False)


def draft_of(kept: str) -> Draft:
    """A draft as it was kept."""
    base, mine = (
        GoalEdit(**{**said, "department_ids": tuple(said["department_ids"])})
        for said in json.loads(kept)
    )
    return Draft(base, mine)


def edit_of(goal: GoalRow) -> GoalEdit:
    """What the fields hold when nobody has typed yet."""
    return GoalEdit(
        text=goal.item.text,
        why=goal.item.why,
        left_out=goal.left_out,
        supports=goal.supports,
        family=goal.family or "",
        owner_id=goal.item.owner_id or "",
        stage_id=goal.item.stage_id or "",
        baseline=goal.baseline,
        target=goal.target,
        due=typed_dates.typed_due(goal.item.due_on),
        review=typed_dates.typed_due(goal.review_on),
        department_ids=tuple(sorted(goal.department_ids)),
    )


def values_of(edit: GoalEdit, today: dt.date) -> dict[str, Any]:
    """The fields as they are kept.

    Raises:
        Refused: A line says no day.
    """
    values = asdict(edit)
    for line, name in _DAYS.items():
        values[name] = _day(values.pop(line), name, today)
    return {
        **values,
        "family": Family(edit.family) if edit.family else None,
        "owner_id": edit.owner_id or None,
        "stage_id": edit.stage_id or None,
    }


def _day(typed: str, name: str, today: dt.date) -> dt.date | None:
    if not typed:
        return None
    found = typed_dates.understand(typed, today)
    if found is None or found.length < len(typed) or found.due_time is not None:
        raise Refused(_("That is no day. Try 3 dec, fri or +30d."), name)
    return found.due_on
