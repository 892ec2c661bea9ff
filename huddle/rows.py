"""The frozen rows that services hand out: plain values, safe in any thread and any widget.

Days and times of day are local to the unit; instants are aware and in UTC.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from huddle.vocabulary import (
    AccessRole,
    Gap,
    HuddleStatus,
    IncidentReported,
    ItemKind,
    Presence,
    Review,
    RoleGroup,
    Status,
    StepPurpose,
    Thing,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a finished write touched, for those who show it."""

    things: frozenset[Thing]
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Who is signed in."""

    id: str
    name: str
    role: AccessRole
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A ward, and what it prints and says of itself."""

    id: str
    name: str
    time_zone: str
    act_now_number: str
    """The number to call when something is happening now."""
    tell_us: str
    """How a team tells the facilitator what became of an action; printed on sheets."""
    classification: str
    """The word in each sheet's footer."""
    row_version: int


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A team that takes part."""

    id: str
    name: str
    extension: str
    position: int
    is_retired: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person, or a post: an owner without a name."""

    id: str
    name: str
    is_post: bool
    role_group: RoleGroup
    department_id: str | None
    department_name: str
    extension: str
    is_retired: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class StageRow:
    """A place on the patient's way."""

    id: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a template."""

    id: str
    name: str
    prompts: str
    """One prompt a line."""
    seconds: int
    """The time box; 0 for none."""
    purpose: StepPurpose
    stage_id: str | None = None
    stage_name: str = ""
    led_by: str = ""
    only_when_needed: bool = False
    """Whether the step appears only when it has something to show."""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """An agenda of steps."""

    id: str
    name: str
    about: str
    steps: tuple[StepRow, ...]
    series_names: tuple[str, ...]
    """The series that use it."""
    row_version: int

    @property
    def seconds(self) -> int:
        """The whole time box."""
        return sum(step.seconds for step in self.steps)


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A template that recurs."""

    id: str
    name: str
    template_id: str
    template_name: str
    weekdays: tuple[int, ...]
    """0 is Monday; empty: held when needed."""
    starts_at: dt.time
    facilitator: str
    is_main: bool
    is_retired: bool
    row_version: int


