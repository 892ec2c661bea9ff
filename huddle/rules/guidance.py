"""How long a card may be, and when somebody reads it again."""

from __future__ import annotations

import datetime as dt

from huddle.errors import Refused
from huddle.i18n import _
from huddle.rows.guidance import GuidanceCard

WORDS_A_MINUTE = 200
"""How fast people read who are tired or stand: below the usual 240 of silent reading (Brysbaert
2019, Journal of Memory and Language 109:104047)."""
MOST_WORDS = WORDS_A_MINUTE
"""A card is read in a minute."""
LONGEST_DAYS = 366
"""A card is read again within a year."""


def words_in(*texts: str) -> int:
    """How many words there are."""
    return sum(len(text.split()) for text in texts)


def seconds_to_read(card: GuidanceCard) -> int:
    """How long it takes to read a card, without its sources and its day."""
    words = words_in(card.title, card.what, card.how, card.example)
    return -(-words * 60 // WORDS_A_MINUTE)


def is_past_review(card: GuidanceCard, today: dt.date) -> bool:
    """Whether the day is over by which somebody was to read it again."""
    return card.review_on < today


def check_length(*texts: str) -> None:
    """Refuse what is not read in a minute.

    Raises:
        Refused: It has too many words.
    """
    count = words_in(*texts)
    if count > MOST_WORDS:
        told = _("A card is read in a minute: {most} words at most. This one has {count}.")
        raise Refused(told.format(most=MOST_WORDS, count=count), "how")


def check_review(review_on: dt.date, today: dt.date) -> None:
    """Refuse a day on which nobody would think of the card any more.

    Raises:
        Refused: It is over already, or more than a year away.
    """
    if not today < review_on <= today + dt.timedelta(days=LONGEST_DAYS):
        raise Refused(_("Choose a day within the next year for reading it again."), "review_on")


def next_review(review_on: dt.date, today: dt.date) -> dt.date:
    """By when whoever writes a card anew has it read again, unless they say otherwise.

    Args:
        review_on: The day that was set for it.
        today: The day it is.

    Returns:
        That day, or a year from today where it is over or too far away.
    """
    latest = today + dt.timedelta(days=LONGEST_DAYS - 1)
    return review_on if today < review_on <= latest else latest
