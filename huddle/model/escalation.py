"""What goes up a tier, and what comes in: tiers with their criteria, receivers, escalations."""

import datetime as dt

from sqlalchemy import Column, ForeignKey, Index, String
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
    receiving_unit_id: str | None = Field(default=None, foreign_key="unit.id", max_length=36)
    """Their unit, where it stands in this store: what goes up is in its next huddle at once."""
    address: str = Field(default="", max_length=LINE_LENGTH)
    """Their store's hand-over address, where it is another one."""


class Escalation(Kept, table=True):
    """One item on its way up and its answer on its way back."""

    __table_args__ = (Index("ix_escalation_item", "item_id"),)

    item_id: str = Field(foreign_key="item.id", max_length=36)
    receiver_id: str | None = Field(default=None, foreign_key="receiver.id", max_length=36)
    to_unit_id: str | None = Field(default=None, max_length=36)
    """Their unit, where it stands in this store, as it was then."""
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


class ReceivedEscalation(Kept, table=True):
    """An escalation as the unit that received it has it, whichever way it came."""

    __tablename__ = "received_escalation"

    escalation_id: str = Field(unique=True, max_length=36)
    """The sender's row; from another store it stands only there."""
    item_id: str = Field(
        sa_column=Column(
            String(36),
            # It is put down before its concern, which is another unit's until it is there.
            ForeignKey("item.id", deferrable=True, initially="DEFERRED"),
            index=True,
            nullable=False,
        )
    )
    """The concern it became here, which waits for the next huddle."""
    came_by: str = Field(max_length=20)
    """`store`, `file` or `slip`."""
    from_unit: str = Field(max_length=NAME_LENGTH)
    from_code: str = Field(default="", max_length=16)
    """The code of the sender's item."""
    telephone: str = Field(default="", max_length=LINE_LENGTH)
    """How the sender can be reached."""
    reply_address: str = Field(default="", max_length=LINE_LENGTH)
    """The sender's hand-over address, to which an answer file is sealed."""
    reason: str = Field(default="", max_length=LINE_LENGTH)
    ask: str = Field(default="", max_length=TEXT_LENGTH)
    needed_on: dt.date | None = None
    needed_time: dt.time | None = None
    reply_hours: int = 0
    answer: str = Field(default="", max_length=TEXT_LENGTH)
    answered_by: str = Field(default="", max_length=NAME_LENGTH)
    answered_at: dt.datetime | None = None
    sent_back_at: dt.datetime | None = None
    """When the answer went to the sender: at once within a store, else when its file was made."""
