"""Saved views and searches: what somebody wants to see again, under a name."""

from sqlmodel import Field

from huddle.model.base import NAME_LENGTH, TEXT_LENGTH, Kept


class SavedView(Kept, table=True):
    """A filter of Follow-ups with its order and its form, or what is looked for in Find."""

    __tablename__ = "saved_view"

    account_id: str = Field(index=True, max_length=36)
    """Whose it is."""
    name: str = Field(max_length=NAME_LENGTH)
    is_shared: bool = False
    """Whether everybody of the unit has it, too."""
    wanted: str = Field(max_length=TEXT_LENGTH)
    """The filter, the order and whether it is a board, as JSON; of a search, what is typed."""
    is_search: bool = False
    """Whether it is one of Find."""
    position: int = 0
