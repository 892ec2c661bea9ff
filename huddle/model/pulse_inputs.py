"""What a person may write about a pulse."""

from sqlmodel import SQLModel

from huddle.model.inputs import Text


class PulseReplyInput(SQLModel):
    """Why there is no action on a low result."""

    because: Text = ""