@dataclass(frozen=True, slots=True)
class HuddleRow:
    """One meeting."""

    id: str
    number: int
    series_id: str
    title: str
    status: HuddleStatus
    held_on: dt.date
    """The day it is planned for or was held on."""
    starts_at: dt.time
    planned_seconds: int
    facilitator: str
    started_at: dt.datetime | None
    closed_at: dt.datetime | None
    not_held_reason: str
    row_version: int


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
    age_days: int = 0
    times_carried: int = 0
    done_on: dt.date | None = None
    note: str = ""
    """The latest note or reason."""
    parts: tuple[PartRow, ...] = ()
    departments: tuple[str, ...] = ()
    """Names of the departments that a goal or decision names, or an action's parts."""
    updated_at: dt.datetime | None = None

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
class HuddleStepRow:
    """A step of one huddle, as its template was when the huddle began."""

    id: str
    name: str
    prompts: str
    seconds: int
    purpose: StepPurpose
    stage_id: str | None
    led_by: str
    item_count: int
    spent_seconds: int
    """Time spent in it before now, not counting the present visit."""
    was_visited: bool


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A department or person on the roster of one huddle."""

    id: str
    department_id: str | None
    person_id: str | None
    name: str
    presence: Presence
    is_heard: bool
    comes_usually: bool


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """An action under review, with what was answered in this huddle."""

    item: ItemRow
    answer: Review | None


@dataclass(frozen=True, slots=True)
class Known:
    """The names that signs of the capture line can refer to."""

    people: tuple[PersonRow, ...] = ()
    departments: tuple[DepartmentRow, ...] = ()
    stages: tuple[StageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RunState:
    """Everything the Run page shows of one huddle."""

    huddle: HuddleRow
    unit: UnitRow
    steps: tuple[HuddleStepRow, ...]
    step_id: str
    items: tuple[ItemRow, ...]
    """All that was captured in this huddle, in order."""
    roster: tuple[RosterRow, ...]
    promises: tuple[PromiseRow, ...]
    """Up for review: overdue, due before the next huddle, blocked or asked for."""
    not_due_count: int
    done_since: tuple[ItemRow, ...]
    """Actions finished since the last huddle of the series."""
    raised_between: tuple[ItemRow, ...]
    """Raised for this huddle since the last one."""
    parked: tuple[ItemRow, ...]
    """Parked items offered again."""
    known: Known
    next_huddle_on: dt.date | None
    drafts: dict[str, str]
    running_seconds: int
    """Time since the start, without pauses, at `as_at`."""
    step_seconds: int
    """Time in the present step over all visits, at `as_at`."""
    is_paused: bool
    as_at: dt.datetime
    can_undo: str = ""
    """What Ctrl+Z would take back, in words; empty for nothing."""


@dataclass(frozen=True, slots=True)
class GapRow:
    """One thing the quality gate found missing."""

    gap: Gap
    text: str
    item_id: str | None = None
    step_id: str | None = None


@dataclass(frozen=True, slots=True)
class CardRow:
    """A huddle on Today: due, running, or held."""

    series_id: str
    title: str
    starts_at: dt.time
    planned_seconds: int
    facilitator: str
    huddle: HuddleRow | None
    """The huddle, once it exists."""
    department_count: int
    is_due_today: bool
    next_on: dt.date | None
    step_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TodayState:
    """Everything Today shows."""

    today: dt.date
    unit: UnitRow
    cards: tuple[CardRow, ...]
    """Due today first, by time; then other series."""
    unfinished: tuple[HuddleRow, ...]
    """Left open on an earlier day, or running now."""
    missed: tuple[HuddleRow, ...]
    """Due on earlier days, neither held nor explained; the newest only."""
    late: tuple[ItemRow, ...]
    late_count: int
    open_count: int
    done_since: tuple[ItemRow, ...]
    raised_between: tuple[ItemRow, ...]
    parked_count: int
    patient_voice: tuple[ItemRow, ...]
    """The latest words of patients."""
    last_huddle: HuddleRow | None


@dataclass(frozen=True, slots=True)
class FollowUpsFilter:
    """What Follow-ups lists."""

    text: str = ""
    department_id: str | None = None
    owner_id: str | None = None
    mine: bool = False
    overdue: bool = False
    unnamed: bool = False
    status: str = "open"
    """`open`, `to_check`, `finished`, `all`, or one status value."""
    due_before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class FollowUps:
    """A screenful of actions and the counts above it."""

    items: tuple[ItemRow, ...]
    shown_of: int
    """How many match; stops at 1,000."""
    open_count: int
    overdue_count: int
    unnamed_count: int
    untold: tuple[ItemRow, ...]
    """Actions whose owner was not in the room and has not been told."""


@dataclass(frozen=True, slots=True)
class AddendumRow:
    """A dated correction to a closed huddle."""

    at: dt.datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemEventRow:
    """One event in the story of an item."""

    at: dt.datetime
    by: str
    what: str
    huddle_number: int | None = None


@dataclass(frozen=True, slots=True)
class HuddleRecord:
    """A huddle as it was: frozen at its close, or as it stands now while it runs."""

    huddle: HuddleRow
    unit: UnitRow
    steps: tuple[HuddleStepRow, ...]
    here: tuple[str, ...]
    apologies: tuple[str, ...]
    items: tuple[ItemRow, ...]
    """Captured in it, in order."""
    reviewed: tuple[ItemRow, ...]
    """Actions from before that were open when it began or came up in it, as they stood."""
    plus: str
    delta: str
    next_huddle_on: dt.date | None
    addenda: tuple[AddendumRow, ...] = ()
    is_frozen: bool = False
    duration_seconds: int = 0


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup on disk."""

    path: str
    made_at: dt.datetime
    is_proved: bool
    byte_count: int
    counts: dict[str, int] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One line of the check, in plain words."""

    name: str
    says: str
    is_well: bool
    is_set_up: bool = True
