"""What became of the program's own suggestions, by kind."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from huddle.model.base import Kept


class Suggestion(Kept, table=True):
    """A kind of suggestion in a unit: whether it is on, and how often it was taken; by nobody."""

    __table_args__ = (UniqueConstraint("unit_id", "kind"),)

    kind: str = Field(max_length=30)
    is_off: bool = False
    accepted: int = 0
    declined: int = 0
