"""What became of something that was raised without a name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from huddle.vocabulary import ItemKind, Status


class Became(StrEnum):
    """What can be told of something that came of it."""

    OPEN = "open"
    DONE = "done"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ActionOfSlip:
    """An action that came of what was raised.

    Attributes:
        became: Whether it goes on, is done, or ended otherwise.
        text: Its words, where they name nobody.
        on: The day it was done.
    """

    became: Became
    text: str = ""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """What is known of something that was raised, without anybody's name.

    Attributes:
        status: Where it stands.
        heard_on: The day of the huddle that heard it; none while it waits.
        is_sensitive: Whether only some roles may see it.
        turned_into: What else it became.
        answer: What was written about it, where that names nobody.
        actions: What came of it.
    """

    status: Status
    heard_on: dt.date | None = None
    is_sensitive: bool = False
    turned_into: ItemKind | None = None
    answer: str = ""
    actions: tuple[ActionOfSlip, ...] = ()


@dataclass(frozen=True, slots=True)
class SlipRow:
    """What became of it, in sentences.

    Attributes:
        number: The slip number, or the code that was given out as one.
        item_id: Which item it is; empty where whoever asks may not open it.
        raised_on: The day it was raised.
        says: The sentences.
    """

    number: str
    item_id: str
    raised_on: dt.date
    says: tuple[str, ...]
