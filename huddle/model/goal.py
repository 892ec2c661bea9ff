"""What a shared goal says beyond its statement, and the measures that tell of it."""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, TEXT_LENGTH, Kept


class GoalPlan(Kept, table=True):
    """The plan of a shared goal, which is an item."""

    __tablename__ = "goal_plan"

    item_id: str = Field(foreign_key="item.id", unique=True, max_length=36)
    family: str = Field(max_length=20)
    left_out: str = Field(default="", max_length=TEXT_LENGTH)
    """Whom it might leave out."""
    supports: str = Field(default="", max_length=TEXT_LENGTH)
    """The goal of the tier above that it serves."""
    baseline: str = Field(default="", max_length=LINE_LENGTH)
    target: str = Field(default="", max_length=LINE_LENGTH)
    review_on: dt.date | None = None
    """When it comes back in a huddle."""


class GoalMeasure(Kept, table=True):
    """A measure that tells of a goal."""

    __tablename__ = "goal_measure"

    item_id: str = Field(foreign_key="item.id", index=True, max_length=36)
    measure_id: str = Field(foreign_key="measure.id", index=True, max_length=36)
    role: str = Field(max_length=20)
