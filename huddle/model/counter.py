"""Counters for the numbers people see: huddles and codes."""

from sqlmodel import Field

from huddle.model.base import Row


class Counter(Row, table=True):
    """The next number of a kind; it only ever goes up, so no number is used twice."""

    name: str = Field(unique=True, max_length=30)
    next_number: int = 1
