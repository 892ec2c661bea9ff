"""What goes up a tier: the tiers with their criteria, who receives, and each escalation."""

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH, Kept


class Tier(Kept, table=True):
    """A tier above the ward, and when something belongs there."""

    name: str = Field(max_length=NAME_LENGTH)
    criteria: str = Field(default="", max_length=TEXT_LENGTH)
    """One a line."""
    position: int = 0


class Receiver(Kept, table=True):
    """Somebody who receives escalations, by name, with how to reach them."""

    tier_id: str = Field(foreign_key="tier.id", index=True, max_length=36)
    name: str = Field(max_length=NAME_LENGTH)
    role: str = Field(default="", max_length=NAME_LENGTH)
    telephone: str = Field(default="", max_length=LINE_LENGTH)
    reply_hours: int = 24
    """How soon an answer is expected once they were told; 0 for no time set."""
    position: int = 0


class Escalation(Kept, table=True):
    """One item on its way up and its answer on its way back."""

    __table_args__ = (Index("ix_escalation_item", "item_id"),)

    item_id: str = Field(foreign_key="item.id", max_length=36)
    receiver_id: str | None = Field(default=None, foreign_key="receiver.id", max_length=36)
    to_name: str = Field(max_length=NAME_LENGTH)
    """Who receives it, by name as it was then."""
    to_role: str = Field(default="", max_length=NAME_LENGTH)
    telephone: str = Field(default="", max_length=LINE_LENGTH)
    reply_hours: int = 0
    reason: str = Field(default="", max_length=LINE_LENGTH)
    ask: str = Field(default="", max_length=TEXT_LENGTH)
    """What the receiver is asked for."""
    needed_on: dt.date | None = None
    needed_time: dt.time | None = None
    told_whom: str = Field(default="", max_length=NAME_LENGTH)
    """Empty: not yet told."""
    told_by: str = Field(default="", max_length=NAME_LENGTH)
    told_at: dt.datetime | None = None
    answer: str = Field(default="", max_length=TEXT_LENGTH)
    answered_by: str = Field(default="", max_length=NAME_LENGTH)
    answered_at: dt.datetime | None = None
    told_back_at: dt.datetime | None = None
    told_back_in: str | None = Field(default=None, max_length=36)
    """The huddle in which those who raised it heard the answer."""
