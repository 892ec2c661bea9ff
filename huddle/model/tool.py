"""Digital and AI tools in use: what for, who answers for them, and what is said of them."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH, Kept


class Tool(Kept, table=True):
    """A tool of the technology register."""

    name: str = Field(max_length=NAME_LENGTH)
    supplier: str = Field(default="", max_length=NAME_LENGTH)
    version: str = Field(default="", max_length=NAME_LENGTH)
    purpose: str = Field(default="", max_length=TEXT_LENGTH)
    is_ai: str = Field(default="unknown", max_length=20)
    """`yes`, `no` or `unknown`."""
    device_class: str = Field(default="unknown", max_length=20)
    """Its class as a medical device, `none` or `unknown`."""
    where_used: str = Field(default="", max_length=LINE_LENGTH)
    accountable_id: str | None = Field(default=None, foreign_key="person.id", max_length=36)
    accountable_role: str = Field(default="", max_length=NAME_LENGTH)
    safety_officer: str = Field(default="", max_length=NAME_LENGTH)
    safety_reference: str = Field(default="", max_length=NAME_LENGTH)
    """Of its clinical-safety case."""
    data_reference: str = Field(default="", max_length=NAME_LENGTH)
    """Of its data-protection assessment."""
    known_limits: str = Field(default="", max_length=TEXT_LENGTH)
    at_risk: str = Field(default="", max_length=TEXT_LENGTH)
    """Groups that a bias of it could harm."""
    oversight: str = Field(default="", max_length=TEXT_LENGTH)
    """Which person looks at what it says, and when."""
    fallback: str = Field(default="", max_length=TEXT_LENGTH)
    """What is done when it is down."""
    reviewed_on: dt.date | None = None
    review_on: dt.date | None = None
    status: str = Field(default="proposed", max_length=20)
    is_own: bool = False
    """Whether it is this program's own suggestions."""


class ToolDecision(Kept, table=True):
    """What was decided about a tool: by whom, when and why."""

    __tablename__ = "tool_decision"

    tool_id: str = Field(foreign_key="tool.id", index=True, max_length=36)
    was: str = Field(max_length=20)
    became: str = Field(max_length=20)
    why: str = Field(max_length=TEXT_LENGTH)
    decided_by: str = Field(max_length=NAME_LENGTH)
    decided_on: dt.date
    huddle_id: str | None = Field(default=None, foreign_key="huddle.id", max_length=36)


class ToolConcern(Kept, table=True):
    """What a concern says of a tool; its words and where it stands are the item's."""

    __tablename__ = "tool_concern"
    __table_args__ = (UniqueConstraint("item_id"),)

    tool_id: str = Field(foreign_key="tool.id", index=True, max_length=36)
    item_id: str = Field(foreign_key="item.id", max_length=36)
    kind: str = Field(max_length=20)
    harm: str = Field(max_length=20)
    """`none`, `near_miss` or `harm`."""
    against: str = Field(default="", max_length=LINE_LENGTH)
    """Whom it may be biased against, as a group."""
    version: str = Field(default="", max_length=NAME_LENGTH)
    """Of the tool, when it happened."""
    reported_to: str = Field(default="", max_length=NAME_LENGTH)
    reported_reference: str = Field(default="", max_length=NAME_LENGTH)
    reported_on: dt.date | None = None


class ToolView(Kept, table=True):
    """What those who use a tool say of it, before it is adopted or after."""

    __tablename__ = "tool_view"

    tool_id: str = Field(foreign_key="tool.id", index=True, max_length=36)
    is_before: bool
    asked_on: dt.date
    asked: int
    """How many people were asked."""
    who: str = Field(default="", max_length=LINE_LENGTH)
    """Which groups of staff."""
    says: str = Field(max_length=TEXT_LENGTH)
    training: str = Field(default="", max_length=TEXT_LENGTH)
    """What training they were given."""
