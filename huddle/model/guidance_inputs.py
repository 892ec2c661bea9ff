"""What a person may write about a card."""

import datetime as dt

from sqlmodel import SQLModel

from huddle.model.inputs import Text


class CardTextInput(SQLModel):
    """A card in the ward's own words."""

    what: Text
    how: Text
    example: Text = ""
    review_on: dt.date
