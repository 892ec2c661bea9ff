"""The pulse of a quarter, the box in which its answers wait, and what a low result led to."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from huddle.model.base import TEXT_LENGTH, Kept, Row


class Pulse(Kept, table=True):
    """The pulse of a quarter; nobody's answer is part of it."""

    __table_args__ = (UniqueConstraint("unit_id", "quarter"),)

    quarter: str = Field(max_length=7)
    """As in `2026-Q3`."""
    minimum: int
    """So many answers are opened together."""
    roster: int
    """How many were on the ward's list when it was started: so many slips there are."""


class PulseBox(Row, table=True):
    """The answers of a pulse: those that wait, sealed, and the counts of those that were opened.

    One row for all of them, written anew with each: no answer has an id, a time or a place.
    """

    __tablename__ = "pulse_box"

    pulse_id: str = Field(foreign_key="pulse.id", unique=True, max_length=36)
    box: str
    """What `store.pulse_box` makes of it; empty when the quarter is over."""
    counts: str
    """For each question by its name, how often each answer was given."""
    answered: int = 0
    """How many answers were counted."""


class PulseReply(Kept, table=True):
    """What those who lead do about a low result: an action, or the reason why there is none."""

    __tablename__ = "pulse_reply"
    __table_args__ = (UniqueConstraint("pulse_id", "question"),)

    pulse_id: str = Field(foreign_key="pulse.id", max_length=36)
    question: str = Field(max_length=30)
    item_id: str | None = Field(default=None, foreign_key="item.id", max_length=36)
    because: str = Field(default="", max_length=TEXT_LENGTH)
