"""What a facilitator thinks of their own huddles; nobody else is shown it."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, Row


class SelfCheck(Row, table=True):
    """One month of one account; it has no trace in the audit, which others read."""

    __tablename__ = "self_check"
    __table_args__ = (UniqueConstraint("account_id", "month"),)

    account_id: str = Field(max_length=36)
    month: dt.date
    """Its first day."""
    answers: str = Field(max_length=LINE_LENGTH)
    """Each answer by the name of its question, as JSON."""
