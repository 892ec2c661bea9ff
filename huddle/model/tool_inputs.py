"""What a person may write into the technology register."""

import datetime as dt

from sqlmodel import Field, SQLModel

from huddle.model.inputs import Line, Name, OptionalName, Text, Words
from huddle.tool_words import DeviceClass, IsAi, ToolHarm, ToolStatus, ToolTrouble

_MOST_ASKED = 100_000


class ToolInput(SQLModel):
    """A tool, without where it stands in its life."""

    name: Name
    supplier: OptionalName = ""
    version: OptionalName = ""
    purpose: Text = ""
    is_ai: IsAi = IsAi.UNKNOWN
    device_class: DeviceClass = DeviceClass.UNKNOWN
    where_used: Line = ""
    accountable_id: str | None = None
    accountable_role: OptionalName = ""
    safety_officer: OptionalName = ""
    safety_reference: OptionalName = ""
    data_reference: OptionalName = ""
    known_limits: Text = ""
    at_risk: Text = ""
    oversight: Text = ""
    fallback: Text = ""
    reviewed_on: dt.date | None = None
    review_on: dt.date | None = None


class ToolStatusInput(SQLModel):
    """Where a tool stands when it comes into the register."""

    status: ToolStatus


class ToolDecisionInput(SQLModel):
    """What is decided about a tool."""

    became: ToolStatus
    why: Words
    decided_by: Name
    decided_on: dt.date


class ToolConcernInput(SQLModel):
    """What a concern says of a tool."""

    kind: ToolTrouble
    harm: ToolHarm
    against: Line = ""
    version: OptionalName = ""


class ToolReportInput(SQLModel):
    """To whom a concern about a tool was reported."""

    reported_to: Name
    reported_reference: OptionalName = ""
    reported_on: dt.date


class ToolViewInput(SQLModel):
    """What staff say of a tool."""

    is_before: bool
    asked_on: dt.date
    asked: int = Field(ge=1, le=_MOST_ASKED)
    who: Line = ""
    says: Words
    training: Text = ""
