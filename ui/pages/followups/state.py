"""The plain values that pass between the Follow-ups page and its presenter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from huddle.rows.items import FollowUps, ItemRow
from huddle.rows.people import Known
from huddle.rows.views import SavedViewRow, SavedViews
from huddle.rules import typed_dates
from huddle.tool_words import SuggestionKind
from huddle.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the page knows of the ward beside the actions."""

    known: Known = field(default_factory=Known)
    now: dt.datetime = dt.datetime.min  # noqa: DTZ901 - before anything is known
    next_huddle_on: dt.date | None = None
    suggests: frozenset[SuggestionKind] = frozenset(SuggestionKind)
    """What the ward lets the program suggest."""
    goals: tuple[ItemRow, ...] = ()
    """The shared goals that an action can serve."""

    @property
    def today(self) -> dt.date:
        """The local day."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen of: the goals that actions serve, and the saved views."""

    goals: tuple[ItemRow, ...] = ()
    views: SavedViews = field(default_factory=SavedViews)


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the page shows at one moment."""

    found: FollowUps
    around: Surroundings
    offered: Offered = field(default_factory=Offered)
    begins_with: SavedViewRow | None = None
    """The saved view that was asked for, when the page begins with one."""


class Asking(StrEnum):
    """What the answer strip asks before an answer is kept."""

    WHY_BLOCKED = "why_blocked"
    MORE_TIME = "more_time"
    NEW_OWNER = "new_owner"


PartEdit = tuple[str, str, str]
"""A part's id, the id of its owner or nothing, and its status."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What stands in the fields of the detail panel.

    Attributes:
        text: The action.
        owner: The owner's name as typed.
        due: The due day and time as typed; empty for none.
        place: Where.
        how_known: How we will know it worked.
        status: Where it stands.
        note: What to remember, or the reason.
        parts: The parts that are chosen otherwise than they are.
        patient_reference: The bed or bay of the patient it is about.
        is_sensitive: Whether only some roles shall see it.
        strength: How strongly it changes the work; empty for unsaid.
        goal_id: The shared goal it serves; empty for none.
    """

    text: str
    owner: str
    due: str
    place: str
    how_known: str
    status: Status
    note: str = ""
    parts: tuple[PartEdit, ...] = ()
    patient_reference: str = ""
    is_sensitive: bool = False
    strength: str = ""
    goal_id: str = ""


def understood_due(typed: str, around: Surroundings) -> typed_dates.TypedDue | None:
    """The due day and time a line says, when all of it is understood."""
    words = typed.strip()
    found = typed_dates.understand(
        words, around.today, now=around.now.time(), next_huddle_on=around.next_huddle_on
    )
    return found if found is not None and found.length == len(words) else None
