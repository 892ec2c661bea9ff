"""What people said, in every kind, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from huddle.vocabulary import (
    OPEN_ACTION_STATUSES,
    BoardColumn,
    IncidentReported,
    ItemKind,
    SortBy,
    Status,
    Strength,
)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A department's part of an action."""

    id: str
    department_id: str
    department_name: str
    owner_id: str | None
    owner_name: str
    status: Status
    due_on: dt.date | None
    row_version: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Anything somebody said in or for a huddle, of any kind."""

    id: str
    code: str
    """Short, with a check character, never reused; the slip number of an unnamed concern."""
    kind: ItemKind
    status: Status
    text: str
    raised_at: dt.datetime
    raised_on: dt.date
    row_version: int
    huddle_id: str | None = None
    huddle_number: int | None = None
    """The huddle that captured it."""
    step_id: str | None = None
    owner_id: str | None = None
    owner_name: str = ""
    """The owner as known, or as typed when nobody of that name is known."""
    owner_is_post: bool = False
    owner_is_known: bool = False
    department_id: str | None = None
    """The department the owner belongs to, or that owns it as a whole."""
    department_name: str = ""
    raised_by: str = ""
    """The department or person who raised it; empty when nobody is named."""
    raised_by_department_id: str | None = None
    stage_id: str | None = None
    stage_name: str = ""
    join_stage_id: str | None = None
    join_stage_name: str = ""
    """The second stage, when it sits at a join."""
    due_on: dt.date | None = None
    due_time: dt.time | None = None
    first_due_on: dt.date | None = None
    is_priority: bool = False
    is_overdue: bool = False
    place: str = ""
    patient_reference: str = ""
    """A bed or bay, which leaves by itself; never printed unless asked for."""
    is_sensitive: bool = False
    """Seen only by the roles that the ward names."""
    slip: str = ""
    """The number given out when it was raised while the data was locked."""
    bed_asked: bool = False
    """Whether somebody answered if a bed in its words means a patient or a place."""
    how_known: str = ""
    """How we will know it worked."""
    why: str = ""
    disagreement: str = ""
    incident_reported: IncidentReported = IncidentReported.NOT_ASKED
    incident_reference: str = ""
    read_back: str = ""
    """Empty, `agreed`, or who tells the owner."""
    from_id: str | None = None
    """The item it was turned into from."""
    from_kind: ItemKind | None = None
    from_text: str = ""
    turned_into: ItemKind | None = None
    goal_id: str | None = None
    goal_text: str = ""
    """The shared goal it serves, as far as whoever reads may see it."""
    age_days: int = 0
    times_carried: int = 0
    done_on: dt.date | None = None
    is_closed_on_time: bool | None = None
    """Whether the owner said done by its time; none while it is not done, or has no day."""
    move_count: int = 0
    """How often its due day or time moved."""
    strength: Strength | None = None
    reopened_count: int = 0
    """How often its check found that it did not work and it went on."""
    checked_at: dt.datetime | None = None
    checked_by: str = ""
    note: str = ""
    """The latest note or reason."""
    parts: tuple[PartRow, ...] = ()
    departments: tuple[str, ...] = ()
    """Names of the departments that a goal or decision names, or an action's parts."""
    updated_at: dt.datetime | None = None

    @property
    def missing_parts(self) -> tuple[PartRow, ...]:
        """The parts that are still to be done."""
        return tuple(part for part in self.parts if part.status in OPEN_ACTION_STATUSES)

    @property
    def is_open(self) -> bool:
        """Whether it is an action still to be done."""
        return self.kind is ItemKind.ACTION and self.status in (
            Status.NOT_STARTED,
            Status.IN_PROGRESS,
            Status.BLOCKED,
        )

    @property
    def is_replaced(self) -> bool:
        """Whether what it was turned into stands for it; a concern stays beside its action."""
        return self.turned_into is not None and not (
            self.kind is ItemKind.CONCERN and self.turned_into is ItemKind.ACTION
        )

    @property
    def needs_name(self) -> bool:
        """Whether it is an action that no known person owns yet."""
        return self.kind is ItemKind.ACTION and (not self.owner_is_known or self.owner_is_post)


@dataclass(frozen=True, slots=True)
class ItemEventRow:
    """One event in the story of an item."""

    at: dt.datetime
    by: str
    what: str
    huddle_number: int | None = None
    says_done: bool = False
    """Whether somebody said here that it is done, and it went on to its check."""


@dataclass(frozen=True, slots=True)
class FollowUpsFilter:
    """What Follow-ups lists."""

    text: str = ""
    department_id: str | None = None
    owner_id: str | None = None
    stage_id: str | None = None
    """A stage of the patient's way, also as one side of a join."""
    goal_id: str | None = None
    """The shared goal that it serves."""
    mine: bool = False
    my_department: bool = False
    overdue: bool = False
    unnamed: bool = False
    escalated: bool = False
    """Went up a tier, and the answer was not told back yet."""
    status: str = "open"
    """`open`, `to_check`, `finished`, `all`, or one status value."""
    due_before: dt.date | None = None

    def anywhere(self) -> FollowUpsFilter:
        """The same without status and lateness, which the columns of the board say."""
        return replace(self, status="all", overdue=False)


@dataclass(frozen=True, slots=True)
class FollowUpsOrder:
    """In which order Follow-ups lists."""

    by: SortBy = SortBy.DUE
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class BoardColumnRow:
    """The beginning of a column of the board."""

    column: BoardColumn
    items: tuple[ItemRow, ...]
    count: int
    """How many stand in it; stops at 1,000."""


@dataclass(frozen=True, slots=True)
class UntoldRow:
    """An open action whose owner was not in the room and has not been told."""

    id: str
    text: str
    owner: str
    """Who must be told: the owner as known or as typed, else the department; empty for nobody."""
    teller: str
    """Who said they would."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """A screenful of actions, or of each column of the board, and the counts above it."""

    items: tuple[ItemRow, ...]
    shown_of: int
    """How many match; stops at 1,000."""
    open_count: int
    overdue_count: int
    unnamed_count: int
    untold: tuple[UntoldRow, ...]
    hidden_count: int = 0
    """Sensitive items that match and are not shown."""
    columns: tuple[BoardColumnRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Promises:
    """Every action that somebody must still see to; one may be in several.

    Attributes:
        open: Still to be done, soonest due first.
        to_check: Done as their owners say, and waiting for a check.
        untold: Open, with an owner who was not in the room and has not been told.
        hidden_count: Sensitive ones that whoever reads is not shown.
    """

    open: tuple[ItemRow, ...]
    to_check: tuple[ItemRow, ...]
    untold: tuple[ItemRow, ...]
    hidden_count: int = 0


@dataclass(frozen=True, slots=True)
class TeamOverdueRow:
    """How much is overdue in one department.

    Attributes:
        name: The department; empty for actions of none.
        count: How many of its actions are overdue.
        oldest_due_on: The day on which the oldest was due.
    """

    name: str
    count: int
    oldest_due_on: dt.date


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """What is overdue by department, in numbers: nobody's name and nobody's words.

    Attributes:
        unit_name: The ward.
        as_at: When, by the ward's clock.
        teams: The departments, most overdue first; what has none comes last.
        count: How many actions that are; one with several parts is counted for each department.
        hidden_count: Sensitive actions, which are left out.
    """

    unit_name: str
    as_at: dt.datetime
    teams: tuple[TeamOverdueRow, ...]
    count: int
    hidden_count: int = 0
