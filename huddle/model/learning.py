"""What somebody read and practised here, and a ward's own words on the cards that explain."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from huddle.model.base import NAME_LENGTH, TEXT_LENGTH, Kept, Row


class Learned(Row, table=True):
    """One thing that one account read or practised; it has no trace in the audit."""

    __table_args__ = (UniqueConstraint("account_id", "kind", "what"),)

    account_id: str = Field(max_length=36)
    kind: str = Field(max_length=20)
    """One of `rows.LearnedKind`."""
    what: str = Field(max_length=NAME_LENGTH)
    """The name of a card, scenario, version or quarter; empty for the tour."""
    on_day: dt.date
    """When it was last."""


class CardText(Kept, table=True):
    """A card in the ward's own words."""

    __tablename__ = "card_text"
    __table_args__ = (UniqueConstraint("unit_id", "card"),)

    card: str = Field(max_length=NAME_LENGTH)
    what: str = Field(max_length=TEXT_LENGTH)
    how: str = Field(max_length=TEXT_LENGTH)
    example: str = Field(default="", max_length=TEXT_LENGTH)
    review_on: dt.date
