"""What a person may write about a card."""

import datetime as dt

from sqlmodel import SQLModel

from huddle.model.inputs import Text, Words


class CardTextInput(SQLModel):
    """A card in the ward's own words."""

    what: Words
    how: Words
    example: Text = ""
    review_on: dt.date
