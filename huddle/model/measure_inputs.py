"""What a person may write of measures, harm and goals."""

import datetime as dt
from typing import Annotated

from pydantic import Field as Bounded
from sqlmodel import Field, SQLModel

from huddle.measure_words import Direction, Family, MeasureKind, MeasureRole
from huddle.model.inputs import Line, Name, OptionalName, RequiredLine, Text

_LARGEST = 1e12
Number = Annotated[float, Bounded(ge=0, le=_LARGEST, allow_inf_nan=False)]


class MeasureInput(SQLModel):
    """A measure with its operational definition."""

    name: Name
    family: Family
    kind: MeasureKind
    direction: Direction
    unit: OptionalName = ""
    numerator: Text = ""
    denominator: Text = ""
    per: int = Field(default=1000, ge=1, le=1_000_000)
    source: Line = ""
    collected_by: Line = ""
    how_often: OptionalName = ""
    target: Number | None = None
    is_screened: bool = False
    is_of_the_day: bool = False


class ReadingInput(SQLModel):
    """One value of a measure."""

    read_on: dt.date
    value: Number
    numerator: Number | None = None
    denominator: Number | None = None
    note: Line = ""


class RebaseInput(SQLModel):
    """From when on a process is another one, and what changed."""

    from_on: dt.date
    note: RequiredLine


class GoalPlanInput(SQLModel):
    """What a shared goal says beyond its statement."""

    family: Family
    left_out: Text = ""
    supports: Text = ""
    baseline: Line = ""
    target: Line = ""
    review_on: dt.date | None = None


class GoalMeasureInput(SQLModel):
    """What a measure tells of a goal."""

    role: MeasureRole
