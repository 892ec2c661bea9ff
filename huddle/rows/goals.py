"""Shared goals with their plans and the measures that tell of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.measure_words import Family, MeasureKind, MeasureRole
from huddle.rows.items import ItemRow


@dataclass(frozen=True, slots=True)
class GoalMeasureRow:
    """What a measure tells of a goal, with its last reading."""

    measure_id: str
    name: str
    role: MeasureRole
    kind: MeasureKind
    last_on: dt.date | None = None
    last_value: float | None = None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A shared goal and its plan.

    Attributes:
        item: Its statement, why, who answers for it, by when, stages and departments.
        department_ids: The departments that share it, in the order of their names in the item.
        family: What it is about; none for one that was said in a huddle and has no plan yet.
        left_out: Whom it might leave out.
        supports: The goal of the tier above that it serves.
        baseline: Where it begins.
        target: Where it shall end.
        review_on: When it comes back in a huddle.
        measures: Those that tell of it: outcome, process, balancing.
        asks: What is still to be settled, as questions and warnings in words.
    """

    item: ItemRow
    department_ids: tuple[str, ...] = ()
    family: Family | None = None
    left_out: str = ""
    supports: str = ""
    baseline: str = ""
    target: str = ""
    review_on: dt.date | None = None
    measures: tuple[GoalMeasureRow, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The goal's own id, which is its item's."""
        return self.item.id

    @property
    def row_version(self) -> int:
        """Moves on with each change of the goal, its plan or its measures."""
        return self.item.row_version
